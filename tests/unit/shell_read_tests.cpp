#include <boost/test/unit_test.hpp>

#include "shell_fixture.h"

// Commands that read, and what they show.

namespace shell = muster::shell;

BOOST_FIXTURE_TEST_SUITE(shell_read_tests, ShellFixture)

BOOST_AUTO_TEST_CASE(reading_shows_no_secret_and_says_when_nothing_is_there) {
    BOOST_TEST(run("get zoom u1 --attributes 'type, pin'") == 4);
    BOOST_TEST(services->askedFor == "uid:u1");
    BOOST_TEST(services->asked == (std::vector<std::string>{"type", "pin"}),
               boost::test_tools::per_element());
    BOOST_TEST(run("search zoom") == 0);
    BOOST_TEST(out.str().empty());
    BOOST_TEST(err.str() == "no object was found\n");
    services->objects = {hana()};
    BOOST_TEST(run("get zoom name:hana@example.com") == 0);
    BOOST_TEST(services->askedFor == "name:hana@example.com");
    BOOST_TEST(contains(out.str(), "a, b"));
    BOOST_TEST(!contains(out.str(), "S3cret!"));
}

BOOST_AUTO_TEST_CASE(a_search_passes_its_filter_and_shows_what_is_asked_for) {
    home().objects = {hana()};
    BOOST_TEST(run("search zoom type = 2 --limit 1 --attributes type,groups") == 0);
    BOOST_TEST(services->searched.filter.attribute == "type");
    BOOST_TEST(services->searched.limit == 2);
    BOOST_TEST(out.str() ==
               "UID  NAME              TYPE  GROUPS\n"
               "u1   hana@example.com  2     a, b\n");
    BOOST_TEST(err.str().empty());
    services->objects.push_back(hana());
    services->objects.back().uid = "u2";
    BOOST_TEST(run("search zoom --limit 1 --attributes type") == 0);
    BOOST_TEST(!contains(out.str(), "u2"));
    BOOST_TEST(err.str() == "the first 1; there are more (--limit)\n");
}

BOOST_AUTO_TEST_CASE(the_column_of_a_filter_error_is_that_of_the_line) {
    const std::pair<const char*, const char*> rows[] = {
        {"search zoom type =", "filter: the filter has its end at column 19"},
        {"search zoom   type  ~ 2", "at column 21; expected ="},
        {"search zoom 'type ~ 2'", "\"~\" at column 19"},
        {"search zoom '名前 = 2 x'", "\"x\" at column 21"}};
    for (const auto& [line, piece] : rows) {
        BOOST_TEST(run(line) == 2);
        BOOST_TEST(contains(err.str(), piece), line << ": " << err.str());
    }
}

BOOST_AUTO_TEST_CASE(a_get_shows_what_it_is_asked_for_and_no_more) {
    home().objects = {hana()};
    BOOST_TEST(run("get zoom u1 --attributes groups") == 0);
    BOOST_TEST(contains(out.str(), "groups"));
    BOOST_TEST(!contains(out.str(), "type"));
}

BOOST_AUTO_TEST_CASE(a_reference_is_shown_with_the_name_that_is_known) {
    home().met = {{.target = "zoom", .objectClass = "__ROLE__", .uid = "r1", .name = "Helpdesk"}};
    home().objects = {{.objectClass = "__ACCOUNT__",
                       .uid = "u1",
                       .name = "hana@example.com",
                       .attributes = {{"role", muster::Value(muster::Reference{"r1"})}}}};
    BOOST_TEST(run("get zoom u1") == 0);
    BOOST_TEST(contains(out.str(), "r1 (Helpdesk)"));
}

BOOST_AUTO_TEST_CASE(names_are_read_listed_and_shown) {
    BOOST_TEST(run("lookup sync zoom") == 0);
    BOOST_TEST(home().synced == std::vector<std::string>{"__ROLE__"},
               boost::test_tools::per_element());
    BOOST_TEST(contains(out.str(), "zoom/__ROLE__"));
    BOOST_TEST(run("lookup sync zoom __ROOM__") == 2);
    BOOST_TEST(contains(err.str(), "names are read of \"__ROLE__\""));
    home().met = {{.target = "zoom", .objectClass = "__ROLE__", .uid = "r1", .name = "Helpdesk"},
                  {.target = "zoom",
                   .objectClass = "__ROLE__",
                   .uid = "r2",
                   .name = "Gone",
                   .state = "deleted"}};
    out.str("");
    BOOST_TEST(run("lookup show zoom/__ROLE__") == 0);
    BOOST_TEST(contains(out.str(), "Helpdesk"));
    BOOST_TEST(!contains(out.str(), "Gone"));
    BOOST_TEST(run("lookup show zoom/__ROOM__") == 4);
    out.str("");
    BOOST_TEST(run("lookup list zoom") == 0);
    BOOST_TEST(contains(out.str(), "Helpdesk"));
}

BOOST_AUTO_TEST_CASE(the_results_of_json_are_lines_of_objects) {
    ShellFixture json({.format = shell::Format::kJson});
    BOOST_TEST(json.run("create zoom __NAME__=a") == 0);
    const auto made = boost::json::parse(json.out.str());
    BOOST_TEST(made.at("operation").as_int64() == 7);
    BOOST_TEST(made.at("outcome").as_string() == "applied");
    BOOST_TEST(made.at("uid").as_string() == "u1");
    json.services->objects = {hana()};
    BOOST_TEST(json.run("search zoom") == 0);
    const auto found = boost::json::parse(json.out.str());
    BOOST_TEST(found.at("attributes").at("type").as_int64() == 2);
    BOOST_TEST(found.as_object().size() == 4U);  // uid, name, attributes, labels
    BOOST_TEST(found.at("attributes").at("groups").as_array().size() == 2U);
    BOOST_TEST(found.at("attributes").at("pin").as_string() == "***");
    json.services->result = {
        .refused = true,
        .error = muster::Error{.code = muster::ErrorCode::kInvalidAttributeValue,
                               .message = "unknown type"}};
    BOOST_TEST(json.run("create zoom __NAME__=a") == 3);
    BOOST_TEST(boost::json::parse(json.out.str()).at("error").at("code").as_string() ==
               "InvalidAttributeValue");
}

BOOST_AUTO_TEST_CASE(actions_are_listed_with_their_parameters) {
    BOOST_TEST(run("action list zoom") == 0);
    BOOST_TEST(contains(out.str(), "greet"));
    BOOST_TEST(contains(out.str(), "words, [pin]"));
    BOOST_TEST(contains(out.str(), "Says hello"));
}

BOOST_AUTO_TEST_SUITE_END()
