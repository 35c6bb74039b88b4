#include <stdexcept>

#include <boost/test/unit_test.hpp>

#include "instance_fixture.h"

using namespace muster;
using namespace muster::host;
using namespace muster::testing;

namespace {

/** The two plugins without the SDK, and what the host says of what they throw. */
const std::pair<const char*, const char*> kThrown[] = {
    {"raw_exception", "let an exception cross its border: on purpose"},
    {"raw_number", "let something that is no exception cross its border"}};

void checkThrown(const std::optional<Error>& error, const std::string& function,
                 const std::string& what) {
    checkAnswer(error, ErrorCode::kProtocol, what);
    const std::string message = error ? error->message : std::string();
    BOOST_TEST(holdsPiece(message, "its function " + function + " let"), message);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(instance_exception_tests)

BOOST_AUTO_TEST_CASE(what_a_function_of_the_table_throws_is_an_error_that_names_it) {
    for (const auto& [kind, what] : kThrown) {
        BOOST_TEST_CONTEXT(kind) {
            Rubbish plugin{std::string(kind)};
            checkThrown(plugin.test().error, "test", what);
            checkThrown(plugin.get().error, "get", what);
            checkThrown(plugin.create().error, "create", what);
            checkThrown(plugin.update().error, "update", what);
            checkThrown(plugin.remove().error, "delete_object", what);
            checkThrown(plugin.disassociate().error, "disassociate", what);
            checkThrown(plugin.search().error, "search", what);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_was_reported_before_it_threw_is_the_partial_result) {
    Rubbish plugin("raw_exception");
    const WriteAnswer answer = plugin.create();
    BOOST_REQUIRE(answer.report.has_value());
    BOOST_TEST(answer.report->uid == "u1");
}

BOOST_AUTO_TEST_CASE(an_instance_whose_check_alive_throws_is_not_alive_and_the_log_says_why) {
    for (const auto& [kind, what] : kThrown) {
        BOOST_TEST_CONTEXT(kind) {
            const auto log = std::make_shared<MemoryLog>();
            const auto instance =
                valueOf(makeInstance(loadPlugin("broken_" + std::string(kind)), log));
            BOOST_TEST(!instance->isAlive(Rubbish::context()));
            BOOST_TEST(holdsPiece(log->text, "its function check_alive let"), log->text);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_destroy_instance_throws_goes_to_the_log) {
    for (const auto& [kind, what] : kThrown) {
        BOOST_TEST_CONTEXT(kind) {
            const auto log = std::make_shared<MemoryLog>();
            valueOf(makeInstance(loadPlugin("broken_" + std::string(kind)), log)).reset();
            BOOST_TEST(holdsPiece(log->text, "its function destroy_instance let"), log->text);
            BOOST_TEST(holdsPiece(log->text, what), log->text);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_create_instance_throws_is_an_error_that_names_it) {
    for (const auto& [kind, what] : kThrown) {
        BOOST_TEST_CONTEXT(kind) {
            const auto made = makeInstance("broken_" + std::string(kind) + "_in_create_instance");
            BOOST_REQUIRE(!made.hasValue());
            checkThrown(made.error(), "create_instance", what);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_thrown_while_loading_is_a_failure_that_names_the_function) {
    const std::pair<const char*, const char*> places[] = {{"entry", "muster_connector_entry"},
                                                          {"describe", "describe"},
                                                          {"get_extension", "get_extension"}};
    for (const auto& [kind, what] : kThrown) {
        for (const auto& [place, function] : places) {
            const std::string target = "broken_" + std::string(kind) + "_in_" + place;
            BOOST_TEST_CONTEXT(target) {
                CheckFailure failure;
                const auto loaded =
                    LoadedConnector::open(pluginFile(target).string(), {.name = target}, failure);
                BOOST_TEST((loaded == nullptr));
                BOOST_TEST(holdsPiece(failure.found, std::string("its function ") + function),
                           failure.found);
                BOOST_TEST(holdsPiece(failure.found, what), failure.found);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(what_the_hosts_own_handler_throws_does_not_cross_the_plugin) {
    const auto instance = valueOf(makeInstance("good_plugin_1.0.0"));
    const auto showing = [&](const ObjectHandler& handler) {
        return instance->search(Rubbish::context(), "__ACCOUNT__", {}, handler);
    };
    const SearchAnswer failed =
        showing([](const ConnectorObject&) -> bool { throw std::runtime_error("no room"); });
    checkAnswer(failed.error, ErrorCode::kInternal,
                "could not take an object that the connector reported: no room");
    BOOST_TEST(!showing([](const ConnectorObject&) { return true; }).error.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
