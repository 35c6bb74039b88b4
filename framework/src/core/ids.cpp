#include <muster/core/ids.h>
#include <muster/core/value.h>

namespace muster {
namespace {

Result<std::string> checked(std::string_view text, std::string_view what) {
    if (text.empty()) {
        return Error{.code = ErrorCode::kInvalidAttributeValue,
                     .message = std::string(what) + " is empty; it must name an object"};
    }
    if (!isValidUtf8(text)) {
        return Error{.code = ErrorCode::kInvalidAttributeValue,
                     .message = std::string(what) + " of " + std::to_string(text.size()) +
                                " bytes is not valid UTF-8 text without NUL"};
    }
    return std::string(text);
}

}  // namespace

Result<Uid> Uid::parse(std::string_view text) {
    MUSTER_ASSIGN_OR_RETURN(std::string valid, checked(text, "the Uid"));
    return Uid(std::move(valid));
}

Result<Name> Name::parse(std::string_view text) {
    MUSTER_ASSIGN_OR_RETURN(std::string valid, checked(text, "the name"));
    return Name(std::move(valid));
}

}  // namespace muster
