#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sandbox {

/// Decodes %XX. In a query "+" is a blank, in a path it is itself (RFC 3986; HTML forms).
enum class Plus { kIsItself, kIsBlank };

/// Nothing when a "%" is not followed by two hexadecimal digits.
std::optional<std::string> percentDecode(std::string_view text, Plus plus);

/// Query or form parameters in the order sent.
class Query {
public:
    /// Splits `a=b&c=d`. A pair with a broken escape is dropped.
    static Query parse(std::string_view text);

    /// The first value under `name`; nothing when it was not sent.
    std::optional<std::string_view> find(std::string_view name) const;
    /// Likewise, "" when it was not sent.
    std::string_view value(std::string_view name) const { return find(name).value_or(""); }

    bool empty() const { return pairs_.empty(); }
    const std::vector<std::pair<std::string, std::string>>& pairs() const { return pairs_; }

private:
    std::vector<std::pair<std::string, std::string>> pairs_;
};

/// A request target in pieces.
struct Target {
    std::vector<std::string> segments;  ///< each decoded on its own, so that "%2F" stays inside one
    Query query;

    /// Nothing when a segment holds a broken escape.
    static std::optional<Target> parse(std::string_view raw);
};

}  // namespace sandbox
