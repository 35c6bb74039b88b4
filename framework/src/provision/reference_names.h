#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "provision/recovery/reference_uids.h"
#include "store/journal.h"
#include <muster/core/schema.h>

namespace muster::provision {

/** Names of a target's own objects (groups, roles) in the place of their Uids, so that people may
 * type "Sales" where the target wants an id. What is known is what the journal has met: by
 * `lookup sync`, and by every read and write since. Thread-safe. */
class ReferenceNames {
public:
    /** `description`, unless null, tells which other addresses a class has; it outlives this.
     * `read`, unless empty, asks the target for what the journal does not know. */
    ReferenceNames(store::Journal& journal, std::string target,
                   const Description* description = nullptr, ReadUid read = {})
        : journal_(journal),
          target_(std::move(target)),
          description_(description),
          read_(std::move(read)) {}

    /** The Uid that a text means, for an attribute with a reference class: the text itself when it
     * is a known Uid, else the Uid of the one object of that name (case of ASCII is ignored when no
     * name fits exactly), else what the target shows for it. A text that is none of these is taken
     * as a Uid, and a notice `reference-not-known` says so when names of that class are known. It
     * is left out for `MARK:VALUE` of a class with an attribute that is the mark of one (LINE
     * WORKS' `externalKey:org-sales`), and for accounts, of which never all are known.
     * kInvalidAttributeValue when several objects have the name, with their Uids. A read that fails
     * tells nothing. */
    Result<std::string> uidOf(const AttributeInfo& info, const std::string& text,
                              std::vector<Notice>& notices) const;

private:
    Result<std::vector<store::AccountRecord>> known(store::AccountQuery query) const;
    bool isByMark(const AttributeInfo& info, std::string_view text) const;
    std::optional<std::string> atTarget(const AttributeInfo& info, const std::string& text) const;

    store::Journal& journal_;
    const std::string target_;
    const Description* const description_;
    const ReadUid read_;
};

/** The state of an object of whose class the target tells none, once a `lookup sync` has seen it.
 */
inline constexpr std::string_view kStatePresent = "present";
/** The state of an object that is no more at the target. */
inline constexpr std::string_view kStateDeleted = "deleted";

/** The classes that attributes of the description, and parts of its object values, refer to,
 * without
 * `__ACCOUNT__`: those whose
 * names `lookup sync` reads when it is not told which. */
std::vector<std::string> referredClasses(const Description& description);

}  // namespace muster::provision
