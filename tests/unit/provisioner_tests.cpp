#include <algorithm>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "provisioner_fixture.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::House;
using muster::testing::uid;
using muster::testing::valueOf;
using store::OperationKind;

namespace {

struct Hello : House {
    // A store of its own for each case: the connector keeps its accounts in the process.
    Hello() : House(MUSTER_HELLO_CONNECTOR, "hello") {
        static int count = 0;
        storeName = "case-" + std::to_string(++count);
        folder.write("targets/t.xml",
                     "<target schema-version=\"1\" name=\"t\" connector=\"hello\" workers=\"8\">"
                     "<property name=\"store\">" +
                         storeName + "</property></target>");
        targets->load();
    }
    std::string storeName;
};

House broken(const std::string& kind) {
    std::string name = kind;
    std::replace(name.begin(), name.end(), '_', '-');
    return House(std::string(MUSTER_BROKEN_PLUGINS) + "/broken_" + kind + ".so", "broken-" + name,
                 {.stuckGrace = std::chrono::milliseconds(0)});
}

ObjectRef named(const std::string& text) { return ObjectRef(*Name::parse(text)); }

}  // namespace

BOOST_AUTO_TEST_SUITE(provisioner_tests)

BOOST_FIXTURE_TEST_CASE(a_create_is_journaled_with_its_step_and_remembered, Hello) {
    const auto result = create("aiko");
    BOOST_REQUIRE_MESSAGE(!result.error, (result.error ? result.error->describe() : ""));
    BOOST_TEST(toString(result.outcome) == "applied");
    const store::OperationRecord record = recorded(result);
    BOOST_TEST(record.uid == result.report->uid);
    BOOST_TEST(record.askedBy == "tester");
    BOOST_TEST(record.connectorName == "hello");
    BOOST_TEST(toString(record.state) == "ended");
    BOOST_REQUIRE(record.steps.size() == 1U);
    BOOST_TEST(toString(record.steps.front().end.value().outcome) == "applied");
    const auto account = valueOf(journal->account("t", "aiko"));
    BOOST_REQUIRE(account.has_value());
    BOOST_TEST(account->uid == result.report->uid);
}

BOOST_FIXTURE_TEST_CASE(a_dry_run_shows_the_steps_and_leaves_no_trace, Hello) {
    const auto result = facade->run({.kind = OperationKind::kCreate,
                                     .target = "t",
                                     .attributes = {Attribute("__NAME__", Value("aiko"))},
                                     .dryRun = true});
    BOOST_REQUIRE_MESSAGE(!result.error, (result.error ? result.error->describe() : ""));
    BOOST_REQUIRE(result.planned.size() == 1U);
    BOOST_TEST(result.planned.front().step == "add");
    BOOST_TEST(!result.id.has_value());
    BOOST_TEST(valueOf(journal->operations({})).empty());
    std::vector<Notice> notices;
    BOOST_TEST(!valueOf(facade->get("t", "", named("aiko"), {}, notices)).has_value());
}

BOOST_FIXTURE_TEST_CASE(what_is_refused_before_it_begins_is_not_in_the_journal, Hello) {
    const auto result = facade->run({.kind = OperationKind::kCreate, .target = "t"});
    BOOST_TEST(result.refused);
    BOOST_TEST(toString(result.outcome) == "not applied");
    BOOST_TEST(valueOf(journal->operations({})).empty());
    const auto nowhere = facade->run({.kind = OperationKind::kCreate, .target = "tt"});
    BOOST_TEST(nowhere.error.value().message.find("there is \"t\"") != std::string::npos,
               nowhere.error->message);
}

BOOST_FIXTURE_TEST_CASE(a_check_tells_what_it_finds_of_each_object, Hello) {
    BOOST_TEST(valueOf(facade->check("t")).findings.empty());
    const auto aiko = create("aiko");
    const auto found = valueOf(facade->check("t"));
    BOOST_REQUIRE(found.findings.size() == 1U);
    BOOST_TEST(found.findings.front().uid == aiko.report.value().uid);
    BOOST_TEST(found.findings.front().code == "no-greeting");
    BOOST_TEST((found.findings.front().severity == CheckFinding::Severity::kWarning));
    BOOST_TEST(!found.isCut);
}

BOOST_AUTO_TEST_CASE(a_connector_without_a_check_says_so) {
    checkError(broken("lossy").facade->check("t"), ErrorCode::kNotSupported,
               "connector \"broken-lossy\" has no check of what is at its target");
}

