#include <filesystem>

#include <boost/test/data/test_case.hpp>

#include "shell_fixture.h"

// Files of the home that were broken on purpose: what the operator is told.

namespace fs = std::filesystem;

namespace {

using Strings = std::vector<std::string>;

const std::string kType = "lookups/zoom/Lookup.Zoom.type.xml";
const std::string kCreateType = "lookups/zoom/Lookup.Zoom.createType.xml";
const std::string kOperations = "lookups/zoom/operations.xml";
const std::string kTarget = std::string(support::SandboxHome::kTargetFile);

struct Mistake {
    std::string file;
    std::string from;
    std::string to;
    std::string told;  ///< ":LINE:COLUMN" and what follows it up to the piece
    std::string piece;
};

std::ostream& operator<<(std::ostream& out, const Mistake& mistake) {
    return out << mistake.file << ": " << mistake.to;
}

const std::vector<Mistake> kMistakes = {
    {kType, "code-key=\"4\"", "code-key=\"2\"", ":16:3: ", "code key \"2\" a second time"},
    {kType, ">None<", "><", ":26:3: ", "decode is empty"},
    {kType, "legacy=", "legasy=", ":", "did you mean \"legacy\"?"},
    {kOperations, "$(__UID__)$/token", "$(__UIDD__)$/token", ":", "unknown placeholder"},
    {kOperations, "method=\"PATCH\"", "", ":", "method"},
    {kOperations, "<query name=\"action\">delete</query>", "<qury name=\"action\">delete</qury>",
     ":", "did you mean"},
    {kOperations, "<path>/$(api_version)$/users</path>", "<path>https://evil.example/users</path>",
     ":", "path"},
    {kOperations, "key=\"__ACCOUNT__.CREATEOP\"", "key=\"__ACCOUNT__.CREATEP\"", ":", "CREATEP"},
    {kTarget, "name=\"clientId\"", "name=\"clientID2\"", ":7:30: ", "did you mean \"clientId\"?"},
    {kTarget, "workers=\"2\"", "workers=\"none\"", ":2:", "an integer from 1 to 256"},
    {kTarget, "file:secrets/zoom", "sandbox-secret", ":", "env:NAME or file:PATH"},
    {kTarget, "<description>", "<!-- -->", ":", ""},
    {kTarget, "connector=\"zoom\"", "connector=\"zom\"", ":2:", "\"zom\""},
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_files_tests, ShellCase)

BOOST_DATA_TEST_CASE_F(ShellCase, a_mistake_is_told_with_its_place_before_anything_is_sent,
                       boost::unit_test::data::make(kMistakes), mistake) {
    home.edit(mistake.file, mistake.from, mistake.to);
    const auto ended = home.run("create zoom email=u@example.com");
    checkEnd(ended, 9,
             {(home.path() / mistake.file).string() + mistake.told, mistake.piece,
              "target \"zoom\" cannot be used"});
    BOOST_TEST(!has(ended.err, "sandbox-secret"));
    BOOST_TEST(requests().empty());
    const auto shown = home.run("target show zoom");
    checkEnd(shown, 9, {(home.path() / mistake.file).string() + mistake.told, mistake.piece});
    checkHas(home.run("target list").out, {"zoom", "bad"});
}

BOOST_AUTO_TEST_CASE(lookup_check_lists_all_mistakes_of_all_files) {
    home.edit(kType, "code-key=\"4\"", "code-key=\"2\"");
    home.edit(kType, ">None<", "><");
    home.edit(kCreateType, "<lookup ", "<lookup closd=\"no\" ");
    const std::string folder = (home.path() / "lookups/zoom/").string();
    checkEnd(home.run("lookup check"), 9,
             {folder + "Lookup.Zoom.type.xml:16:3: error: code key \"2\" a second time, first at",
              folder + "Lookup.Zoom.type.xml:26:3: error: entry 5: decode is empty",
              folder + "Lookup.Zoom.createType.xml:5:"});
    checkHas(home.run("lookup check").out, {"0 good lookups, 3 errors"});
    // The same without a home, for a folder that is prepared elsewhere.
    const auto elsewhere = support::run({MUSTER_PROGRAM, {"-c", "lookup check " + folder}});
    checkEnd(elsewhere, 9, {"type.xml:16:3: error", "type.xml:26:3: error"});
}

BOOST_AUTO_TEST_CASE(template_check_lists_all_mistakes_and_counts_the_good_ones) {
    home.edit(kOperations, "method=\"PATCH\"", "");
    home.edit(kOperations, "<path>/$(api_version)$/users</path>",
              "<path>/$(api_version)$/../users</path>");
    const auto ended = home.run("template check");
    checkEnd(ended, 9,
             {(home.path() / kOperations).string() + ":", "error: ", "UPDATEOP", "CREATEOP"});
    checkHas(ended.out, {"0 good templates", " errors"});
}

BOOST_AUTO_TEST_CASE(a_target_with_a_mistake_does_not_keep_the_others_from_working) {
    home.write("targets/other.xml", "<target>");
    checkEnd(home.run("create zoom email=u@example.com"), 0);
    checkHas(home.run("target list").out, {"other", "bad", "other.xml", "1:", "zoom", "ok"});
}

BOOST_AUTO_TEST_CASE(broken_connectors_are_listed_with_their_problem_and_harm_nothing) {
    for (const char* const kind :
         {"no_entry", "no_descriptor", "other_major", "short_table", "crash_in_constructor",
          "exit_in_constructor", "throws_in_describe"}) {
        const std::string file = std::string("broken_") + kind + ".so";
        fs::copy_file(fs::path(MUSTER_BROKEN_PLUGINS) / file, home.path() / "plugins" / file);
    }
    home.write("plugins/half.so", home.read("plugins/zoom.so").substr(0, 100000));
    home.write("plugins/text.so", "no library\n");
    const auto ended = home.run({"connector list"}, {"--output", "json"});
    checkEnd(ended, 9, {"tells all of its problem"});
    const auto lines = jsonLines(ended);
    BOOST_TEST(lines.size() == 10U);
    for (const auto& line : lines) {
        const bool isGood = textOf(line, "name") == "zoom";
        BOOST_TEST_CONTEXT(boost::json::serialize(line)) {
            BOOST_TEST((textOf(line, "state") == "ok") == isGood);
            BOOST_TEST(has(boost::json::serialize(line), "expected") == !isGood);
        }
    }
    checkEnd(home.run("create zoom email=u@example.com createType=ssoCreate"), 0);
    const auto shown = home.run("connector show broken-crash-in-constructor");
    checkEnd(shown, 9);
    checkHas(shown.out, {"broken_crash_in_constructor.so", "SIGSEGV", "expected a library"});
}

BOOST_AUTO_TEST_CASE(a_plugins_folder_that_others_can_write_is_not_used) {
    fs::permissions(home.path() / "plugins", fs::perms::others_write, fs::perm_options::add);
    const auto ended = home.run("create zoom email=u@example.com");
    BOOST_TEST(ended.exitCode == 9);
    BOOST_TEST(has(ended.err, "plugins"), ended.err);
    BOOST_TEST(requests().empty());
}

BOOST_AUTO_TEST_SUITE_END()
