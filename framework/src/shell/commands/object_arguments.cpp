#include "shell/commands/object_arguments.h"

#include <charconv>

#include <fmt/format.h>

namespace muster::shell {

Result<ObjectRef> parseObject(std::string_view text) {
    const bool isName = text.starts_with("name:");
    const bool isUid = text.starts_with("uid:");
    const std::string_view rest = isName ? text.substr(5) : isUid ? text.substr(4) : text;
    if (rest.empty()) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = fmt::format("\"{}\" names no object, expected a uid, uid:UID or "
                                            "name:NAME",
                                            text)};
    }
    if (isName) {
        MUSTER_ASSIGN_OR_RETURN(Name name, Name::parse(rest));
        return ObjectRef(std::move(name));
    }
    MUSTER_ASSIGN_OR_RETURN(Uid uid, Uid::parse(rest));
    return ObjectRef(std::move(uid));
}

std::vector<std::string> splitList(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        std::string_view part = text.substr(0, comma);
        while (!part.empty() && part.front() == ' ') {
            part.remove_prefix(1);
        }
        while (!part.empty() && part.back() == ' ') {
            part.remove_suffix(1);
        }
        if (!part.empty()) {
            parts.emplace_back(part);
        }
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return parts;
}

std::optional<std::chrono::milliseconds> timeoutOf(const Invocation& call) {
    const auto text = call.option("timeout");
    if (!text) {
        return std::nullopt;
    }
    double seconds = 0;
    std::from_chars(text->data(), text->data() + text->size(), seconds);
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000.0));
}

}  // namespace muster::shell
