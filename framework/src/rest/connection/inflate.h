#pragma once

#include <string>

#include "rest/connection/call_state.h"
#include "rest/connection/http_message.h"
#include <muster/core/result.h>

namespace muster::rest {

/** Undoes the content coding of `response` (RFC 9110 section 8.4): gzip and deflate, alone. The
 * size and the ratio of what comes out are bounded by the limits of the call.
 *  @return kProtocol for another coding, rubbish, a coded body that ends early, and a body that
 * grows too much. */
Result<void> inflateBody(HttpResponse& response, const CallState& call);

}  // namespace muster::rest
