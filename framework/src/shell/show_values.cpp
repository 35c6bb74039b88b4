#include "shell/show_values.h"

#include <algorithm>

#include <openssl/evp.h>

namespace muster::shell {
namespace {

std::string base64(const std::string& octets) {
    std::string text(4 * ((octets.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(octets.data()),
                                     static_cast<int>(octets.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

/** More would not fit beside Uid and name on most screens. */
constexpr std::size_t kUsualAttributes = 4;

}  // namespace

boost::json::value toJson(const Value& value) {
    switch (value.kind()) {
        case ValueKind::kNull:
            return nullptr;
        case ValueKind::kString:
            return boost::json::string(*value.as<std::string>());
        case ValueKind::kInteger:
            return *value.as<std::int64_t>();
        case ValueKind::kReal:
            return *value.as<double>();
        case ValueKind::kBoolean:
            return *value.as<bool>();
        case ValueKind::kBytes:
            return boost::json::string(base64(value.as<Bytes>()->octets));
        case ValueKind::kReference:
            return boost::json::string(value.as<Reference>()->uid);
        case ValueKind::kTime:
        case ValueKind::kSecret:
            return boost::json::string(value.toDisplay());
        case ValueKind::kObject: {
            boost::json::object object;
            for (const Attribute& attribute : value.as<ObjectValue>()->attributes()) {
                object[attribute.name()] = toJson(attribute);
            }
            return object;
        }
    }
    return nullptr;
}

boost::json::value toJson(const Attribute& attribute) {
    if (!attribute.isList() && attribute.values().size() <= 1) {
        return attribute.values().empty() ? nullptr : toJson(attribute.values().front());
    }
    boost::json::array array;
    for (const Value& value : attribute.values()) {
        array.push_back(toJson(value));
    }
    return array;
}

ObjectView::ObjectView(const TargetView& target, const std::string& className, std::string language,
                       NameOfReference nameOf)
    : target_(target),
      class_(target.description->findClass(className.empty() ? object_class::kAccount
                                                             : std::string_view(className))),
      language_(std::move(language)),
      nameOf_(std::move(nameOf)) {}

std::string ObjectView::label(const AttributeInfo* info, const Value& value) const {
    const auto* reference = value.as<Reference>();
    if (info != nullptr && reference != nullptr && !info->referenceClass.empty() && nameOf_) {
        return nameOf_(info->referenceClass, reference->uid);
    }
    if (info == nullptr || info->lookup.empty() || target_.lookups == nullptr) {
        return {};
    }
    const lookup::LookupDefinition* lookup = target_.lookups->find(info->lookup);
    const std::string codeKey = value.toDisplay();
    if (lookup == nullptr || lookup->find(codeKey) == nullptr) {
        return {};
    }
    std::string text = lookup->label(codeKey, language_);
    return text == codeKey ? std::string() : text;
}

Cell ObjectView::cell(const Attribute& attribute) const {
    const AttributeInfo* info = class_ == nullptr ? nullptr : class_->find(attribute.name());
    Cell result;
    result.json = toJson(attribute);
    for (const Value& value : attribute.values()) {
        const std::string text = label(info, value);
        const std::string shown = value.toDisplay();
        result.text += &value == &attribute.values().front() ? "" : ", ";
        result.text += shown.empty() && !value.isNull() ? "\"\"" : shown;  // as it is typed
        result.text += text.empty() ? "" : " (" + text + ")";
    }
    if (attribute.isIncomplete()) {
        result.text += result.text.empty() ? "(not shown)" : ", ...";
    }
    return result;
}

ConnectorObject ObjectView::restricted(ConnectorObject object,
                                       const std::vector<std::string>& attributes) const {
    const auto isAskedFor = [&](const Attribute& attribute) {
        return std::any_of(attributes.begin(), attributes.end(), [&](const std::string& name) {
            const AttributeInfo* info = class_ == nullptr ? nullptr : class_->find(name);
            return equalNames(attribute.name(), name) ||
                   (info != nullptr && equalNames(attribute.name(), info->name));
        });
    };
    if (!attributes.empty()) {
        std::erase_if(object.attributes,
                      [&](const Attribute& attribute) { return !isAskedFor(attribute); });
    }
    return object;
}

boost::json::object ObjectView::attributesJson(const ConnectorObject& object) const {
    boost::json::object result;
    for (const Attribute& attribute : object.attributes) {
        result[attribute.name()] = toJson(attribute);
    }
    return result;
}

boost::json::object ObjectView::labelsJson(const ConnectorObject& object) const {
    boost::json::object result;
    for (const Attribute& attribute : object.attributes) {
        const AttributeInfo* info = class_ == nullptr ? nullptr : class_->find(attribute.name());
        boost::json::array labels;
        bool isKnown = false;
        for (const Value& value : attribute.values()) {
            labels.emplace_back(label(info, value));
            isKnown = isKnown || !labels.back().get_string().empty();
        }
        if (isKnown && attribute.isList()) {
            result[attribute.name()] = std::move(labels);
        } else if (isKnown && labels.size() == 1) {
            result[attribute.name()] = std::move(labels.front());
        }
    }
    return result;
}

Record ObjectView::record(const ConnectorObject& object) const {
    Record record;
    record.add("class", "class", object.objectClass);
    record.add("uid", "uid", object.uid);
    record.add("name", "name", object.name);
    record.add("revision", "revision", object.revision);
    record.fields.push_back({{"", "attributes", true}, {"", attributesJson(object)}});
    record.fields.push_back({{"", "labels", true}, {"", labelsJson(object)}});
    Table table{.columns = {{"attribute", "attribute"}, {"value", "value"}}};
    for (const Attribute& attribute : object.attributes) {
        table.rows.push_back({attribute.name(), cell(attribute)});
    }
    record.sections.push_back({"Attributes", "attribute_list", std::move(table)});
    return record;
}

std::vector<Column> ObjectView::columns(const std::vector<std::string>& attributes) const {
    std::vector<Column> columns{{"uid", "uid"}, {"name", "name"}};
    for (const std::string& name : attributes) {
        // In JSON they stand under `attributes`, where no name of theirs meets one of ours.
        const bool isOurs = equalNames(name, "uid") || equalNames(name, "name");
        columns.push_back({isOurs ? "attribute " + name : name, ""});
    }
    columns.push_back({"", "attributes", true});
    columns.push_back({"", "labels", true});
    return columns;
}

Row ObjectView::row(const ConnectorObject& object,
                    const std::vector<std::string>& attributes) const {
    Row row{object.uid, object.name};
    for (const std::string& name : attributes) {
        const AttributeInfo* info = class_ == nullptr ? nullptr : class_->find(name);
        const Attribute* found = object.find(name);
        if (found == nullptr && info != nullptr) {
            found = object.find(info->name);
        }
        row.push_back(found == nullptr ? Cell() : cell(*found));
    }
    row.push_back({"", attributesJson(object)});
    row.push_back({"", labelsJson(object)});
    return row;
}

std::vector<std::string> ObjectView::usualAttributes() const {
    std::vector<std::string> names;
    if (class_ == nullptr) {
        return names;
    }
    for (const AttributeInfo& info : class_->attributes) {
        const bool isPlain = info.readable && info.returnedByDefault && !info.multiValued &&
                             info.type != ValueKind::kObject && info.type != ValueKind::kSecret;
        if (isPlain && info.name != attr::kName && info.name != attr::kUid) {
            names.push_back(info.name);
        }
        if (names.size() == kUsualAttributes) {
            break;
        }
    }
    return names;
}

}  // namespace muster::shell
