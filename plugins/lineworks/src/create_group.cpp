#include "create_group.h"

#include "checks.h"
#include "existing_user.h"
#include "group_members.h"
#include "schema.h"
#include "target_errors.h"
#include "wire.h"
#include <muster/core/ids.h>
#include <muster/sdk/answers.h>
#include <muster/sdk/named_objects.h>

namespace muster::lineworks {
namespace {

std::vector<std::string> idsIn(const std::vector<Attribute>& attributes, std::string_view name) {
    const Attribute* found = findAttribute(attributes, name);
    return found == nullptr ? std::vector<std::string>() : sdk::referencesOf(found->values());
}

Error noAdministrator(const std::string& groupName) {
    return sdk::refusal(
        ErrorCode::kInvalidAttributeValue,
        "group \"" + groupName + "\" is given no administrators; LINE WORKS wants one at least",
        "name a member in administrators; members come before groups",
        std::string(name::kAdministrators));
}

std::vector<Value> membersBody(sdk::Call& call, const std::vector<Attribute>& attributes) {
    std::vector<Value> members;
    for (const GroupList& list : groupLists()) {
        const bool isMemberList = !list.list.type.empty();
        for (const std::string& id :
             isMemberList ? idsIn(attributes, list.attribute) : std::vector<std::string>()) {
            members.push_back(memberToWire(list, id));
        }
    }
    if (members.empty()) {
        call.notice("members-are-administrators",
                    "LINE WORKS wants members of a new group, and none are given: its "
                    "administrators are its members",
                    name::kMembers);
        for (const std::string& id : idsIn(attributes, name::kAdministrators)) {
            members.push_back(memberToWire(*findGroupList(name::kMembers), id));
        }
    }
    return members;
}

std::vector<Attribute> createBody(sdk::Call& call, const std::vector<Attribute>& attributes,
                                  const Settings& settings) {
    std::vector<Attribute> body = {
        Attribute(std::string(name::kDomainId), Value(settings.domainId))};
    for (const Attribute& attribute : attributes) {
        const AttributeInfo* info = groupClass().find(attribute.name());
        if (info != nullptr && findGroupList(info->name) == nullptr &&
            !attribute.values().empty()) {
            body.push_back(toWire(attribute, *info));
        }
    }
    std::vector<Value> administrators;
    for (const std::string& id : idsIn(attributes, name::kAdministrators)) {
        administrators.push_back(memberToWire(*findGroupList(name::kAdministrators), id));
    }
    body.push_back(Attribute::list(std::string(name::kAdministrators), std::move(administrators)));
    body.push_back(Attribute::list(std::string(name::kMembers), membersBody(call, attributes)));
    return body;
}

/** After a 404: which of the members that the group was to have is not there? */
Error whyNotFound(sdk::Call& call, const Settings& settings, Error error,
                  const std::vector<Attribute>& attributes) {
    for (const std::string_view list : {name::kAdministrators, name::kMembers}) {
        std::optional<Error> missing = missingMember(call, settings, idsIn(attributes, list), list);
        if (missing) {
            return *std::move(missing);
        }
    }
    error.code = ErrorCode::kInvalidAttributeValue;
    error.hint = "something that the group names is not there: an org unit, a group or domainId";
    return error;
}

/** After a 400 or 409: whose External Key is it, if anybody's? */
Error whyRefused(sdk::Call& call, const Settings& settings, Error error,
                 const std::vector<Attribute>& attributes) {
    if (isNotThere(error)) {
        return whyNotFound(call, settings, std::move(error), attributes);
    }
    const Attribute* key = findAttribute(attributes, name::kExternalKey);
    if (!isRefusedData(error) || key == nullptr || key->text() == nullptr) {
        return error;
    }
    const auto holder = sdk::NamedReader(call, groups())
                            .find(Uid::parse(std::string(kKeyPrefix) + *key->text()).value());
    if (holder && *holder) {
        error.code = ErrorCode::kAlreadyExists;
        error.message = "group \"" + (**holder).name + "\" (id \"" + (**holder).uid +
                        "\") has the External Key \"" + *key->text() + "\" already";
        error.hint = "update that group instead";
        error.attributes = {std::string(name::kExternalKey)};
    }
    return error;
}

}  // namespace

Result<WriteReport> createGroup(sdk::Call& call, const Settings& settings,
                                const sdk::AttributesView& view) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> attributes, view.copy());
    MUSTER_RETURN_IF_ERROR(checkPlanWrites(settings));
    MUSTER_RETURN_IF_ERROR(checkGroupAttributes(attributes));
    MUSTER_RETURN_IF_ERROR(checkFeatures(attributes, nullptr));
    const std::string groupName = *findAttribute(attributes, attr::kName)->text();
    if (idsIn(attributes, name::kAdministrators).empty()) {
        return noAdministrator(groupName);
    }
    Result<sdk::Response> response =
        call.host().call({.key = std::string(key::kCreateGroup),
                          .step = "create",
                          .body = ObjectValue(createBody(call, attributes, settings))});
    if (!response) {
        return whyRefused(call, settings, explained(std::move(response).error(), groupClass()),
                          attributes);
    }
    const WriteReport report{.uid = response->isDryRun ? "(the new id)" : response->uid,
                             .name = groupName};
    if (report.uid.empty()) {
        return Error{.code = ErrorCode::kProtocol,
                     .message = "LINE WORKS made the group \"" + groupName + "\" and told no id",
                     .hint = "compare the template's response rules with the answer in a trace",
                     .outcome = Outcome::kUnknown};
    }
    return report;
}

}  // namespace muster::lineworks
