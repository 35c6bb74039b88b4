#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "org_unit_tree.h"
#include <muster/core/object.h>
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** Says whether org units are in LINE WORKS before a member or an org unit is put into them. What
 * was seen lately is not read again: members of one org unit come in a row. One for each
 * instance. */
class OrgUnitFinder {
public:
    /** What the finder knows of an org unit. */
    struct Seen {
        std::string id = {};
        std::int64_t displayLevel = 0;  ///< 0 when not told
        bool isHidden = false;
        /** It was read some minutes ago, and may have moved or gone since. */
        bool isRemembered = false;
    };

    /** The org unit by id or `externalKey:KEY`; nothing when LINE WORKS has none. A dry run takes
     * it to be there. Any I/O error. */
    Result<std::optional<Seen>> find(sdk::Call& call, const std::string& address);
    /** The same, and kInvalidAttributeValue, naming the attribute, when there is none: `org unit
     * "..." is not in LINE WORKS: provision organisations first`. */
    Result<Seen> require(sdk::Call& call, const std::string& address, std::string_view attribute);
    /** The same of one that another org unit is put into: read anew, since its level and its key
     * may have changed. Such writes are a second apart, so that a read costs nothing. */
    Result<Seen> look(sdk::Call& call, const std::string& address, std::string_view attribute);
    /** The first of the org units (ids, or as they were asked for) that LINE WORKS has no more,
     * each read anew; named as it was asked for. Nothing when all are there, and in a dry run. Any
     * I/O error. */
    Result<std::optional<std::string>> firstGone(sdk::Call& call,
                                                 const std::vector<std::string>& addresses);
    /** What is known of the ids of the org units; what is not stays as it was given. */
    std::vector<std::string> idsOf(std::vector<std::string> addresses) const;
    /** The error of a write that puts an org unit into `parent`: that the parent has gone since it
     * was seen, where that is so. */
    Error whyNotWithin(sdk::Call& call, Error error, const std::string& parent);
    /** Posts with ids in the place of External Keys; those that `current` names are known. One that
     * is remembered stays as it was given: LINE WORKS takes keys in bodies, and a key may have gone
     * to another org unit since. */
    Result<std::vector<Value>> resolve(sdk::Call& call, const std::vector<Value>& posts,
                                       const std::vector<Value>& current);
    /** Org units directly within `parent` (empty: at the top) of that name without an External Key.
     * One walk through all org units serves for 10 minutes, since creates come in a row; each hit
     * is read once more, and a miss is trusted for 6 s for each page behind the first. */
    Result<std::vector<OrgUnitTree::Node>> keylessWithin(sdk::Call& call, const std::string& parent,
                                                         const std::string& name);
    /** Every org unit is to be read again: one that moves or goes takes others along. */
    void forgetAll() { known_.clear(); }
    /** The walk is to be done again. */
    void forgetTree() { tree_.reset(); }

private:
    Result<std::optional<Seen>> read(sdk::Call& call, const std::string& address);
    std::string addressOf(const std::string& id) const;

    struct Entry {
        Seen seen;
        std::chrono::steady_clock::time_point at;
    };
    std::map<std::string, Entry> known_;
    std::optional<OrgUnitTree> tree_;
    std::chrono::steady_clock::time_point treeAt_;
};

/** Keeps when an org unit was made: its new members may be refused for a while. */
Result<void> rememberMade(sdk::Call& call, const std::string& orgUnitId);
/** Whether one of them was made so lately that LINE WORKS may not show it everywhere yet: 10
 * minutes (Developers, document/3). By ids. */
Result<bool> isAnyNew(sdk::Call& call, const std::vector<std::string>& orgUnitIds);

/** The error of a member's write that an org unit just made may have caused: to be tried again. */
Error waitForOrgUnit(Error error);

/** `org unit "..." is not in LINE WORKS: provision organisations first`, naming the attribute. */
Error orgUnitIsNotThere(const std::string& address, std::string_view attribute);

}  // namespace muster::lineworks
