#include "rest/connection/request_check.h"

#include <algorithm>
#include <array>

namespace muster::rest {
namespace {

constexpr std::array<std::string_view, 4> kOwnFields = {"Host", "Connection", "Content-Length",
                                                        "Transfer-Encoding"};
constexpr unsigned char kDelete = 0x7F;

Error refused(std::string_view what) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "the request was not sent: " + std::string(what),
                 .outcome = Outcome::kNotApplied};
}

bool isFieldValue(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= ' ' && byte != kDelete) || c == '\t';
    });
}

bool isPath(std::string_view text) {
    return text.starts_with('/') && std::all_of(text.begin(), text.end(), [](char c) {
               return c > ' ' && static_cast<unsigned char>(c) < kDelete && c != '#';
           });
}

}  // namespace

Result<void> checkRequest(const HttpRequest& request) {
    if (!isToken(request.method)) {
        return refused("its method is empty or holds a character that a method cannot have");
    }
    if (!isPath(request.pathAndQuery)) {
        return refused(
            "its path does not start with \"/\", or holds a blank, a line break or another "
            "character that must be percent-encoded");
    }
    for (const HttpHeaders::Field& field : request.headers.fields()) {
        if (!isToken(field.name)) {
            return refused(
                "the name of one of its header fields is empty or holds a character "
                "that a name cannot have");
        }
        if (!isFieldValue(field.value)) {
            return refused("the value of its header field \"" + field.name +
                           "\" holds a line break, a NUL or another control character");
        }
        if (std::any_of(kOwnFields.begin(), kOwnFields.end(), [&](std::string_view own) {
                return equalsIgnoringCase(own, field.name);
            })) {
            return refused("its header field \"" + field.name +
                           "\" is one that the connection sets itself");
        }
    }
    if (!isFieldValue(request.correlationId)) {
        return refused("its correlation id holds a line break or another control character");
    }
    return {};
}

}  // namespace muster::rest
