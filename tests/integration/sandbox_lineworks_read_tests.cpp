// Reads, names of objects in paths, paging, odd requests: items 9, 16 and 31.
#include <set>

#include "sandbox_lineworks_fixture.h"

namespace json = boost::json;

namespace {

json::array listed(const std::string& query) {
    return works().get("/users?" + query).json().at("users").as_array();
}

std::string cursorOf(const support::Reply& reply) {
    const auto value = reply.json().at("responseMetaData").at("nextCursor");
    return value.is_string() ? std::string(value.as_string()) : std::string();
}

void createMany(int count) {
    works().seed(R"({"generate":{"count":)" + std::to_string(count) + "}}");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_read_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(ids_look_like_uuids_and_are_none) {
    std::set<std::string> ids;
    for (int at = 0; at < 20; ++at) {
        const auto id = create("user" + std::to_string(at)).text("userId");
        BOOST_REQUIRE(id.size() == 36U);
        for (const std::size_t dash : {8U, 13U, 18U, 23U}) BOOST_TEST(id[dash] == '-');
        BOOST_TEST(id.find_first_not_of("0123456789abcdef-") == std::string::npos);
        const bool version = id[14] >= '1' && id[14] <= '8';
        const bool variant = id[19] == '8' || id[19] == '9' || id[19] == 'a' || id[19] == 'b';
        BOOST_TEST(!version);
        BOOST_TEST(!variant);
        ids.insert(id);
    }
    BOOST_TEST(ids.size() == 20U);
}

BOOST_AUTO_TEST_CASE(a_user_is_found_by_id_address_alias_and_key_however_encoded) {
    const auto id = create("hanako", R"(,"aliasEmails":["hana@example.com"])").text("userId");
    for (const auto& name :
         {id, std::string("hanako@example.com"), std::string("HANAKO%40Example.com"),
          std::string("hana@example.com"), std::string("externalKey:k-hanako"),
          std::string("externalKey%3Ak-hanako")}) {
        BOOST_TEST(works().get("/users/" + name).text("userId") == id, name);
    }
    works().call("PATCH", "/users/" + id, R"({"userExternalKey":"社員 1"})");
    BOOST_TEST(works().get("/users/externalKey:" + support::percentEncode("社員 1")).status == 200);
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_a_404_with_the_code_of_the_switch) {
    for (const auto* name : {"nobody", "no@example.com", "externalKey:no"}) {
        checkRefused(works().get("/users/" + std::string(name)), 404, "NOT_FOUND");
    }
    checkRefused(works().get("/orgunits/externalKey:no"), 404, "NOT_FOUND");
    works().set(R"({"not-found":"resource"})");
    checkRefused(works().get("/users/nobody"), 404, "USER_NOT_EXIST");
    checkRefused(works().get("/orgunits/nowhere"), 404, "ORGUNIT_NOT_EXIST");
    checkRefused(works().get("/groups/none"), 404, "GROUP_NOT_EXIST");
    checkRefused(works().get("/directory/levels/none"), 404, "LEVEL_NOT_EXIST");
}

BOOST_AUTO_TEST_CASE(a_list_is_paged_by_cursors_that_must_be_encoded) {
    createMany(249);
    std::string query = "/users?count=100&domainId=" + kDomain;
    std::vector<std::size_t> sizes;
    std::set<std::string> ids;
    std::string cursor;
    do {
        const auto reply = works().get(
            query + (cursor.empty() ? "" : "&cursor=" + support::percentEncode(cursor)));
        const auto users = reply.json().at("users").as_array();
        sizes.push_back(users.size());
        for (const auto& each : users) ids.insert(std::string(each.at("userId").as_string()));
        cursor = cursorOf(reply);
        if (cursor.empty()) break;
        for (const char needed : {'+', '/', '='}) {
            BOOST_TEST(cursor.find(needed) != std::string::npos);
        }
        checkRefused(works().get(query + "&cursor=" + cursor), 400, "INVALID_PARAMETER");
    } while (true);
    BOOST_TEST(sizes == (std::vector<std::size_t>{100, 100, 50}), boost::test_tools::per_element());
    BOOST_TEST(ids.size() == 250U);
}

BOOST_AUTO_TEST_CASE(the_order_is_that_of_creation_unless_another_is_asked_for) {
    create("charlie", R"(,"nickName":"1")");
    works().call("POST", "/users",
                 R"({"domainId":10000001,"email":"abe@example.com","userExternalKey":"x",
                     "userName":{"lastName":"Abe"}})");
    const auto emails = [](const std::string& query) {
        std::vector<std::string> all;
        for (const auto& each : listed(query)) {
            all.emplace_back(std::string(each.at("email").as_string()));
        }
        return all;
    };
    using Names = std::vector<std::string>;
    const Names created = {"admin@example.com", "charlie@example.com", "abe@example.com"};
    const Names byName = {"abe@example.com", "admin@example.com", "charlie@example.com"};
    BOOST_TEST(emails("") == created, boost::test_tools::per_element());
    BOOST_TEST(emails("orderBy=NAME&sortOrder=ASCENDING") == byName,
               boost::test_tools::per_element());
    BOOST_TEST(emails("sortOrder=DESCENDING") == Names(created.rbegin(), created.rend()),
               boost::test_tools::per_element());
    const auto first = works().get("/users?orderBy=NAME&count=2");
    const auto rest =
        listed("orderBy=NAME&count=2&cursor=" + support::percentEncode(cursorOf(first)));
    BOOST_REQUIRE(rest.size() == 1U);
    BOOST_TEST(rest[0].at("email") == "charlie@example.com");
    checkRefused(works().get("/users?orderBy=AGE"), 400, "INVALID_PARAMETER");
    checkRefused(works().get("/users?sortOrder=UP"), 400, "INVALID_PARAMETER");
    checkRefused(works().get("/users?searchFilterType=NEW"), 400, "INVALID_PARAMETER");
    BOOST_TEST(listed("searchFilterType=VIP").empty());
}

BOOST_AUTO_TEST_CASE(bad_counts_and_cursors_are_refused) {
    for (const auto* count : {"0", "101", "-1"}) {
        checkRefused(works().get("/users?count=" + std::string(count)), 400, "OUT_OF_RANGE");
    }
    checkRefused(works().get("/users?count=ten"), 400, "INVALID_PARAMETER");
    checkRefused(works().get("/users?domainId=home"), 400, "INVALID_PARAMETER");
    for (const auto* cursor : {"nonsense", "%2B%2B%2F%2FAAAA", "%E3%81%82"}) {
        checkRefused(works().get("/users?cursor=" + std::string(cursor)), 400, "INVALID_PARAMETER");
    }
    createMany(3);
    const auto cursor = support::percentEncode(cursorOf(works().get("/users?count=1")));
    checkRefused(works().get("/orgunits?count=1&cursor=" + cursor), 400, "INVALID_PARAMETER");
}

BOOST_AUTO_TEST_CASE(the_last_page_ends_as_the_switch_says) {
    const auto meta = [] {
        return works().get("/users").json().at("responseMetaData").as_object();
    };
    BOOST_TEST(meta().at("nextCursor").is_null());
    works().set(R"({"list-end":"empty"})");
    BOOST_TEST(meta().at("nextCursor") == "");
    works().set(R"({"list-end":"absent"})");
    BOOST_TEST(!meta().contains("nextCursor"));
}

BOOST_AUTO_TEST_CASE(a_page_behind_the_last_user_is_empty) {
    create("hanako");
    const auto cursor = support::percentEncode(cursorOf(works().get("/users?count=1")));
    works().call("DELETE", "/users/hanako@example.com/forcedelete");
    const auto reply = works().get("/users?count=1&cursor=" + cursor);
    checkStatus(reply, 200);
    BOOST_TEST(reply.json().at("users").as_array().empty());
    BOOST_TEST(cursorOf(reply) == "");
}

BOOST_AUTO_TEST_CASE(a_list_holds_the_users_of_its_domain) {
    works().set(R"({"domains":["10000001=example.com","10000002=second.example"]})");
    create("hanako");
    BOOST_TEST(works()
                   .call("POST", "/users",
                         R"({"domainId":10000002,"email":"taro@second.example",
                             "userExternalKey":"t","userName":{"lastName":"T"}})")
                   .status == 201);
    BOOST_TEST(listed("").size() == 2U);
    BOOST_TEST(listed("domainId=10000002").size() == 1U);
}

