// Groups, levels, positions, user types and external keys: items 27 and 28.
#include "sandbox_lineworks_fixture.h"

namespace json = boost::json;

namespace {

std::string group(const std::string& name, const std::string& more = {}) {
    return R"({"domainId":10000001,"groupName":")" + name + R"(","groupExternalKey":"g-)" + name +
           R"(","administrators":[{"userId":"admin@example.com"}],"members":[])" + more + "}";
}

support::Reply post(const std::string& target, const std::string& body) {
    return works().call("POST", target, body);
}

std::size_t count(const std::string& target, const std::string& plural) {
    return works().get(target).json().at(plural).as_array().size();
}

std::string item(const std::string& id, const std::string& key) {
    return R"({"id":")" + id + R"(","externalKey":)" + key + "}";
}

support::Reply setKeys(const std::string& items) {
    return post("/users/external-keys", R"({"users":[)" + items + "]}");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_groups_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(a_group_lives_from_post_to_delete) {
    const auto reply = post("/groups", group("G", R"(,"useMessage":true,"useNote":true)"));
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.json().at("visible").as_bool());
    BOOST_TEST(reply.json().at("useNote").as_bool());
    const auto target = "/groups/" + reply.text("groupId");
    BOOST_TEST(
        works().call("PATCH", target, R"({"description":"d"})").json().at("useNote").as_bool());
    const auto put = works().call("PUT", target, group("H"));
    BOOST_TEST(put.status == 200);
    BOOST_TEST(!put.json().at("useMessage").as_bool());
    BOOST_TEST(put.json().at("description").is_null());
    BOOST_TEST(count("/groups", "groups") == 1U);
    checkDone(works().call("DELETE", target));
    checkRefused(works().get(target), 404, "NOT_FOUND");
}

BOOST_AUTO_TEST_CASE(a_group_needs_an_administrator_and_members_that_are_there) {
    const std::string begin = R"({"domainId":10000001,"groupName":"G","members":[])";
    checkRefused(post("/groups", begin + "}"), 400, "MISSING_PARAMETER");
    checkRefused(post("/groups", begin + R"(,"administrators":[]})"), 400, "INVALID_PARAMETER");
    checkRefused(post("/groups", begin + R"(,"administrators":[{"userId":"no"}]})"), 404,
                 "NOT_FOUND");
    checkRefused(post("/groups", R"({"domainId":10000001,"groupName":"G","administrators":
        [{"userId":"admin@example.com"}],"members":[{"id":"no","type":"ORGUNIT"}]})"),
                 404, "NOT_FOUND");
    checkStatus(post("/groups", group("G")), 201);
    checkRefused(post("/groups", group("G")), 409, "ALREADY_EXIST");
    const auto target = std::string("/groups/externalKey:g-G/administrators");
    checkRefused(works().call("DELETE", target + "/admin@example.com"), 400, "BAD_REQUEST");
}

BOOST_AUTO_TEST_CASE(members_and_administrators_are_added_one_by_one) {
    createUnit("A");
    create("hanako");
    post("/groups", group("G"));
    post("/groups", group("H"));
    const std::string members = "/groups/externalKey:g-G/members";
    for (const auto* member : {R"({"id":"hanako@example.com","type":"USER"})",
                               R"({"id":"externalKey:o-A","type":"ORGUNIT"})",
                               R"({"id":"externalKey:g-H","type":"GROUP"})"}) {
        BOOST_TEST_CONTEXT(member) {
            checkStatus(post(members, member), 201);
            checkRefused(post(members, member), 409, "CONFLICT");
        }
    }
    BOOST_TEST(count(members, "members") == 3U);
    checkRefused(post(members, R"({"id":"no","type":"USER"})"), 404, "NOT_FOUND");
    checkRefused(post(members, R"({"id":"hanako@example.com"})"), 400, "MISSING_PARAMETER");
    checkRefused(post(members, R"({"id":"x","type":"ROBOT"})"), 400, "INVALID_PARAMETER");
    checkRefused(post(members, R"([{"id":"hanako@example.com","type":"USER"}])"), 400,
                 "BAD_REQUEST");
    checkRefused(post(members, R"({"members":[{"id":"hanako@example.com","type":"USER"}]})"), 400,
                 "MISSING_PARAMETER");
    checkDone(works().call("DELETE", members + "/hanako@example.com"));
    checkRefused(works().call("DELETE", members + "/hanako@example.com"), 404, "NOT_FOUND");
    const std::string administrators = "/groups/externalKey:g-G/administrators";
    checkStatus(post(administrators, R"({"userId":"externalKey:k-hanako"})"), 201);
    checkRefused(post(administrators, R"({"userId":"hanako@example.com"})"), 409, "CONFLICT");
    BOOST_TEST(count(administrators, "administrators") == 2U);
    checkDone(works().call("DELETE", administrators + "/admin@example.com"));
}

