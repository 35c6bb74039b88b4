#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "settings.h"
#include "user.h"
#include <muster/sdk/call.h>

namespace muster::lineworks {

/** Reads single members, by id, login id or `externalKey:KEY`: LINE WORKS takes each in every path.
 * The one place where a dry run's missing answers are replaced by an assumption. Valid during the
 * call. */
class UserReader {
public:
    UserReader(sdk::Call& call, const Settings& settings) : call_(call), settings_(settings) {}

    /** The member, a deleted one too; nothing when LINE WORKS has none, and nothing in a dry run.
     * Any I/O error. */
    Result<std::optional<User>> findAny(std::string_view address);
    /** The same without deleted ones: of such a member a notice `deleted-member` tells. */
    Result<std::optional<User>> find(std::string_view address);
    /** The member that a write is about. kUnknownUid when there is none, or a deleted one. In a dry
     * run the member is assumed to be in use and no administrator, and a notice says so. */
    Result<User> require(std::string_view address);
    /** The member who holds the External Key, deleted ones too. Nothing for an empty key. */
    Result<std::optional<User>> findByKey(const std::string& externalKey);
    /** A member whom nobody has read; a notice (once a reader) says so. */
    User assume(std::string_view address);

private:
    sdk::Call& call_;
    const Settings& settings_;
    bool hasSaidAssumption_ = false;
};

}  // namespace muster::lineworks
