#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/ids.h"
#include "common/text.h"

namespace sandbox::lineworks {

/// The access and refresh tokens handed out. Guarded by the tenant's lock.
class TokenStore {
public:
    /// A token's rights are those that were asked for.
    struct Token {
        std::int64_t expiresAtMs = 0;
        std::vector<std::string> scopes;

        bool expired(std::int64_t nowMs) const { return nowMs >= expiresAtMs; }
        bool hasAny(const std::vector<std::string_view>& wanted) const;
    };

    std::string issueAccess(IdSource& ids, Token token);
    std::string issueRefresh(IdSource& ids, Token token);
    /// Null for one that was never issued or was revoked.
    const Token* findAccess(std::string_view text) const { return find(access_, text); }
    const Token* findRefresh(std::string_view text) const { return find(refresh_, text); }
    /// Ends a token of either kind; no matter when there is none.
    void revoke(std::string_view text);
    void revokeAll();
    std::size_t size() const { return access_.size(); }

private:
    using Map = std::unordered_map<std::string, Token, TextHash, std::equal_to<>>;
    static const Token* find(const Map& tokens, std::string_view text);

    Map access_;
    Map refresh_;
};

}  // namespace sandbox::lineworks