BOOST_FIXTURE_TEST_CASE(delete_of_nobody_counts_as_done_and_says_so, Hello) {
    const auto result = run(OperationKind::kDelete, uid("a99"));
    BOOST_TEST(toString(result.outcome) == "applied");
    BOOST_REQUIRE(result.notices.size() == 1U);
    BOOST_TEST(result.notices.front().code == "already-gone");
}

BOOST_FIXTURE_TEST_CASE(a_deleted_account_addressed_by_name_is_remembered_as_deleted, Hello) {
    create("aiko");
    run(OperationKind::kDelete, named("aiko"));
    BOOST_TEST(valueOf(journal->account("t", "aiko"))->state == "deleted");
}

BOOST_FIXTURE_TEST_CASE(disassociate_marks_the_account_as_released, Hello) {
    const auto made = create("aiko");
    const auto result = run(OperationKind::kDisassociate, uid(made.report->uid));
    BOOST_TEST(toString(result.outcome) == "applied");
    BOOST_TEST(valueOf(journal->account("t", made.report->uid))->released);
}

BOOST_FIXTURE_TEST_CASE(enabling_by_an_update_is_remembered_as_the_command_enable_is, Hello) {
    const auto made = create("aiko");
    run(OperationKind::kDisassociate, uid(made.report->uid));
    const auto enable = [&](bool on) {
        run(OperationKind::kUpdate, uid(made.report->uid),
            {{DeltaMode::kReplace, Attribute("__ENABLE__", Value(on))}});
        return *valueOf(journal->account("t", made.report->uid));
    };
    BOOST_TEST(enable(false).released);  // only a command that enables takes an account back
    BOOST_TEST(enable(false).state == "inactive");
    BOOST_TEST(!enable(true).released);
    BOOST_TEST(enable(true).state == "active");
}

BOOST_FIXTURE_TEST_CASE(a_search_is_filtered_limited_and_remembered, Hello) {
    for (const char* name : {"aiko", "ben", "chie", "bo"}) {
        create(name);
    }
    std::vector<std::string> found;
    const auto collect = [&](const ConnectorObject& object) {
        found.push_back(object.name);
        return true;
    };
    valueOf(facade->search({.target = "t", .filter = valueOf(parseFilter("__NAME__ startsWith b"))},
                           collect));
    BOOST_TEST(found == (std::vector<std::string>{"ben", "bo"}));
    found.clear();
    BOOST_TEST(valueOf(facade->search({.target = "t", .limit = 3}, collect)).shown == 3);
    BOOST_TEST(found.size() == 3U);
    checkError(
        facade->search({.target = "t", .filter = valueOf(parseFilter("colour = red"))}, collect),
        ErrorCode::kInvalidAttributeValue, "no attribute \"colour\"");
}

