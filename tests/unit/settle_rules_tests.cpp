#include <boost/test/unit_test.hpp>

#include "provision/recovery/settle_rules.h"
#include "provision/recovery/settler.h"

namespace muster::provision {

static std::ostream& operator<<(std::ostream& out, Finding finding) {
    constexpr const char* kWords[] = {"done", "incomplete", "not applied", "conflict",
                                      "look again"};
    return out << kWords[static_cast<int>(finding)];
}

}  // namespace muster::provision

using namespace muster;
using namespace muster::provision;
using store::OperationKind;
using store::StepRecord;

namespace {

constexpr std::int64_t kSecond = 1'000'000;
const Time kBegun{1'767'000'000 * kSecond};

Time after(int seconds) { return {kBegun.microseconds + seconds * kSecond}; }

ObjectClassInfo accountClass() {
    ObjectClassInfo info{.name = "__ACCOUNT__", .create = Support::kSupported};
    info.attributes = {{.name = "__NAME__"},
                       {.name = "dept"},
                       {.name = "teams", .multiValued = true},
                       {.name = "key"},
                       {.name = "status"},
                       {.name = "created", .type = ValueKind::kTime},
                       {.name = "pin", .type = ValueKind::kSecret, .readable = false}};
    info.markAttribute = "key";
    info.createdAttribute = "created";
    info.createdTrustedStates = {"active"};
    return info;
}

StepRecord step(std::optional<Outcome> outcome, const std::string& saved = {}) {
    StepRecord record{.ordinal = {1},
                      .start = {.name = "create", .method = "POST", .started = kBegun}};
    if (outcome) {
        record.end = store::StepEnd{.outcome = *outcome, .savedResult = saved, .ended = after(1)};
    }
    return record;
}

/** An unknown create of `ann` with dept=Sales, looked at five minutes later by another owner. */
struct Case {
    ObjectClassInfo info = accountClass();
    store::OperationRecord record{.id = {7},
                                  .started = kBegun,
                                  .target = "t",
                                  .objectClass = "__ACCOUNT__",
                                  .kind = OperationKind::kCreate,
                                  .name = "ann",
                                  .state = store::OperationState::kInterrupted,
                                  .outcome = Outcome::kUnknown,
                                  .steps = {step(std::nullopt)}};
    SettleFacts facts{.record = record,
                      .info = info,
                      .call = CallKind::kCreate,
                      .request = {.attributes = {Attribute("__NAME__", Value("ann")),
                                                 Attribute("dept", Value("Sales"))}},
                      .now = after(300),
                      .ownerStarted = after(10),
                      .isOfEarlierOwner = true,
                      .window = std::chrono::seconds(60),
                      .timeout = std::chrono::seconds(30)};

    void find(const std::string& dept, const std::string& status, Time created,
              const std::string& key = "") {
        facts.found = ConnectorObject{.objectClass = "__ACCOUNT__", .uid = "u1", .name = "Ann"};
        facts.found->attributes = {
            Attribute("dept", Value(dept)), Attribute("status", Value(status)),
            Attribute("created", Value(created)), Attribute("key", Value(key))};
    }
    void becomes(OperationKind kind, CallKind call, std::vector<AttributeDelta> deltas = {}) {
        record.kind = kind;
        record.uid = "u1";
        facts.call = call;
        facts.request = {.deltas = std::move(deltas)};
    }
    Settled settled() const { return settleByRules(facts); }
};

AttributeDelta delta(DeltaMode mode, const std::string& name, std::vector<Value> values) {
    return {mode, Attribute::list(name, std::move(values))};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(settle_rules_tests)

BOOST_AUTO_TEST_CASE(what_the_target_refused_as_there_already_never_counts_as_not_made) {
    Case lost;
    lost.record.looked = after(200);
    BOOST_TEST(lost.settled().finding == Finding::kNotApplied);
    // Sent once more, and refused: the first request is in doubt again.
    Case refused;
    refused.record.looked = after(200);
    refused.record.error = store::ErrorRecord{.code = ErrorCode::kAlreadyExists};
    BOOST_TEST(refused.settled().finding == Finding::kConflict);
    BOOST_TEST(refused.settled().uid == "");
    BOOST_TEST(refused.settled().reason ==
               "\"ann\" is not at the target, although the target refused it as there already, so "
               "nothing tells whether this operation made it");
    refused.find("Sales", "active", after(2));
    BOOST_TEST(refused.settled().finding == Finding::kDone);
    refused.find("Sales", "pending", after(2));
    BOOST_TEST(refused.settled().finding == Finding::kConflict);
    BOOST_TEST(refused.settled().uid == "u1");
}

BOOST_AUTO_TEST_CASE(a_step_was_over_by_the_time_at_which_the_next_attempt_began) {
    Case again;
    again.facts.isOfEarlierOwner = false;  // the next attempt is of this owner
    again.facts.now = after(25);
    again.facts.window = std::chrono::seconds(10);
    again.record.looked = after(20);
    BOOST_TEST(again.settled().finding == Finding::kLookAgain, "it may be sent up to its limit");
    StepRecord second = step(Outcome::kNotApplied);
    second.attempt = 2;
    second.start.started = after(12);
    again.record.steps.push_back(second);
    BOOST_TEST(again.settled().finding == Finding::kNotApplied);
}

BOOST_AUTO_TEST_CASE(a_lost_create_is_ours_only_with_proof) {
    struct Row {
        const char* name;
        void (*prepare)(Case&);
        Finding finding;
    };
    const Row rows[] = {
        {"created since, in a trusted state", [](Case& c) { c.find("Sales", "active", after(2)); },
         Finding::kDone},
        {"created within the margin", [](Case& c) { c.find("Sales", "active", after(-1)); },
         Finding::kDone},
        {"created before", [](Case& c) { c.find("Sales", "active", after(-3)); },
         Finding::kConflict},
        {"in a state without a true time", [](Case& c) { c.find("Sales", "pending", after(2)); },
         Finding::kConflict},
        {"the operator trusts no time",
         [](Case& c) {
             c.find("Sales", "active", after(2));
             c.facts.trustsCreated = false;
         },
         Finding::kConflict},
        {"muster met it before",
         [](Case& c) {
             c.find("Sales", "active", after(2));
             c.facts.knownSince = after(-1);
         },
         Finding::kConflict},
        {"the target's clock is an hour ahead",
         [](Case& c) {
             c.find("Sales", "active", after(2));
             c.facts.clockAhead = std::chrono::hours(1);
         },
         Finding::kConflict},
        {"the target's clock is an hour behind",
         [](Case& c) {
             c.find("Sales", "active", after(-3590));
             c.facts.clockAhead = -std::chrono::hours(1);
         },
         Finding::kDone},
        {"with the mark that was sent",
         [](Case& c) {
             c.facts.request.attributes.emplace_back("key", Value("k-1"));
             c.find("Sales", "pending", after(-9), "k-1");
         },
         Finding::kDone},
        {"with another mark",
         [](Case& c) {
             c.facts.request.attributes.emplace_back("key", Value("k-1"));
             c.find("Sales", "pending", after(-9), "k-2");
         },
         Finding::kConflict},
        {"ours, and a part is not so", [](Case& c) { c.find("Legal", "active", after(2)); },
         Finding::kIncomplete},
        {"ours, and a part cannot be read",
         [](Case& c) {
             c.facts.request.attributes.emplace_back("pin", Value(Secret()));
             c.find("Sales", "active", after(2));
         },
         Finding::kIncomplete},
        {"the answer is known, so no proof is needed",
         [](Case& c) {
             c.record.steps = {step(Outcome::kApplied, R"({"uid":"u1"})")};
             c.find("Sales", "pending", after(-9));
         },
         Finding::kDone}};
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.name) {
            Case one;
            row.prepare(one);
            const Settled settled = one.settled();
            BOOST_TEST(settled.finding == row.finding, settled.reason);
            BOOST_TEST(settled.uid == "u1");
        }
    }
}

BOOST_AUTO_TEST_CASE(not_found_counts_after_the_window_and_a_second_look_only) {
    struct Row {
        const char* name;
        int now;
        std::optional<int> looked;
        Finding finding;
        int lookAgain;
    };
    // The owner that sent was gone at +10 s, and the window is a minute.
    const Row rows[] = {
        {"the first look, within the window", 20, std::nullopt, Finding::kLookAgain, 70},
        {"the first look, after it", 300, std::nullopt, Finding::kLookAgain, 301},
        {"the second look, within the window", 60, 20, Finding::kLookAgain, 70},
        {"the second look, at its end", 70, 20, Finding::kNotApplied, 0},
        {"the second look, too soon after the first", 300, 300, Finding::kLookAgain, 301},
        {"the first look lies in the future: our clock went back", 300, 400, Finding::kLookAgain,
         301}};
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.name) {
            Case one;
            one.facts.now = after(row.now);
            one.record.looked = row.looked ? std::optional(after(*row.looked)) : std::nullopt;
            const Settled settled = one.settled();
            BOOST_TEST(settled.finding == row.finding, settled.reason);
            if (row.finding == Finding::kLookAgain) {
                BOOST_TEST(settled.lookAgain->microseconds == after(row.lookAgain).microseconds);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_step_of_this_owner_may_be_under_way_until_its_limit) {
    Case one;
    one.facts.isOfEarlierOwner = false;
    one.facts.now = after(80);
    one.record.looked = after(50);
    BOOST_TEST(one.settled().finding == Finding::kLookAgain);  // 30 s of limit, 60 s of window
    one.facts.now = after(90);
    BOOST_TEST(one.settled().finding == Finding::kNotApplied);
}

BOOST_AUTO_TEST_CASE(of_an_update_what_is_so_counts_and_the_rest_is_left) {
    const std::vector<AttributeDelta> deltas = {
        delta(DeltaMode::kReplace, "dept", {Value("Sales")}),
        delta(DeltaMode::kAdd, "teams", {Value("b")}),
        delta(DeltaMode::kRemove, "teams", {Value("c")}),
        delta(DeltaMode::kReplace, "__NAME__", {Value("ANN")})};
    Case one;
    one.becomes(OperationKind::kUpdate, CallKind::kUpdate, deltas);
    one.find("Sales", "active", after(-9));
    one.facts.found->attributes.push_back(Attribute::list("teams", {Value("a"), Value("b")}));
    BOOST_TEST(one.settled().finding == Finding::kDone);
    one.facts.found->attributes.back() = Attribute::list("teams", {Value("a"), Value("c")});
    const Settled settled = one.settled();
    BOOST_TEST(settled.finding == Finding::kIncomplete);
    BOOST_TEST(settled.left.size() == 2U);
    one.facts.request.deltas = {delta(DeltaMode::kReplace, "pin", {Value(Secret())})};
    BOOST_TEST(one.settled().left.size() == 1U);
    one.facts.found.reset();
    BOOST_TEST(one.settled().finding == Finding::kNotApplied);
}

BOOST_AUTO_TEST_CASE(who_may_have_been_renamed_is_not_taken_for_untouched) {
    Case one;
    one.becomes(OperationKind::kUpdate, CallKind::kUpdate,
                {delta(DeltaMode::kReplace, "__NAME__", {Value("ANN")})});
    one.record.uid.clear();
    one.facts.found.reset();
    const Settled settled = one.settled();
    BOOST_TEST(settled.finding == Finding::kConflict);
    BOOST_TEST(settled.reason.find("neither under that name") != std::string::npos);
    one.record.uid = "u1";  // whoever is known by Uid is found under any name
    BOOST_TEST(one.settled().finding == Finding::kNotApplied);
}

BOOST_AUTO_TEST_CASE(an_update_that_may_be_under_way_is_not_found_undone_within_the_window) {
    Case one;
    one.becomes(OperationKind::kUpdate, CallKind::kUpdate,
                {delta(DeltaMode::kReplace, "dept", {Value("Sales")})});
    // The owner that sent was gone at +10 s, and the window is a minute.
    one.facts.now = after(69);
    one.find("Legal", "active", after(-9));
    BOOST_TEST(one.settled().finding == Finding::kLookAgain);
    BOOST_REQUIRE(one.settled().lookAgain.has_value());
    BOOST_TEST(one.settled().lookAgain->microseconds == after(70).microseconds);
    BOOST_TEST(one.settled().reason ==
               "\"ann\" does not show dept as asked for yet, and the request may still be under "
               "way; look again from " +
                   after(70).toString() + " on");
    one.find("Sales", "active", after(-9));
    BOOST_TEST(one.settled().finding == Finding::kDone, "as asked for counts at once");
    one.find("Legal", "active", after(-9));
    one.facts.now = after(70);
    BOOST_TEST(one.settled().finding == Finding::kIncomplete);
    one.facts.now = after(69);
    one.facts.found.reset();
    BOOST_TEST(one.settled().finding == Finding::kLookAgain, "it may be shown again");
    one.find("Legal", "active", after(-9));
    one.record.steps[0].end = store::StepEnd{.outcome = Outcome::kNotApplied, .ended = after(1)};
    BOOST_TEST(one.settled().finding == Finding::kIncomplete, "nothing of it is in doubt");
}

BOOST_AUTO_TEST_CASE(each_step_told_by_its_template_waits_for_the_window_too) {
    Case one;
    const Description description{
        .operationKeys = {{.key = "__ACCOUNT__.teams.UPDATEOP"}, {.key = "__ACCOUNT__.UPDATEOP"}},
        .usesTemplatedCalls = true};
    one.facts.description = &description;
    one.becomes(OperationKind::kUpdate, CallKind::kUpdate,
                {delta(DeltaMode::kReplace, "dept", {Value("Sales")}),
                 delta(DeltaMode::kReplace, "pin", {Value(Secret())})});
    one.record.steps[0].start.operationKey = "__ACCOUNT__.UPDATEOP";
    one.facts.now = after(69);
    one.find("Legal", "active", after(-9));
    BOOST_TEST(one.settled().finding == Finding::kLookAgain);
    BOOST_TEST(one.settled().steps.empty());
    one.find("Sales", "active", after(-9));
    BOOST_TEST(one.settled().finding == Finding::kIncomplete);
    BOOST_REQUIRE(one.settled().steps.size() == 1U);
    BOOST_TEST(toString(one.settled().steps[0].outcome) == "applied");
    one.find("Legal", "active", after(-9));
    one.facts.now = after(70);
    BOOST_REQUIRE(one.settled().steps.size() == 1U);
    BOOST_TEST(toString(one.settled().steps[0].outcome) == "not applied");
    // A create that told its Uid, and whose second request was lost.
    one.record.kind = OperationKind::kCreate;
    one.facts.call = CallKind::kCreate;
    one.facts.request = {.attributes = {Attribute("dept", Value("Sales"))}};
    BOOST_TEST(one.settled().finding == Finding::kIncomplete);
    one.facts.now = after(69);
    BOOST_TEST(one.settled().finding == Finding::kLookAgain);
}

BOOST_AUTO_TEST_CASE(a_removal_is_done_when_nothing_is_there_or_it_is_released) {
    Case one;
    one.becomes(OperationKind::kDelete, CallKind::kDelete);
    BOOST_TEST(one.settled().finding == Finding::kDone);
    one.find("", "released", after(-9));
    BOOST_TEST(one.settled().finding == Finding::kDone);
    one.find("", "active", after(-9));
    BOOST_TEST(one.settled().finding == Finding::kNotApplied);
    one.facts.now = after(60);
    BOOST_TEST(one.settled().finding == Finding::kLookAgain);
}

BOOST_AUTO_TEST_CASE(what_is_found_is_recorded_with_the_steps_and_the_next_command) {
    Case one;
    one.find("Legal", "active", after(2));
    const store::Settlement part = settlementOf(one.record, one.settled());
    BOOST_TEST(toString(part.state) == "interrupted");
    BOOST_TEST(toString(part.outcome) == "partial");
    BOOST_REQUIRE(part.steps.size() == 1U);
    BOOST_TEST(toString(part.steps[0].outcome) == "applied");
    BOOST_TEST(part.steps[0].savedResult.find("u1") != std::string::npos);
    BOOST_TEST(part.waiting.reason.find("operation resume 7") != std::string::npos);
    one.find("Sales", "pending", after(2));
    const store::Settlement conflict = settlementOf(one.record, one.settled());
    BOOST_TEST(toString(conflict.state) == "conflict");
    BOOST_TEST(toString(conflict.outcome) == "unknown");
    BOOST_TEST(conflict.waiting.foundUid == "u1");
    BOOST_TEST(conflict.uid == "");
    BOOST_TEST(conflict.waiting.reason.find("operation resume 7 --take u1") != std::string::npos,
               conflict.waiting.reason);
}

BOOST_AUTO_TEST_SUITE_END()
