#pragma once

#include <functional>

#include "rest/auth/authenticator.h"

namespace muster::rest {

/** Whether an answer says that the credential was not accepted, so that nothing was done. */
using RejectionTest = std::function<bool(const HttpResponse&)>;

/** Status 401 (RFC 9110 section 15.5.2). A target that says it otherwise (Zoom's code 124) brings
 * its own test. */
bool isUnauthorized(const HttpResponse& response);

/** Called right before a request leaves; `attempt` is 1, and 2 with a renewed token. */
using SendHook = std::function<void(int attempt)>;

/** Authorizes `request` and sends it; when `isRejected` holds for the answer and the authenticator
 * can get another token, once more with that one. The second answer is given back as it is.
 *  @return the errors of `Authenticator::authorize` and `HttpClient::send`. */
Result<HttpResponse> sendAuthorized(HttpClient& client, Authenticator& authenticator,
                                    HttpRequest& request, const CallLimits& limits,
                                    const RejectionTest& isRejected = isUnauthorized,
                                    const SendHook& onSend = {});

}  // namespace muster::rest
