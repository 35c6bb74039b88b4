#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <unordered_set>

#include <muster/sdk/membership.h>

namespace muster::sdk {
namespace {

/** What `from` holds and `without` does not, once each, in its order. */
std::vector<std::string> difference(const std::vector<std::string>& from,
                                    const std::vector<std::string>& without) {
    std::unordered_set<std::string_view> met(without.begin(), without.end());
    std::vector<std::string> rest;
    for (const std::string& item : from) {
        if (met.insert(item).second) {
            rest.push_back(item);
        }
    }
    return rest;
}

}  // namespace

std::vector<std::string> referencesOf(const std::vector<Value>& values) {
    std::vector<std::string> references;
    for (const Value& value : values) {
        const auto* reference = value.as<Reference>();
        references.push_back(reference != nullptr ? reference->uid : value.toDisplay());
    }
    return references;
}

MembershipChange membershipChange(const std::vector<std::string>& current,
                                  const std::vector<AttributeDelta>& deltas) {
    std::vector<std::string> wanted = current;
    for (const AttributeDelta& delta : deltas) {
        const std::vector<std::string> given = referencesOf(delta.attribute.values());
        switch (delta.mode) {
            case DeltaMode::kReplace:
                wanted = given;
                break;
            case DeltaMode::kAdd:
                wanted.insert(wanted.end(), given.begin(), given.end());
                break;
            case DeltaMode::kRemove:
                wanted = difference(wanted, given);
                break;
        }
    }
    return {.added = difference(wanted, current), .removed = difference(current, wanted)};
}

namespace {

/** What a dry run takes to be there. */
std::vector<std::string> assumed(const std::vector<AttributeDelta>& deltas) {
    std::vector<std::string> list;
    for (const AttributeDelta& delta : deltas) {
        if (delta.mode == DeltaMode::kRemove) {
            const std::vector<std::string> removed = referencesOf(delta.attribute.values());
            list.insert(list.end(), removed.begin(), removed.end());
        }
    }
    return list;
}

void sayAssumed(Call& call, std::string_view attribute, const std::vector<AttributeDelta>& deltas) {
    const bool isReplaced = std::any_of(deltas.begin(), deltas.end(), [](const auto& delta) {
        return delta.mode == DeltaMode::kReplace;
    });
    call.notice(
        "dry-run-assumption",
        "a dry run reads nothing, so \"" + std::string(attribute) +
            (isReplaced ? "\" is taken to be empty: of the values shown only those that are "
                          "not there will be added, and those that are there and were not "
                          "given will be removed, which is not shown"
                        : "\" is taken to hold what is to be removed and nothing else: for "
                          "what is already so nothing will be sent"),
        attribute);
}

}  // namespace

Result<MembershipChange> membershipChange(Call& call, std::string_view attribute,
                                          const std::vector<AttributeDelta>& deltas,
                                          const ReadReferences& read) {
    if (deltas.empty()) {
        return MembershipChange();
    }
    MUSTER_ASSIGN_OR_RETURN(const std::vector<std::string> current, read());
    if (!call.isDryRun()) {
        return membershipChange(current, deltas);
    }
    sayAssumed(call, attribute, deltas);
    return membershipChange(assumed(deltas), deltas);
}

std::vector<std::vector<std::string>> chunks(const std::vector<std::string>& list,
                                             std::size_t most) {
    std::vector<std::vector<std::string>> parts;
    for (const std::string& item : list) {
        if (parts.empty() || parts.back().size() == most) {
            parts.emplace_back();
        }
        parts.back().push_back(item);
    }
    return parts;
}

/** FNV-1a, 64 bits. */
std::string digestOf(const std::vector<std::string>& list) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const std::string& item : list) {
        for (const char c : item + ",") {
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        }
    }
    std::array<char, 16> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), hash, 16).ptr;
    return {text.data(), end};
}

}  // namespace muster::sdk
