#include "zoom/tokens.h"

namespace sandbox::zoom {

std::string TokenStore::issue(IdSource& ids, std::int64_t nowMs, int lifeSeconds,
                              const std::vector<std::string>& scopes) {
    constexpr std::int64_t kDayMs = std::int64_t{24} * 3600 * 1000;
    std::erase_if(tokens_, [&](auto& each) { return each.second.expired(nowMs - kDayMs); });
    // Looks like the JWT that Zoom gives, so that a client that takes it apart fails here already.
    auto text = "eyJzdiI6IjAwMDAwMSJ9." + ids.base64Url(80) + "." + ids.base64Url(43);
    tokens_[text] = {nowMs + std::int64_t{lifeSeconds} * 1000, {scopes.begin(), scopes.end()}};
    return text;
}

const TokenStore::Token* TokenStore::find(std::string_view text) const {
    const auto found = tokens_.find(text);
    return found == tokens_.end() ? nullptr : &found->second;
}

}  // namespace sandbox::zoom
