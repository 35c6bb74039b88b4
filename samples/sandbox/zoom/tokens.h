#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/ids.h"
#include "common/text.h"

namespace sandbox::zoom {

/// The access tokens handed out. Guarded by the account's lock.
class TokenStore {
public:
    /// A token's rights are those of the app when it was asked for; an edit needs a new token.
    struct Token {
        std::int64_t expiresAtMs = 0;
        std::unordered_set<std::string, TextHash, std::equal_to<>> scopes;

        bool expired(std::int64_t nowMs) const { return nowMs >= expiresAtMs; }
    };

    /// Makes a token; forgets those that ran out more than a day before `nowMs`.
    std::string issue(IdSource& ids, std::int64_t nowMs, int lifeSeconds,
                      const std::vector<std::string>& scopes);
    /// Null for one that was never issued or was revoked.
    const Token* find(std::string_view text) const;
    void revokeAll() { tokens_.clear(); }
    std::size_t size() const { return tokens_.size(); }

private:
    std::unordered_map<std::string, Token, TextHash, std::equal_to<>> tokens_;
};

}  // namespace sandbox::zoom
