#include "rest/auth/authorized_call.h"

namespace muster::rest {

bool isUnauthorized(const HttpResponse& response) {
    constexpr int kUnauthorized = 401;
    return response.status == kUnauthorized;
}

Result<HttpResponse> sendAuthorized(HttpClient& client, Authenticator& authenticator,
                                    HttpRequest& request, const CallLimits& limits,
                                    const RejectionTest& isRejected, const SendHook& onSend) {
    const auto tell = [&](int attempt) {
        if (onSend) {
            onSend(attempt);
        }
    };
    MUSTER_RETURN_IF_ERROR(authenticator.authorize(request, limits));
    tell(1);
    Result<HttpResponse> first = client.send(request, limits);
    if (!first || !isRejected(*first) || !authenticator.rejected(request)) {
        return first;
    }
    MUSTER_RETURN_IF_ERROR(authenticator.authorize(request, limits));
    tell(2);
    return client.send(request, limits);
}

}  // namespace muster::rest
