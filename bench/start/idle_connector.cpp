#include "start/idle_connector.h"

#include <muster/sdk/define_connector.h>

namespace {

using namespace muster;

class IdleConnector : public sdk::Connector, public sdk::TestOp, public sdk::GetOp {
public:
    static Description describe() {
        ObjectClassInfo account = sdk::classOf<IdleConnector>(object_class::kAccount);
        account.attributes = {{.name = std::string(attr::kName)}, {.name = "floor"}};
        return {.displayName = "Idle", .classes = {account}};
    }
    static Result<std::unique_ptr<IdleConnector>> make(const sdk::Properties& /*properties*/) {
        return std::make_unique<IdleConnector>();
    }
    Result<void> test(sdk::Call& /*call*/) override { return {}; }
    Result<std::optional<ConnectorObject>> get(sdk::Call& /*call*/, std::string_view /*class*/,
                                               const ObjectRef& /*ref*/,
                                               const std::vector<std::string>& /*names*/) override {
        return std::optional<ConnectorObject>();
    }
};

}  // namespace

extern "C" const muster_connector* idleTable(void) {
    return sdk::boundary::Table<IdleConnector>::table();
}
