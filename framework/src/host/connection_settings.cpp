#include "host/connection_settings.h"

#include <algorithm>
#include <cctype>

#include "host/templated_caller.h"
#include "rest/template/url_text.h"

namespace muster::host {
namespace {

Error wrongUrl(const std::string& text, const std::string& why) {
    return Error{
        .code = ErrorCode::kConfiguration,
        .message = "the base URL \"" + text + "\" " + why,
        .hint = "write for example https://api.zoom.us, or http://127.0.0.1:PORT for a simulator"};
}

bool isSet(const Target& target, std::string_view property) {
    const Target::Setting* setting = target.find(property);
    return setting != nullptr && !setting->value.isNull();
}

/** The secret of a property, or an empty one when it has no reference. */
Result<Secret> secretOf(const Target& target, const SecretReader& secrets,
                        std::string_view property) {
    return isSet(target, property) ? secrets.read(property) : Result<Secret>(Secret());
}

/** From `checkConnection` on between 60 and 3600 s. */
std::chrono::seconds assertionLifetime(const Target& target) {
    const Target::Setting* setting = target.find("assertionSeconds");
    const std::int64_t* seconds = setting == nullptr ? nullptr : setting->value.as<std::int64_t>();
    return seconds == nullptr ? rest::AuthenticationSettings{}.assertionLifetime
                              : std::chrono::seconds(*seconds);
}

rest::AuthenticationSettings plainSettings(const Target& target) {
    return {.kind = rest::authenticationKindFromString(target.text("authenticationType"))
                        .value_or(rest::AuthenticationKind::kNone),
            .tokenUrl = target.text("authenticationServerUrl"),
            .accountId = target.text("accountId"),
            .clientId = target.text("clientId"),
            .clientPlace = target.text("clientAuthentication") == "form"
                               ? rest::ClientPlace::kForm
                               : rest::ClientPlace::kBasic,
            .subject = target.text("serviceAccount"),
            .audience = target.text("audience"),
            .assertionLifetime = assertionLifetime(target),
            .scope = target.text("scope"),
            .headerName = target.text("headerName"),
            .user = target.text("username")};
}

/** The header for correlation ids; empty for none. */
std::string correlationHeader(const Target& target) {
    std::string name = target.text("correlationHeader");
    return name == "none" ? std::string() : name;
}

/** A sentence about a member of the settings in the words of the target's properties. */
std::string inPropertyWords(std::string sentence) {
    constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"tokenUrl", "authenticationServerUrl"},
        {"subject", "serviceAccount"},
        {"user", "username"}};
    for (const auto& [member, property] : kNames) {
        if (sentence.starts_with(member) &&
            !std::isalpha(static_cast<unsigned char>(sentence[member.size()]))) {
            sentence.replace(0, member.size(), property);
        }
    }
    const auto isPartOfName = [](char c) {
        return std::isalpha(static_cast<unsigned char>(c)) != 0;
    };
    const auto end = std::find_if_not(sentence.begin(), sentence.end(), isPartOfName);
    return "property \"" + std::string(sentence.begin(), end) + "\"" +
           std::string(end, sentence.end());
}

}  // namespace

Result<BaseUrl> BaseUrl::parse(const std::string& text) {
    const bool isTls = text.starts_with("https://");
    if (!isTls && !text.starts_with("http://")) {
        return wrongUrl(text, "does not begin with https:// or http://");
    }
    const std::size_t hostStart = isTls ? 8 : 7;
    const std::size_t slash = text.find('/', hostStart);
    BaseUrl url{text.substr(0, slash), slash == std::string::npos ? "" : text.substr(slash)};
    while (url.path.ends_with('/')) {
        url.path.pop_back();
    }
    const std::string host = url.origin.substr(hostStart);
    if (host.empty() || host.find('@') != std::string::npos) {
        return wrongUrl(text, host.empty() ? "names no host"
                                           : "holds credentials; expected host and port only");
    }
    if (text.find_first_of("?#") != std::string::npos || text.find("..") != std::string::npos) {
        return wrongUrl(
            text, "has a query, a fragment or \"..\"; expected scheme, host, port and path only");
    }
    const std::string name =
        host.substr(0, host.starts_with('[') ? host.find(']') + 1 : host.find(':'));
    if (!isTls && name != "127.0.0.1" && name != "[::1]") {
        return wrongUrl(
            text, "sends secrets in clear; http is for 127.0.0.1 and [::1] only, expected https");
    }
    return url;
}

