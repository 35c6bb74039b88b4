// PUT, PATCH, move and aliases of users: items 15 and 22.
#include "sandbox_lineworks_fixture.h"

namespace json = boost::json;

namespace {

const std::string kHanako = "/users/hanako@example.com";

support::Reply patch(const std::string& body) { return works().call("PATCH", kHanako, body); }

/// A group with the admin as administrator and this member.
std::string groupOf(const std::string& member) {
    return works()
        .call("POST", "/groups",
              R"({"domainId":10000001,"groupName":"G","administrators":[)"
              R"({"userId":"admin@example.com"}],"members":[{"type":"USER","id":")" +
                  member + "\"}]}")
        .text("groupId");
}

std::size_t membersOf(const std::string& group) {
    return works().get("/groups/" + group + "/members").json().at("members").as_array().size();
}

void addDomain() {
    works().set(R"({"domains":["10000001=example.com","10000002=second.example"]})");
}

const std::string kToSecond = R"({"organizations":[{"domainId":10000002,"primary":true,
    "email":"hanako@second.example"}])";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_update_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(a_patch_keeps_what_it_leaves_out_and_null_clears) {
    create("hanako", R"(,"telephone":"03-1","location":"東京","searchable":false)");
    const auto reply = patch(R"({"location":"大阪","telephone":null})");
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.text("location") == "大阪");
    BOOST_TEST(reply.json().at("telephone").is_null());
    BOOST_TEST(!reply.json().at("searchable").as_bool());
    BOOST_TEST(reply.text("userExternalKey") == "k-hanako");
    BOOST_TEST(reply.json().at("userName").at("lastName") == "山田");
}

BOOST_AUTO_TEST_CASE(a_put_wipes_what_it_leaves_out) {
    createUnit("A");
    create("hanako", R"(,"telephone":"03-1","searchable":false)" + posts({"externalKey:o-A"}));
    const std::string body =
        R"({"domainId":10000001,"email":"hanako@example.com","userName":{"lastName":"山田"}})";
    const auto reply = works().call("PUT", kHanako, body);
    BOOST_TEST(reply.status == 200);
    const auto found = reply.json();
    BOOST_TEST(found.at("telephone").is_null());
    BOOST_TEST(found.at("searchable").as_bool());
    BOOST_TEST(found.at("userExternalKey").is_null());
    BOOST_TEST(found.at("userName").at("firstName") == "");
    BOOST_TEST(found.at("organizations").at(0).at("orgUnits").as_array().empty());
    checkRefused(works().call("PUT", kHanako, R"({"domainId":10000001})"), 400,
                 "MISSING_PARAMETER");
    checkRefused(works().call("PUT", kHanako, R"({"email":"hanako@example.com"})"), 400,
                 "MISSING_PARAMETER");
}

BOOST_AUTO_TEST_CASE(a_switch_lets_put_keep_the_key) {
    create("hanako");
    works().set(R"({"put-wipes-key":false})");
    const auto reply = works().call(
        "PUT", kHanako,
        R"({"domainId":10000001,"email":"hanako@example.com","userName":{"lastName":"山田"}})");
    BOOST_TEST(reply.text("userExternalKey") == "k-hanako");
}

BOOST_AUTO_TEST_CASE(a_password_is_ignored_after_creation) {
    create("hanako");
    const std::string bad = R"("passwordConfig":{"passwordCreationType":"ADMIN","password":"x"})";
    checkStatus(patch("{" + bad + "}"), 200);
    checkStatus(works().call("PUT", kHanako,
                             R"({"domainId":10000001,
        "email":"hanako@example.com","userName":{"lastName":"a"},)" +
                                 bad + "}"),
                200);
}

