#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/object.h>
#include <muster/core/result.h>
#include <muster/sdk/call.h>

namespace muster::sdk {

/** Which references to put in and which to take out, for a target that writes memberships one by
 * one or in chunks and not as a list. */
struct MembershipChange {
    std::vector<std::string> added = {};
    std::vector<std::string> removed = {};
    bool isEmpty() const { return added.empty() && removed.empty(); }
    friend bool operator==(const MembershipChange&, const MembershipChange&) = default;
};

/** The texts of the values: Uids of references, strings as they are. */
std::vector<std::string> referencesOf(const std::vector<Value>& values);

/** What takes a list that holds `current` to where the deltas of one attribute want it: a replace
 * becomes the difference. Adding what is there and removing what is not there ask for nothing;
 * values that stand twice count once. Any thread. */
MembershipChange membershipChange(const std::vector<std::string>& current,
                                  const std::vector<AttributeDelta>& deltas);

/** What the list holds, as texts; nothing in a dry run, which reads nothing. */
using ReadReferences = std::function<Result<std::vector<std::string>>()>;

/** The same of a list that `read` gives. In a dry run the list is taken to hold what the deltas
 * remove and nothing else, so that each step is shown that may be needed, and a notice
 * `dry-run-assumption` says so, and what a replace may remove besides. Any error of `read`. */
Result<MembershipChange> membershipChange(Call& call, std::string_view attribute,
                                          const std::vector<AttributeDelta>& deltas,
                                          const ReadReferences& read);

/** The list in parts of `most` or fewer, in its order. `most` is at least 1. */
std::vector<std::vector<std::string>> chunks(const std::vector<std::string>& list,
                                             std::size_t most);

/** A short text that tells lists apart by what is in them, for names of steps: a resumed operation
 * plans anew from what it reads then, so a number would name other items than it did before. Any
 * thread. */
std::string digestOf(const std::vector<std::string>& list);

}  // namespace muster::sdk
