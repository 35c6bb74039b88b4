#include "host/catalogue/check_failure.h"

#include <fmt/format.h>

namespace muster::host {

Error toError(const CheckFailure& failure, std::string_view file) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = fmt::format("connector file \"{}\", step {}: {}; expected {}", file,
                                        failure.step, failure.found, failure.expected),
                 .hint = failure.hint};
}

}  // namespace muster::host
