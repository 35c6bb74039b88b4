#include <cstdlib>

#include <boost/test/unit_test.hpp>
#include <dlfcn.h>

#include "instance_fixture.h"

using namespace muster;
using namespace muster::host;
using namespace muster::testing;

namespace {

muster_string_view abiText(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(instance_rubbish_tests)

BOOST_AUTO_TEST_CASE(the_connector_without_a_fault_has_none) {
    // What follows is then the work of the one fault in each.
    auto instance = valueOf(makeInstance("good_plugin_1.0.0"));
    const auto context = Rubbish::context();
    const WriteAnswer created = instance->create(context, "__ACCOUNT__", {}, {});
    BOOST_TEST(!created.error.has_value());
    BOOST_REQUIRE(created.report.has_value());
    BOOST_TEST(created.report->uid == "u1");
    BOOST_TEST(!instance->test(context).error.has_value());
    const ObjectRef ref(valueOf(Uid::parse("u1")));
    BOOST_TEST(instance->get(context, "__ACCOUNT__", ref, {}).object.has_value());
    int shown = 0;
    const SearchAnswer found =
        instance->search(context, "__ACCOUNT__", {}, [&](const ConnectorObject&) {
            ++shown;
            return true;
        });
    BOOST_TEST(!found.error.has_value());
    BOOST_TEST(shown == 1);
}

BOOST_AUTO_TEST_CASE(no_instance_is_no_success) {
    checkError(makeInstance("broken_no_instance"), ErrorCode::kProtocol, "OK and no instance");
}

BOOST_AUTO_TEST_CASE(an_instance_of_a_refusal_is_left_alone_and_told) {
    checkError(makeInstance("broken_instance_with_error"), ErrorCode::kConfiguration,
               "it went wrong; it failed and has made an instance all the same, which is left "
               "alone (clause C-10)");
}

BOOST_AUTO_TEST_CASE(a_refusal_to_be_made_keeps_its_sentence) {
    checkError(makeInstance("broken_fails_in_make"), ErrorCode::kConfiguration,
               "property \"path\" names a folder that is not there");
    checkError(makeInstance("broken_throws_in_make"), ErrorCode::kInternal,
               "threw something that is no exception");
}

BOOST_AUTO_TEST_CASE(rubbish_of_a_write_is_refused_with_a_sentence) {
    struct Row {
        const char* kind;
        ErrorCode code;
        const char* piece;
        bool keepsReport;
    };
    const Row rows[] = {
        {"empty_uid", ErrorCode::kProtocol, "a write report has an empty Uid", false},
        {"no_report", ErrorCode::kProtocol, "did not report the object", false},
        {"write_twice", ErrorCode::kProtocol, "reported a write twice", true},
        {"unknown_status", ErrorCode::kInternal, "unknown code 999", true},
        {"silent_error", ErrorCode::kConflict, "status 15 without an error report", true},
        {"error_with_ok_code", ErrorCode::kInternal, "unknown code 0", true},
        {"error_then_ok", ErrorCode::kProtocol, "returned OK and reported the error", true},
        {"error_twice", ErrorCode::kProtocol, "two errors in one call", true}};
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.kind) {
            Rubbish rubbish(row.kind);
            for (const WriteAnswer& answer : {rubbish.create(), rubbish.update()}) {
                checkAnswer(answer.error, row.code, row.piece);
                BOOST_TEST(answer.report.has_value() == row.keepsReport,
                           "what was reported before is the partial result");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(rubbish_shown_is_refused_and_not_handed_on) {
    const std::pair<const char*, const char*> rows[] = {
        {"count_with_null", "a count of 3 and a null pointer"},
        {"invalid_utf8", "an object's name has text that is not valid UTF-8"},
        {"stride_zero", "a stride of 0 bytes"},
        {"object_without_uid", "an object has an empty Uid"}};
    for (const auto& [kind, piece] : rows) {
        BOOST_TEST_CONTEXT(kind) {
            Rubbish rubbish(kind);
            const GetAnswer got = rubbish.get();
            checkAnswer(got.error, ErrorCode::kProtocol, piece);
            BOOST_TEST(!got.object.has_value());
            checkAnswer(rubbish.search().error, ErrorCode::kProtocol, piece);
            BOOST_TEST(rubbish.shown.empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_breach_is_told_with_its_clause_and_its_object) {
    const auto ends = [](const std::optional<Error>& error, const char* end) {
        BOOST_REQUIRE(error.has_value());
        BOOST_TEST(error->message.ends_with(end), error->message);
        BOOST_TEST(holdsPiece(error->hint, "tell the connector's author"));
    };
    ends(Rubbish("invalid_utf8").get().error, " (object \"u1\", clause C-18)");
    ends(Rubbish("object_without_uid").search().error, " (clause C-18)");
    ends(Rubbish("write_twice").create().error, " (clause C-17)");
    ends(Rubbish("no_report").create().error, " (clause C-27)");
    ends(Rubbish("no_search_end").search().error, " (clause C-51)");
}

BOOST_AUTO_TEST_CASE(why_a_secret_cannot_be_read_is_added_to_the_error_of_the_connector) {
    const auto connector = loadPlugin("broken_asks_for_a_secret");
    const auto ask = [&](std::map<std::string, std::string, std::less<>> references) {
        auto secrets = std::make_shared<SecretReader>(std::move(references), "/");
        auto services =
            std::make_shared<HostServices>(nullptr, secrets, std::make_shared<MemoryLog>());
        return valueOf(Instance::create(connector, services, {}))->test(Rubbish::context()).error;
    };
    ::unsetenv("MUSTER_TEST_ABSENT");
    const auto unreadable = ask({{"pepper", "env:MUSTER_TEST_ABSENT"}});
    checkAnswer(unreadable, ErrorCode::kConfiguration, "MUSTER_TEST_ABSENT is not set");
    BOOST_TEST(holdsPiece(unreadable->hint, "export MUSTER_TEST_ABSENT="));
    checkAnswer(ask({}), ErrorCode::kConfiguration,
                "the target gives no value for the confidential property \"pepper\"");
}

BOOST_AUTO_TEST_CASE(a_search_without_an_end_is_no_whole_answer) {
    Rubbish rubbish("no_search_end");
    checkAnswer(rubbish.search().error, ErrorCode::kProtocol, "did not report its end");
    BOOST_TEST(rubbish.shown.size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_object_that_is_shown_too_late_is_not_taken_for_nobody) {
    const Rubbish rubbish(valueOf(makeInstance("good_plugin_1.0.0")));
    const auto late = Rubbish::context();
    late->deadline = std::chrono::steady_clock::now();
    checkAnswer(rubbish.instance->get(late, "__ACCOUNT__", rubbish.ref, {}).error,
                ErrorCode::kTimeout, "time was over before the object was shown");
    const auto cancelled = Rubbish::context();
    cancelled->cancel.request_stop();
    checkAnswer(rubbish.instance->get(cancelled, "__ACCOUNT__", rubbish.ref, {}).error,
                ErrorCode::kCancelled, "was cancelled before the object was shown");
}

BOOST_AUTO_TEST_CASE(a_sink_used_after_its_call_is_told_at_the_next) {
    const auto connector = loadPlugin("broken_sink_after_return");
    Rubbish rubbish(valueOf(makeInstance(connector)));
    BOOST_TEST(!rubbish.create().error.has_value());
    connector->table().get_extension(abiText("says something to the old sink"));
    const WriteAnswer next = rubbish.test();
    checkAnswer(next.error, ErrorCode::kProtocol, "a notice after the call that it belongs to");
    BOOST_TEST(next.notices.empty());
    BOOST_TEST(!rubbish.test().error.has_value(), "told once");
    rubbish.instance.reset();  // destroy_instance uses the old sink too, which must still be there
}

BOOST_AUTO_TEST_CASE(what_is_reported_is_copied_before_the_report_returns) {
    Rubbish plugin("reused_memory");
    const WriteAnswer answer = plugin.create();
    BOOST_REQUIRE(answer.report.has_value());
    BOOST_TEST(answer.report->uid == "u1");
    BOOST_REQUIRE(answer.notices.size() == 1U);
    BOOST_TEST(answer.notices.front().code == "told");
    BOOST_TEST(answer.notices.front().message == "said from a buffer");
}

BOOST_AUTO_TEST_CASE(rubbish_of_one_call_does_not_stick_to_the_next) {
    Rubbish rubbish("empty_uid");
    BOOST_TEST(rubbish.create().error.has_value());
    BOOST_TEST(!rubbish.test().error.has_value());
    BOOST_TEST(!rubbish.remove().error.has_value());
    BOOST_TEST(!rubbish.search().error.has_value());
}

BOOST_AUTO_TEST_CASE(a_connector_that_leaks_its_instances_harms_nobody_and_is_unloaded) {
    const std::string file = pluginFile("broken_leaks_instance").string();
    const auto isLoaded = [&] {
        void* const library = ::dlopen(file.c_str(), RTLD_LAZY | RTLD_NOLOAD);
        return library != nullptr && ::dlclose(library) == 0;
    };
    {
        const auto connector = loadPlugin("broken_leaks_instance");
        for (int i = 0; i < 100; ++i) {
            Rubbish rubbish(valueOf(makeInstance(connector)));
            BOOST_TEST(!rubbish.create().error.has_value());
            BOOST_TEST(rubbish.instance->isAlive(Rubbish::context()));
        }
        BOOST_TEST(isLoaded());
    }
    BOOST_TEST(!isLoaded());
}

BOOST_AUTO_TEST_CASE(a_function_that_the_connector_lacks_is_not_supported) {
    Rubbish rubbish("empty_uid");
    checkAnswer(rubbish.disassociate().error, ErrorCode::kNotSupported, "cannot disassociate");
}

BOOST_AUTO_TEST_CASE(an_exception_in_any_function_is_an_error_of_the_call) {
    const std::pair<const char*, const char*> rows[] = {
        {"throws_exception", "threw an exception: on purpose"},
        {"throws_number", "threw something that is no exception"}};
    for (const auto& [kind, piece] : rows) {
        BOOST_TEST_CONTEXT(kind) {
            Rubbish rubbish(kind);
            for (const WriteAnswer& answer : {rubbish.test(), rubbish.create(), rubbish.update(),
                                              rubbish.remove(), rubbish.disassociate()}) {
                checkAnswer(answer.error, ErrorCode::kInternal, piece);
                BOOST_TEST(!answer.report.has_value());
            }
            checkAnswer(rubbish.get().error, ErrorCode::kInternal, piece);
            checkAnswer(rubbish.search().error, ErrorCode::kInternal, piece);
            BOOST_TEST(!rubbish.instance->isAlive(Rubbish::context()));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
