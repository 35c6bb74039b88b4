#include <limits>

#include <boost/test/unit_test.hpp>

#include "testing/messages.h"

BOOST_AUTO_TEST_SUITE(message_tests)

using namespace muster;
using namespace muster::testing;

namespace {

/** Fails unless the message comes back as it was, and every cut of its bytes is refused. */
template <typename T>
T roundTrip(const T& message) {
    const std::string bytes = encode(message);
    Result<T> back = decode<T>(bytes);
    BOOST_REQUIRE_MESSAGE(back.hasValue(), "not read back");
    BOOST_TEST(encode(*back) == bytes);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const Result<T> cut = decode<T>(std::string_view(bytes).substr(0, size));
        BOOST_REQUIRE_MESSAGE(!cut.hasValue(), "read from the first " << size << " bytes");
        BOOST_REQUIRE(cut.error().code == ErrorCode::kProtocol);
    }
    BOOST_TEST(!decode<T>(bytes + "x").hasValue());
    return *std::move(back);
}

const std::vector<Value>& everyKind() {
    static const std::vector<Value> kValues = {
        Value(),
        Value("Grüß Gott, 世界"),
        Value(""),
        Value(std::numeric_limits<std::int64_t>::min()),
        Value(-1),
        Value(0.1),
        Value(-std::numeric_limits<double>::infinity()),
        Value(true),
        Value(false),
        Value(Time{-1}),
        Value(Bytes{std::string("\0\xff", 2)}),
        Value(Secret("hidden")),
        Value(Reference{"g1"}),
        Value(ObjectValue({Attribute("unit", "u1"), Attribute::list("empty", {}),
                           Attribute("inner", ObjectValue({Attribute("deep", 1)}))}))};
    return kValues;
}

const std::vector<Attribute>& attributes() {
    static const std::vector<Attribute> kAttributes = {
        Attribute("one", "value"), Attribute::list("none", {}),
        Attribute::list("list-of-one", {Value(1)}),
        Attribute::list("long", everyKind()).markIncomplete()};
    return kAttributes;
}

}  // namespace

BOOST_AUTO_TEST_CASE(values_of_every_kind_come_back) {
    for (const Value& value : everyKind()) {
        BOOST_TEST_INFO(toString(value.kind()));
        BOOST_CHECK(roundTrip(value) == value);
    }
}

BOOST_AUTO_TEST_CASE(attributes_keep_their_flags) {
    for (const Attribute& attribute : attributes()) {
        BOOST_TEST_INFO(attribute.name());
        BOOST_CHECK(roundTrip(attribute) == attribute);
    }
    BOOST_CHECK(roundTrip(attributes()) == attributes());
}

BOOST_AUTO_TEST_CASE(deltas_come_back) {
    std::vector<AttributeDelta> deltas;
    for (const DeltaMode mode : {DeltaMode::kReplace, DeltaMode::kAdd, DeltaMode::kRemove}) {
        deltas.push_back({mode, attributes().back()});
        BOOST_CHECK(roundTrip(deltas.back()) == deltas.back());
    }
    BOOST_CHECK(roundTrip(deltas) == deltas);
}

BOOST_AUTO_TEST_CASE(objects_and_reports_come_back) {
    const ConnectorObject object{.objectClass = "__ACCOUNT__",
                                 .uid = "u1",
                                 .name = "kumi@example.com",
                                 .revision = "W/7",
                                 .attributes = attributes()};
    BOOST_CHECK(roundTrip(object) == object);
    const WriteReport report{
        .uid = "u1", .name = "n", .revision = "r", .state = "pending", .accepted = true};
    BOOST_CHECK(roundTrip(report) == report);
    const Notice notice{.code = "c", .message = "m", .attribute = "a"};
    BOOST_CHECK(roundTrip(notice) == notice);
}

BOOST_AUTO_TEST_CASE(references_come_back) {
    const ObjectRef byUid = ObjectRef(*Uid::parse("u1")).setRevision("W/7");
    const ObjectRef byName(*Name::parse("kumi"));
    for (const ObjectRef& ref : {byUid, byName}) {
        const std::string bytes = encode(ref);
        const Result<ObjectRef> back = decode<ObjectRef>(bytes);
        BOOST_REQUIRE(back.hasValue());
        BOOST_CHECK(*back == ref);
        BOOST_TEST(!decode<ObjectRef>(bytes.substr(1)).hasValue());
    }
}

