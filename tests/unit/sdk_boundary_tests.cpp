#include <boost/test/unit_test.hpp>

#include "boundary_fixture.h"

using namespace muster;
using namespace muster::testing;

namespace {

/** Only what every connector must have. */
class Least : public sdk::Connector, public sdk::TestOp {
public:
    static Description describe() { return {.displayName = "Least"}; }
    static Result<std::unique_ptr<Least>> make(const sdk::Properties& properties) {
        if (properties.text("mode") == "refuse") {
            return Error{.code = ErrorCode::kConfiguration,
                         .message = "mode \"refuse\" is not known",
                         .attributes = {"mode"}};
        }
        if (properties.integer("count") == 7 && properties.boolean("throws")) {
            throw std::runtime_error("no memory left");
        }
        return std::make_unique<Least>();
    }
    Result<void> test(sdk::Call& call) override {
        call.notice("plan", "the plan is pro", "plan");
        return {};
    }
};

/** Does whatever `behaviour` says. */
class Whole : public Least,
              public sdk::GetOp,
              public sdk::CreateOp,
              public sdk::UpdateOp,
              public sdk::DeleteOp,
              public sdk::DisassociateOp,
              public sdk::SearchOp {
public:
    enum class Behaviour { kGood, kThrowException, kThrowNumber, kReportEarly, kFailLate, kAbsent };
    static inline Behaviour behaviour = Behaviour::kGood;
    static inline std::string seen;

    static Description describe() {
        return {.displayName = "Whole", .classes = {{.name = "__ACCOUNT__"}}};
    }
    static Result<std::unique_ptr<Whole>> make(const sdk::Properties&) {
        return std::make_unique<Whole>();
    }
    Result<void> checkAlive(sdk::Call&) override {
        misbehave();
        return {};
    }
    Result<void> test(sdk::Call&) override {
        misbehave();
        return {};
    }
    Result<std::optional<ConnectorObject>> get(sdk::Call&, std::string_view objectClass,
                                               const ObjectRef& ref,
                                               const std::vector<std::string>&) override {
        misbehave();
        if (behaviour == Behaviour::kAbsent) {
            return std::optional<ConnectorObject>();
        }
        return std::optional(ConnectorObject{
            .objectClass = std::string(objectClass), .uid = ref.text(), .name = "ann"});
    }
    Result<WriteReport> create(sdk::Call& call, std::string_view,
                               const sdk::AttributesView& attributes) override {
        misbehave();
        seen = std::string(attributes.find("EMAIL")->text().value_or("")) + " " +
               call.option("Policy").value_or("none");
        return report(call);
    }
    Result<WriteReport> update(sdk::Call& call, std::string_view, const ObjectRef&,
                               const sdk::DeltasView& deltas) override {
        misbehave();
        seen =
            std::string(toString(deltas.mode(0))) + " " + std::string(deltas.attribute(0).name());
        return report(call);
    }
    Result<void> remove(sdk::Call&, std::string_view, const ObjectRef& ref) override {
        misbehave();
        seen = "remove " + ref.text();
        return {};
    }
    Result<void> disassociate(sdk::Call&, std::string_view, const ObjectRef& ref) override {
        misbehave();
        seen = "disassociate " + ref.text();
        return {};
    }
    Result<sdk::SearchReport> search(sdk::Call&, std::string_view, const Filter& filter,
                                     const sdk::SearchOptions& options,
                                     const sdk::ObjectHandler& handler) override {
        misbehave();
        seen = filter.toString() + " from " + options.pageToken + " limit " +
               std::to_string(options.limit) + " " + options.attributes.at(0);
        for (const char* uid : {"u1", "u2", "u3"}) {
            if (!handler({.objectClass = "__ACCOUNT__", .uid = uid, .name = "n"})) {
                return sdk::SearchReport{.nextPageToken = "after " + std::string(uid)};
            }
        }
        return sdk::SearchReport{.remaining = 0, .filterEvaluated = true};
    }

private:
    static void misbehave() {
        if (behaviour == Behaviour::kThrowException) {
            throw std::runtime_error("on purpose");
        }
        if (behaviour == Behaviour::kThrowNumber) {
            throw 42;
        }
    }
    static Result<WriteReport> report(sdk::Call& call) {
        const WriteReport report{.uid = "u1", .name = "ann", .state = "pending", .accepted = true};
        if (behaviour == Behaviour::kReportEarly || behaviour == Behaviour::kFailLate) {
            call.reportEarly(report);
        }
        if (behaviour == Behaviour::kFailLate) {
            return Error{.code = ErrorCode::kRetryable,
                         .message = "later",
                         .targetCode = "429",
                         .retryAfter = std::chrono::milliseconds(10)};
        }
        return report;
    }
};

/** Every case chooses the behaviour and leaves the good one behind. */
struct Behaving {
    ~Behaving() {
        Whole::behaviour = Whole::Behaviour::kGood;
        Whole::seen.clear();
    }
};

const std::vector<Attribute> kAnn = {Attribute("email", "ann@example.com")};
const std::vector<AttributeDelta> kDelta = {{DeltaMode::kAdd, Attribute("groups", "g1")}};

void checkOnlyError(const FakeSink& sink, ErrorCode code, const std::string& piece) {
    BOOST_REQUIRE(sink.errors.size() == 1u);
    BOOST_TEST(toString(sink.errors[0].code) == toString(code));
    BOOST_TEST(sink.errors[0].message.find(piece) != std::string::npos, sink.errors[0].message);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sdk_boundary_tests, Behaving)

BOOST_AUTO_TEST_CASE(the_table_is_whole_and_the_same_each_time) {
    const muster_connector* table = sdk::boundary::Table<Whole>::table();
    BOOST_TEST(table == sdk::boundary::Table<Whole>::table());
    BOOST_TEST(table->struct_size == sizeof(muster_connector));
    BOOST_TEST(table->abi_major == unsigned{MUSTER_ABI_MAJOR});
    BOOST_TEST(table->abi_minor == unsigned{MUSTER_ABI_MINOR});
    BOOST_TEST(table->describe() == table->describe());
    BOOST_TEST((muster::abi::text(table->describe()->display_name) == "Whole"));
    BOOST_TEST(table->get_extension(muster::abi::view("muster.search/2")) == nullptr);
}

BOOST_AUTO_TEST_CASE(what_a_connector_does_not_implement_is_not_supported) {
    TableDriver<Least> driver;
    BOOST_TEST(driver.table.disassociate == nullptr);
    BOOST_TEST(driver.searchExtension() == nullptr);
    const std::pair<muster_status, const char*> rows[] = {{driver.get(kRefU1), "get"},
                                                          {driver.create(kAnn), "create"},
                                                          {driver.update(kRefU1, kDelta), "update"},
                                                          {driver.remove(kRefU1), "delete"}};
    BOOST_REQUIRE(driver.sink.errors.size() == std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        BOOST_TEST(rows[i].first == MUSTER_E_NOT_SUPPORTED);
        BOOST_TEST(driver.sink.errors[i].message ==
                   "the connector does not implement " + std::string(rows[i].second));
    }
    BOOST_TEST(driver.checkAlive() == MUSTER_OK, "every connector is alive unless it says more");
}

BOOST_AUTO_TEST_CASE(a_refused_setting_makes_no_instance) {
    TableDriver<Least> driver({Attribute("mode", "refuse")});
    BOOST_TEST(driver.made == MUSTER_E_CONFIGURATION);
    BOOST_TEST(driver.instance == nullptr);
    checkOnlyError(driver.sink, ErrorCode::kConfiguration, "mode \"refuse\"");
    BOOST_TEST((driver.sink.errors[0].attributes == std::vector<std::string>{"mode"}));
}

BOOST_AUTO_TEST_CASE(an_exception_while_making_makes_no_instance) {
    TableDriver<Least> driver({Attribute("count", 7), Attribute("throws", true)});
    BOOST_TEST(driver.made == MUSTER_E_INTERNAL);
    BOOST_TEST(driver.instance == nullptr);
    checkOnlyError(driver.sink, ErrorCode::kInternal, "threw an exception: no memory left");
}

BOOST_AUTO_TEST_CASE(an_exception_in_any_function_becomes_an_internal_error) {
    const std::pair<Whole::Behaviour, const char*> kinds[] = {
        {Whole::Behaviour::kThrowException, "threw an exception: on purpose"},
        {Whole::Behaviour::kThrowNumber, "threw something that is no exception"}};
    for (const auto& [behaviour, piece] : kinds) {
        Whole::behaviour = behaviour;
        TableDriver<Whole> driver;
        muster_search_options options{};
        options.struct_size = sizeof options;
        const muster_status statuses[] = {driver.test(),
                                          driver.checkAlive(),
                                          driver.get(kRefU1),
                                          driver.create(kAnn),
                                          driver.update(kRefU1, kDelta),
                                          driver.remove(kRefU1),
                                          driver.disassociate(kRefU1),
                                          driver.search({}, options)};
        BOOST_REQUIRE(driver.sink.errors.size() == std::size(statuses));
        for (std::size_t i = 0; i < std::size(statuses); ++i) {
            BOOST_TEST(statuses[i] == MUSTER_E_INTERNAL);
            BOOST_TEST(driver.sink.errors[i].message.find(piece) != std::string::npos);
        }
        BOOST_TEST(driver.sink.writes.empty());
        BOOST_TEST(driver.sink.ends.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_write_is_reported_once_with_all_its_facts) {
    for (const auto behaviour : {Whole::Behaviour::kGood, Whole::Behaviour::kReportEarly}) {
        Whole::behaviour = behaviour;
        TableDriver<Whole> driver;
        BOOST_TEST(driver.create(kAnn) == MUSTER_OK);
        BOOST_REQUIRE(driver.sink.writes.size() == 1u);
        BOOST_TEST((driver.sink.writes[0] == WriteReport{"u1", "ann", "", "pending", true}));
        BOOST_TEST(driver.update(kRefU1, kDelta) == MUSTER_OK);
        BOOST_TEST(driver.sink.writes.size() == 2u);
        BOOST_TEST(driver.sink.errors.empty());
    }
}

BOOST_AUTO_TEST_CASE(an_early_report_before_a_failure_is_the_partial_result) {
    Whole::behaviour = Whole::Behaviour::kFailLate;
    TableDriver<Whole> driver;
    BOOST_TEST(driver.create(kAnn) == MUSTER_E_RETRYABLE);
    BOOST_TEST(driver.sink.writes.size() == 1u);
    checkOnlyError(driver.sink, ErrorCode::kRetryable, "later");
    BOOST_TEST(driver.sink.errors[0].targetCode == "429");
    BOOST_TEST((driver.sink.errors[0].retryAfter == std::chrono::milliseconds(10)));
}

BOOST_AUTO_TEST_CASE(arguments_and_options_arrive) {
    TableDriver<Whole> driver;
    const std::vector<Attribute> options = {Attribute("policy", "deactivate")};
    driver.call.options = driver.marshal.attributes(options);
    driver.create(kAnn);
    BOOST_TEST(Whole::seen == "ann@example.com deactivate");
    driver.call.options = {};
    driver.create(kAnn);
    BOOST_TEST(Whole::seen == "ann@example.com none");
    driver.update(kRefU1, kDelta);
    BOOST_TEST(Whole::seen == "add groups");
    BOOST_TEST(driver.remove(kRefU1) == MUSTER_OK);
    BOOST_TEST(Whole::seen == "remove u1");
    BOOST_TEST(driver.disassociate(kRefU1) == MUSTER_OK);
    BOOST_TEST(Whole::seen == "disassociate u1");
}

BOOST_AUTO_TEST_CASE(an_object_that_is_not_there_is_not_reported_and_no_error) {
    TableDriver<Whole> driver;
    BOOST_TEST(driver.get(kRefU1) == MUSTER_OK);
    BOOST_REQUIRE(driver.sink.objects.size() == 1u);
    BOOST_TEST(driver.sink.objects[0].uid == "u1");
    Whole::behaviour = Whole::Behaviour::kAbsent;
    BOOST_TEST(driver.get(kRefU1) == MUSTER_OK);
    BOOST_TEST(driver.sink.objects.size() == 1u);
    BOOST_TEST(driver.sink.errors.empty());
}

BOOST_AUTO_TEST_CASE(a_reference_without_an_address_does_not_reach_the_connector) {
    TableDriver<Whole> driver;
    const muster_object_ref nobody = {sizeof(muster_object_ref), {}, {}, {}};
    BOOST_TEST(driver.remove(nobody) == MUSTER_E_PROTOCOL);
    checkOnlyError(driver.sink, ErrorCode::kProtocol, "neither");
    BOOST_TEST(Whole::seen.empty());
}

BOOST_AUTO_TEST_CASE(a_search_gets_its_options_and_reports_its_end_even_when_stopped) {
    TableDriver<Whole> driver;
    const std::vector<std::string> attributes = {"email"};
    const muster_search_options options = {sizeof(muster_search_options),
                                           driver.marshal.texts(attributes),
                                           muster::abi::view("p1"), 50, 10};
    const Filter filter = parseFilter("type = 2").valueOr({});
    BOOST_TEST(driver.search(filter, options) == MUSTER_OK);
    BOOST_TEST(Whole::seen == filter.toString() + " from p1 limit 10 email");
    BOOST_TEST(driver.sink.objects.size() == 3u);
    BOOST_TEST((driver.sink.ends == std::vector<std::string>{" 0 1"}));

    driver.sink.objects.clear();
    driver.sink.stopAfter = 2;
    BOOST_TEST(driver.search(filter, options) == MUSTER_OK);
    BOOST_TEST(driver.sink.objects.size() == 2u);
    BOOST_TEST(driver.sink.ends.back() == "after u2 -1 0");
}

BOOST_AUTO_TEST_CASE(a_notice_reaches_the_caller) {
    TableDriver<Least> driver;
    BOOST_TEST(driver.test() == MUSTER_OK);
    BOOST_TEST((driver.sink.notices == std::vector<Notice>{{"plan", "the plan is pro", "plan"}}));
}

BOOST_AUTO_TEST_SUITE_END()
