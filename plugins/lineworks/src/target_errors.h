#pragma once

#include <string>

#include "settings.h"
#include <muster/core/error.h>
#include <muster/core/schema.h>

namespace muster::lineworks {

/** What LINE WORKS' answers mean beyond the error table in `lookups/lineworks/operations.xml`,
 * which has classified each error already. Codes are compared, never texts: none are published. */

/** Nobody is there (404, 410). */
bool isNotThere(const Error& error);

/** LINE WORKS refused what was sent: data, or something that is there already. Both come as 400 and
 * as 409 (Developers, error-codes; forum 482), so that only a read tells which. */
bool isRefusedData(const Error& error);

/** LINE WORKS refused a change of the state that the member is in; that state may be the one asked
 * for. */
bool isWrongState(const Error& error);

/** The error as the caller is to see it: attributes under the schema's names. */
Error explained(Error error);
Error explained(Error error, const ObjectClassInfo& info);

/** What a failed test is about. Whether scopes are not ticked on the app or not in the tenant's
 * plan LINE WORKS does not say: `kScopeOrPlan`, unless the settings tell. */
enum class Trouble { kAuthentication, kEndpoint, kScope, kScopeOrPlan, kDomain, kPlan, kOther };
/** By the token endpoint's word (RFC 6749 section 5.2) or the API's code. */
Trouble troubleOf(const Error& error, const Settings& settings);
/** The error with what it is about before it, and what to do. */
Error asTestError(Error error, const Settings& settings);

}  // namespace muster::lineworks