BOOST_FIXTURE_TEST_CASE(many_threads_write_and_none_is_lost, Hello) {
    std::vector<std::thread> threads;
    std::atomic<int> applied{0};
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            for (int k = 0; k < 10; ++k) {
                const auto made = create("p" + std::to_string(i) + "-" + std::to_string(k));
                applied += made.outcome == Outcome::kApplied ? 1 : 0;
                run(OperationKind::kDisable, uid(made.report->uid));
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    BOOST_TEST(applied == 80);
    checkSuccess(journal->flush());
    BOOST_TEST(valueOf(journal->operations({.state = store::OperationState::kEnded, .limit = 1000}))
                   .size() == 160U);
}

BOOST_AUTO_TEST_CASE(rubbish_from_a_connector_becomes_a_sentence_and_an_honest_outcome) {
    const std::pair<const char*, const char*> rows[] = {
        {"empty_uid", "empty Uid"},
        {"no_report", "did not report the object"},
        {"write_twice", "twice"},
        {"throws_exception", "on purpose"},
        {"throws_number", "no exception"},
        {"unknown_status", "999"},
        {"silent_error", "without an error report"},
        {"error_then_ok", "returned OK"},
        {"error_twice", "two errors"},
    };
    for (const auto& [kind, piece] : rows) {
        BOOST_TEST_CONTEXT("connector broken_" << kind) {
            const House house = broken(kind);
            const auto result = house.create("aiko");
            BOOST_REQUIRE(result.error.has_value());
            BOOST_TEST(result.error->message.find(piece) != std::string::npos,
                       result.error->message);
            BOOST_TEST(toString(result.outcome) != "applied");
            BOOST_TEST(toString(house.recorded(result).state) == "ended");
        }
    }
}

BOOST_AUTO_TEST_CASE(an_object_that_is_rubbish_is_refused_with_a_sentence) {
    const std::pair<const char*, const char*> rows[] = {
        {"count_with_null", "null pointer"},
        {"invalid_utf8", "not valid UTF-8"},
        {"stride_zero", "stride"},
        {"object_without_uid", "empty Uid"},
    };
    for (const auto& [kind, piece] : rows) {
        BOOST_TEST_CONTEXT("connector broken_" << kind) {
            const House house = broken(kind);
            std::vector<Notice> notices;
            checkError(house.facade->get("t", "", named("ann"), {}, notices), ErrorCode::kProtocol,
                       piece);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_call_that_never_comes_back_is_unknown_and_three_hold_the_target) {
    const House house = broken("stuck_call");
    for (int i = 0; i < 3; ++i) {
        const auto result = house.facade->run(
            {.kind = OperationKind::kCreate,
             .target = "t",
             .attributes = {Attribute("__NAME__", Value("p" + std::to_string(i)))},
             .timeout = std::chrono::milliseconds(20)});
        BOOST_TEST(toString(result.outcome) == "unknown");
        BOOST_TEST(toString(house.recorded(result).outcome) == "unknown");
    }
    BOOST_TEST(house.facade->hasAbandoned());
    const auto held = house.create("p4");
    BOOST_TEST(held.refused);
    BOOST_TEST(held.error.value().message.find("is held") != std::string::npos,
               held.error->message);
}

BOOST_AUTO_TEST_CASE(settings_that_the_connector_refuses_are_told_when_targets_are_listed) {
    const House house = broken("fails_in_make");
    const auto entries = house.targets->list();
    BOOST_REQUIRE(entries.size() == 1U);
    BOOST_TEST(!entries[0].isUsable());
    BOOST_REQUIRE(!entries[0].problems.empty());
    BOOST_TEST(entries[0].problems[0].toString().find(
                   "t.xml:1:1: error: connector \"broken-fails-in-make\" refuses the settings: "
                   "property \"path\" names a folder that is not there") != std::string::npos,
               entries[0].problems[0].toString());
}

BOOST_FIXTURE_TEST_CASE(an_action_is_journaled_under_its_name_with_its_step, Hello) {
    const auto made = create("aiko");
    const auto result = facade->run({.kind = OperationKind::kAction,
                                     .target = "t",
                                     .object = named("aiko"),
                                     .attributes = {Attribute("word", Value("Chapeau"))},
                                     .action = "praise"});
    BOOST_REQUIRE_MESSAGE(!result.error, (result.error ? result.error->describe() : ""));
    const store::OperationRecord record = recorded(result);
    BOOST_TEST(toString(record.kind) == "action");
    BOOST_TEST(record.requestJson.find("\"action\":\"praise\"") != std::string::npos);
    BOOST_TEST(record.steps.front().start.name == "praise");
    std::vector<Notice> notices;
    const auto object = valueOf(facade->get("t", "", uid(made.report->uid), {"greeting"}, notices));
    BOOST_TEST(*object->find("greeting")->text() == "Chapeau, aiko!");

    const auto dry = facade->run({.kind = OperationKind::kAction,
                                  .target = "t",
                                  .object = named("aiko"),
                                  .action = "praise",
                                  .dryRun = true});
    BOOST_TEST(!dry.id.has_value());
    BOOST_TEST(dry.planned.size() == 1U);
    const auto unknown = facade->run(
        {.kind = OperationKind::kAction, .target = "t", .object = uid("a99"), .action = "praise"});
    BOOST_REQUIRE(unknown.error.has_value());
    BOOST_TEST((unknown.error->code == ErrorCode::kUnknownUid));
}

BOOST_FIXTURE_TEST_CASE(names_that_are_read_are_known_and_those_that_are_gone_are_forgotten,
                        Hello) {
    const auto aiko = create("aiko");
    create("ben");
    BOOST_TEST(valueOf(facade->syncNames("t", "__ACCOUNT__")) == 2);
    const auto stateOf = [&](const std::string& name) {
        const auto account = valueOf(journal->account("t", name));
        return account ? account->state : std::string("nobody");
    };
    BOOST_TEST(stateOf("aiko") == "present");
    // Deleted past us: by another program that uses the target.
    folder.write("targets/t2.xml",
                 "<target schema-version=\"1\" name=\"t2\" connector=\"hello\">"
                 "<property name=\"store\">" +
                     storeName + "</property></target>");
    targets->load();
    facade->run({.kind = OperationKind::kDelete, .target = "t2", .object = uid(aiko.report->uid)});
    BOOST_TEST(valueOf(facade->syncNames("t", "__ACCOUNT__")) == 1);
    BOOST_TEST(stateOf("aiko") == "deleted");
    BOOST_TEST(stateOf("ben") == "present");
    checkError(facade->syncNames("t", "__ROOM__"), ErrorCode::kNotSupported, "__ROOM__");
}

BOOST_AUTO_TEST_SUITE_END()
