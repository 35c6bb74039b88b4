#include "rest/auth/header_authenticator.h"

namespace muster::rest {

Result<void> NoAuthenticator::authorize(HttpRequest& /*request*/, const CallLimits& /*limits*/) {
    return {};
}

bool NoAuthenticator::rejected(const HttpRequest& /*request*/) { return false; }

Result<void> HeaderAuthenticator::authorize(HttpRequest& request, const CallLimits& /*limits*/) {
    request.headers.setSecret(name_, value_.expose());
    return {};
}

bool HeaderAuthenticator::rejected(const HttpRequest& /*request*/) { return false; }

}  // namespace muster::rest
