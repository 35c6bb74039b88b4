#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster::host {

/** A connector's version, ordered as Semantic Versioning 2.0.0 section 11 says: `1.10.0` is newer
 * than `1.9.0`, and `1.0.0-rc.1` is older than `1.0.0`. */
class ConnectorVersion {
public:
    /** Three numbers of at most 9 digits without leading zeros, then `-` and dotted words of
     * letters, digits and `-` if it is a pre-release. Nothing for any other text. */
    static std::optional<ConnectorVersion> parse(std::string_view text);
    bool isPreRelease() const { return !preRelease_.empty(); }
    friend std::strong_ordering operator<=>(const ConnectorVersion& a, const ConnectorVersion& b);
    friend bool operator==(const ConnectorVersion&, const ConnectorVersion&) = default;

private:
    ConnectorVersion() = default;
    std::vector<unsigned> numbers_;
    std::vector<std::string> preRelease_;
};

}  // namespace muster::host