BOOST_AUTO_TEST_CASE(arrays_in_a_patch_replace_the_old_ones_or_are_merged) {
    createUnit("A");
    createUnit("B");
    const auto refresh = [] {
        works().call("DELETE", kHanako + "/forcedelete");
        create("hanako", R"(,"aliasEmails":["one@example.com"],
            "i18nNames":[{"language":"en_US","lastName":"Yamada","firstName":"Hanako"}])" +
                             posts({"externalKey:o-A"}));
    };
    const std::string body = R"({"aliasEmails":["two@example.com"],
        "i18nNames":[{"language":"ko_KR","lastName":"Y","firstName":"H"}])" +
                             posts({"externalKey:o-B"}) + "}";
    refresh();
    auto reply = patch(body).json();
    BOOST_TEST(reply.at("aliasEmails").as_array().size() == 1U);
    BOOST_TEST(reply.at("i18nNames").as_array().size() == 1U);
    BOOST_TEST(postsOf("hanako@example.com").size() == 1U);
    works().set(R"({"patch-arrays":"merged"})");
    refresh();
    reply = patch(body).json();
    BOOST_TEST(reply.at("aliasEmails").as_array().size() == 2U);
    BOOST_TEST(reply.at("i18nNames").as_array().size() == 2U);
    const auto merged = postsOf("hanako@example.com");
    BOOST_REQUIRE(merged.size() == 2U);
    BOOST_TEST(merged[0].at("primary").as_bool() != merged[1].at("primary").as_bool());
}

BOOST_AUTO_TEST_CASE(a_new_address_is_the_login_and_the_old_one_is_free) {
    create("hanako");
    checkStatus(patch(R"({"email":"hana@example.com"})"), 200);
    BOOST_TEST(user("hana@example.com").at("organizations").at(0).at("email") ==
               "hana@example.com");
    checkRefused(works().get(kHanako), 404, "NOT_FOUND");
    BOOST_TEST(create("hanako", R"(,"employeeNumber":"2")").status == 409);  // its key is held
    BOOST_TEST(works()
                   .call("POST", "/users",
                         R"({"domainId":10000001,"email":"hanako@example.com",
                             "userExternalKey":"other","userName":{"lastName":"a"}})")
                   .status == 201);
}

BOOST_AUTO_TEST_CASE(a_patch_is_checked_as_a_create_is_and_changes_nothing_when_refused) {
    create("hanako");
    create("taro");
    for (const auto* body :
         {R"({"telephone":"none","location":"大阪"})", R"({"userName":{}})", R"({"email":null})",
          R"({"domainId":7})", R"({"userExternalKey":"a/b"})"}) {
        const auto reply = patch(body);
        BOOST_TEST(reply.status >= 400, body);
    }
    checkRefused(patch(R"({"userExternalKey":"k-taro"})"), 409, "CONFLICT");
    BOOST_TEST(user("hanako@example.com").at("location").is_null());
    checkRefused(works().call("PATCH", "/users/nobody", "{}"), 404, "NOT_FOUND");
    works().call("DELETE", kHanako);
    checkRefused(patch("{}"), 400, "BAD_REQUEST");
}

BOOST_AUTO_TEST_CASE(a_move_changes_the_domain_and_drops_groups) {
    addDomain();
    const auto id = create("hanako").text("userId");
    const auto group = groupOf("hanako@example.com");
    const auto reply = works().call("POST", kHanako + "/move", kToSecond + "}");
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.json().at("domainId").as_int64() == 10000002);
    BOOST_TEST(reply.text("email") == "hanako@second.example");
    BOOST_TEST(reply.text("userExternalKey") == "k-hanako");
    BOOST_TEST(reply.text("userId") == id);
    BOOST_TEST(membersOf(group) == 0U);
}

BOOST_AUTO_TEST_CASE(a_move_can_keep_groups_and_change_the_key) {
    addDomain();
    works().set(R"({"user-move-answer":"201"})");
    create("taro");
    BOOST_TEST(works()
                   .call("POST", "/users/taro@example.com/move",
                         R"({"organizations":[{"domainId":10000002,"primary":true},
            {"domainId":10000001,"userExternalKey":"second"}]})")
                   .text("userExternalKey") == "k-taro");  // neither primary nor first
    create("hanako");
    const auto group = groupOf("hanako@example.com");
    const auto reply = works().call("POST", kHanako + "/move",
                                    R"({"preserveGroup":true,"organizations":[{"domainId":10000001},
            {"domainId":10000002,"primary":true,"userExternalKey":"new"}]})");
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.text("userExternalKey") == "new");
    BOOST_TEST(membersOf(group) == 1U);
}

