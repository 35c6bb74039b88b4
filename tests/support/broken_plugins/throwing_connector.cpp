// A connector by the SDK whose every function throws. THROWN is what it throws.
#include <stdexcept>

#include <unistd.h>

#include <muster/sdk/define_connector.h>

namespace {

using namespace muster;

class ThrowingConnector : public sdk::Connector,
                          public sdk::TestOp,
                          public sdk::GetOp,
                          public sdk::CreateOp,
                          public sdk::UpdateOp,
                          public sdk::DeleteOp,
                          public sdk::DisassociateOp,
                          public sdk::SearchOp {
public:
    static Description describe() {
#ifdef THROW_IN_DESCRIBE
        throw THROWN;
#endif
        return {.displayName = "Throws",
                .classes = {{.name = "__ACCOUNT__",
                             .create = Support::kSupported,
                             .update = Support::kSupported,
                             .remove = Support::kSupported,
                             .disassociate = Support::kSupported,
                             .get = Support::kSupported,
                             .search = Support::kSupported,
                             .attributes = {{.name = "__NAME__", .required = true}}}}};
    }
    static Result<std::unique_ptr<ThrowingConnector>> make(const sdk::Properties&) {
#if defined(THROW_IN_MAKE)
        throw THROWN;
#elif defined(HANG_IN_MAKE)
        for (;;) {
            ::pause();
        }
#elif defined(FAIL_IN_MAKE)
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "property \"path\" names a folder that is not there"};
#else
        return std::make_unique<ThrowingConnector>();
#endif
    }
    Result<void> checkAlive(sdk::Call&) override { throw THROWN; }
#ifdef ASK_FOR_A_SECRET
    Result<void> test(sdk::Call& call) override {
        MUSTER_RETURN_IF_ERROR(call.host().secret("pepper"));
        return {};
    }
#else
    Result<void> test(sdk::Call&) override { throw THROWN; }
#endif
    Result<std::optional<ConnectorObject>> get(sdk::Call&, std::string_view, const ObjectRef&,
                                               const std::vector<std::string>&) override {
        throw THROWN;
    }
    Result<WriteReport> create(sdk::Call&, std::string_view, const sdk::AttributesView&) override {
        throw THROWN;
    }
    Result<WriteReport> update(sdk::Call&, std::string_view, const ObjectRef&,
                               const sdk::DeltasView&) override {
        throw THROWN;
    }
    Result<void> remove(sdk::Call&, std::string_view, const ObjectRef&) override { throw THROWN; }
    Result<void> disassociate(sdk::Call&, std::string_view, const ObjectRef&) override {
        throw THROWN;
    }
    Result<sdk::SearchReport> search(sdk::Call&, std::string_view, const Filter&,
                                     const sdk::SearchOptions&,
                                     const sdk::ObjectHandler&) override {
        throw THROWN;
    }
};

}  // namespace

MUSTER_DEFINE_CONNECTOR(ThrowingConnector, PLUGIN_NAME, "1.0.0")