BOOST_AUTO_TEST_CASE(deleted_users_are_in_the_list_until_they_are_purged) {
    create("hanako");
    works().call("DELETE", "/users/hanako@example.com");
    BOOST_TEST(listed("").at(1).at("isDeleted").as_bool());
    works().set(R"({"deleted-shown":false})");
    BOOST_TEST(listed("").size() == 1U);
    checkRefused(works().get("/users/hanako@example.com"), 404, "NOT_FOUND");
    checkRefused(works().call("PATCH", "/users/hanako@example.com", "{}"), 404, "NOT_FOUND");
}

BOOST_AUTO_TEST_CASE(paths_verbs_and_bodies_that_are_wrong_are_told_apart) {
    checkRefused(works().get("/nothing"), 404, "NOT_FOUND");
    checkRefused(support::sendHttp(works().port(), {"GET", "/v2/users"}), 404, "NOT_FOUND");
    checkRefused(works().call("PUT", "/users", "{}"), 405, "METHOD_NOT_ALLOWED");
    checkRefused(works().call("GET", "/users/x/suspend"), 405, "METHOD_NOT_ALLOWED");
    checkRefused(works().call("DELETE", "/users/external-keys"), 405, "METHOD_NOT_ALLOWED");
    for (const auto* body : {"", "{", "[]", "null"}) {
        checkRefused(works().call("POST", "/users", body), 400, "BAD_REQUEST");
    }
    checkRefused(works().get("/users/%zz"), 400, "BAD_REQUEST");
}

BOOST_AUTO_TEST_CASE(a_content_type_with_a_charset_is_taken) {
    const auto reply =
        support::sendHttp(works().port(), {"POST",
                                           "/v1.0/users",
                                           person("hanako"),
                                           {{"Authorization", "Bearer " + works().newToken()},
                                            {"Content-Type", "application/json; charset=UTF-8"}}});
    BOOST_TEST(reply.status == 201);
}

BOOST_AUTO_TEST_CASE(a_photo_is_a_redirect_without_rate_headers) {
    works().set(R"({"limits":true})");
    create("hanako");
    checkRefused(works().get("/users/hanako@example.com/photo"), 404, "NOT_FOUND");
    checkRefused(works().call("POST", "/users/hanako@example.com/photo", R"({"fileName":"a"})"),
                 400, "MISSING_PARAMETER");
    const auto start = works().call("POST", "/users/hanako@example.com/photo",
                                    R"({"fileName":"a.png","fileSize":10})");
    BOOST_TEST(start.text("uploadUrl") != "");
    const auto reply = works().get("/users/hanako@example.com/photo");
    BOOST_TEST(reply.status == 302);
    BOOST_TEST(reply.header("location") != "");
    BOOST_TEST(reply.header("ratelimit-limit") == "");
    BOOST_TEST(works().get("/users/hanako@example.com").header("ratelimit-limit") == "240");
    checkDone(works().call("DELETE", "/users/hanako@example.com/photo"));
}

BOOST_AUTO_TEST_SUITE_END()
