#pragma once

#include <string>

#include <muster/core/error.h>
#include <muster/core/schema.h>
#include <muster/sdk/answers.h>

namespace muster::zoom {

/** What Zoom's codes mean beyond the error table in `lookups/zoom/operations.xml`, which has
 * classified each error already. Codes are compared, never texts: those change over the years. */

/** Nobody is there: the code says so (1001, 1010 and 1120 are alike to a client), or the table. */
bool isNotThere(const Error& error);

/** The address is in use, in this account or in another (1005, 1009). */
bool isAddressTaken(const Error& error);

/** A service of the host refused since the call is over (C-58): nothing more is to be begun. A
 * target that says so itself (408, 504) is taken in the same way. */
bool endsTheCall(const Error& error);

/** The error as the caller is to see it: attributes under the schema's names instead of Zoom's
 * (`user_info.email` is `__NAME__`), and a hint where the table has none. */
Error explained(Error error);
/** The same for an error about an object of another class than `__ACCOUNT__`. */
Error explained(Error error, const ObjectClassInfo& info);

using sdk::isAlreadySo;
using sdk::refusal;

}  // namespace muster::zoom
