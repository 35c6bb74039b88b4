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

}  // namespace

bool isNotThere(const Error& error) {
    return error.code == ErrorCode::kUnknownUid || error.targetCode == "1010" ||
           error.targetCode == "1120";
}

bool isAddressTaken(const Error& error) {
    return error.targetCode == "1005" || error.targetCode == "1009" ||
           error.code == ErrorCode::kAlreadyExists;
}

bool endsTheCall(const Error& error) {
    return error.code == ErrorCode::kTimeout || error.code == ErrorCode::kCancelled;
}

Error explained(Error error) { return explained(std::move(error), accountClass()); }

Error explained(Error error, const ObjectClassInfo& info) {
    error = sdk::withSchemaNames(std::move(error), info);
    for (const CodeHint& known : kHints) {
        if (error.hint.empty() && error.targetCode == known.code) {
            error.hint = known.hint;
        }
    }
    return error;
}

}  // namespace muster::zoom
