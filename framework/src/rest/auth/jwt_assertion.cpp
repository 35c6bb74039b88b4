#include "rest/auth/jwt_assertion.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "encoding/base64.h"

namespace muster::rest {

Result<std::string> makeAssertion(const AssertionClaims& claims, const SigningKey& key) {
    using std::chrono::duration_cast;
    using std::chrono::seconds;
    const std::int64_t issued = duration_cast<seconds>(claims.issued.time_since_epoch()).count();
    boost::json::object payload{{"iss", claims.issuer}, {"sub", claims.subject}};
    if (!claims.audience.empty()) {
        payload["aud"] = claims.audience;
    }
    payload["iat"] = issued;
    payload["exp"] = issued + claims.lifetime.count();
    const boost::json::object header{{"alg", "RS256"}, {"typ", "JWT"}};
    const std::string text = toBase64Url(boost::json::serialize(header)) + "." +
                             toBase64Url(boost::json::serialize(payload));
    MUSTER_ASSIGN_OR_RETURN(const std::string signature, key.signRs256(text));
    return text + "." + toBase64Url(signature);
}

}  // namespace muster::rest
