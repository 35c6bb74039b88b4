#include <boost/test/unit_test.hpp>

#include "boundary_fixture.h"
#include "checks.h"
#include <muster/sdk/connection_properties.h>
#include <muster/sdk/membership.h>
#include <muster/sdk/web_target.h>

using namespace muster;
using namespace muster::testing;

namespace {

/** A call of the SDK on the fakes, and an object that the target may or may not have. */
struct OneCall {
    FakeHost host;
    FakeSink sink;
    sdk::Host services{host.table};
    muster_call raw = {sizeof(muster_call), muster::abi::view("corr-1"), 0, 0, {}};
    sdk::Call call{raw, sink.table, services};

    std::optional<ConnectorObject> there;
    int reads = 0;
    sdk::ReadObject read = [this]() -> Result<std::optional<ConnectorObject>> {
        ++reads;
        return there;
    };

    void dryRun() { raw.flags = MUSTER_CALL_DRY_RUN; }
    std::string noticed() const {
        return sink.notices.size() == 1 ? sink.notices.front().code : std::string();
    }
};

AttributeDelta delta(DeltaMode mode, std::vector<Value> zones) {
    return {mode, Attribute::list("zones", std::move(zones))};
}

ObjectClassInfo office() {
    ObjectClassInfo info{.name = "__ACCOUNT__"};
    info.attributes = {{.name = "__NAME__", .nativeName = "login"},
                       {.name = "floor", .type = ValueKind::kInteger},
                       {.name = "zones", .nativeName = "doors", .multiValued = true}};
    return info;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(web_target_tests, OneCall)

BOOST_AUTO_TEST_CASE(an_attribute_becomes_what_the_target_writes) {
    const auto native = [](const Attribute& attribute) {
        return sdk::toNative(attribute, office());
    };
    BOOST_TEST((native(Attribute("__name__", "ana")) == Attribute("login", "ana")));
    BOOST_TEST((native(Attribute("floor", 3)) == Attribute("floor", 3)));
    BOOST_TEST((native(Attribute::list("floor", {})) == Attribute("floor", Value())));
    BOOST_TEST((native(Attribute("zones", "lab")) == Attribute::list("doors", {"lab"})));
    BOOST_TEST((native(Attribute::list("doors", {})) == Attribute::list("doors", {})));
    BOOST_TEST((native(Attribute("other", "x")) == Attribute("other", "x")));
}

BOOST_AUTO_TEST_CASE(a_uid_needs_no_look_and_a_name_is_looked_up) {
    there = ConnectorObject{.uid = "h-1", .name = "ana"};
    BOOST_TEST(valueOf(sdk::uidOf(call, *Uid::parse("h-9"), read)) == "h-9");
    BOOST_TEST(reads == 0);
    BOOST_TEST(valueOf(sdk::uidOf(call, *Name::parse("ana"), read)) == "h-1");
    BOOST_TEST(sink.notices.empty());
    there.reset();
    checkError(sdk::uidOf(call, *Name::parse("ana"), read), ErrorCode::kUnknownUid,
               "no object of the name \"ana\"");
}

BOOST_AUTO_TEST_CASE(in_a_dry_run_the_name_stands_for_the_uid_and_a_notice_says_so) {
    dryRun();
    BOOST_TEST(valueOf(sdk::uidOf(call, *Name::parse("ana"), read)) == "ana");
    BOOST_TEST(noticed() == "dry-run-assumption");
}

BOOST_AUTO_TEST_CASE(a_list_is_read_before_values_are_added_or_removed) {
    there = ConnectorObject{.uid = "h-1"};
    there->attributes = {Attribute::list("zones", {"lab", "roof"})};
    const auto after = [&](const std::vector<AttributeDelta>& deltas) {
        return valueOf(sdk::wholeListAfter(call, "zones", deltas, read));
    };
    BOOST_TEST((after({delta(DeltaMode::kAdd, {"yard"}), delta(DeltaMode::kRemove, {"lab"})}) ==
                Attribute::list("zones", {"roof", "yard"})));
    BOOST_TEST(reads == 1);
    BOOST_TEST(
        (after({delta(DeltaMode::kReplace, {"yard"})}) == Attribute::list("zones", {"yard"})));
    BOOST_TEST((after({delta(DeltaMode::kReplace, {})}) == Attribute::list("zones", {})));
    BOOST_TEST((after({}) == Attribute::list("zones", {})));
    BOOST_TEST(reads == 1);
    there->attributes.clear();
    BOOST_TEST((after({delta(DeltaMode::kAdd, {"yard"})}) == Attribute::list("zones", {"yard"})));
}

BOOST_AUTO_TEST_CASE(a_list_of_nobody_is_refused_and_taken_to_be_empty_in_a_dry_run) {
    const std::vector<AttributeDelta> add = {delta(DeltaMode::kAdd, {"yard"})};
    checkError(sdk::wholeListAfter(call, "zones", add, read), ErrorCode::kUnknownUid, "not there");
    dryRun();
    BOOST_TEST((valueOf(sdk::wholeListAfter(call, "zones", add, read)) ==
                Attribute::list("zones", {"yard"})));
    BOOST_TEST(noticed() == "dry-run-assumption");
}

BOOST_AUTO_TEST_CASE(an_error_of_the_read_is_passed_on) {
    read = []() -> Result<std::optional<ConnectorObject>> {
        return Error{.code = ErrorCode::kTimeout, .message = "too slow"};
    };
    checkError(sdk::uidOf(call, *Name::parse("ana"), read), ErrorCode::kTimeout, "too slow");
    checkError(sdk::wholeListAfter(call, "zones", {delta(DeltaMode::kAdd, {"x"})}, read),
               ErrorCode::kTimeout, "too slow");
}

BOOST_AUTO_TEST_CASE(a_connector_proposes_the_header_of_its_key) {
    for (const PropertyInfo& property :
         sdk::connectionProperties({.authenticationType = "header", .headerName = "X-Key"})) {
        if (property.name == "headerName") {
            BOOST_TEST(property.defaultValue == "X-Key");
            return;
        }
    }
    BOOST_ERROR("there is no headerName");
}

BOOST_AUTO_TEST_CASE(a_dry_run_reports_nothing_early) {
    dryRun();
    call.reportEarly({.uid = "h-1"});
    BOOST_TEST(sink.writes.empty());
}

namespace {

sdk::ReadReferences listOf(std::vector<std::string> list) {
    return [list = std::move(list)] { return Result<std::vector<std::string>>(list); };
}

}  // namespace

BOOST_AUTO_TEST_CASE(memberships_are_changed_by_what_a_read_shows) {
    const auto change = valueOf(sdk::membershipChange(
        call, "zones", {delta(DeltaMode::kReplace, {"lab", "roof"})}, listOf({"roof", "yard"})));
    BOOST_TEST((change == sdk::MembershipChange{{"lab"}, {"yard"}}));
    BOOST_TEST(sink.notices.empty());
    checkError(
        sdk::membershipChange(call, "zones", {delta(DeltaMode::kAdd, {"lab"})},
                              [] { return Error{.code = ErrorCode::kTimeout, .message = "x"}; }),
        ErrorCode::kTimeout, "x");
    BOOST_TEST(valueOf(sdk::membershipChange(call, "zones", {}, {})).isEmpty());
}

BOOST_AUTO_TEST_CASE(a_dry_run_says_what_it_takes_memberships_to_be) {
    dryRun();
    auto change = valueOf(sdk::membershipChange(
        call, "zones", {delta(DeltaMode::kAdd, {"lab"}), delta(DeltaMode::kRemove, {"roof"})},
        listOf({})));
    BOOST_TEST((change == sdk::MembershipChange{{"lab"}, {"roof"}}));
    BOOST_REQUIRE(noticed() == "dry-run-assumption");
    BOOST_TEST(sink.notices[0].message.find("\"zones\" is taken to hold what is to be removed") !=
               std::string::npos);
    sink.notices.clear();
    change = valueOf(
        sdk::membershipChange(call, "zones", {delta(DeltaMode::kReplace, {"lab"})}, listOf({})));
    BOOST_TEST((change == sdk::MembershipChange{{"lab"}, {}}));
    BOOST_REQUIRE(noticed() == "dry-run-assumption");
    BOOST_TEST(sink.notices[0].message.find("were not given will be removed") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
