#include "user.h"

#include "schema.h"
#include "user_json.h"
#include <muster/core/ids.h>
#include <muster/sdk/json.h>
#include <muster/sdk/wanted.h>

namespace muster::lineworks {
namespace {

bool isTrue(const boost::json::object& json, std::string_view member) {
    const boost::json::value* found = sdk::memberOf(json, member);
    return found != nullptr && found->is_bool() && found->get_bool();
}

/** The flags are told side by side; people need one word. `isAwaiting` is left out, since the
 * vendor's pages differ on what it means. */
std::string statusOf(const boost::json::object& json) {
    if (isTrue(json, "isDeleted")) {
        return "deleted";
    }
    if (isTrue(json, "isSuspended")) {
        return "suspended";
    }
    return isTrue(json, "isPending") ? "pending" : "active";
}

void addFacts(User& user, const boost::json::object& json) {
    user.id = sdk::jsonText(json, "userId");
    user.email = sdk::jsonText(json, "email");
    user.externalKey = sdk::jsonText(json, "userExternalKey");
    user.status = statusOf(json);
    user.isAdministrator = isTrue(json, "isAdministrator");
    user.attributes.emplace_back(std::string(name::kStatus), Value(user.status));
    if (!user.isPending() && !user.isDeleted()) {
        user.attributes.emplace_back(std::string(attr::kEnable), Value(!user.isSuspended()));
    }
}

}  // namespace

std::vector<Value> User::valuesOf(std::string_view attribute) const {
    const Attribute* found = findAttribute(attributes, attribute);
    return found == nullptr ? std::vector<Value>() : found->values();
}

std::string User::textOf(std::string_view attribute) const {
    const Attribute* found = findAttribute(attributes, attribute);
    return found == nullptr || found->single() == nullptr ? std::string()
                                                          : found->single()->toDisplay();
}

Result<User> parseUser(std::string_view text, std::int64_t domainId) {
    const std::optional<boost::json::object> json = sdk::parseJsonObject(text);
    User user;
    if (json) {
        user.attributes = sdk::attributesOf(flattened(*json, domainId), accountClass().attributes);
        addFacts(user, *json);
    }
    if (user.id.empty() || user.email.empty()) {
        return Error{.code = ErrorCode::kProtocol,
                     .message =
                         "LINE WORKS' answer holds a member without userId or email; each "
                         "has both by its documentation",
                     .hint = "compare the template's response rules with the answer in a trace"};
    }
    return user;
}

ConnectorObject toObject(const User& user, const std::vector<std::string>& wanted) {
    return sdk::withWanted({.objectClass = std::string(object_class::kAccount),
                            .uid = user.id,
                            .name = user.email,
                            .attributes = user.attributes},
                           accountClass(), wanted);
}

}  // namespace muster::lineworks