BOOST_AUTO_TEST_CASE(errors_keep_what_a_program_acts_on) {
    const Error error{.code = ErrorCode::kRetryable,
                      .message = "too many",
                      .hint = "wait",
                      .outcome = Outcome::kNotApplied,
                      .httpStatus = 429,
                      .targetCode = "4711",
                      .retryable = true,
                      .retryAfter = std::chrono::milliseconds(1500),
                      .attributes = {"type", "email"}};
    const Error back = roundTrip(ErrorMessage{error}).error;
    BOOST_CHECK(back.code == error.code);
    BOOST_TEST(back.describe() == error.describe());
    BOOST_CHECK(back.outcome == error.outcome);
    BOOST_CHECK(back.retryable == error.retryable);
    BOOST_CHECK(back.retryAfter == error.retryAfter);
    BOOST_TEST(back.attributes == error.attributes, boost::test_tools::per_element());
    BOOST_TEST(!roundTrip(ErrorMessage{Error{.message = "m"}}).error.retryable.has_value());
}

BOOST_AUTO_TEST_CASE(filters_come_back) {
    const Filter leaf{.op = FilterOp::kEquals, .attribute = "type", .value = 2};
    const Filter filter{.op = FilterOp::kAnd,
                        .children = {leaf, {.op = FilterOp::kNot, .children = {leaf}}}};
    BOOST_CHECK(roundTrip(filter) == filter);
}

BOOST_AUTO_TEST_CASE(descriptions_come_back) {
    const AttributeInfo inner{.name = "unit", .key = true};
    const AttributeInfo attribute{.name = "posts",
                                  .nativeName = "orgUnits",
                                  .type = ValueKind::kObject,
                                  .required = true,
                                  .multiValued = true,
                                  .creatable = false,
                                  .readable = false,
                                  .lookup = "Lookup.X.type",
                                  .maxLength = 64,
                                  .description = "d",
                                  .attributes = {inner}};
    const Description description{
        .displayName = "X",
        .classes = {{.name = "__ACCOUNT__",
                     .create = Support::kSupported,
                     .disassociate = Support::kSameAsDisable,
                     .attributes = {attribute},
                     .options = {{.name = "policy", .operations = {"delete"}, .allowed = {"a"}}}}},
        .properties = {{.name = "token", .confidential = true, .allowed = {"x"}}},
        .operationKeys = {{.key = "__ACCOUNT__.CREATEOP",
                           .placeholders = {"p"},
                           .required = false}},
        .lookups = {"Lookup.X.type"},
        .usesTemplatedCalls = true,
        .settleWindowMs = 5000};
    const Description back = roundTrip(description);
    const AttributeInfo& read = back.classes.at(0).attributes.at(0);
    BOOST_TEST(read.nativeName == "orgUnits");
    BOOST_TEST((read.multiValued && !read.creatable && !read.readable && read.updateable));
    BOOST_TEST(read.attributes.at(0).key);
    BOOST_CHECK(back.classes.at(0).disassociate == Support::kSameAsDisable);
    BOOST_TEST(back.properties.at(0).confidential);
    BOOST_TEST(!back.operationKeys.at(0).required);
    BOOST_TEST(back.settleWindowMs == 5000);
}

BOOST_AUTO_TEST_CASE(calls_and_services_come_back) {
    const CallMessage call = roundTrip(CallMessage{"corr", 1, attributes()});
    BOOST_CHECK(call.options == attributes());
    const SearchMessage search = roundTrip(SearchMessage{{"a", "b"}, "token", 30, 100});
    BOOST_TEST(search.limit == 100);
    BOOST_TEST(roundTrip(SearchReportMessage{"next", 7, 1}).remaining == 7);
    BOOST_TEST(roundTrip(StepReportMessage{"email", 2, "saved"}).outcome == 2);
    BOOST_TEST(roundTrip(StepMessage{"email", "PATCH"}).action == "PATCH");
    BOOST_TEST(roundTrip(StepDecisionMessage{1, "saved"}).verdict == 1);
    const RequestMessage request = roundTrip(RequestMessage{
        "__ACCOUNT__.UPDATEOP", "profile", attributes(), everyKind().back(), {{"q", "v", 0}}, "W"});
    BOOST_CHECK(request.body == everyKind().back());
    BOOST_TEST(request.query.at(0).name == "q");
    const ResponseMessage response = roundTrip(
        ResponseMessage{409, 1, "{}", "u", "n", "t", {"{1}", "{2}"}, Error{.message = "taken"}});
    BOOST_TEST(response.records.size() == 2U);
    BOOST_TEST(response.error->message == "taken");
}

BOOST_AUTO_TEST_CASE(an_unknown_kind_is_refused) {
    std::string bytes = encode(Value(1));
    bytes.front() = 77;
    const Result<Value> back = decode<Value>(bytes);
    BOOST_REQUIRE(!back.hasValue());
    BOOST_CHECK(back.error().code == ErrorCode::kProtocol);
    BOOST_TEST(back.error().message.find("rubbish") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_count_beyond_the_bytes_is_refused) {
    std::string bytes(8, '\xff');
    BOOST_TEST(!decode<std::vector<std::string>>(bytes).hasValue());
    BOOST_TEST(!decode<std::string>(bytes).hasValue());
}

BOOST_AUTO_TEST_SUITE_END()
