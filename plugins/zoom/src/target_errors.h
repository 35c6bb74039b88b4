#pragma once

#include <string>

#include <muster/core/error.h>

namespace muster::zoom {

/** Whether the target said that what was asked for is so already. */
bool isAlreadySo(const Error& error);

/** What Zoom's codes mean beyond the error table in `lookups/zoom/operations.xml`, which has
 * classified each error already. Codes are compared, never texts: those change over the years. */

/** Nobody is there: the code says so (1001, 1010 and 1120 are alike to a client), or the table. */
bool isNotThere(const Error& error);

/** The address is in use, in this account or in another (1005, 1009). */
bool isAddressTaken(const Error& error);

/** The error as the caller is to see it: attributes under the schema's names instead of Zoom's
 * (`user_info.email` is `__NAME__`), and a hint where the table has none. */
Error explained(Error error);

/** An error found by the connector itself before anything was sent. */
Error refusal(ErrorCode code, std::string message, std::string hint, std::string attribute = {});

}  // namespace muster::zoom
