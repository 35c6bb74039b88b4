#include "invitation_memory.h"

#include <muster/core/ids.h>

namespace muster::zoom {
namespace {

constexpr std::string_view kKept = "invitation";

std::string textUnder(const ObjectValue& object, std::string_view name) {
    const Attribute* found = findAttribute(object.attributes(), name);
    return found == nullptr || found->text() == nullptr ? std::string() : *found->text();
}

Invitation parse(const ObjectValue& kept) {
    Invitation invitation{.uid = textUnder(kept, "uid"), .email = textUnder(kept, "email")};
    const Attribute* info = findAttribute(kept.attributes(), "info");
    if (info != nullptr && info->single() != nullptr) {
        if (const auto* object = info->single()->as<ObjectValue>()) {
            invitation.info = object->attributes();
        }
    }
    if (const Attribute* groups = findAttribute(kept.attributes(), "groups")) {
        for (const Value& group : groups->values()) {
            invitation.groupIds.push_back(group.toDisplay());
        }
    }
    return invitation;
}

}  // namespace

Result<std::optional<Invitation>> InvitationMemory::find(const std::string& asked) const {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> all,
                            call_.host().recall(object_class::kAccount, asked));
    const Attribute* found = findAttribute(all, kKept);
    const auto* kept = found == nullptr || found->single() == nullptr
                           ? nullptr
                           : found->single()->as<ObjectValue>();
    if (kept == nullptr || textUnder(*kept, "operation") != call_.correlation()) {
        return std::optional<Invitation>();
    }
    return std::optional(parse(*kept));
}

Result<void> InvitationMemory::keep(const std::string& asked, const Invitation& invitation) const {
    const ObjectValue kept(
        {Attribute("operation", Value(call_.correlation())),
         Attribute("uid", Value(invitation.uid)), Attribute("email", Value(invitation.email)),
         Attribute("info", Value(ObjectValue(invitation.info))),
         Attribute::list("groups", {invitation.groupIds.begin(), invitation.groupIds.end()})});
    return write(asked, invitation, Attribute(std::string(kKept), Value(kept)));
}

Result<void> InvitationMemory::forget(const std::string& asked,
                                      const Invitation& invitation) const {
    return write(asked, invitation, Attribute::list(std::string(kKept), {}));
}

Result<void> InvitationMemory::write(const std::string& asked, const Invitation& invitation,
                                     const Attribute& value) const {
    MUSTER_RETURN_IF_ERROR(call_.host().remember(object_class::kAccount, asked, {value}));
    return asked == invitation.uid
               ? Result<void>()
               : call_.host().remember(object_class::kAccount, invitation.uid, {value});
}

}  // namespace muster::zoom
