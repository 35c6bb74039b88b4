#pragma once

#include <vector>

#include "rest/auth/form.h"
#include <muster/core/result.h>

namespace muster::rest {

/** What a token request shows to earn its token (RFC 6749 section 4): the one thing in which the
 * OAuth kinds differ. Thread-safe. */
class GrantSource {
public:
    virtual ~GrantSource() = default;
    /** The form's fields, `grant_type` first, made afresh for each token request.
     *  @return kConfiguration when they cannot be made, for example from an unreadable key. */
    virtual Result<std::vector<FormField>> fields() const = 0;
};

}  // namespace muster::rest
