#pragma once

#include <filesystem>
#include <string>

#include "host/secret_reader.h"
#include "host/target.h"
#include "rest/auth/authentication_settings.h"
#include "rest/connection/http_client_settings.h"
#include <muster/core/result.h>

namespace muster::host {

/** Scheme, host and port of a base URL, and the path that stands before every template's. */
struct BaseUrl {
    std::string origin;
    std::string path;  ///< without a slash at its end; empty for none
    /** kConfiguration for anything but https, or http to 127.0.0.1 or [::1]; for a query, a
     * fragment or credentials in it. */
    static Result<BaseUrl> parse(const std::string& text);
};

/** The host-owned settings as the request libraries want them; secrets are read now. */
Result<rest::AuthenticationSettings> authenticationSettings(const Target& target,
                                                            const SecretReader& secrets);
/** An error about such settings, told with the property and the reference that it comes from. */
Error inTargetWords(const Target& target, Error error);
Result<rest::HttpClientSettings> clientSettings(const Target& target, const SecretReader& secrets,
                                                const std::filesystem::path& home);

}  // namespace muster::host
