#include <boost/test/unit_test.hpp>

#include "checks.h"
#include <muster/core/abi_convert.h>

using namespace muster;
using muster::testing::valueOf;

namespace {

/** One value of each kind, and objects in objects. */
std::vector<Value> someValues() {
    const ObjectValue inner({Attribute("id", "o1"), Attribute::list("tags", {})});
    const ObjectValue outer({Attribute("post", Value(inner)), Attribute("primary", true)});
    return {Value(),
            Value(""),
            Value("山田 太郎"),
            Value(std::int64_t{-9'000'000'000}),
            Value(2.5),
            Value(true),
            Value(false),
            Value(Time{1'769'846'700'000'001}),
            Value(Bytes{std::string("\xff\0\x01", 3)}),
            Value(Secret("pa55")),
            Value(Reference{"g1"}),
            Value(ObjectValue()),
            Value(outer)};
}

std::vector<Attribute> someAttributes() {
    return {Attribute("email", "ann@example.com"), Attribute::list("groups", {"g1", "g2"}),
            Attribute::list("one", {Value(1)}), Attribute::list("none", {}),
            Attribute::list("partial", {"x"}).markIncomplete()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(abi_convert_tests)

BOOST_AUTO_TEST_CASE(every_kind_of_value_comes_back_as_it_went) {
    for (const Value& value : someValues()) {
        muster::abi::Marshal marshal;
        const muster_value raw = marshal.value(value);
        BOOST_TEST(raw.kind == static_cast<std::uint32_t>(value.kind()));
        const Value copy = valueOf(muster::abi::copyValue(raw, "a value"));
        BOOST_TEST((copy == value), value.toDisplay());
    }
}

BOOST_AUTO_TEST_CASE(a_copied_secret_stays_a_secret) {
    muster::abi::Marshal marshal;
    const Secret secret("pa55");
    const Value copy = valueOf(muster::abi::copyValue(marshal.value(Value(secret)), "a value"));
    BOOST_REQUIRE(copy.as<Secret>() != nullptr);
    BOOST_TEST((copy.as<Secret>()->expose() == "pa55"));
    BOOST_TEST(copy.toDisplay() == "***");
}

BOOST_AUTO_TEST_CASE(attributes_keep_their_order_and_their_marks) {
    muster::abi::Marshal marshal;
    const std::vector<Attribute> attributes = someAttributes();
    const auto copies = valueOf(muster::abi::copyAttributes(marshal.attributes(attributes)));
    BOOST_TEST((copies == attributes));
    BOOST_TEST(!copies[0].isList());
    BOOST_TEST(copies[2].isList());
    BOOST_TEST(copies[4].isIncomplete());
    BOOST_TEST(valueOf(muster::abi::copyAttributes(marshal.attributes({}))).empty());
}

BOOST_AUTO_TEST_CASE(more_than_the_inner_buffer_holds_comes_back_whole) {
    constexpr int kMany = 2000;
    std::vector<Attribute> attributes;
    attributes.reserve(kMany);
    for (int i = 0; i < kMany; ++i) {
        attributes.push_back(Attribute("a" + std::to_string(i), i));
    }
    muster::abi::Marshal marshal;
    BOOST_TEST(
        (valueOf(muster::abi::copyAttributes(marshal.attributes(attributes))) == attributes));
}

BOOST_AUTO_TEST_CASE(deltas_keep_their_modes) {
    const std::vector<AttributeDelta> deltas = {
        {DeltaMode::kReplace, Attribute::list("phone", {})},
        {DeltaMode::kAdd, Attribute::list("groups", {"g1"})},
        {DeltaMode::kRemove, Attribute::list("groups", {"g2", "g3"})}};
    muster::abi::Marshal marshal;
    BOOST_TEST((valueOf(muster::abi::copyDeltas(marshal.deltas(deltas))) == deltas));
}

BOOST_AUTO_TEST_CASE(objects_reports_and_notices_come_back_as_they_went) {
    muster::abi::Marshal marshal;
    const ConnectorObject object{"__ACCOUNT__", "u1", "ann@example.com", "W/\"7\"",
                                 someAttributes()};
    BOOST_TEST((valueOf(muster::abi::copyObject(*marshal.object(object))) == object));
    for (const bool accepted : {true, false}) {
        const WriteReport report{.uid = "u1",
                                 .name = "ann",
                                 .revision = "7",
                                 .state = "pending",
                                 .accepted = accepted,
                                 .deferred = {{DeltaMode::kAdd, Attribute("teams", Value("a"))}},
                                 .formerUid = "u0"};
        BOOST_TEST((valueOf(muster::abi::copyWriteReport(*marshal.writeReport(report))) == report));
    }
    const Notice notice{"create-type-ignored", "the type cannot be changed", "createType"};
    BOOST_TEST((valueOf(muster::abi::copyNotice(*marshal.notice(notice))) == notice));
}

BOOST_AUTO_TEST_CASE(a_write_report_without_what_was_appended_is_read) {
    muster::abi::Marshal marshal;
    const WriteReport whole{.uid = "u1",
                            .deferred = {{DeltaMode::kAdd, Attribute("teams", Value("a"))}},
                            .formerUid = "u0"};
    muster_write_report raw = *marshal.writeReport(whole);
    raw.struct_size = muster::abi::kSmallestWriteReport;
    const WriteReport copy = valueOf(muster::abi::copyWriteReport(raw));
    BOOST_TEST(copy.uid == "u1");
    BOOST_TEST(copy.deferred.empty());
    BOOST_TEST(copy.formerUid.empty());
}

BOOST_AUTO_TEST_CASE(a_reference_is_either_a_uid_or_a_name) {
    muster::abi::Marshal marshal;
    const ObjectRef byUid = ObjectRef(valueOf(Uid::parse("u1"))).setRevision("7");
    const ObjectRef byName = ObjectRef(valueOf(Name::parse("ann")));
    BOOST_TEST((valueOf(muster::abi::copyRef(*marshal.ref(byUid))) == byUid));
    BOOST_TEST((valueOf(muster::abi::copyRef(*marshal.ref(byName))) == byName));
    BOOST_TEST(marshal.ref(byName)->uid.size == 0u);
}

BOOST_AUTO_TEST_CASE(a_filter_comes_back_as_a_tree) {
    const Filter filter = valueOf(parseFilter(
        "type = 2 and (email endsWith \"@example.com\" or not dept present) and n >= 10"));
    muster::abi::Marshal marshal;
    BOOST_TEST((valueOf(muster::abi::copyFilter(*marshal.filter(filter))) == filter));
    BOOST_TEST((valueOf(muster::abi::copyFilter(*marshal.filter(Filter{}))) == Filter{}));
}

BOOST_AUTO_TEST_CASE(an_error_comes_back_with_every_fact) {
    const Error error{.code = ErrorCode::kQuotaExceeded,
                      .message = "no seat is left",
                      .hint = "buy one",
                      .outcome = Outcome::kNotApplied,
                      .httpStatus = 400,
                      .targetCode = "3412",
                      .retryable = false,
                      .retryAfter = std::chrono::milliseconds(1500),
                      .attributes = {"type", "feature"}};
    muster::abi::Marshal marshal;
    const Error copy = muster::abi::copyError(*marshal.error(error));
    BOOST_TEST(toString(copy.code) == toString(error.code));
    BOOST_TEST(copy.message == error.message);
    BOOST_TEST(copy.hint == error.hint);
    BOOST_TEST((copy.outcome == error.outcome));
    BOOST_TEST(copy.httpStatus == 400);
    BOOST_TEST(copy.targetCode == "3412");
    BOOST_TEST((copy.retryable == error.retryable));
    BOOST_TEST((copy.retryAfter == error.retryAfter));
    BOOST_TEST((copy.attributes == error.attributes));
}

BOOST_AUTO_TEST_CASE(what_an_error_does_not_say_stays_unsaid) {
    muster::abi::Marshal marshal;
    const Error copy = muster::abi::copyError(*marshal.error(Error{.message = "m"}));
    BOOST_TEST((copy.outcome == Outcome::kUnset));
    BOOST_TEST(!copy.retryable.has_value());
    BOOST_TEST(!copy.retryAfter.has_value());
    const Error yes =
        muster::abi::copyError(*marshal.error(Error{.message = "m", .retryable = true}));
    BOOST_TEST((yes.retryable == std::optional(true)));
}

BOOST_AUTO_TEST_CASE(an_array_of_longer_structs_is_walked_by_its_stride) {
    struct Longer {
        muster_attribute known;
        std::uint64_t appendedLater;
    };
    muster::abi::Marshal marshal;
    const std::vector<Attribute> attributes = {Attribute("a", 1), Attribute("b", 2)};
    const muster_attribute_list made = marshal.attributes(attributes);
    Longer longer[2] = {{made.first[0], ~0ull}, {made.first[1], ~0ull}};
    for (Longer& item : longer) {
        item.known.struct_size = sizeof(Longer);
    }
    const muster_attribute_list list = {&longer[0].known, 2, sizeof(Longer)};
    BOOST_TEST((valueOf(muster::abi::copyAttributes(list)) == attributes));
    BOOST_TEST(muster::abi::text(muster::abi::each(list)[1].name) == "b");
    BOOST_TEST(muster::abi::each(list).size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
