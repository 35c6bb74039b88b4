#include "user.h"

#include <algorithm>

#include "schema.h"
#include <muster/core/ids.h>
#include <muster/sdk/json.h>
#include <muster/sdk/membership.h>

namespace muster::zoom {
namespace {

Error protocolError(std::string message) {
    return Error{.code = ErrorCode::kProtocol,
                 .message = std::move(message),
                 .hint = "compare the template's response rules with Zoom's answer in a trace"};
}

std::string textOf(const std::vector<Attribute>& attributes, std::string_view attributeName) {
    const Attribute* found = findAttribute(attributes, attributeName);
    return found != nullptr && found->single() != nullptr ? found->single()->toDisplay()
                                                          : std::string();
}

/** Of a pending user Zoom tells the time of the call as the time of creation (facts seen by
 * clients of the API); that would mislead whoever compares times. */
void dropInventedTimes(User& user) {
    std::erase_if(user.attributes, [](const Attribute& attribute) {
        return attribute.name() == "created_at" || attribute.name() == "user_created_at";
    });
}

void readFacts(User& user) {
    user.email = textOf(user.attributes, attr::kName);
    user.status = textOf(user.attributes, name::kStatus);
    user.type = textOf(user.attributes, name::kType);
    user.roleId = textOf(user.attributes, name::kRoleId);
    if (const Attribute* groups = findAttribute(user.attributes, name::kGroupIds)) {
        user.groupIds = sdk::referencesOf(groups->values());
    }
    if (const Attribute* logins = findAttribute(user.attributes, "login_types")) {
        user.loginTypes.emplace();
        for (const Value& login : logins->values()) {
            user.loginTypes->push_back(login.toDisplay());
        }
    }
    if (user.status == "active" || user.isInactive()) {
        user.attributes.emplace_back(std::string(attr::kEnable), Value(!user.isInactive()));
    }
    if (user.isPending()) {
        dropInventedTimes(user);
    }
}

bool isWanted(const Attribute& attribute, const std::vector<std::string>& wanted) {
    const AttributeInfo* info = accountClass().find(attribute.name());
    return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const auto& one) {
               return accountClass().find(one) == info;
           });
}

}  // namespace

bool User::mayHaveLoginType(std::string_view loginType) const {
    return !loginTypes || loginTypes->empty() ||
           std::find(loginTypes->begin(), loginTypes->end(), loginType) != loginTypes->end();
}

Result<User> parseUser(std::string_view text) {
    const std::optional<boost::json::object> object = sdk::parseJsonObject(text);
    if (!object) {
        return protocolError("Zoom's answer holds a user that is no JSON object");
    }
    User user;
    user.attributes = sdk::attributesOf(*object, accountClass().attributes);
    readFacts(user);
    if (const auto* id = sdk::memberOf(*object, "id"); id != nullptr && id->is_string()) {
        user.id = sdk::jsonText(*id);
    }
    if (user.email.empty()) {
        return protocolError("Zoom's answer holds a user" +
                             (user.id.empty() ? std::string() : " \"" + user.id + "\"") +
                             " without an e-mail address; each has one by its documentation");
    }
    return user;
}

std::optional<std::int64_t> parseCount(std::string_view text, std::string_view member) {
    const std::optional<boost::json::object> object = sdk::parseJsonObject(text);
    const boost::json::value* found = object ? sdk::memberOf(*object, member) : nullptr;
    return found != nullptr && found->is_int64() ? std::optional(found->get_int64()) : std::nullopt;
}

ConnectorObject toObject(const User& user, const std::vector<std::string>& wanted) {
    ConnectorObject object{
        .objectClass = std::string(object_class::kAccount), .uid = user.uid(), .name = user.email};
    std::copy_if(user.attributes.begin(), user.attributes.end(),
                 std::back_inserter(object.attributes),
                 [&](const Attribute& attribute) { return isWanted(attribute, wanted); });
    return object;
}

}  // namespace muster::zoom
