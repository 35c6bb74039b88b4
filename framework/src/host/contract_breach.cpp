#include "host/contract_breach.h"

#include <fmt/format.h>

namespace muster::host {
namespace {

constexpr const char* kHint = "tell the connector's author; `connector show` names its version";

}  // namespace

Error contractBreach(const std::string& what, std::string_view clause) {
    return Error{
        .code = ErrorCode::kProtocol,
        .message = fmt::format("the connector broke the contract: {} (clause {})", what, clause),
        .hint = kHint};
}

Error contractBreach(Error refused, const std::string& uid, std::string_view clause) {
    refused.message += uid.empty() ? fmt::format(" (clause {})", clause)
                                   : fmt::format(" (object \"{}\", clause {})", uid, clause);
    refused.hint = kHint;
    return refused;
}

}  // namespace muster::host