BOOST_AUTO_TEST_CASE(a_move_takes_the_key_of_the_root_the_primary_or_the_first) {
    addDomain();
    const struct {
        const char* root;
        const char* first;
        const char* primary;
        const char* expected;
    } rows[] = {
        {R"("root")", R"("one")", R"("two")", "root"},
        {"null", R"("one")", R"("two")", "two"},
        {"null", R"("one")", "null", "one"},
        {"null", "null", "null", "k-hanako"},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.expected) {
            create("hanako", R"(,"location":"東京","customFields":[{"customFieldId":"c",
                "value":"v"}])");
            const auto reply = works().call(
                "POST", kHanako + "/move",
                R"({"userExternalKey":)" + std::string(row.root) +
                    R"(,"organizations":[{"domainId":10000001,"userExternalKey":)" + row.first +
                    R"(},{"domainId":10000002,"primary":true,"userExternalKey":)" + row.primary +
                    "}]}");
            checkStatus(reply, 200);
            BOOST_TEST(reply.text("userExternalKey") == row.expected);
            BOOST_TEST(reply.text("location") == "東京");
            BOOST_TEST(reply.json().at("customFields").as_array().empty());
            works().call("DELETE", kHanako + "/forcedelete");
        }
    }
}

BOOST_AUTO_TEST_CASE(who_or_where_to_cannot_be_moved_is_refused) {
    addDomain();
    create("hanako");
    const auto move = [](const std::string& name, const std::string& body) {
        return works().call("POST", "/users/" + name + "/move", body);
    };
    checkRefused(move("hanako@example.com", R"({"organizations":[{"domainId":7}]})"), 403,
                 "ACCESS_DENIED");
    checkRefused(move("hanako@example.com", R"({})"), 400, "MISSING_PARAMETER");
    checkRefused(move("hanako@example.com", R"({"organizations":[]})"), 400, "INVALID_PARAMETER");
    checkRefused(move("admin@example.com", kToSecond + "}"), 400, "BAD_REQUEST");
    checkRefused(move("nobody", kToSecond + "}"), 404, "NOT_FOUND");
    works().call("DELETE", kHanako);
    checkRefused(move("hanako@example.com", kToSecond + "}"), 400, "BAD_REQUEST");
}

BOOST_AUTO_TEST_CASE(an_alias_is_added_and_taken_away) {
    create("hanako");
    create("taro");
    const auto reply = works().call("POST", kHanako + "/alias-emails/hana@example.com");
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.body == R"({"aliasEmails":["hana@example.com"]})");
    checkRefused(works().call("POST", "/users/taro@example.com/alias-emails/hana@example.com"), 400,
                 "BAD_REQUEST");
    checkRefused(works().call("POST", kHanako + "/alias-emails/x@other.example"), 400,
                 "INVALID_PARAMETER");
    checkDone(works().call("DELETE", kHanako + "/alias-emails/hana@example.com"));
    checkRefused(works().call("DELETE", kHanako + "/alias-emails/hana@example.com"), 404,
                 "NOT_FOUND");
    works().set(R"({"alias-delete-answer":"200"})");
    works().call("POST", kHanako + "/alias-emails/hana@example.com");
    const auto deleted = works().call("DELETE", kHanako + "/alias-emails/hana@example.com");
    BOOST_TEST(deleted.status == 200);
    BOOST_TEST(deleted.body == R"({"aliasEmails":[]})");
    for (int at = 10; at < 20; ++at) {
        works().call("POST", kHanako + "/alias-emails/a" + std::to_string(at) + "@example.com");
    }
    checkRefused(works().call("POST", kHanako + "/alias-emails/more@example.com"), 400,
                 "LIMIT_EXCEEDED");
}

BOOST_AUTO_TEST_CASE(aliases_are_of_the_advanced_plan) {
    works().set(R"({"plan":"standard"})");
    create("hanako");
    checkRefused(works().call("POST", kHanako + "/alias-emails/hana@example.com"), 403,
                 "FORBIDDEN");
    checkRefused(patch(R"({"aliasEmails":["hana@example.com"]})"), 400, "INVALID_PARAMETER");
}

BOOST_AUTO_TEST_SUITE_END()
