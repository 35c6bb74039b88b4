#include "rest/template/placeholder_text.h"

#include <muster/core/ids.h>

namespace muster::rest {

Result<PlaceholderText> PlaceholderText::parse(std::string_view text) {
    PlaceholderText parsed;
    parsed.text_ = std::string(text);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = std::min(text.find("$(", at), text.size());
        if (open > at) {
            parsed.parts_.push_back({false, std::string(text.substr(at, open - at)), at});
        }
        if (open == text.size()) {
            break;
        }
        const std::size_t close = text.find(")$", open + 2);
        const std::size_t nested = text.find("$(", open + 2);
        if (close == std::string_view::npos || nested < close) {
            return Error{.code = ErrorCode::kConfiguration,
                         .message = "placeholder \"" + std::string(text.substr(open, 20)) +
                                    "\" is never closed, expected \")$\""};
        }
        const std::string_view name = text.substr(open + 2, close - open - 2);
        if (name.empty()) {
            return Error{.code = ErrorCode::kConfiguration,
                         .message = "placeholder \"$()$\" has no name"};
        }
        parsed.parts_.push_back({true, std::string(name), open});
        at = close + 2;
    }
    return parsed;
}

bool PlaceholderText::isOnly(std::string_view name) const {
    return parts_.size() == 1 && parts_.front().isPlaceholder && parts_.front().text == name;
}

std::vector<std::string> PlaceholderText::names() const {
    std::vector<std::string> all;
    for (const Part& part : parts_) {
        if (part.isPlaceholder) {
            all.push_back(part.text);
        }
    }
    return all;
}

std::vector<std::string_view> builtInPlaceholders() {
    return {attr::kUid,
            attr::kName,
            placeholder::kFilterSuffix,
            placeholder::kPageSize,
            placeholder::kPageOffset,
            placeholder::kPageToken};
}

}  // namespace muster::rest
