#include <muster/sdk/merge.h>
#include <muster/sdk/web_target.h>

namespace muster::sdk {
namespace {

constexpr std::string_view kAssumption = "dry-run-assumption";

}  // namespace

Attribute toNative(const Attribute& attribute, const ObjectClassInfo& info) {
    const AttributeInfo* found = info.find(attribute.name());
    if (found == nullptr) {
        return attribute;
    }
    const std::string& name = found->nativeName.empty() ? found->name : found->nativeName;
    if (found->multiValued) {
        return Attribute::list(name, attribute.values());
    }
    return {name, attribute.values().empty() ? Value() : attribute.values().front()};
}

Result<std::string> uidOf(Call& call, const ObjectRef& ref, const ReadObject& findByName) {
    if (!ref.isName()) {
        return ref.text();
    }
    MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> found, findByName());
    if (found) {
        return std::move(found->uid);
    }
    if (call.isDryRun()) {
        call.notice(kAssumption,
                    "a dry run reads nothing: an object named \"" + ref.text() +
                        "\" is taken to be there, and the name stands for its Uid",
                    attr::kUid);
        return ref.text();
    }
    return Error{.code = ErrorCode::kUnknownUid,
                 .message = "the target has no object of the name \"" + ref.text() + "\"",
                 .outcome = Outcome::kNotApplied};
}

Result<Attribute> wholeListAfter(Call& call, std::string_view attribute,
                                 const std::vector<AttributeDelta>& deltas,
                                 const ReadObject& read) {
    const std::string name(attribute);
    std::vector<Attribute> list = {Attribute::list(name, {})};
    const bool needsOld = !deltas.empty() && deltas.front().mode != DeltaMode::kReplace;
    if (needsOld) {
        MUSTER_ASSIGN_OR_RETURN(const std::optional<ConnectorObject> found, read());
        if (!found && !call.isDryRun()) {
            return Error{.code = ErrorCode::kUnknownUid,
                         .message = "the object whose " + name + " were to change is not there",
                         .outcome = Outcome::kNotApplied};
        }
        if (!found) {
            call.notice(kAssumption,
                        "a dry run reads nothing: " + name + " are taken to have no values yet",
                        attribute);
        } else if (const Attribute* old = found->find(attribute)) {
            list = {Attribute::list(name, old->values())};
        }
    }
    for (const AttributeDelta& delta : deltas) {
        mergeDelta(list, delta);
    }
    return Attribute::list(name, list.front().values());
}

}  // namespace muster::sdk
