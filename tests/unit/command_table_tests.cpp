#include <boost/test/unit_test.hpp>

#include "shell/completion.h"
#include "shell_fixture.h"
#include "temporary_folder.h"

namespace shell = muster::shell;

BOOST_FIXTURE_TEST_SUITE(command_table_tests, ShellFixture)

BOOST_AUTO_TEST_CASE(help_lists_each_command_with_its_summary) {
    BOOST_TEST(run("help") == 0);
    for (const shell::Command& command : shell::commandTable()) {
        BOOST_TEST(contains(out.str(), command.name), command.name);
        BOOST_TEST(contains(out.str(), command.summary), command.name);
    }
    BOOST_TEST(err.str().empty());
    BOOST_TEST(opened == 0);
}

BOOST_AUTO_TEST_CASE(each_row_of_the_table_is_complete) {
    for (const shell::Command& command : shell::commandTable()) {
        BOOST_TEST((command.run != nullptr), command.name);
        BOOST_TEST(command.minArgs <= command.maxArgs, command.name);
        BOOST_TEST(!command.summary.empty(), command.name);
        BOOST_TEST(command.completes.size() <= command.maxArgs, command.name);
        for (const shell::OptionSpec& option : command.options) {
            BOOST_TEST(!option.summary.empty(), command.name << " --" << option.name);
            const bool isFlag = option.kind == shell::OptionKind::kFlag;
            BOOST_TEST(option.value.empty() == isFlag, command.name << " --" << option.name);
        }
    }
}

BOOST_AUTO_TEST_CASE(help_of_a_command_shows_its_usage_and_each_option) {
    for (const shell::Command& command : shell::commandTable()) {
        const std::string name(command.name);
        for (const std::string& line : {"help " + name, name + " --help"}) {
            BOOST_TEST(run(line) == 0, line);
            BOOST_TEST(out.str().starts_with("usage: " + name), line);
            for (const shell::OptionSpec& option : command.options) {
                BOOST_TEST(contains(out.str(), "--" + std::string(option.name)), line);
            }
        }
    }
    BOOST_TEST(opened == 0);
}

BOOST_AUTO_TEST_CASE(help_of_a_group_shows_all_of_it) {
    BOOST_TEST(run("help lookup") == 0);
    for (const std::string name : {"lookup list", "lookup show", "lookup check"}) {
        BOOST_TEST(contains(out.str(), "usage: " + name));
    }
    BOOST_TEST(run("help quit") == 0);
    BOOST_TEST(contains(out.str(), "usage: exit"));
    BOOST_TEST(run("help nothing") == 2);
}

BOOST_AUTO_TEST_CASE(too_few_and_too_many_words_give_usage_and_2) {
    for (const shell::Command& command : shell::commandTable()) {
        std::string words(command.name);
        for (std::size_t count = 0; count < command.minArgs; ++count) {
            BOOST_TEST(run(words) == 2, words);
            BOOST_TEST(contains(err.str(), "usage: " + std::string(command.name)), words);
            words += " w";
        }
        if (command.takesText) {
            continue;
        }
        for (std::size_t count = command.minArgs; count <= command.maxArgs; ++count) {
            words += " w";
        }
        BOOST_TEST(run(words) == 2, words);
        BOOST_TEST(contains(err.str(), "error: column "), words);
        BOOST_TEST(out.str().empty(), words);
    }
    BOOST_TEST(opened == 0);
}

BOOST_AUTO_TEST_CASE(an_unknown_command_is_refused_with_the_nearest) {
    struct Row {
        std::string line;
        std::string message;
    };
    const std::vector<Row> rows = {
        {"creat zoom", "did you mean \"create\"?"},
        {"frobnicate", "\"help\" lists the commands"},
        {"lookup", "expected \"list\", \"sync\", \"show\" or \"check\" after it"},
        {"lookup shwo x", "did you mean \"lookup show\"?"},
        {"'' x", "there is no command \"\""},
    };
    for (const Row& row : rows) {
        BOOST_TEST(run(row.line) == 2, row.line);
        BOOST_TEST(contains(err.str(), row.message), row.line << ": " << err.str());
    }
}

