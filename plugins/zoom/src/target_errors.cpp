#include "target_errors.h"

#include <array>
#include <string_view>

#include "schema.h"

namespace muster::zoom {
namespace {

struct CodeHint {
    std::string_view code;
    std::string_view hint;
};

/** For tables that were edited: these codes leave an operator helpless without a hint.
 *  Source: Zoom Users API reference, error lists of POST, PATCH and DELETE /users. */
constexpr std::array<CodeHint, 6> kHints = {{
    {"1107", "managed domain: use delete"},
    {"1117", "Zoom protects administrators: give the user the member role first"},
    {"1123", "only users who sign in with a work e-mail have a password at Zoom"},
    {"2016", "Zoom enables autoCreate and custCreate on request only"},
    {"3412", "no seat of this type is free; pending users count"},
    {"4711", "add one of the scopes named in the message to the app"},
}};

/** `user_info.email`, `email` or `__NAME__` become `__NAME__`; what is unknown stays as it is. */
std::string schemaName(const std::string& native) {
    const std::size_t dot = native.rfind('.');
    const std::string last = dot == std::string::npos ? native : native.substr(dot + 1);
    const AttributeInfo* info = accountClass().find(last);
    return info == nullptr ? native : info->name;
}

}  // namespace

bool isNotThere(const Error& error) {
    return error.code == ErrorCode::kUnknownUid || error.targetCode == "1010" ||
           error.targetCode == "1120";
}

bool isAddressTaken(const Error& error) {
    return error.targetCode == "1005" || error.targetCode == "1009" ||
           error.code == ErrorCode::kAlreadyExists;
}

bool isAlreadySo(const Error& error) { return error.outcome == Outcome::kApplied; }

Error explained(Error error) {
    for (std::string& attribute : error.attributes) {
        attribute = schemaName(attribute);
    }
    for (const CodeHint& known : kHints) {
        if (error.hint.empty() && error.targetCode == known.code) {
            error.hint = known.hint;
        }
    }
    return error;
}

Error refusal(ErrorCode code, std::string message, std::string hint, std::string attribute) {
    Error error{.code = code,
                .message = std::move(message),
                .hint = std::move(hint),
                .outcome = Outcome::kNotApplied};
    if (!attribute.empty()) {
        error.attributes.push_back(std::move(attribute));
    }
    return error;
}

}  // namespace muster::zoom
