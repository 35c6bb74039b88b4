#include <set>

#include <boost/test/data/test_case.hpp>

#include "shell_fixture.h"

namespace {

using Strings = std::vector<std::string>;

/// The owner, and a user of each state; two have licences.
struct ReadCase : ShellCase {
    ReadCase() {
        zoom().seedUsers(R"([{"id":"KEI","email":"kei@example.com","type":2},)"
                         R"({"id":"BEN","email":"ben@example.com","dept":"Sales"},)"
                         R"({"id":"GONE","email":"gone@example.com","status":"inactive"},)"
                         R"({"id":"WAITS","email":"waits@example.com","status":"pending"}])");
    }

    std::multiset<std::string> found(const std::string& arguments) const {
        const auto ended = home.run({"search zoom " + arguments}, {"--output", "json"});
        checkEnd(ended, 0);
        std::multiset<std::string> names;
        for (const auto& line : jsonLines(ended)) {
            names.insert(textOf(line, "name"));
        }
        return names;
    }
};

struct Search {
    std::string arguments;
    std::multiset<std::string> names;
};

std::ostream& operator<<(std::ostream& out, const Search& search) {
    return out << '"' << search.arguments << '"';
}

const std::string kOwner = "owner@example.com";
const std::string kKei = "kei@example.com";
const std::string kBen = "ben@example.com";
const std::string kGone = "gone@example.com";
const std::string kWaits = "waits@example.com";

const std::vector<Search> kSearches = {
    {"", {kOwner, kKei, kBen, kGone, kWaits}},
    {"status = pending", {kWaits}},
    {"__ENABLE__ = false", {kGone}},
    {"type = 2", {kOwner, kKei}},
    {"type = Licensed", {kOwner, kKei}},
    {"type = ライセンス済", {kOwner, kKei}},
    {"type = Licensed --attributes email", {kOwner, kKei}},
    {"email = kei@example.com", {kKei}},
    {"__UID__ = BEN", {kBen}},
    {"email startsWith \"k\" or status = inactive", {kKei, kGone}},
    {"not type = 2 and status = active", {kBen}},
    {"dept = Sales", {kBen}},
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_zoom_read_tests, ReadCase)

BOOST_DATA_TEST_CASE_F(ReadCase, a_search_shows_who_fulfils_the_filter,
                       boost::unit_test::data::make(kSearches), search) {
    BOOST_TEST(found(search.arguments) == search.names, boost::test_tools::per_element());
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(a_test_names_users_by_id_as_a_server_to_server_app_has_to) {
    checkEnd(home.run("target test zoom"), 0, {"has all privileges that are needed"});
    bool isAsked = false;
    for (const std::string& request : requests()) {
        BOOST_TEST(!has(request, "/users/me"), request);
        isAsked = isAsked || has(request, "/permissions");
    }
    BOOST_TEST(isAsked);
}

BOOST_AUTO_TEST_CASE(a_search_over_pages_shows_each_user_once) {
    zoom().control("POST", "seed", R"({"generate":{"count":310,"domain":"example.com"}})");
    const auto names = found("--page-size 100");
    BOOST_TEST(names.size() == 315U);
    BOOST_TEST(std::set<std::string>(names.begin(), names.end()).size() == 315U);
    std::size_t pages = 0;
    for (const std::string& request : requests()) {
        pages += has(request, "status=active") && has(request, "page_size=100") ? 1 : 0;
    }
    BOOST_TEST(pages == 4U);
}

BOOST_AUTO_TEST_CASE(a_limit_ends_the_search_and_says_so) {
    const auto ended = home.run({"search zoom --limit 2"}, {"--output", "json"});
    checkEnd(ended, 0, {"the first 2; there are more"});
    BOOST_TEST(jsonLines(ended).size() == 2U);
    BOOST_TEST(found("status = active --limit 1").size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_search_that_finds_nobody_says_so_and_is_done) {
    const auto ended = home.run("search zoom email = nobody@example.com");
    checkEnd(ended, 0, {"no object was found"});
    BOOST_TEST(ended.out == "");
}

BOOST_AUTO_TEST_CASE(columns_and_labels_are_those_that_were_asked_for) {
    const auto english = home.run("search zoom type = 2 --attributes email,type");
    checkHas(english.out, {"UID", "EMAIL", "TYPE", "kei@example.com", "2 (Licensed)"});
    BOOST_TEST(!has(english.out, "FIRST_NAME"));
    const auto japanese =
        home.run({"search zoom type = 2 --attributes email,type"}, {"--lang", "ja"});
    checkHas(japanese.out, {"kei@example.com", "2 (ライセンス済)"});
}

BOOST_AUTO_TEST_CASE(get_finds_by_id_and_by_name) {
    for (const char* const object : {"KEI", "uid:KEI", "name:kei@example.com"}) {
        const auto ended = home.run({std::string("get zoom ") + object}, {"--output", "json"});
        checkEnd(ended, 0);
        const auto lines = jsonLines(ended);
        BOOST_REQUIRE(lines.size() == 1U);
        BOOST_TEST(textOf(lines[0], "uid") == "KEI");
        BOOST_TEST(textOf(lines[0], "name") == kKei);
    }
    const auto japanese = home.run({"get zoom KEI --attributes type"}, {"--lang", "ja"});
    checkHas(japanese.out, {"type", "2 (ライセンス済)"});
}

BOOST_AUTO_TEST_CASE(get_of_nobody_is_not_found_and_says_how_a_name_is_given) {
    const auto ended = home.run("get zoom nobody@example.com");
    checkEnd(ended, 4,
             {"no object with the uid \"nobody@example.com\"",
              "hint: a name is given as name:nobody@example.com"});
    BOOST_TEST(ended.out == "");
    checkEnd(home.run("get zoom name:nobody@example.com"), 4, {"no object with the name"});
}

BOOST_AUTO_TEST_CASE(a_filter_that_makes_no_sense_is_refused) {
    checkEnd(home.run("search zoom type ="), 2, {"filter", "expected a value"});
    checkEnd(home.run("search zoom colour = red"), 3, {"no attribute \"colour\""});
    checkEnd(home.run("search zoom type = Gold"), 3, {"does not know \"Gold\""});
    BOOST_TEST(requests().empty());
}

BOOST_AUTO_TEST_CASE(a_word_of_the_path_is_nobody_and_is_not_written_to) {
    checkEnd(home.run("get zoom me"), 4);
    checkEnd(home.run("delete zoom name:me"), 3, {"\"me\" is no user's id"});
    checkEnd(home.run("delete zoom me --dry-run"), 3, {"\"me\" is no user's id"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_SUITE_END()
