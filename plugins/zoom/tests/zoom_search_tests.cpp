#include <boost/test/unit_test.hpp>

#include "zoom_fixture.h"

using muster::ErrorCode;
using muster::Value;
using namespace muster::zoom::test;

using Lines = std::vector<std::string>;

namespace {

/** A fixture whose host has pages to give. */
struct SearchFixture : ZoomFixture {
    void page(std::vector<std::string> rows, std::string nextPageToken = "") {
        host.answer("SEARCHOP",
                    {.nextPageToken = std::move(nextPageToken), .records = std::move(rows)});
    }
    void threeWalks() {
        page({userJson("u1", "active")});
        page({userJson("u2", "inactive", R"("type":1)")});
        page({userJson("", "pending", R"("type":1)")});
    }
};

Lines uidsOf(const Outcome& outcome) {
    Lines uids;
    for (const auto& object : outcome.objects) {
        uids.push_back(object.uid);
    }
    return uids;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(zoom_search_tests, SearchFixture)

BOOST_AUTO_TEST_CASE(active_inactive_and_pending_users_are_shown) {
    threeWalks();
    const auto outcome = search();
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(uidsOf(outcome) == (Lines{"u1", "u2", "pending@example.com"}),
               boost::test_tools::per_element());
    BOOST_TEST(
        host.requests() == (Lines{"SEARCHOP status=active 300", "SEARCHOP status=inactive 300",
                                  "SEARCHOP status=pending 300"}),
        boost::test_tools::per_element());
    BOOST_TEST(outcome.nextPageToken.empty());
    BOOST_TEST(outcome.filterEvaluated);
}

BOOST_AUTO_TEST_CASE(all_pages_of_a_status_are_read) {
    page({userJson("u1", "active")}, "t1");
    page({userJson("u2", "active")}, "t2");
    page({userJson("u3", "active")});
    const auto outcome = search("status = active");
    BOOST_TEST(uidsOf(outcome) == (Lines{"u1", "u2", "u3"}), boost::test_tools::per_element());
    BOOST_TEST(host.requests().at(2) == "SEARCHOP status=active 300 t2");
}

BOOST_AUTO_TEST_CASE(a_page_that_comes_again_ends_the_search) {
    page({userJson("u1", "active")}, "t1");
    page({userJson("u2", "active")}, "t1");
    const auto outcome = search();
    BOOST_TEST((outcome.code() == ErrorCode::kProtocol));
    BOOST_TEST(outcome.failure().message.find("same page token twice") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(filters_that_zoom_can_do_save_requests) {
    struct Row {
        std::string filter;
        Lines requests;
    };
    const std::vector<Row> rows = {
        {"__ENABLE__ = true", {"SEARCHOP status=active 300"}},
        {"__ENABLE__ = false and type = 1", {"SEARCHOP status=inactive 300"}},
        {"status = Pending", {"SEARCHOP status=pending 300"}},
        {"status = active and role_id = 1", {"SEARCHOP status=active 300 role_id=1"}},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.filter) {
            const std::size_t before = host.requests().size();
            page({});
            BOOST_TEST(search(row.filter).isOk());
            const Lines sent(host.requests().begin() + static_cast<std::ptrdiff_t>(before),
                             host.requests().end());
            BOOST_TEST(sent == row.requests, boost::test_tools::per_element());
        }
    }
}

BOOST_AUTO_TEST_CASE(one_user_by_uid_or_mail_is_one_get) {
    for (const char* filter : {"__UID__ = u1", "__NAME__ = u1@example.com",
                               "email = u1@example.com", "type = 2 and email = u1@example.com"}) {
        BOOST_TEST_CONTEXT(filter) {
            userIs("u1", "active");
            const auto outcome = search(filter);
            BOOST_TEST(uidsOf(outcome) == Lines{"u1"}, boost::test_tools::per_element());
            BOOST_TEST(host.requests().back().starts_with("GETOP u1"));
        }
    }
    nobodyIsThere();
    const auto outcome = search("__UID__ = u9");
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.objects.empty());
}

BOOST_AUTO_TEST_CASE(a_single_user_must_still_fulfil_the_rest_of_the_filter) {
    userIs("u1", "active");
    BOOST_TEST(search("email = u1@example.com and type = 1").objects.empty());
}

BOOST_AUTO_TEST_CASE(other_filters_are_checked_here) {
    threeWalks();
    const auto outcome = search("type = 1");
    BOOST_TEST(uidsOf(outcome) == (Lines{"u2", "pending@example.com"}),
               boost::test_tools::per_element());
    threeWalks();
    BOOST_TEST(uidsOf(search("not (email startsWith u2)")).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_limit_is_kept_and_the_search_goes_on_from_its_token) {
    page({userJson("u1", "active"), userJson("u2", "active")}, "t1");
    auto outcome = search("type = 2", 1);
    BOOST_TEST(uidsOf(outcome) == Lines{"u1"}, boost::test_tools::per_element());
    BOOST_TEST(!outcome.nextPageToken.empty());

    page({userJson("u1", "active"), userJson("u2", "active")}, "t1");
    page({userJson("u3", "active")});
    page({});
    page({});
    outcome = search("type = 2", 0, outcome.nextPageToken);
    BOOST_TEST(uidsOf(outcome) == (Lines{"u2", "u3"}), boost::test_tools::per_element());
    BOOST_TEST(outcome.nextPageToken.empty());
}

BOOST_AUTO_TEST_CASE(a_limit_without_a_filter_asks_for_no_more_rows) {
    page({userJson("u1", "active"), userJson("u2", "active")}, "t1");
    BOOST_TEST(search("", 2).objects.size() == 2U);
    BOOST_TEST(host.requests().at(0) == "SEARCHOP status=active 2");
}

BOOST_AUTO_TEST_CASE(a_handler_that_stops_ends_the_search) {
    stopAfter = 1;
    page({userJson("u1", "active"), userJson("u2", "active")}, "t1");
    const auto outcome = search();
    BOOST_TEST(outcome.isOk());
    BOOST_TEST(outcome.objects.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_foreign_page_token_is_refused) {
    for (const char* token : {"x", "1.2", "1.2.3", "a.0.300.t", "0.0.0.t"}) {
        const auto outcome = search("", 0, token);
        BOOST_TEST((outcome.code() == ErrorCode::kInvalidAttributeValue), token);
    }
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(an_expired_token_is_told) {
    host.answer("SEARCHOP", refused(ErrorCode::kPreconditionFailed, 400, "300",
                                    "The next page token is invalid or expired."));
    const auto outcome = search("", 0, "0.0.300.t1");
    BOOST_TEST((outcome.code() == ErrorCode::kPreconditionFailed));
}

BOOST_AUTO_TEST_CASE(attributes_that_rows_lack_are_read_user_by_user) {
    page({userJson("u1", "active")});
    userIs("u1", "active", R"("job_title":"Clerk")");
    auto outcome = search("status = active and job_title = clerk");
    BOOST_TEST(uidsOf(outcome) == Lines{"u1"}, boost::test_tools::per_element());
    BOOST_TEST(outcome.hasNotice("search-reads-each-user"));

    page({userJson("u1", "active")});
    nobodyIsThere();
    outcome = search("status = active", 0, "", {"job_title", "type"});
    BOOST_TEST(outcome.objects.at(0).attributes.size() == 1U);
    BOOST_TEST(*outcome.objects.at(0).find("type")->text() == "2");
}

BOOST_AUTO_TEST_CASE(a_row_that_is_no_user_is_a_protocol_error) {
    for (const char* row : {"[1]", "{", R"({"id":"u1"})"}) {
        page({row});
        BOOST_TEST((search().code() == ErrorCode::kProtocol), row);
    }
}

BOOST_AUTO_TEST_SUITE_END()
