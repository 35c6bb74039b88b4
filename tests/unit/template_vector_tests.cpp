#include <boost/test/unit_test.hpp>

#include "catalog_fixture.h"

namespace rest = muster::rest;
using muster::Attribute;
using muster::Value;

BOOST_AUTO_TEST_SUITE(template_vector_tests)

namespace {

struct Vector {
    std::string name;
    std::string key;
    rest::TemplateCall call;
    std::vector<std::string> requests;
};

rest::TemplateCall search(const std::string& filter, const std::string& token) {
    return {.filterSuffix = filter, .pageSize = 300, .pageToken = token};
}

/** A connector's policy changes the `action` of one delete, without touching the file. */
std::vector<Vector> vectors() {
    return {
        {"delete", "__ACCOUNT__.DELETEOP", {.uid = "abc"}, {"DELETE /v2/users/abc?action=delete"}},
        {"delete as disassociate",
         "__ACCOUNT__.DELETEOP",
         {.uid = "abc", .query = {{"action", Value("disassociate")}}},
         {"DELETE /v2/users/abc?action=disassociate"}},
        {"delete of a pending user",
         "__ACCOUNT__.DELETEOP",
         {.uid = "abc", .query = {{"action", {}}}},
         {"DELETE /v2/users/abc"}},
        {"search without filter",
         "__ACCOUNT__.SEARCHOP",
         search("", ""),
         {"GET /v2/users?page_size=300"}},
        {"search with filter and token",
         "__ACCOUNT__.SEARCHOP",
         search("status=inactive", "t1"),
         {"GET /v2/users?status=inactive&page_size=300&next_page_token=t1"}},
        {"search for one", "__ACCOUNT__.SEARCHOP", search("/abc", ""), {"GET /v2/users/abc"}},
        {"add to groups",
         "__ACCOUNT__.group_ids.UPDATEOP",
         {.uid = "abc", .attributes = {Attribute::list("group_ids", {"g1", "g2"})}},
         {"POST /v2/groups/g1/members", "POST /v2/groups/g2/members"}},
        {"remove from a group",
         "__ACCOUNT__.group_ids.DELETEOP",
         {.uid = "abc", .attributes = {Attribute::list("group_ids", {"g1"})}},
         {"DELETE /v2/groups/g1/members/abc"}},
        {"update with a Uid to encode",
         "__ACCOUNT__.UPDATEOP",
         {.uid = "a/b=="},
         {"PATCH /v2/users/a%2Fb%3D%3D"}},
    };
}

void check(const rest::OperationCatalog& catalog) {
    for (const Vector& vector : vectors()) {
        BOOST_TEST_CONTEXT(vector.name) {
            const auto requests =
                rest::expandEach(muster::testing::templateOf(catalog, vector.key), vector.call);
            BOOST_TEST_REQUIRE(requests.hasValue(), (requests ? "" : requests.error().message));
            std::vector<std::string> shown;
            for (const rest::ExpandedRequest& request : *requests) {
                shown.push_back(request.method + " " + request.target());
            }
            BOOST_TEST(shown == vector.requests, boost::test_tools::per_element());
        }
    }
}

const std::vector<std::string> kOracleKeys = {"__ACCOUNT__.CREATEOP",
                                              "__ACCOUNT__.UPDATEOP",
                                              "__ACCOUNT__.DELETEOP",
                                              "__ACCOUNT__.__PASSWORD__.UPDATEOP",
                                              "__ACCOUNT__.SEARCHOP",
                                              "__GROUP__.SEARCHOP",
                                              "__ACCOUNT__.group_ids.SEARCHOP",
                                              "__ACCOUNT__.group_ids.UPDATEOP",
                                              "__ACCOUNT__.group_ids.DELETEOP",
                                              "__ROLE__.SEARCHOP",
                                              "__ACCOUNT__.role_id.UPDATEOP",
                                              "__ACCOUNT__.role_id.DELETEOP",
                                              "__ACCOUNT__.__ENABLE__.UPDATEOP",
                                              "__ACCOUNT__.__NAME__.UPDATEOP"};

}  // namespace

