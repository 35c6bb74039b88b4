// A connector that works, with everything that `connector verify` warns of: the linker options are
// in the CMakeLists.txt beside it, the unique symbol comes from the function below.
#include <muster/sdk/define_connector.h>

namespace {

using namespace muster;

class UntidyConnector : public sdk::Connector, public sdk::TestOp {
public:
    static Description describe() { return {.displayName = "Untidy"}; }
    static Result<std::unique_ptr<UntidyConnector>> make(const sdk::Properties&) {
        return std::make_unique<UntidyConnector>();
    }
    Result<void> test(sdk::Call&) override { return {}; }
};

}  // namespace

/** An inline function's static variable is a unique symbol unless -fno-gnu-unique says otherwise.
 */
__attribute__((visibility("default"))) inline int& untidyCounter() {
    static int counter = 0;
    return counter;
}

extern "C" __attribute__((visibility("default"))) int untidyExtra() { return ++untidyCounter(); }

MUSTER_DEFINE_CONNECTOR(UntidyConnector, "untidy", "1.0.0")
