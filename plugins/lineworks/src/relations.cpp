#include "relations.h"

#include "schema.h"
#include "user_reader.h"
#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

constexpr std::string_view kWho = "relationUserId";

/** Whether it names somebody otherwise than by the id that LINE WORKS shows. */
bool isAddress(const std::string& who) {
    return who.starts_with(kKeyPrefix) || who.find('@') != std::string::npos;
}

Value withWho(const ObjectValue& relation, const std::string& id) {
    std::vector<Attribute> parts;
    for (const Attribute& part : relation.attributes()) {
        parts.push_back(part.name() == kWho ? Attribute(part.name(), Value(Reference{id})) : part);
    }
    return Value(ObjectValue(std::move(parts)));
}

Result<Value> byId(UserReader& reader, const Value& value, DeltaMode mode) {
    const auto* relation = value.as<ObjectValue>();
    const Attribute* part = relation == nullptr ? nullptr : relation->find(kWho);
    const auto* who =
        part == nullptr || part->single() == nullptr ? nullptr : part->single()->as<Reference>();
    if (who == nullptr || !isAddress(who->uid)) {
        return value;
    }
    MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user, reader.find(who->uid));
    if (user) {
        return withWho(*relation, user->id);
    }
    if (mode == DeltaMode::kRemove) {
        return value;
    }
    return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                        "there is no member \"" + who->uid + "\" in LINE WORKS to be related to",
                        "members are addressed by id, login id or externalKey:KEY",
                        std::string(name::kRelations));
}

}  // namespace

Result<std::vector<AttributeDelta>> relationsById(sdk::Call& call, const Settings& settings,
                                                  const std::vector<AttributeDelta>& deltas) {
    if (call.isDryRun()) {
        return deltas;
    }
    UserReader reader(call, settings);
    std::vector<AttributeDelta> resolved;
    for (const AttributeDelta& delta : deltas) {
        std::vector<Value> values;
        for (const Value& value : delta.attribute.values()) {
            MUSTER_ASSIGN_OR_RETURN(Value one, byId(reader, value, delta.mode));
            values.push_back(std::move(one));
        }
        resolved.push_back(
            {delta.mode, Attribute::list(std::string(name::kRelations), std::move(values))});
    }
    return resolved;
}

}  // namespace muster::lineworks
