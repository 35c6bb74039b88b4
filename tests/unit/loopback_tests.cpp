#include <boost/test/unit_test.hpp>

#include "testing/fake_host.h"
#include "testing/loopback.h"
#include "testing/recording_sink.h"
#include <muster/core/abi_convert.h>
#include <muster/sdk/define_connector.h>

BOOST_AUTO_TEST_SUITE(loopback_tests)

using namespace muster;
using namespace muster::testing;
namespace abi = muster::abi;  // not the one of the C++ run time

namespace {

/** Tells what it was given, so that a test can see what came through. */
class EchoConnector : public sdk::Connector, public sdk::TestOp, public sdk::CreateOp {
public:
    static Result<std::unique_ptr<EchoConnector>> make(const sdk::Properties&) {
        return std::make_unique<EchoConnector>();
    }
    static Description describe() {
        return {.displayName = "Echo", .classes = {sdk::classOf<EchoConnector>("thing")}};
    }
    Result<void> test(sdk::Call& call) override {
        MUSTER_ASSIGN_OR_RETURN(const Secret secret, call.host().secret("token"));
        if (secret.expose() != "s3cret") {
            return Error{.code = ErrorCode::kInternal, .message = "another secret"};
        }
        call.notice("option", call.option("policy").value_or("none"));
        return Error{.code = ErrorCode::kPermissionDenied,
                     .message = "not for you",
                     .targetCode = "7",
                     .attributes = {"type"}};
    }
    Result<WriteReport> create(sdk::Call& call, std::string_view,
                               const sdk::AttributesView& attributes) override {
        MUSTER_ASSIGN_OR_RETURN(given, attributes.copy());
        MUSTER_ASSIGN_OR_RETURN(const std::string uid, call.step("make", "make it", [] {
            return Result<std::string>("u1");
        }));
        return WriteReport{.uid = uid, .state = "pending", .accepted = true};
    }
    static inline std::vector<Attribute> given;
};

/** An instance behind the loop-back table. */
struct Fixture {
    Fixture() : host({Attribute("token", Secret("s3cret"))}), sink(host) {
        sink.open(0);
        const muster_status status =
            table->create_instance(&host.table(), {}, &sink.table(), &instance);
        sink.close();
        BOOST_REQUIRE(status == MUSTER_OK);
    }
    ~Fixture() { table->destroy_instance(instance); }

    template <typename Work>
    CallResult run(const Work& work) {
        const std::vector<Attribute> options = {Attribute("policy", "gentle")};
        abi::Marshal marshal;
        const muster_call call = {sizeof call, abi::view("c1"), 0, 0, marshal.attributes(options)};
        host.beginCall({});
        sink.open(0);
        const muster_status status = work(call, marshal);
        CallResult result = sink.close();
        result.status = status;
        result.stepsBegun = host.endCall();
        return result;
    }

    FakeHost host;
    RecordingSink sink;
    const muster_connector* table = loopbackOf(*sdk::boundary::Table<EchoConnector>::table());
    muster_instance* instance = nullptr;
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(what_goes_in_and_out_comes_through, Fixture) {
    const std::vector<Attribute> attributes = {Attribute("__NAME__", "世界"),
                                               Attribute("__PASSWORD__", Secret("pw"))};
    const std::uint64_t before = loopbackMessages();
    const CallResult result = run([&](const muster_call& call, abi::Marshal& marshal) {
        return table->create(instance, &call, abi::view("thing"), marshal.attributes(attributes),
                             &sink.table());
    });
    BOOST_TEST(result.isOk());
    BOOST_CHECK(EchoConnector::given == attributes);
    BOOST_REQUIRE(result.writes.size() == 1U);
    BOOST_TEST(result.writes.front().uid == "u1");
    BOOST_TEST(result.writes.front().accepted);
    BOOST_REQUIRE(result.stepsEnded.size() == 1U);
    BOOST_TEST(result.stepsEnded.front().result == "u1");
    BOOST_TEST(result.stepsBegun.front().action == "make it");
    // The call, its class and attributes; the step's name, action, decision and end; the write.
    BOOST_TEST(loopbackMessages() - before == 8U);
}

BOOST_FIXTURE_TEST_CASE(secrets_options_and_errors_come_through, Fixture) {
    const CallResult result = run([&](const muster_call& call, abi::Marshal&) {
        return table->test(instance, &call, &sink.table());
    });
    BOOST_TEST(result.status == MUSTER_E_PERMISSION_DENIED);
    BOOST_REQUIRE(result.errors.size() == 1U);
    BOOST_TEST(result.errors.front().targetCode == "7");
    BOOST_REQUIRE(result.notices.size() == 1U);
    BOOST_TEST(result.notices.front().message == "gentle");
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_a_message_is_refused, Fixture) {
    const muster_attribute_list rubbish = {nullptr, 3, sizeof(muster_attribute)};
    const CallResult result = run([&](const muster_call& call, abi::Marshal&) {
        return table->create(instance, &call, abi::view("thing"), rubbish, &sink.table());
    });
    BOOST_TEST(result.status == MUSTER_E_PROTOCOL);
    BOOST_REQUIRE(result.errors.size() == 1U);
    BOOST_TEST(result.errors.front().message.find("null pointer") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(the_description_is_a_copy, Fixture) {
    const muster_description* copy = table->describe();
    BOOST_REQUIRE(copy != nullptr);
    BOOST_TEST(copy != sdk::boundary::Table<EchoConnector>::table()->describe());
    BOOST_TEST(abi::copyDescription(*copy)->displayName == "Echo");
    BOOST_TEST(table->disassociate == nullptr);
    BOOST_TEST(table->get_extension(abi::view(MUSTER_EXTENSION_SEARCH_1)) == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