Result<rest::AuthenticationSettings> authenticationSettings(const Target& target,
                                                            const SecretReader& secrets) {
    rest::AuthenticationSettings settings = plainSettings(target);
    MUSTER_ASSIGN_OR_RETURN(settings.clientSecret, secretOf(target, secrets, "clientSecret"));
    MUSTER_ASSIGN_OR_RETURN(settings.privateKey, secretOf(target, secrets, "privateKey"));
    MUSTER_ASSIGN_OR_RETURN(settings.token, secretOf(target, secrets, "token"));
    MUSTER_ASSIGN_OR_RETURN(settings.password, secretOf(target, secrets, "password"));
    return settings;
}

Error inTargetWords(const Target& target, Error error) {
    constexpr std::string_view kKey = "privateKey: ";
    if (error.message.starts_with(kKey)) {
        const Target::Setting* setting = target.find("privateKey");
        error.message = "property \"privateKey\"" +
                        (setting == nullptr ? "" : " (" + setting->value.toDisplay() + ")") + ": " +
                        error.message.substr(kKey.size());
    }
    return error;
}

Result<rest::HttpClientSettings> clientSettings(const Target& target, const SecretReader& secrets,
                                                const std::filesystem::path& home) {
    rest::HttpClientSettings settings;
    if (const std::string file = target.text("caFile"); !file.empty()) {
        settings.caFile = (home / file).string();
    }
    if (const std::string host = target.text("proxyHost"); !host.empty()) {
        const Target::Setting* port = target.find("proxyPort");
        const std::int64_t* number = port == nullptr ? nullptr : port->value.as<std::int64_t>();
        MUSTER_ASSIGN_OR_RETURN(Secret password, secretOf(target, secrets, "proxyPassword"));
        settings.proxy = rest::ProxySettings{
            .host = host,
            .port = static_cast<std::uint16_t>(number == nullptr ? 8080 : *number),
            .user = target.text("proxyUser"),
            .password = std::move(password)};
    }
    settings.correlationHeader = correlationHeader(target);
    settings.maxIdlePerOrigin = static_cast<std::size_t>(target.workers);
    return settings;
}

std::vector<std::string> checkConnection(const Target& target) {
    std::vector<std::string> findings;
    if (const Result<BaseUrl> url = BaseUrl::parse(target.text("baseUrl")); !url) {
        findings.push_back(url.error().message + "; " + url.error().hint);
    }
    const Target::Setting* port = target.find("proxyPort");
    const std::int64_t* number = port == nullptr ? nullptr : port->value.as<std::int64_t>();
    if (number != nullptr && (*number < 1 || *number > 65535)) {
        findings.push_back("property \"proxyPort\" is " + std::to_string(*number) +
                           "; expected 1 to 65535");
    }
    const Target::Setting* life = target.find("assertionSeconds");
    const std::int64_t* seconds = life == nullptr ? nullptr : life->value.as<std::int64_t>();
    if (seconds != nullptr && (*seconds < 60 || *seconds > 3600)) {
        findings.push_back("property \"assertionSeconds\" is " + std::to_string(*seconds) +
                           "; expected 60 to 3600");
    }
    if (const std::string name = correlationHeader(target);
        !name.empty() && (!rest::isHeaderToken(name) || rest::isHostHeader(name))) {
        findings.push_back("property \"correlationHeader\" is \"" + name +
                           "\"; expected the name of a header that muster does not set itself, or "
                           "\"none\"");
    }
    // The secrets themselves are read at the first use: here it counts only whether there is a
    // reference.
    rest::AuthenticationSettings settings = plainSettings(target);
    const Secret present("present");
    settings.clientSecret = isSet(target, "clientSecret") ? present : Secret();
    settings.privateKey = isSet(target, "privateKey") ? present : Secret();
    settings.token = isSet(target, "token") ? present : Secret();
    settings.password = isSet(target, "password") ? present : Secret();
    for (std::string& sentence : rest::validate(settings)) {
        findings.push_back(inPropertyWords(std::move(sentence)));
    }
    return findings;
}

}  // namespace muster::host
