#include "lineworks/tokens.h"

#include <algorithm>
#include <utility>

namespace sandbox::lineworks {

namespace {

/// Standard base64 behind a region as the real ones are, with each of "+", "/" and "=" in it, so
/// that a client that forgets to encode a form fails always.
std::string newText(IdSource& ids) {
    auto text = ids.base64Url(118);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    return "kr1" + text.substr(0, 59) + "+/" + text.substr(59) + "==";
}

}  // namespace

bool TokenStore::Token::hasAny(const std::vector<std::string_view>& wanted) const {
    return std::any_of(wanted.begin(), wanted.end(), [&](std::string_view each) {
        return std::find(scopes.begin(), scopes.end(), each) != scopes.end();
    });
}

std::string TokenStore::issueAccess(IdSource& ids, Token token) {
    auto text = newText(ids);
    access_[text] = std::move(token);
    return text;
}

std::string TokenStore::issueRefresh(IdSource& ids, Token token) {
    auto text = newText(ids);
    refresh_[text] = std::move(token);
    return text;
}

void TokenStore::revoke(std::string_view text) {
    access_.erase(std::string(text));
    refresh_.erase(std::string(text));
}

void TokenStore::revokeAll() {
    access_.clear();
    refresh_.clear();
}

const TokenStore::Token* TokenStore::find(const Map& tokens, std::string_view text) {
    const auto found = tokens.find(text);
    return found == tokens.end() ? nullptr : &found->second;
}

}  // namespace sandbox::lineworks
