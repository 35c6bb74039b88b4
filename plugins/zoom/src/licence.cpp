#include "licence.h"

#include "schema.h"
#include "user_body.h"
#include "user_writer.h"
#include <muster/core/ids.h>

namespace muster::zoom {
namespace {

constexpr std::string_view kBasic = "1";

}  // namespace

Result<void> keepLicence(sdk::Call& call, const User& user) {
    if (user.type.empty() || user.isAssumed || user.id.empty()) {
        return {};
    }
    const std::string name(name::kType);
    return call.host().remember(
        object_class::kAccount, user.id,
        {user.type == kBasic ? Attribute::list(name, {}) : Attribute(name, Value(user.type))});
}

Result<void> restoreLicence(sdk::Call& call, const User& user) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> kept,
                            call.host().recall(object_class::kAccount, user.uid()));
    const Attribute* type = findAttribute(kept, name::kType);
    if (type == nullptr) {
        call.notice("licence-not-restored",
                    "user \"" + user.email +
                        "\" is active again, as Basic: muster did not disable a licensed user, and "
                        "knows of no licence to restore; set type to assign one",
                    name::kType);
        return {};
    }
    MUSTER_ASSIGN_OR_RETURN(Attribute wire, toWire(*type, *accountClass().find(name::kType)));
    const std::string code = type->single()->toDisplay();
    if (Result<void> done = UserWriter(call).licence(user.uid(), std::move(wire)); !done) {
        Error error = std::move(done).error();
        error.message = "user \"" + user.email +
                        "\" is active again, as Basic, but the licence (type " + code +
                        ") held before could not be assigned: " + error.message;
        return error;
    }
    call.notice("licence-restored",
                "user \"" + user.email + "\" has the licence (type " + code +
                    ") again that disabling released",
                name::kType);
    return {};
}

}  // namespace muster::zoom
