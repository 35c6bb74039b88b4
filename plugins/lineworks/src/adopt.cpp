#include "adopt.h"

#include <functional>
#include <map>

#include "existing_user.h"
#include "org_unit_tree.h"
#include "schema.h"
#include "target_errors.h"
#include "text_rules.h"
#include "user_reader.h"
#include <muster/sdk/answers.h>
#include <muster/sdk/json.h>
#include <muster/sdk/membership.h>
#include <muster/sdk/page_walk.h>

namespace muster::lineworks {
namespace {

/** The most that one request takes (Developers, user-external-key-create). */
constexpr std::size_t kMostAtOnce = 50;

/** One object that is to get a key. */
struct Pair {
    std::string object = {};  ///< as the caller named it
    std::string externalKey = {};
    std::string id = {};
};

/** What differs between members and org units. */
struct Kind {
    std::string_view bulkKey;
    std::string_view patchKey;
    std::string_view listMember;  ///< of the bulk body
    std::string_view keyMember;   ///< of the PATCH
    std::string_view noun;
    std::string_view part;  ///< of a pair
};

constexpr Kind kMembersKind = {key::kUserKeys,    key::kUpdate, "users",
                               "userExternalKey", "member",     "member"};
constexpr Kind kOrgUnitsKind = {key::kOrgUnitKeys,    key::kUpdateOrgUnit, "orgUnits",
                                "orgUnitExternalKey", "org unit",          "orgUnit"};

std::string partOf(const Value& pair, std::string_view part) {
    const auto* object = pair.as<ObjectValue>();
    const Attribute* found = object == nullptr ? nullptr : object->find(part);
    return found == nullptr || found->single() == nullptr ? std::string()
                                                          : found->single()->toDisplay();
}

Result<std::vector<Pair>> readPairs(const std::vector<Attribute>& parameters, const Kind& kind) {
    std::vector<Pair> pairs;
    std::map<std::string, std::string> holders;
    for (const Value& value : findAttribute(parameters, "pairs")->values()) {
        Pair pair{.object = partOf(value, kind.part), .externalKey = partOf(value, "externalKey")};
        const Fault fault = faultOfExternalKey(pair.externalKey);
        if (fault || pair.object.empty()) {
            return sdk::refusal(
                ErrorCode::kInvalidAttributeValue,
                fault ? "the External Key \"" + pair.externalKey + "\" " + *fault
                      : "a pair names no " + std::string(kind.noun),
                "write {\"" + std::string(kind.part) + "\":\"...\",\"externalKey\":\"...\"}",
                "pairs");
        }
        if (!holders.emplace(pair.externalKey, pair.object).second) {
            return sdk::refusal(ErrorCode::kInvalidAttributeValue,
                                "the External Key \"" + pair.externalKey + "\" is given twice",
                                "each key is one object's", "pairs");
        }
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

/** Gives keys, and counts what could not get one. */
class Adoption {
public:
    Adoption(sdk::Call& call, const Settings& settings, const Kind& kind)
        : call_(call), settings_(settings), kind_(kind) {}

    void leaveOut(const Pair& pair, const std::string& why) {
        ++left_;
        call_.notice("not-adopted", std::string(kind_.noun) + " \"" + pair.object + "\" " + why,
                     "pairs");
    }

    /** Sorts out one pair whose object is known by its key, empty for none. */
    void take(Pair pair, const std::string& id, const std::string& externalKey) {
        pair.id = id;
        if (externalKey == pair.externalKey) {
            call_.notice("already-so", std::string(kind_.noun) + " \"" + pair.object +
                                           "\" has that External Key already");
        } else if (!externalKey.empty()) {
            leaveOut(pair, "has the External Key \"" + externalKey + "\" and keeps it");
        } else {
            pairs_.push_back(std::move(pair));
        }
    }

    Result<void> run() {
        for (std::size_t i = 0; i < pairs_.size(); i += kMostAtOnce) {
            const std::size_t end = std::min(i + kMostAtOnce, pairs_.size());
            MUSTER_RETURN_IF_ERROR(send({pairs_.begin() + static_cast<std::ptrdiff_t>(i),
                                         pairs_.begin() + static_cast<std::ptrdiff_t>(end)}));
        }
        if (left_ == 0) {
            return {};
        }
        return Error{.code = ErrorCode::kConflict,
                     .message = std::to_string(left_) + " of the " + std::string(kind_.noun) +
                                "s did not get an External Key; the notices say which and why",
                     .hint = "mend these and run the action again: who has a key is passed over",
                     .outcome = Outcome::kNotApplied,
                     .attributes = {"pairs"}};
    }

private:
    Result<void> send(const std::vector<Pair>& pairs) {
        std::vector<Value> items;
        std::vector<std::string> names;
        for (const Pair& pair : pairs) {
            items.emplace_back(ObjectValue({Attribute("id", Value(pair.id)),
                                            Attribute("externalKey", Value(pair.externalKey))}));
            names.push_back(pair.id + "=" + pair.externalKey);
        }
        const Result<sdk::Response> response = call_.host().call(
            {.key = std::string(kind_.bulkKey),
             .step = "keys:" + sdk::digestOf(names),
             .body =
                 ObjectValue({Attribute::list(std::string(kind_.listMember), std::move(items))})});
        if (response) {
            return {};
        }
        const Error& error = response.error();
        const bool isSplit =
            isRefusedData(error) || isNotThere(error) || error.code == ErrorCode::kPermissionDenied;
        return isSplit ? sendEach(pairs) : Result<void>(explained(error));
    }

    /** One clash refuses a whole request, or leaves some of it done (no page says which); and the
     * request of many needs the scope `directory`, which one does not. */
    Result<void> sendEach(const std::vector<Pair>& pairs) {
        for (const Pair& pair : pairs) {
            const Result<sdk::Response> response =
                call_.host().call({.key = std::string(kind_.patchKey),
                                   .step = "key:" + pair.id,
                                   .placeholders = {Attribute("__UID__", Value(pair.id))},
                                   .body = ObjectValue({Attribute(std::string(kind_.keyMember),
                                                                  Value(pair.externalKey))})});
            if (response) {
                continue;
            }
            if (!isRefusedData(response.error()) && !isNotThere(response.error())) {
                return explained(response.error());
            }
            MUSTER_RETURN_IF_ERROR(tellWhy(pair, response.error()));
        }
        return {};
    }

    Result<void> tellWhy(const Pair& pair, const Error& error) {
        std::string holder;
        if (&kind_ == &kMembersKind) {
            MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user,
                                    UserReader(call_, settings_).findByKey(pair.externalKey));
            holder = user ? user->email : std::string();
        } else {
            MUSTER_ASSIGN_OR_RETURN(const Uid uid,
                                    Uid::parse(std::string(kKeyPrefix) + pair.externalKey));
            MUSTER_ASSIGN_OR_RETURN(const std::optional<ConnectorObject> found,
                                    sdk::NamedReader(call_, orgUnits()).find(uid));
            holder = found ? found->name : std::string();
        }
        leaveOut(pair, holder.empty() ? "did not get it: " + error.message
                                      : "did not get \"" + pair.externalKey +
                                            "\": that key belongs to \"" + holder + "\"");
        return {};
    }

    sdk::Call& call_;
    const Settings& settings_;
    const Kind& kind_;
    std::vector<Pair> pairs_;
    int left_ = 0;
};

/** Ids of the members of an org unit with their External Keys. */
Result<std::map<std::string, std::string>> membersOf(sdk::Call& call, const std::string& orgUnit) {
    std::map<std::string, std::string> members;
    sdk::PageWalk walk(call.host(),
                       {.key = std::string(key::kOrgUnitMembers),
                        .placeholders = {Attribute("__UID__", Value(orgUnit))}},
                       100, "the members of org unit " + orgUnit);
    sdk::PagePosition position;
    const Result<bool> ended = walk.run(position, [&](const std::string& row) -> Result<bool> {
        if (const auto json = sdk::parseJsonObject(row)) {
            members[sdk::jsonText(*json, "userId")] = sdk::jsonText(*json, "userExternalKey");
        }
        return true;
    });
    if (!ended) {
        return explained(ended.error(), orgUnitClass());
    }
    return members;
}

}  // namespace

Result<void> adoptMembers(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                          const std::vector<Attribute>& parameters) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<Pair> pairs, readPairs(parameters, kMembersKind));
    MUSTER_ASSIGN_OR_RETURN(const ConnectorObject orgUnit,
                            sdk::NamedReader(call, orgUnits()).require(ref));
    MUSTER_ASSIGN_OR_RETURN(const auto members, membersOf(call, orgUnit.uid));
    UserReader reader(call, settings);
    Adoption adoption(call, settings, kMembersKind);
    for (const Pair& pair : pairs) {
        std::string id = pair.object;
        if (pair.object.find('@') != std::string::npos) {
            MUSTER_ASSIGN_OR_RETURN(const std::optional<User> user, reader.find(pair.object));
            id = user ? user->id : (call.isDryRun() ? pair.object : std::string());
        }
        const auto member = members.find(id);
        if (member == members.end() && !call.isDryRun()) {
            adoption.leaveOut(pair, "is no member of org unit \"" + orgUnit.name + "\"");
        } else {
            adoption.take(pair, id, member == members.end() ? "" : member->second);
        }
    }
    return adoption.run();
}

Result<void> adoptOrgUnits(sdk::Call& call, const Settings& settings, const ObjectRef& ref,
                           const std::vector<Attribute>& parameters) {
    MUSTER_ASSIGN_OR_RETURN(const std::vector<Pair> pairs, readPairs(parameters, kOrgUnitsKind));
    MUSTER_ASSIGN_OR_RETURN(const ConnectorObject parent,
                            sdk::NamedReader(call, orgUnits()).require(ref));
    MUSTER_ASSIGN_OR_RETURN(const OrgUnitTree tree, OrgUnitTree::read(call));
    Adoption adoption(call, settings, kOrgUnitsKind);
    for (const Pair& pair : pairs) {
        const std::vector<OrgUnitTree::Node> found = tree.within(parent.uid, pair.object);
        if (found.size() == 1) {
            adoption.take(pair, found.front().id, found.front().externalKey);
        } else if (call.isDryRun()) {
            adoption.take(pair, pair.object, "");
        } else {
            adoption.leaveOut(pair, found.empty() ? "is not directly within \"" + parent.name + "\""
                                                  : "stands several times within \"" + parent.name +
                                                        "\": say which by its id");
        }
    }
    return adoption.run();
}

}  // namespace muster::lineworks