BOOST_AUTO_TEST_CASE(levels_positions_and_user_types_live_alike) {
    const struct {
        const char* path;
        const char* prefix;
        const char* plural;
    } rows[] = {
        {"/directory/levels", "level", "levels"},
        {"/directory/positions", "position", "positions"},
        {"/directory/user-types", "userType", "userTypes"},
        {"/directory/employment-types", "employmentType", "employmentTypes"},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.path) {
            works().reset();
            const std::string path = row.path;
            const std::string prefix = row.prefix;
            const auto body = [&](const std::string& name) {
                return R"({"domainId":10000001,"displayOrder":-1,")" + prefix + R"(Name":")" +
                       name + R"(",")" + prefix + R"(ExternalKey":"x-)" + name + "\"}";
            };
            const auto made = post(path, body("部長"));
            checkStatus(made, 201);
            checkRefused(post(path, body("部長")), 409, "ALREADY_EXIST");
            checkRefused(post(path, R"({"domainId":10000001,"displayOrder":1})"), 400,
                         "MISSING_PARAMETER");
            const auto one = path + "/" + made.text(prefix + "Id");
            BOOST_TEST(works()
                           .get(path + "/externalKey:" + support::percentEncode("x-部長"))
                           .text(prefix + "Name") == "部長");
            checkStatus(works().call("PATCH", one, R"({"displayOrder":5})"), 200);
            checkStatus(works().call("PUT", one, body("課長")), 200);
            BOOST_TEST(count(path, row.plural) == 1U);
            checkDone(works().call("DELETE", one));
            checkRefused(works().get(one), 404, "NOT_FOUND");
        }
    }
}

BOOST_AUTO_TEST_CASE(what_a_user_has_is_not_deleted_but_erased_when_disabled) {
    works().seed(R"({"levels":[{"levelName":"L","levelExternalKey":"l"}]})");
    create("hanako", R"(,"organizations":[{"domainId":10000001,"levelId":"externalKey:l"}])");
    checkRefused(works().call("DELETE", "/directory/levels/externalKey:l"), 400, "BAD_REQUEST");
    checkDone(post("/directory/levels/disable", {}));
    BOOST_TEST(count("/directory/levels", "levels") == 0U);
    BOOST_TEST(user("hanako@example.com").at("organizations").at(0).at("levelId").is_null());
    const std::string body = R"({"domainId":10000001,"displayOrder":1,"levelName":"L"})";
    checkRefused(post("/directory/levels", body), 403, "FORBIDDEN");
    checkDone(post("/directory/levels/enable", {}));
    checkStatus(post("/directory/levels", body), 201);
}

