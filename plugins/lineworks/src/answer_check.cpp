#include "answer_check.h"

#include <algorithm>

#include "schema.h"
#include "user_posts.h"
#include <muster/core/ids.h>
#include <muster/sdk/merge.h>

namespace muster::lineworks {
namespace {

const Attribute* partOf(const Value& element, std::string_view part) {
    const auto* object = element.as<ObjectValue>();
    const Attribute* found = object == nullptr ? nullptr : object->find(part);
    return found == nullptr || found->values().empty() ? nullptr : found;
}

/** A reference that an element holds, with the name that LINE WORKS shows of it. */
struct Named {
    std::string_view kind;
    std::string_view reference;
    std::string_view name;
};

constexpr Named kLevel = {"level", "levelId", "levelName"};
constexpr Named kPosition = {"position", "positionId", "positionName"};

void tellIfUnnamed(sdk::Call& call, const User& now, const Named& named, const Attribute* reference,
                   const Attribute* shownName) {
    if (reference == nullptr || shownName != nullptr) {
        return;
    }
    call.notice("reference-not-named",
                "LINE WORKS took " + std::string(named.kind) + " \"" +
                    reference->values().front().toDisplay() + "\" of member \"" + now.email +
                    "\" and shows no name for it: there may be none such; a search of the " +
                    std::string(named.kind) + "s tells",
                named.reference);
}

/** Elements are found by their keys; one that the caller named by another word than LINE WORKS does
 * (`externalKey:KEY`, a login id) cannot be told from one that was there before. */
bool canCompare(const Attribute& list) {
    const auto isOtherWord = [](const std::string& text) {
        return text.starts_with(kKeyPrefix) || text.find('@') != std::string::npos;
    };
    return std::none_of(list.values().begin(), list.values().end(), [&](const Value& value) {
        if (const auto* object = value.as<ObjectValue>()) {
            return std::any_of(object->attributes().begin(), object->attributes().end(),
                               [&](const Attribute& part) {
                                   const Value* single = part.single();
                                   return single != nullptr && single->as<Reference>() != nullptr &&
                                          isOtherWord(single->as<Reference>()->uid);
                               });
        }
        const auto* reference = value.as<Reference>();
        return reference != nullptr && isOtherWord(reference->uid);
    });
}

}  // namespace

std::vector<std::string> doubtfulOrgUnits(const std::vector<Value>& asked, const User& now) {
    const std::vector<Value> shown = now.valuesOf(name::kOrgUnits);
    std::vector<std::string> doubtful = missingOrgUnits(asked, shown);
    for (const Value& post : shown) {
        const bool isAsked = furtherOrgUnits(asked, {post}).empty();
        if (isAsked && partOf(post, "orgUnitName") == nullptr) {
            doubtful.push_back(orgUnitOf(post));
        }
    }
    return doubtful;
}

void tellUnnamed(sdk::Call& call, const User& now) {
    for (const Value& each : now.valuesOf(name::kOrganizations)) {
        tellIfUnnamed(call, now, kLevel, partOf(each, kLevel.reference), partOf(each, kLevel.name));
    }
    for (const Value& post : now.valuesOf(name::kOrgUnits)) {
        tellIfUnnamed(call, now, kPosition, partOf(post, kPosition.reference),
                      partOf(post, kPosition.name));
    }
    const Attribute* type = findAttribute(now.attributes, "userTypeId");
    tellIfUnnamed(call, now, {"user type", "userTypeId", "userTypeName"},
                  type == nullptr || type->values().empty() ? nullptr : type,
                  now.valuesOf("userTypeName").empty()
                      ? nullptr
                      : findAttribute(now.attributes, "userTypeName"));
}

Error listWasMerged(const std::string& who, const std::string& what) {
    return Error{.code = ErrorCode::kProtocol,
                 .message = "LINE WORKS took the update of " + who + ", but still shows " + what,
                 .hint =
                     "this tenant adds to lists and does not replace them: take it away in the "
                     "admin page, then give this operation up"};
}

Result<void> checkListsReplaced(const std::string& who, const ObjectClassInfo& info,
                                const std::vector<Attribute>& sent,
                                const std::vector<Attribute>& shown) {
    for (const Attribute& wanted : sent) {
        const AttributeInfo* attribute = info.find(wanted.name());
        const Attribute* now = findAttribute(shown, wanted.name());
        if (attribute == nullptr || !attribute->multiValued || now == nullptr ||
            !canCompare(wanted)) {
            continue;
        }
        const std::vector<Value> kept =
            sdk::mergeByKey(now->values(), {}, wanted.values(), *attribute);
        if (!kept.empty()) {
            return listWasMerged(who, "an element of " + wanted.name() +
                                          " that it was to lose: " + kept.front().toDisplay());
        }
    }
    return {};
}

}  // namespace muster::lineworks