BOOST_AUTO_TEST_CASE(completion_offers_what_may_stand_there) {
    using List = std::vector<std::string>;
    shell::Services* const known = &home();
    auto description = std::make_shared<muster::Description>(*services->view.description);
    auto& attributes = description->classes.front().attributes;
    attributes.push_back({.name = "__ENABLE__", .type = muster::ValueKind::kBoolean});
    attributes.push_back({.name = "colour", .lookup = "Lookup.T.colour"});
    attributes.push_back({.name = "madeAt", .creatable = false, .updateable = false});
    description->classes.back().create = muster::Support::kSupported;
    description->classes.back().attributes = {{.name = "description"}};
    services->view.description = description;
    const muster::testing::TemporaryFolder folder;
    folder.write("Lookup.T.colour.xml",
                 R"(<lookup schema-version="1" name="Lookup.T.colour"><entry code-key="R">)"
                 R"(<decode xml:lang="en">red</decode><decode xml:lang="ja">赤</decode></entry>)"
                 R"(<entry code-key="dark blue"><decode xml:lang="en">navy blue</decode></entry>)"
                 R"(</lookup>)");
    muster::xml::Diagnostics findings;
    services->view.lookups = muster::lookup::LookupCatalog::load(folder.path(), findings);
    BOOST_TEST_REQUIRE((services->view.lookups != nullptr), findings.toText());
    const std::vector<std::pair<std::string, List>> rows = {
        {"cr", {"create"}},
        {"con", {"connector"}},
        {"connector ", {"list", "show", "verify"}},
        {"connector s", {"show"}},
        {"get z", {"zoom"}},
        {"get ", {"broken", "zoom"}},
        {"create zoom t", {"type="}},
        {"update zoom u1 gr", {"groups="}},
        {"create zoom em", {"email="}},
        {"create zoom __ENABLE__=", {"__ENABLE__=false", "__ENABLE__=true"}},
        {"create zoom colour=", {"colour=R", "colour=red", "colour=赤"}},
        {"create zoom colour=r", {"colour=red"}},
        {"create zoom groups+=", {}},
        {"get zoom u1 --", {"--attributes", "--class", "--help"}},
        {"help conn", {"connector"}},
        {"nothing ", {}},
        {"get 'zo", {}},
        {"create zoom _", {"__ACCOUNT__", "__ENABLE__=", "__NAME__=", "__ROLE__"}},
        {"create zoom __ROLE__ d", {"description="}},
        {"create zoom __ROLE__ t", {}},
        {"create zoom __ROLE__ _", {}},
        {"create zoom d", {}},
        {"get zoom --class ", {"__ACCOUNT__", "__ROLE__"}},
        {"get zoom u1 --class __R", {"__ROLE__"}},
        {"search zoom --class __R", {"__ROLE__"}},
        {"account list --target zoom --class __R", {"__ROLE__"}},
        {"account list --target z", {"zoom"}},
        {"operation list --outcome n", {"not-applied"}},
        {"target schema zoom __R", {"__ROLE__"}},
        {"lookup sync zoom __R", {"__ROLE__"}},
        {"update zoom t", {}},
        {"update zoom r1 --class __ROLE__ d", {"description="}},
        {"update zoom --class __ROLE__ r1 t", {}},
        {"update zoom u1 made", {}},
        {"action run zoom u1 ", {"greet"}},
        {"action run zoom u1 --class __ROLE__ ", {}},
        {"action run zoom u1 greet ", {"pin=", "words="}},
        {"create zoom role=", {"role=admins"}},
        {"update zoom u1 role+=a", {"role+=admins"}},
    };
    services->met = {
        {.objectClass = "__ROLE__", .uid = "r1", .name = "admins"},
        {.objectClass = "__ROLE__", .uid = "r2", .name = "old ones"},
        {.objectClass = "__ROLE__", .uid = "r3", .name = "auditors", .state = "deleted"},
        {.objectClass = "__ACCOUNT__", .uid = "u1", .name = "ann"}};
    for (const auto& [line, expected] : rows) {
        BOOST_TEST((shell::completions(line, known) == expected), line);
    }
    BOOST_TEST(shell::completions("get z", nullptr).empty());
    BOOST_TEST(shell::commonPrefix({"abc", "abd", "ab"}) == "ab");
}

BOOST_AUTO_TEST_SUITE_END()
