#include "user.h"

#include <algorithm>

#include <boost/json.hpp>

#include "schema.h"
#include <muster/core/ids.h>

namespace muster::zoom {
namespace {

namespace json = boost::json;

Error protocolError(std::string message) {
    return Error{.code = ErrorCode::kProtocol,
                 .message = std::move(message),
                 .hint = "compare the template's response rules with Zoom's answer in a trace"};
}

std::optional<json::object> parseObject(std::string_view text) {
    boost::system::error_code failure;
    json::value document = json::parse(json::string_view(text.data(), text.size()), failure);
    if (failure || !document.is_object()) {
        return std::nullopt;
    }
    return std::move(document.as_object());
}

const json::value* memberOf(const json::object& object, std::string_view member) {
    return object.if_contains(json::string_view(member.data(), member.size()));
}

std::string toText(const json::value& value) {
    return value.is_string() ? std::string(value.get_string().data(), value.get_string().size())
                             : json::serialize(value);
}

std::optional<Value> parseObjectValue(const json::value& value, const AttributeInfo& info);

/** The value in the kind of the schema; nothing when it is absent, empty or of no use as that kind.
 */
std::optional<Value> parseValue(const json::value& value, const AttributeInfo& info) {
    if (value.is_null() || (value.is_string() && value.get_string().empty())) {
        return std::nullopt;
    }
    switch (info.type) {
        case ValueKind::kString:
            return Value(toText(value));
        case ValueKind::kInteger:
            return value.is_int64() ? std::optional(Value(value.get_int64())) : std::nullopt;
        case ValueKind::kBoolean:  // `verified` is 0 or 1
            return value.is_bool()    ? std::optional(Value(value.get_bool()))
                   : value.is_int64() ? std::optional(Value(value.get_int64() != 0))
                                      : std::nullopt;
        case ValueKind::kTime: {
            const Result<Time> time = Time::parse(toText(value));
            return time ? std::optional(Value(*time)) : std::nullopt;
        }
        case ValueKind::kObject:
            return parseObjectValue(value, info);
        case ValueKind::kNull:
        case ValueKind::kReal:
        case ValueKind::kBytes:
        case ValueKind::kSecret:
        case ValueKind::kReference:
            break;
    }
    return std::nullopt;
}

std::optional<Attribute> parseAttribute(const json::object& object, const AttributeInfo& info) {
    const json::value* found =
        memberOf(object, info.nativeName.empty() ? info.name : info.nativeName);
    if (found == nullptr || !info.readable) {
        return std::nullopt;
    }
    if (!info.multiValued) {
        const std::optional<Value> value = parseValue(*found, info);
        return value ? std::optional(Attribute(info.name, *value)) : std::nullopt;
    }
    if (!found->is_array()) {
        return std::nullopt;
    }
    std::vector<Value> values;
    for (const json::value& item : found->get_array()) {
        if (std::optional<Value> value = parseValue(item, info)) {
            values.push_back(std::move(*value));
        }
    }
    return Attribute::list(info.name, std::move(values));
}

std::vector<Attribute> parseAttributes(const json::object& object,
                                       const std::vector<AttributeInfo>& infos) {
    std::vector<Attribute> attributes;
    for (const AttributeInfo& info : infos) {
        if (std::optional<Attribute> attribute = parseAttribute(object, info)) {
            attributes.push_back(std::move(*attribute));
        }
    }
    return attributes;
}

std::optional<Value> parseObjectValue(const json::value& value, const AttributeInfo& info) {
    if (!value.is_object()) {
        return std::nullopt;
    }
    return Value(ObjectValue(parseAttributes(value.get_object(), info.attributes)));
}

std::string textOf(const std::vector<Attribute>& attributes, std::string_view attributeName) {
    const Attribute* found = findAttribute(attributes, attributeName);
    return found != nullptr && found->text() != nullptr ? *found->text() : std::string();
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
    const std::optional<json::object> object = parseObject(text);
    if (!object) {
        return protocolError("Zoom's answer holds a user that is no JSON object");
    }
    User user;
    user.attributes = parseAttributes(*object, accountClass().attributes);
    readFacts(user);
    if (const json::value* id = memberOf(*object, "id"); id != nullptr && id->is_string()) {
        user.id = toText(*id);
    }
    if (user.email.empty()) {
        return protocolError("Zoom's answer holds a user" +
                             (user.id.empty() ? std::string() : " \"" + user.id + "\"") +
                             " without an e-mail address; each has one by its documentation");
    }
    return user;
}

std::optional<std::int64_t> parseCount(std::string_view text, std::string_view member) {
    const std::optional<json::object> object = parseObject(text);
    const json::value* found = object ? memberOf(*object, member) : nullptr;
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
