#include "boundary/requests.h"

namespace bench {

using namespace muster;

provision::OperationRequest createRequest(const std::string& target, int number) {
    provision::OperationRequest request{.kind = store::OperationKind::kCreate, .target = target};
    request.attributes.reserve(8);
    const auto add = [&](const char* name, Value value) {
        request.attributes.emplace_back(name, std::move(value));
    };
    add("__NAME__", "user" + std::to_string(10'000'000 + number) + "@example.com");
    add("first_name", "Hanako");
    add("last_name", "Yamada");
    add("type", "ライセンス済");
    add("createType", "autoCreate");
    add("dept", "Sales department East");
    add("__ENABLE__", true);
    request.attributes.push_back(
        Attribute::list("group_ids", {"KDcuGIm1QgePTO8WbOqwIQ", "QDcuGIm1QgePTO8WbOqwIQ"}));
    return request;
}

}  // namespace bench
