#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <muster/core/result.h>

namespace muster::rest {

/** A text with placeholders, `$(NAME)$`, cut into its parts. A name may hold blanks and dots; case
 * counts. */
class PlaceholderText {
public:
    struct Part {
        bool isPlaceholder = false;
        std::string text = {};   ///< the literal, or the placeholder's name
        std::size_t offset = 0;  ///< in the whole text
        friend bool operator==(const Part&, const Part&) = default;
    };

    PlaceholderText() = default;
    /** kConfiguration for a "$(" that is never closed with ")$", and for an empty name. */
    static Result<PlaceholderText> parse(std::string_view text);

    /** As it was written. */
    const std::string& text() const { return text_; }
    const std::vector<Part>& parts() const { return parts_; }
    bool empty() const { return text_.empty(); }
    /** Exactly one placeholder and nothing else, of that name. */
    bool isOnly(std::string_view name) const;
    /** The names, in order, repeated ones repeated. */
    std::vector<std::string> names() const;
    friend bool operator==(const PlaceholderText&, const PlaceholderText&) = default;

private:
    std::string text_;
    std::vector<Part> parts_;
};

/** Names that the engine itself gives values for. */
namespace placeholder {
inline constexpr std::string_view kFilterSuffix = "Filter Suffix";
inline constexpr std::string_view kPageSize = "PAGE_SIZE";
inline constexpr std::string_view kPageOffset = "PAGE_OFFSET";
inline constexpr std::string_view kPageToken = "PAGE_TOKEN";
}  // namespace placeholder

/** The identity and run-time names: `__UID__`, `__NAME__` and those above. */
std::vector<std::string_view> builtInPlaceholders();

}  // namespace muster::rest
