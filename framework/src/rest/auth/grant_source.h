#pragma once

#include <vector>

#include "rest/auth/form.h"
#include <muster/core/result.h>

namespace muster::rest {

/** What a token request shows to earn its token (RFC 6749 section 4): the one thing in which the
 * OAuth kinds differ. A grant by assertion (RFC 7523 section 2.1) is one more implementation: it
 * signs a new assertion each time it is asked, and needs no client secret. Thread-safe. */
class GrantSource {
public:
    virtual ~GrantSource() = default;
    /** The form's fields, `grant_type` first, made afresh for each token request.
     *  @return kConfiguration when they cannot be made, for example from an unreadable key. */
    virtual Result<std::vector<FormField>> fields() const = 0;
};

}  // namespace muster::rest
