#include <muster/sdk/connection_properties.h>

namespace muster::sdk {
namespace {

PropertyInfo hostText(std::string name, std::string defaultValue, std::string help) {
    return {.name = std::move(name),
            .hostOwned = true,
            .defaultValue = std::move(defaultValue),
            .help = std::move(help)};
}

PropertyInfo hostSecret(std::string name, std::string help) {
    return {.name = std::move(name),
            .type = ValueKind::kSecret,
            .confidential = true,
            .hostOwned = true,
            .help = std::move(help)};
}

}  // namespace

std::vector<PropertyInfo> connectionProperties(const ConnectionDefaults& defaults) {
    PropertyInfo baseUrl = hostText(
        "baseUrl", defaults.baseUrl,
        "Address that every template's path is appended to: https, or http to 127.0.0.1 or [::1]");
    baseUrl.required = defaults.baseUrl.empty();
    PropertyInfo kind = hostText("authenticationType", defaults.authenticationType,
                                 "How requests prove who sends them");
    kind.allowed = {
        "none",      "basic", "bearer", "header", "client_credentials", "account_credentials",
        "jwt_bearer"};
    PropertyInfo place = hostText("clientAuthentication", defaults.clientAuthentication,
                                  "Where token requests show clientId and clientSecret");
    place.allowed = {"basic", "form"};
    PropertyInfo lifetime = hostText("assertionSeconds", "1800",
                                     "How long an assertion of jwt_bearer counts, 60 to 3600");
    lifetime.type = ValueKind::kInteger;
    PropertyInfo proxyPort = hostText("proxyPort", "8080", "Port of the proxy");
    proxyPort.type = ValueKind::kInteger;
    return {
        std::move(baseUrl),
        std::move(kind),
        hostText("authenticationServerUrl", defaults.authenticationServerUrl,
                 "Token address of the OAuth 2.0 kinds"),
        hostText("accountId", "", "Account of account_credentials (Zoom's server-to-server grant)"),
        hostText("clientId", "", "Client of the OAuth 2.0 kinds"),
        hostSecret("clientSecret", "Secret of that client"),
        std::move(place),
        hostText("serviceAccount", "", "Whom an assertion of jwt_bearer speaks for (its subject)"),
        hostSecret("privateKey", "RSA key in PEM form that signs it"),
        hostText("audience", "", "Whom it is for; empty leaves the claim out"),
        std::move(lifetime),
        hostText("scope", defaults.scope,
                 "Scopes asked for with client_credentials and jwt_bearer, blank-separated"),
        hostSecret("token", "Token of kind bearer, or value of kind header"),
        hostText("headerName", defaults.headerName, "Header of kind header, e.g. X-ChatWorkToken"),
        hostText("username", "", "User of kind basic"),
        hostSecret("password", "Password of kind basic"),
        hostText("correlationHeader", defaults.correlationHeader,
                 "Header with the correlation id that all requests of an operation share, or none"),
        hostText("proxyHost", "", "Proxy that requests go through by CONNECT; empty for none"),
        std::move(proxyPort),
        hostText("proxyUser", "", "User at the proxy"),
        hostSecret("proxyPassword", "Password at the proxy"),
        hostText("caFile", "", "PEM file of the authorities to trust instead of the system's"),
    };
}

}  // namespace muster::sdk