BOOST_AUTO_TEST_CASE(keys_are_set_replaced_and_removed_in_bulk) {
    const auto first = create("hanako").text("userId");
    const auto second = create("taro").text("userId");
    checkDone(setKeys(item(first, "\"a\"") + "," + item("externalKey:k-taro", "null")));
    BOOST_TEST(user(first).at("userExternalKey") == "a");
    BOOST_TEST(user(second).at("userExternalKey").is_null());
    BOOST_TEST(count("/users/external-keys?hasExternalKey=true", "users") == 1U);
    BOOST_TEST(count("/users/external-keys?hasExternalKey=false", "users") == 2U);
    checkRefused(works().get("/users/external-keys?hasExternalKey=maybe"), 400,
                 "INVALID_PARAMETER");
    const auto row =
        works().get("/users/external-keys?hasExternalKey=true").json().at("users").at(0);
    BOOST_TEST(std::string(row.at("id").as_string()) == first);
    BOOST_TEST(row.at("email") == "hanako@example.com");
    BOOST_TEST(row.at("externalKey") == "a");
    BOOST_TEST(row.at("domainId").as_int64() == 10000001);
}

BOOST_AUTO_TEST_CASE(a_bulk_call_that_cannot_be_changes_nothing) {
    const auto first = create("hanako").text("userId");
    const auto second = create("taro").text("userId");
    std::string many;
    for (int at = 0; at < 51; ++at) many += (at == 0 ? "" : ",") + item(first, "\"x\"");
    checkRefused(setKeys(""), 400, "INVALID_PARAMETER");
    checkRefused(setKeys(many), 400, "INVALID_PARAMETER");
    checkRefused(post("/users/external-keys", "{}"), 400, "MISSING_PARAMETER");
    checkRefused(setKeys(item(first, "\"new\"") + "," + item("nobody", "\"y\"")), 404, "NOT_FOUND");
    checkRefused(setKeys(item(first, "\"new\"") + "," + item("admin@example.com", "\"y\"")), 404,
                 "NOT_FOUND");
    checkRefused(setKeys(item(first, "\"new\"") + "," + item(second, "\"k-hanako\"") + "," +
                         item(first, "\"a/b\"")),
                 400, "INVALID_PARAMETER");
    checkRefused(setKeys(item(second, "\"k-hanako\"")), 409, "CONFLICT");
    checkRefused(setKeys(item(first, "\"same\"") + "," + item(second, "\"same\"")), 409,
                 "CONFLICT");
    BOOST_TEST(user(first).at("userExternalKey") == "k-hanako");
    BOOST_TEST(user(second).at("userExternalKey") == "k-taro");
    checkDone(setKeys(item(first, "\"k-taro\"") + "," + item(second, "\"k-hanako\"")));
    BOOST_TEST(user(first).at("userExternalKey") == "k-taro");
}

BOOST_AUTO_TEST_CASE(a_switch_takes_each_key_for_itself) {
    works().set(R"({"bulk-keys-atomic":false})");
    const auto first = create("hanako").text("userId");
    create("taro");
    checkRefused(setKeys(item(first, "\"new\"") + "," + item("nobody", "\"y\"")), 404, "NOT_FOUND");
    BOOST_TEST(user(first).at("userExternalKey") == "new");
}

BOOST_AUTO_TEST_CASE(every_kind_has_its_bulk_keys) {
    const auto unitId = createUnit("A");
    const auto groupId = post("/groups", group("G")).text("groupId");
    works().seed(R"({"levels":[{"levelId":"l","levelName":"L"}],
        "positions":[{"positionId":"p","positionName":"P"}],
        "userTypes":[{"userTypeId":"t","userTypeName":"T"}]})");
    const struct {
        std::string path;
        const char* plural;
        std::string id;
    } rows[] = {
        {"/orgunits", "orgUnits", unitId},
        {"/groups", "groups", groupId},
        {"/directory/levels", "levels", "l"},
        {"/directory/positions", "positions", "p"},
        {"/directory/user-types", "userTypes", "t"},
        {"/directory/employment-types", "userTypes", "t"},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.path) {
            const auto target = row.path + "/external-keys";
            checkDone(post(target, "{\"" + std::string(row.plural) + "\":[" +
                                       item(row.id, "\"bulk\"") + "]}"));
            const auto keyed = works().get(target + "?hasExternalKey=true").json().at(row.plural);
            BOOST_REQUIRE(keyed.as_array().size() == 1U);
            BOOST_TEST(keyed.at(0).at("externalKey") == "bulk");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
