#include "org_unit_body.h"

#include "org_unit_finder.h"
#include "schema.h"
#include "target_errors.h"
#include "wire.h"
#include <muster/core/ids.h>
#include <muster/sdk/answers.h>
#include <muster/sdk/named_objects.h>

namespace muster::lineworks {
namespace {

/** Members as `[{"userId":"..."}]`. */
Attribute mailUsers(const Attribute& attribute, std::string member) {
    std::vector<Value> users;
    for (const Value& value : attribute.values()) {
        const auto* reference = value.as<Reference>();
        users.emplace_back(ObjectValue({Attribute(
            "userId", Value(reference == nullptr ? value.toDisplay() : reference->uid))}));
    }
    return Attribute::list(std::move(member), std::move(users));
}

}  // namespace

std::vector<Attribute> orgUnitBody(const std::vector<Attribute>& wanted) {
    std::vector<Attribute> body;
    for (const Attribute& attribute : wanted) {
        const AttributeInfo* info = orgUnitClass().find(attribute.name());
        if (info == nullptr || info->name == name::kParent || info->name == name::kDisplayOrder) {
            continue;
        }
        if (info->name == name::kEmailRecipients) {
            body.push_back(mailUsers(attribute, "membersAllowedToUseOrgUnitEmailAsRecipient"));
        } else if (info->name == name::kEmailSenders) {
            body.push_back(mailUsers(attribute, "membersAllowedToUseOrgUnitEmailAsSender"));
        } else {
            body.push_back(toWire(attribute, *info));
        }
    }
    return body;
}

Result<void> checkDepth(const std::string& orgUnit, std::int64_t parentLevel, std::int64_t height,
                        const Settings& settings) {
    const std::int64_t deepest = parentLevel + 1 + height;
    if (settings.maxOrgDepth == 0 || deepest <= settings.maxOrgDepth) {
        return {};
    }
    return sdk::refusal(ErrorCode::kQuotaExceeded,
                        "org unit \"" + orgUnit + "\" would " +
                            (height == 0 ? "be" : "take org units within it to") + " level " +
                            std::to_string(deepest) + "; LINE WORKS takes " +
                            std::to_string(settings.maxOrgDepth) +
                            " levels, counted from the realm's org unit; nothing was sent",
                        "give it a parent nearer to the top; or set the target's maxOrgDepth if "
                        "your tenant takes more",
                        std::string(name::kParent));
}

Error whyOrgUnitRefused(sdk::Call& call, Error error, const std::string& externalKey,
                        const std::string& ownId, const std::string& parentId) {
    if (error.targetCode == "ORGUNIT_NOT_EXIST" && error.code == ErrorCode::kRetryable) {
        return waitForOrgUnit(std::move(error));
    }
    if (!isRefusedData(error) && !isNotThere(error)) {
        return error;
    }
    if (!externalKey.empty()) {
        const auto holder = sdk::NamedReader(call, orgUnits())
                                .find(Uid::parse(std::string(kKeyPrefix) + externalKey).value());
        if (holder && *holder && (**holder).uid != ownId) {
            Error conflict =
                sdk::refusal(ErrorCode::kConflict,
                             "the External Key \"" + externalKey + "\" belongs to org unit \"" +
                                 (**holder).name + "\" (id \"" + (**holder).uid + "\")",
                             "update that org unit instead, or give another key",
                             std::string(name::kExternalKey));
            conflict.uid = (**holder).uid;
            return conflict;
        }
    }
    const Result<bool> isNew =
        isAnyNew(call, parentId.empty() ? std::vector<std::string>{} : std::vector{parentId});
    if (isNew && *isNew) {
        return waitForOrgUnit(std::move(error));
    }
    if (error.hint.empty()) {
        error.hint =
            "no org unit has this External Key; an address may be a member's, an alias, or a "
            "group's or another org unit's";
    }
    return error;
}

}  // namespace muster::lineworks
