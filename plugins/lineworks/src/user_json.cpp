#include "user_json.h"

#include <array>
#include <string_view>

#include "schema.h"
#include <muster/sdk/json.h>

namespace muster::lineworks {
namespace {

namespace json = boost::json;

json::string_view member(std::string_view name) { return {name.data(), name.size()}; }

void liftNames(json::object& flat) {
    static constexpr std::array<std::string_view, 4> kNames = {
        name::kLastName, name::kFirstName, name::kPhoneticLastName, name::kPhoneticFirstName};
    const json::value* names = flat.if_contains("userName");
    if (names == nullptr || !names->is_object()) {
        return;
    }
    const json::object parts = names->get_object();
    for (const std::string_view part : kNames) {
        if (const json::value* found = sdk::memberOf(parts, part)) {
            flat[member(part)] = *found;
        }
    }
}

/** The posts of one organization, each with its domain. */
void liftPosts(const json::object& organization, json::array& posts) {
    const json::value* units = organization.if_contains("orgUnits");
    const json::value* domain = organization.if_contains("domainId");
    if (units == nullptr || !units->is_array()) {
        return;
    }
    for (const json::value& unit : units->get_array()) {
        if (unit.is_object()) {
            json::object post = unit.get_object();
            if (domain != nullptr) {
                post["domainId"] = *domain;
            }
            posts.emplace_back(std::move(post));
        }
    }
}

void liftOrganizations(json::object& flat, std::int64_t domainId) {
    const json::value* organizations = flat.if_contains("organizations");
    if (organizations == nullptr || !organizations->is_array()) {
        return;
    }
    json::array posts;
    json::value level;
    for (const json::value& each : organizations->get_array()) {
        if (!each.is_object()) {
            continue;
        }
        const json::object& organization = each.get_object();
        liftPosts(organization, posts);
        const json::value* domain = organization.if_contains("domainId");
        const json::value* levelId = organization.if_contains("levelId");
        if (domain != nullptr && domain->is_int64() && domain->get_int64() == domainId &&
            levelId != nullptr) {
            level = *levelId;
        }
    }
    flat["orgUnits"] = std::move(posts);
    flat["levelId"] = std::move(level);
}

/** One custom property: what it holds goes by its kind. */
json::object propertyOf(json::string_view propertyName, const json::value& value) {
    json::array texts;
    json::array numbers;
    json::array links;
    const auto sort = [&](const json::value& one) {
        if (one.is_number()) {
            numbers.push_back(one);
        } else if (one.is_object()) {
            links.push_back(one);
        } else if (!one.is_null()) {
            texts.push_back(one);
        }
    };
    json::object property{{"propertyName", propertyName}};
    if (value.is_array()) {
        for (const json::value& one : value.get_array()) {
            sort(one);
        }
        property["multiValued"] = true;
    } else {
        sort(value);
    }
    for (auto& [name, list] :
         {std::pair{"value", &texts}, std::pair{"number", &numbers}, std::pair{"link", &links}}) {
        if (!list->empty()) {
            property[name] = *list;
        }
    }
    return property;
}

void listProperties(json::object& flat) {
    const json::value* properties = flat.if_contains("customProperties");
    if (properties == nullptr || !properties->is_object()) {
        return;
    }
    json::array elements;
    for (const auto& property : properties->get_object()) {
        if (!property.value().is_null()) {
            elements.emplace_back(propertyOf(property.key(), property.value()));
        }
    }
    flat["customProperties"] = std::move(elements);
}

void nameMessenger(json::object& flat) {
    json::value* messenger = flat.if_contains("messenger");
    if (messenger == nullptr || !messenger->is_object()) {
        return;
    }
    json::value* protocol = messenger->get_object().if_contains("protocol");
    if (protocol != nullptr && protocol->is_string() && protocol->get_string() == "TWITTER") {
        *protocol = "X";
    }
}

}  // namespace

json::object flattened(const json::object& user, std::int64_t domainId) {
    json::object flat = user;
    liftNames(flat);
    liftOrganizations(flat, domainId);
    listProperties(flat);
    nameMessenger(flat);
    return flat;
}

}  // namespace muster::lineworks
