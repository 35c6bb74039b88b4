#include "http/basic_auth.h"

#include <iterator>
#include <sstream>

#include <Poco/Base64Decoder.h>
#include <Poco/Exception.h>

#include "common/text.h"

namespace sandbox {

namespace {

/// What stands behind the scheme, "" when it is another scheme.
std::string_view afterScheme(std::string_view authorization, std::string_view scheme) {
    if (authorization.size() <= scheme.size() || authorization[scheme.size()] != ' ' ||
        !equalsIgnoringCase(authorization.substr(0, scheme.size()), scheme)) {
        return {};
    }
    return authorization.substr(scheme.size() + 1);
}

}  // namespace

std::optional<BasicCredentials> parseBasic(std::string_view authorization) {
    std::istringstream encoded(std::string(afterScheme(authorization, "Basic")));
    Poco::Base64Decoder decoder(encoded);
    std::string decoded;
    try {
        decoded.assign(std::istreambuf_iterator<char>(decoder), {});
    } catch (const Poco::Exception&) {
        return std::nullopt;
    }
    const auto colon = decoded.find(':');
    if (colon == std::string::npos) return std::nullopt;
    return BasicCredentials{decoded.substr(0, colon), decoded.substr(colon + 1)};
}

std::string_view parseBearer(std::string_view authorization) {
    return afterScheme(authorization, "Bearer");
}

}  // namespace sandbox