BOOST_AUTO_TEST_CASE(the_typed_templates_of_zoom_make_the_expected_requests) {
    check(*muster::testing::shippedCatalog("lookups/zoom"));
}

BOOST_AUTO_TEST_CASE(the_strings_of_oracle_make_the_expected_requests) {
    check(*muster::testing::shippedCatalog("framework/docs/examples/oracle"));
}

BOOST_AUTO_TEST_CASE(all_fourteen_strings_of_oracle_load_as_printed) {
    const auto catalog = muster::testing::shippedCatalog("framework/docs/examples/oracle");
    BOOST_TEST(catalog->all().size() == 14U);
    for (const std::string& key : kOracleKeys) {
        BOOST_TEST_CONTEXT(key) {
            const auto& relUrl = muster::testing::templateOf(*catalog, key);
            BOOST_TEST((relUrl.form == rest::RelUrlTemplate::Form::kOracle));
            BOOST_TEST(relUrl.key.toString() == key);
        }
    }
}

/** Both forms differ where muster's own file knows more than Oracle's: the paging of groups. */
BOOST_AUTO_TEST_CASE(both_forms_agree_in_method_path_query_and_body) {
    const auto typed = muster::testing::shippedCatalog("lookups/zoom");
    const auto printed = muster::testing::shippedCatalog("framework/docs/examples/oracle");
    for (const std::string& key : kOracleKeys) {
        BOOST_TEST_CONTEXT(key) {
            const auto& a = muster::testing::templateOf(*typed, key);
            const auto& b = muster::testing::templateOf(*printed, key);
            BOOST_TEST(a.method == b.method);
            BOOST_TEST(a.path.text() == b.path.text());
            BOOST_TEST((a.body == b.body));
            BOOST_TEST(a.perValue == b.perValue);
            BOOST_TEST(a.response.records == b.response.records);
            BOOST_TEST(a.response.uid == b.response.uid);
            if (key == "__GROUP__.SEARCHOP") {
                continue;
            }
            BOOST_TEST_REQUIRE(a.query.size() == b.query.size());
            for (std::size_t i = 0; i < a.query.size(); ++i) {
                BOOST_TEST(a.query[i].name == b.query[i].name);
                BOOST_TEST(a.query[i].value.text() == b.query[i].value.text());
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_keys_that_oracle_lacks_make_the_expected_requests) {
    const auto catalog = muster::testing::shippedCatalog("lookups/zoom");
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"__ACCOUNT__.GETOP", "GET /v2/users/a%40example.com"},
        {"__ACCOUNT__.TESTOP", "GET /v2/users?page_size=1"},
        {"__ACCOUNT__.token.DELETEOP", "DELETE /v2/users/a%40example.com/token"},
        {"__ACCOUNT__.owner.SEARCHOP", "GET /v2/users?role_id=0&page_size=1"},
        {"__ACCOUNT__.permissions.SEARCHOP", "GET /v2/users/a%40example.com/permissions"},
        {"__ACCOUNT__.managed_domains.SEARCHOP", "GET /v2/accounts/me/managed_domains"},
        {"__ACCOUNT__.ENABLEOP", "PUT /v2/users/a%40example.com/status"},
        {"__ACCOUNT__.DISABLEOP", "PUT /v2/users/a%40example.com/status"},
        {"__ACCOUNT__.group_ids.ADDATTRIBUTE", "POST /v2/groups/g1/members"},
        {"__ACCOUNT__.group_ids.REMOVEATTRIBUTE", "DELETE /v2/groups/g1/members/a%40example.com"},
    };
    for (const auto& [key, request] : rows) {
        BOOST_TEST_CONTEXT(key) {
            const auto expanded = rest::expand(
                muster::testing::templateOf(*catalog, key),
                {.uid = "a@example.com", .attributes = {Attribute("group_ids", "g1")}});
            BOOST_TEST_REQUIRE(expanded.hasValue(), (expanded ? "" : expanded.error().message));
            BOOST_TEST(expanded->toDisplay() == request);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
