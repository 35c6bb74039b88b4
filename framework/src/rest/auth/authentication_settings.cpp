#include "rest/auth/authentication_settings.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rest/auth/token_url.h"
#include "rest/connection/http_message.h"

namespace muster::rest {
namespace {

using Kind = AuthenticationKind;

constexpr std::array<std::pair<Kind, std::string_view>, 7> kWords = {{
    {Kind::kNone, "none"},
    {Kind::kBearer, "bearer"},
    {Kind::kBasic, "basic"},
    {Kind::kHeader, "header"},
    {Kind::kAccountCredentials, "account_credentials"},
    {Kind::kClientCredentials, "client_credentials"},
    {Kind::kJwtBearer, "jwt_bearer"},
}};

/** Collects sentences about the members of one kind. */
class Findings {
public:
    explicit Findings(Kind kind) : kind_(toString(kind)) {}

    void need(std::string_view member, bool present) {
        if (!present) {
            sentences_.push_back(std::string(member) + " is empty; authentication \"" + kind_ +
                                 "\" needs it");
        }
    }
    void needText(std::string_view member, const Secret& secret) {
        need(member, !secret.empty());
        const std::string_view text = secret.expose();
        if (std::any_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; })) {
            sentences_.push_back(std::string(member) +
                                 " holds a line break or another control character; check the "
                                 "file or variable that it comes from");
        }
    }
    void say(std::string sentence) { sentences_.push_back(std::move(sentence)); }
    std::vector<std::string> take() { return std::move(sentences_); }

private:
    std::string kind_;
    std::vector<std::string> sentences_;
};

void checkOAuth(const AuthenticationSettings& settings, Findings& findings) {
    findings.need("clientId", !settings.clientId.empty());
    if (settings.kind != Kind::kJwtBearer || !settings.clientSecret.empty()) {
        findings.needText("clientSecret", settings.clientSecret);
    }
    findings.need("tokenUrl", !settings.tokenUrl.empty());
    if (settings.tokenUrl.empty()) {
        return;
    }
    const Result<TokenUrl> url = TokenUrl::parse(settings.tokenUrl);
    if (!url) {
        findings.say("tokenUrl: " + url.error().message);
    } else if (settings.kind == Kind::kAccountCredentials) {
        findings.need("accountId", !settings.accountId.empty() || url->queryNames("account_id"));
    }
}

}  // namespace

std::string_view toString(AuthenticationKind kind) {
    for (const auto& [value, word] : kWords) {
        if (value == kind) {
            return word;
        }
    }
    return "none";
}

std::optional<AuthenticationKind> authenticationKindFromString(std::string_view word) {
    for (const auto& [value, known] : kWords) {
        if (known == word) {
            return value;
        }
    }
    return std::nullopt;
}

std::vector<std::string> validate(const AuthenticationSettings& settings) {
    Findings findings(settings.kind);
    switch (settings.kind) {
        case Kind::kNone:
            break;
        case Kind::kBearer:
            findings.needText("token", settings.token);
            break;
        case Kind::kBasic:
            findings.need("user", !settings.user.empty());
            findings.needText("password", settings.password);
            if (settings.user.find(':') != std::string::npos) {
                findings.say("user holds a colon, which separates user and password");
            }
            break;
        case Kind::kHeader:
            findings.needText("token", settings.token);
            findings.need("headerName", !settings.headerName.empty());
            if (!settings.headerName.empty() && !isToken(settings.headerName)) {
                findings.say("headerName is \"" + settings.headerName +
                             "\", which is no name of a header field");
            }
            break;
        case Kind::kAccountCredentials:
        case Kind::kClientCredentials:
            checkOAuth(settings, findings);
            break;
        case Kind::kJwtBearer:
            checkOAuth(settings, findings);
            findings.need("subject", !settings.subject.empty());
            findings.need("privateKey", !settings.privateKey.empty());
            break;
    }
    return findings.take();
}

}  // namespace muster::rest
