#include "lineworks/custom_properties.h"

#include <algorithm>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/body_reader.h"
#include "lineworks/domains.h"
#include "lineworks/find.h"
#include "lineworks/paging.h"
#include "lineworks/text_rules.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

using Text = std::string_view;

constexpr std::int64_t kMostInt32 = 2'147'483'647;
constexpr std::size_t kMostValues = 10;
constexpr std::size_t kMostOptions = 100;
constexpr Text kParts[] = {"domainId",     "propertyId",  "propertyName",
                           "propertyType", "multiValued", "options"};

json::object toJson(const CustomProperty& property) {
    json::array options;
    for (const auto& each : property.options) options.push_back(json::object{{"optionName", each}});
    return {{"domainId", property.domainId},       {"propertyId", property.id},
            {"propertyName", property.name},       {"propertyType", property.type},
            {"multiValued", property.multiValued}, {"options", std::move(options)}};
}

bool isLink(const json::value& value) {
    const auto* link = value.if_object();
    if (link == nullptr) return false;
    const auto* text = link->if_contains("text");
    const auto target = textOf(*link, "link");
    return !target.empty() && isShort(target, 300) &&
           (text == nullptr || text->is_null() ||
            (text->is_string() && isShort(text->get_string(), 100)));
}

bool isValue(const CustomProperty& property, const json::value& value) {
    if (property.type == "INTEGER") return value.is_int64() && value.get_int64() >= 0;
    if (property.type == "LINK") return isLink(value);
    if (!value.is_string()) return false;
    const Text text = value.get_string();
    if (property.type == "DATE") return isDate(text);
    const auto& options = property.options;
    return isShort(text, 100) &&
           (options.empty() || std::find(options.begin(), options.end(), text) != options.end());
}

bool isRight(const CustomProperty& property, const json::value& value) {
    if (!property.multiValued) return isValue(property, value);
    const auto* values = value.if_array();
    return values != nullptr && values->size() <= kMostValues &&
           std::all_of(values->begin(), values->end(),
                       [&](const json::value& each) { return isValue(property, each); });
}

const CustomProperty* findByName(const Directory& directory, Text name) {
    for (const auto& [number, property] : directory.properties.all()) {
        if (property.name == name) return &property;
    }
    return nullptr;
}

bool isType(Text text) {
    return text == "STRING" || text == "DATE" || text == "INTEGER" || text == "LINK";
}

struct Draft {
    CustomProperty property;
    Refusal refusal;
};

/// The names of these properties are ours where the page was not seen: propertyType, multiValued
/// and options.
Draft readBody(const Tenant& tenant, const Call& call, const CustomProperty& base, bool isNew) {
    Draft draft{base, {}};
    auto& property = draft.property;
    BodyReader in(call.body);
    in.onlyKnows(tenant.settings, kParts);
    if (isNew) {
        in.require("propertyName");
        in.require("propertyType");
    }
    const auto usual = isNew ? homeDomain(tenant.settings) : property.domainId;
    property.domainId = in.number("domainId", usual, 1, kMostInt32);
    if (in.good() && !isOurDomain(tenant.settings, property.domainId)) {
        in.refuse(foreignDomain(tenant.settings, std::to_string(property.domainId)));
    }
    const auto isName = [](Text text) { return !text.empty() && isShort(text, 100); };
    if (in.has("propertyName")) property.name = in.text("propertyName", isName);
    if (in.has("propertyType")) property.type = in.text("propertyType", isType);
    property.multiValued = in.flag("multiValued", property.multiValued);
    if (in.sent("options")) {
        property.options.clear();
        for (const auto* option : in.objects("options", kMostOptions)) {
            property.options.emplace_back(textOf(*option, "optionName"));
        }
    }
    const auto* other = findByName(tenant.directory, property.name);
    if (in.good() && other != nullptr && other->id != property.id) {
        in.refuse(apiError(409, "ALREADY_EXIST", "propertyName is already in use."));
    }
    draft.refusal = in.refusal();
    return draft;
}

const CustomProperty* propertyOfPath(const Tenant& tenant, const Call& call) {
    return tenant.directory.properties.find(call.object());
}

Response noProperty(const Tenant& tenant, const Call& call) {
    return notFound(tenant.settings, Kind::kCustomProperty, call.object());
}

void addToLedger(Tenant& tenant, const Call& call, const CustomProperty& property) {
    tenant.ledger.add(call.origin, "custom_property", property.id, property.name,
                      tenant.clock.nowMs());
}

}  // namespace

NewProperty addCustomProperty(Tenant& tenant, const Call& call) {
    auto draft = readBody(tenant, call, {}, true);
    if (draft.refusal) return {nullptr, std::move(draft.refusal)};
    draft.property.id = call.newId.empty() ? tenant.directory.ids.hexId() : call.newId;
    return {&tenant.directory.properties.add(std::move(draft.property)), {}};
}

Response createCustomProperty(Tenant& tenant, const Call& call) {
    const auto [made, refusal] = addCustomProperty(tenant, call);
    if (refusal) return *refusal;
    addToLedger(tenant, call, *made);
    return jsonResponse(201, json::serialize(toJson(*made)));
}

Response listCustomProperties(const Tenant& tenant, const Call& call) {
    const auto page = readPage(tenant, call);
    if (page.refusal) return *page.refusal;
    return listRow(
        tenant, page, "customProperties", tenant.directory.properties.all(),
        [&](const CustomProperty& each) { return each.domainId == page.domainId; },
        [](const CustomProperty& each) { return toJson(each); });
}

Response readCustomProperty(const Tenant& tenant, const Call& call) {
    const auto* property = propertyOfPath(tenant, call);
    if (property == nullptr) return noProperty(tenant, call);
    return jsonResponse(200, json::serialize(toJson(*property)));
}

Response updateCustomProperty(Tenant& tenant, const Call& call) {
    const auto* property = propertyOfPath(tenant, call);
    if (property == nullptr) return noProperty(tenant, call);
    const auto draft = readBody(tenant, call, *property, false);
    if (draft.refusal) return *draft.refusal;
    tenant.directory.properties.change(*property,
                                       [&](CustomProperty& held) { held = draft.property; });
    addToLedger(tenant, call, *property);
    return jsonResponse(200, json::serialize(toJson(*property)));
}

Response deleteCustomProperty(Tenant& tenant, const Call& call) {
    const auto* property = propertyOfPath(tenant, call);
    if (property == nullptr) return noProperty(tenant, call);
    addToLedger(tenant, call, *property);
    tenant.directory.properties.remove(*property);
    return emptyResponse(204);
}

Refusal checkCustomProperties(const Directory& directory, const json::object& values) {
    for (const auto& [name, value] : values) {
        const auto* property = findByName(directory, name);
        if (property == nullptr) {
            return invalidParameter("customProperties: there is no " + std::string(name) + ".");
        }
        if (!value.is_null() && !isRight(*property, value)) {
            return invalidParameter("customProperties." + std::string(name) + " must be of type " +
                                    property->type + ".");
        }
    }
    return {};
}

}  // namespace sandbox::lineworks
