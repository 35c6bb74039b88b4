#include "host/target_loader.h"

#include <algorithm>
#include <charconv>

#include "host/secret_reader.h"
#include "host/used_classes.h"
#include "xml/document.h"
#include "xml/strict.h"

namespace muster::host {
namespace {

enum class Age { kLiving, kAny };

std::vector<std::string_view> namesOf(const std::vector<PropertyInfo>& properties, Age age) {
    std::vector<std::string_view> names;
    for (const PropertyInfo& info : properties) {
        if (age == Age::kAny || info.retired.empty()) {
            names.push_back(info.name);
        }
    }
    return names;
}

std::vector<std::string_view> viewsOf(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

std::string suggestion(std::string_view found, const std::vector<std::string_view>& words) {
    const std::string_view near = xml::nearest(found, words);
    return near.empty() ? std::string() : "did you mean \"" + std::string(near) + "\"?";
}

/** The text as a value of the declared kind; reports and gives nothing when it is none. */
std::optional<Value> typedValue(const PropertyInfo& info, const TargetProperty& property,
                                xml::Diagnostics& diagnostics) {
    const std::string what = "property \"" + info.name + "\"";
    if (info.confidential || info.type == ValueKind::kSecret) {
        if (const Result<void> checked = checkSecretReference(property.text); !checked) {
            diagnostics.error(property.position, what + ": " + checked.error().message,
                              checked.error().hint);
            return std::nullopt;
        }
        return Value(property.text);
    }
    if (info.type == ValueKind::kInteger) {
        std::int64_t number = 0;
        const char* end = property.text.data() + property.text.size();
        const auto [stop, problem] = std::from_chars(property.text.data(), end, number);
        if (problem != std::errc() || stop != end) {
            diagnostics.error(property.position,
                              what + " has \"" + property.text + "\"; expected an integer");
            return std::nullopt;
        }
        return Value(number);
    }
    if (info.type == ValueKind::kBoolean) {
        if (property.text != "true" && property.text != "false") {
            diagnostics.error(property.position, what + " has \"" + property.text +
                                                     "\"; expected \"true\" or \"false\"");
            return std::nullopt;
        }
        return Value(property.text == "true");
    }
    const std::vector<std::string_view> allowed = viewsOf(info.allowed);
    if (!allowed.empty() &&
        std::find(allowed.begin(), allowed.end(), property.text) == allowed.end()) {
        diagnostics.error(
            property.position,
            what + " has \"" + property.text + "\"; expected " + xml::quotedList(allowed),
            suggestion(property.text, allowed));
        return std::nullopt;
    }
    return Value(property.text);
}

/** The default of a property as a value, or null when it has none. */
Value defaultOf(const PropertyInfo& info) {
    if (info.defaultValue.empty()) {
        return {};
    }
    xml::Diagnostics ignored;  // a default that does not fit its own kind counts as none
    const TargetProperty property{info.name, info.defaultValue};
    return typedValue(info, property, ignored).value_or(Value());
}

void readProperties(const xml::Element& root, TargetFile& file, xml::Diagnostics& diagnostics) {
    for (const xml::Element& element : root.children("property")) {
        xml::allowOnlyText(element, {"name"}, diagnostics);
        const auto name = xml::requiredAttribute(element, "name", diagnostics);
        if (!name) {
            continue;
        }
        const auto same = [&](const TargetProperty& earlier) { return earlier.name == *name; };
        if (std::any_of(file.properties.begin(), file.properties.end(), same)) {
            diagnostics.error(element.position(), "property \"" + *name + "\" stands twice");
            continue;
        }
        const std::string whole = element.text();
        const std::size_t start = std::min(whole.find_first_not_of(" \t\r\n"), whole.size());
        file.properties.push_back({*name, element.trimmedText(), element.textPosition(start)});
    }
}

const TargetProperty* findProperty(const TargetFile& file, const std::string& name) {
    for (const TargetProperty& property : file.properties) {
        if (property.name == name) {
            return &property;
        }
    }
    return nullptr;
}

void refuseUnknown(const TargetFile& file, const Description& description,
                   xml::Diagnostics& diagnostics) {
    const std::vector<std::string_view> all = namesOf(description.properties, Age::kAny);
    const std::vector<std::string_view> names = namesOf(description.properties, Age::kLiving);
    for (const TargetProperty& property : file.properties) {
        if (std::find(all.begin(), all.end(), property.name) == all.end()) {
            const std::string near = suggestion(property.name, names);
            diagnostics.error(property.position,
                              "connector \"" + file.connector + "\" has no property \"" +
                                  property.name + "\"; it has " + xml::quotedList(names),
                              near);
        }
    }
}

/** A setting that is no more, and that the target gives all the same. */
void refuseRetired(const PropertyInfo& info, const TargetProperty* given,
                   xml::Diagnostics& diagnostics) {
    if (given != nullptr) {
        diagnostics.error(given->position,
                          "property \"" + info.name + "\" is no more: " + info.retired,
                          "take it out");
    }
}

}  // namespace

std::optional<TargetFile> readTargetFile(const std::filesystem::path& path,
                                         xml::Diagnostics& diagnostics) {
    const Result<xml::Document> document = xml::Document::load(path, diagnostics);
    if (!document) {
        return std::nullopt;
    }
    const xml::Element root = document->root();
    if (!xml::expectRoot(root, "target", diagnostics)) {
        return std::nullopt;
    }
    xml::allowAttributes(
        root,
        {"schema-version", "name", "connector", "version", "workers", "timeout-seconds",
         "settle-seconds", "trust-created", "longest-wait-seconds", "object-classes"},
        diagnostics);
    xml::allowChildren(root, {"description", "property"}, diagnostics);
    xml::allowOnce(root, "description", diagnostics);
    xml::refuseText(root, diagnostics);
    TargetFile file{.position = root.position()};
    file.name = xml::requiredAttribute(root, "name", diagnostics).value_or("");
    file.connector = xml::requiredAttribute(root, "connector", diagnostics).value_or("");
    file.connectorVersion = xml::nonEmptyAttribute(root, "version", diagnostics).value_or("");
    file.workers = xml::intAttribute(root, "workers", 4, 1, 256, diagnostics);
    file.timeout =
        std::chrono::seconds(xml::intAttribute(root, "timeout-seconds", 60, 1, 3600, diagnostics));
    if (root.attribute("settle-seconds")) {
        file.settleWindow = std::chrono::seconds(
            xml::intAttribute(root, "settle-seconds", 0, 0, 86'400, diagnostics));
    }
    file.longestWait = std::chrono::seconds(
        xml::intAttribute(root, "longest-wait-seconds", 30, 1, 300, diagnostics));
    file.trustsCreated = xml::boolAttribute(root, "trust-created", true, diagnostics);
    file.objectClasses = readUsedClasses(root, diagnostics);
    if (const auto description = root.child("description")) {
        xml::allowOnlyText(*description, {}, diagnostics);
        file.description = description->trimmedText();
    }
    readProperties(root, file, diagnostics);
    if (!file.name.empty() && path.stem() != file.name) {
        diagnostics.error(root.position(), "the target is called \"" + file.name +
                                               "\"; expected \"" + path.stem().string() +
                                               "\", as the file is named");
    }
    return diagnostics.hasErrors() ? std::nullopt : std::optional(std::move(file));
}

std::optional<Target> resolveTarget(const TargetFile& file, const Description& description,
                                    xml::Diagnostics& diagnostics) {
    Target target{.name = file.name,
                  .description = file.description,
                  .connector = file.connector,
                  .connectorVersion = file.connectorVersion,
                  .workers = file.workers,
                  .timeout = file.timeout,
                  .settleWindow = file.settleWindow.value_or(
                      std::chrono::milliseconds(description.settleWindowMs)),
                  .trustsCreated = file.trustsCreated,
                  .longestWait = file.longestWait,
                  .objectClasses = usedClasses(file, description, diagnostics),
                  .file = file.position.file};
    refuseUnknown(file, description, diagnostics);
    for (const PropertyInfo& info : description.properties) {
        const TargetProperty* given = findProperty(file, info.name);
        if (!info.retired.empty()) {
            refuseRetired(info, given, diagnostics);
            continue;
        }
        if (given == nullptr || given->text.empty()) {
            Value value = defaultOf(info);
            if (info.required && value.isNull()) {
                diagnostics.error(given == nullptr ? file.position : given->position,
                                  "property \"" + info.name + "\" is missing; connector \"" +
                                      file.connector + "\" requires it: " + info.help,
                                  "add <property name=\"" + info.name + "\">...</property>");
            }
            target.settings.push_back({info, std::move(value), true});
        } else if (std::optional<Value> value = typedValue(info, *given, diagnostics)) {
            target.settings.push_back({info, *std::move(value), false});
        }
    }
    return diagnostics.hasErrors() ? std::nullopt : std::optional(std::move(target));
}

}  // namespace muster::host
