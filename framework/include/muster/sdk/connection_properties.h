#pragma once

#include <string>
#include <vector>

#include <muster/core/schema.h>

namespace muster::sdk {

/** What a connector proposes for the settings that the host needs to send its templated calls. */
struct ConnectionDefaults {
    std::string baseUrl = {};  ///< `https://api.zoom.us`; without one the target must say it
    std::string authenticationType = "none";  ///< one of the values that the property allows
    std::string authenticationServerUrl = {};
    std::string scope = {};
    /** Where token requests show client id and secret: `basic` or `form` (RFC 6749, 2.3.1). */
    std::string clientAuthentication = "basic";
    std::string headerName = {};  ///< of the kind `header`: `X-Api-Key`
    /** Header that carries the correlation id of the operation, or `none`. One value goes with all
     * requests of an operation, so no header that the target tells repeated requests by. */
    std::string correlationHeader = "X-Correlation-Id";
};

/** The host-owned properties of every connector that uses templated calls: address, credentials,
 * proxy, certificates. Append them to your own in `Description::properties`. Names follow Oracle's
 * connectors where they have one. */
std::vector<PropertyInfo> connectionProperties(const ConnectionDefaults& defaults);

}  // namespace muster::sdk
