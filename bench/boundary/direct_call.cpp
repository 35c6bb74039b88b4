#include "boundary/direct_call.h"

namespace bench {

using namespace muster;

DirectCall::DirectCall(bool keeps) : connector_(std::make_unique<DirectoryConnector>(keeps)) {}

bool DirectCall::create(const sdk::AttributesView& attributes) {
    return connector_->create(call_, object_class::kAccount, attributes).hasValue();
}

bool DirectCall::search(std::int64_t objects, const sdk::ObjectHandler& handler) {
    return connector_->search(call_, object_class::kAccount, Filter{}, {.limit = objects}, handler)
        .hasValue();
}

}  // namespace bench
