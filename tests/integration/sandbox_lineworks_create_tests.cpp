// POST /users: items 8 and 10 to 14.
#include "sandbox_lineworks_fixture.h"

namespace json = boost::json;

namespace {

/// The body of `person` with one member replaced or, with an empty value, left out.
std::string with(const std::string& name, const std::string& value) {
    auto body = json::parse(person("hanako")).as_object();
    if (value.empty()) {
        body.erase(name);
    } else {
        body[name] = json::parse(value);
    }
    return json::serialize(body);
}

support::Reply post(const std::string& body) { return works().call("POST", "/users", body); }

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int at = 0; at < times; ++at) all += text;
    return all;
}

std::string list(const std::string& item, int count) {
    std::string rows;
    for (int at = 0; at < count; ++at) rows += (at == 0 ? "" : ",") + item;
    return "[" + rows + "]";
}

/// So many custom fields.
std::string fields(int count) {
    std::string rows;
    for (int at = 0; at < count; ++at) {
        rows += (at == 0 ? "" : ",") + std::string(R"({"customFieldId":"c)") + std::to_string(at) +
                R"(","value":"v"})";
    }
    return "[" + rows + "]";
}

std::string name(const std::string& last, const std::string& first) {
    return R"({"lastName":")" + last + R"(","firstName":")" + first + "\"}";
}

std::size_t users() { return works().get("/users").json().at("users").as_array().size(); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_create_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(a_created_user_is_answered_whole) {
    const auto reply = create("hanako");
    BOOST_TEST(reply.status == 201);
    const auto body = reply.json().as_object();
    BOOST_TEST(body.at("domainId").as_int64() == 10000001);
    BOOST_TEST(body.at("userExternalKey") == "k-hanako");
    BOOST_TEST(body.at("userName").at("lastName") == "山田");
    for (const auto* null :
         {"nickName", "privateEmail", "telephone", "cellPhone", "location", "task", "messenger",
          "birthday", "hiredDate", "activationDate", "employeeNumber", "userTypeId", "userTypeName",
          "employmentTypeId", "suspendedReason"}) {
        BOOST_TEST(body.at(null).is_null(), null);
    }
    for (const auto* empty : {"i18nNames", "aliasEmails", "customFields", "relations"}) {
        BOOST_TEST(body.at(empty).as_array().empty(), empty);
    }
    for (const auto* no :
         {"isAdministrator", "isPending", "isSuspended", "isDeleted", "isAwaiting"}) {
        BOOST_TEST(!body.at(no).as_bool(), no);
    }
    BOOST_TEST(body.at("searchable").as_bool());
    BOOST_TEST(!body.at("leaveOfAbsence").at("isLeaveOfAbsence").as_bool());
    BOOST_REQUIRE(body.at("organizations").as_array().size() == 1U);
    const auto& organization = body.at("organizations").at(0);
    BOOST_TEST(organization.at("primary").as_bool());
    BOOST_TEST(organization.at("email") == "hanako@example.com");
    BOOST_TEST(organization.at("organizationName") == "Example");
    BOOST_TEST(organization.at("userExternalKey").is_null());
    BOOST_TEST(organization.at("levelId").is_null());
    BOOST_TEST(organization.at("orgUnits").as_array().empty());
}

BOOST_AUTO_TEST_CASE(names_of_what_a_user_refers_to_are_resolved) {
    works().seed(R"({"levels":[{"levelName":"部長","levelExternalKey":"l1","executive":true}],
        "positions":[{"positionName":"課長","positionExternalKey":"p1"}],
        "userTypes":[{"userTypeName":"正社員","userTypeExternalKey":"t1","userTypeCode":"FT"}],
        "orgUnits":[{"orgUnitName":"営業部","orgUnitExternalKey":"o-eigyo","email":"eigyo@example.com"}]})");
    const auto body =
        create("hanako", R"(,"userTypeId":"externalKey:t1","organizations":[{"domainId":10000001,
            "levelId":"externalKey:l1","orgUnits":[{"orgUnitId":"externalKey:o-eigyo",
            "positionId":"externalKey:p1","isManager":true,"visible":false,
            "useTeamFeature":false}]}])")
            .json()
            .as_object();
    BOOST_TEST(body.at("userTypeName") == "正社員");
    BOOST_TEST(body.at("userTypeCode") == "FT");
    BOOST_TEST(body.at("employmentTypeExternalKey") == "t1");
    const auto& organization = body.at("organizations").at(0);
    BOOST_TEST(organization.at("levelName") == "部長");
    BOOST_TEST(organization.at("levelExternalKey") == "l1");
    BOOST_TEST(organization.at("executive").as_bool());
    const auto& post = organization.at("orgUnits").at(0);
    BOOST_TEST(post.at("orgUnitName") == "営業部");
    BOOST_TEST(post.at("orgUnitEmail") == "eigyo@example.com");
    BOOST_TEST(post.at("orgUnitExternalKey") == "o-eigyo");
    BOOST_TEST(post.at("positionName") == "課長");
    BOOST_TEST(post.at("isManager").as_bool());
    BOOST_TEST(!post.at("visible").as_bool());
    BOOST_TEST(!post.at("useTeamFeature").as_bool());
}

BOOST_AUTO_TEST_CASE(a_wrong_value_is_an_invalid_parameter) {
    works().seed(R"({"orgUnits":[{"orgUnitName":"A","orgUnitExternalKey":"o-A"}]})");
    const std::pair<std::string, std::string> rows[] = {
        {"email", quoted("a@example.com")},
        {"email", quoted(".ab@example.com")},
        {"email", quoted("ab.@example.com")},
        {"email", quoted("a..b@example.com")},
        {"email", quoted("Hanako@example.com")},
        {"email", quoted("_ab@example.com")},
        {"email", quoted(repeated("a", 41) + "@example.com")},
        {"email", quoted("hanako@other.example")},
        {"email", quoted("hanako")},
        {"email", "7"},
        {"userName", name("", "")},
        {"userName", name(repeated("山", 41), repeated("花", 40))},
        {"userName", name("山田*", "")},
        {"userName", name("😀", "")},
        {"userName", R"({"lastName":"a","phoneticLastName":"やまだ"})"},
        {"userName", R"({"lastName":"a","phoneticLastName":"ﾔﾏﾀﾞ"})"},
        {"userExternalKey", quoted("a%b")},
        {"userExternalKey", quoted("a#b")},
        {"userExternalKey", quoted("a/b")},
        {"userExternalKey", quoted("a?b")},
        {"userExternalKey", quoted("a\\\\b")},
        {"userExternalKey", quoted(repeated("k", 101))},
        {"telephone", quoted("03 1234")},
        {"telephone", quoted("none")},
        {"cellPhone", quoted(repeated("1", 101))},
        {"locale", quoted("ja-JP")},
        {"birthday", quoted("2001-02-30")},
        {"hiredDate", quoted("2001/02/03")},
        {"activationDate", quoted("2030-01-01")},
        {"employeeNumber", quoted(repeated("1", 21))},
        {"nickName", quoted(repeated("a", 101))},
        {"timeZone", quoted("Asia Tokyo")},
        {"privateEmail", quoted("nobody")},
        {"searchable", quoted("yes")},
        {"aliasEmails", list(quoted("ab@example.com"), 11)},
        {"aliasEmails", list(quoted("ab@other.example"), 1)},
        {"relations", list(R"({"relationUserId":"admin@example.com"})", 11)},
        {"i18nNames", list(R"({"language":"fr_FR","lastName":"a"})", 1)},
        {"messenger", R"({"protocol":"ICQ","messengerId":"1"})"},
        {"customFields", list(R"({"customFieldId":"c","value":"v"})", 11)},
        {"customProperties", R"({"unheard":"of"})"},
        {"organizations", R"([{"domainId":10000001,"orgUnits":)" +
                              list(R"({"orgUnitId":"externalKey:o-A"})", 31) + "}]"},
        {"organizations", R"([{"domainId":10000001,"orgUnits":)" +
                              list(R"({"orgUnitId":"externalKey:o-A"})", 2) + "}]"},
        {"location", quoted(repeated("区", 101))},
        {"task", quoted(repeated("a", 101))},
        {"birthdayCalendarType", quoted("STELLAR")},
        {"privateEmail", quoted(repeated("a", 65) + "@mail.example")},
        {"userName", R"({"lastName":"a","phoneticFirstName":")" + repeated("ア", 101) + "\"}"},
        {"i18nNames", list(R"({"language":"en_US","lastName":")" + repeated("a", 101) + "\"}", 1)},
        {"messenger", R"({"protocol":"LINE","messengerId":")" + repeated("a", 101) + "\"}"},
        {"relations", list(R"({"relationUserId":"admin@example.com","relationName":")" +
                               repeated("a", 51) + "\"}",
                           1)},
        {"customFields", list(R"({"customFieldId":"c","value":")" + repeated("a", 101) + "\"}", 1)},
        {"customFields", list(R"({"customFieldId":"c","link":")" + repeated("a", 301) + "\"}", 1)},
        {"customFields", fields(51)},
        {"passwordConfig", R"({"passwordCreationType":"ADMIN"})"},
        {"passwordConfig", R"({"passwordCreationType":"NOBODY"})"},
    };
    for (const auto& [member, value] : rows) {
        BOOST_TEST_CONTEXT(member << ": " << value) {
            checkRefused(post(with(member, value)), 400, "INVALID_PARAMETER");
        }
    }
    BOOST_TEST(users() == 1U);
}

BOOST_AUTO_TEST_CASE(values_at_the_edge_are_taken) {
    const std::pair<std::string, std::string> rows[] = {
        {"userName", name(repeated("漢", 80), "")},
        {"userName", name(repeated("山", 40), repeated("花", 40))},
        {"userName", R"({"lastName":"ﾔﾏﾀﾞ","phoneticLastName":"ヤマダ・ジュン　ー"})"},
        {"userExternalKey", quoted(repeated("鍵", 100))},
        {"email", quoted("a-_.9@example.com")},
        {"telephone", quoted("+81-3(1234)5678#P")},
        {"activationDate", quoted("2024-01-01T09:00:00+09:00")},
        {"messenger", R"({"protocol":"CUSTOM","customProtocol":"Matrix","messengerId":"@a"})"},
        {"customFields", list(R"({"customFieldId":"c","value":"v"})", 10)},
        {"employeeNumber", quoted("00000000000000000001")},
        {"customFields", fields(50)},
    };
    for (const auto& [member, value] : rows) {
        BOOST_TEST_CONTEXT(member << ": " << value) {
            checkStatus(post(with(member, value)), 201);
            works().reset();
        }
    }
}

BOOST_AUTO_TEST_CASE(an_address_has_ninety_characters_at_most) {
    const auto domain = std::string(60, 'd') + ".example";
    works().set(R"({"domains":["10000001=)" + domain + R"("]})");
    checkRefused(post(with("email", quoted(repeated("a", 22) + "@" + domain))), 400,
                 "INVALID_PARAMETER");
    checkStatus(post(with("email", quoted(repeated("a", 21) + "@" + domain))), 201);
}

BOOST_AUTO_TEST_CASE(a_user_has_thirty_org_units_at_most) {
    std::vector<std::string> units;
    for (int at = 1; at <= 31; ++at) units.push_back(createUnit("U" + std::to_string(at)));
    checkRefused(create("hanako", posts(units)), 400, "INVALID_PARAMETER");
    units.pop_back();
    checkStatus(create("hanako", posts(units)), 201);
    BOOST_TEST(postsOf("hanako@example.com").size() == 30U);
}

BOOST_AUTO_TEST_CASE(the_messenger_x_is_answered_as_twitter) {
    const auto reply = create("hanako", R"(,"messenger":{"protocol":"X","messengerId":"@a"})");
    BOOST_TEST(reply.json().at("messenger").at("protocol") == "TWITTER");
    BOOST_TEST(reply.json().at("messenger").at("customProtocol").is_null());
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_named) {
    for (const auto* member : {"domainId", "email", "userName", "userExternalKey"}) {
        BOOST_TEST_CONTEXT(member) {
            const auto reply = post(with(member, ""));
            checkRefused(reply, 400, "MISSING_PARAMETER");
            BOOST_TEST(reply.text("description").find(member) != std::string::npos);
        }
    }
    works().set(R"({"key-under-sso":false,"missing-domain":"INVALID_PARAMETER"})");
    checkRefused(post(with("domainId", "")), 400, "INVALID_PARAMETER");
    checkStatus(post(with("userExternalKey", "")), 201);
}

BOOST_AUTO_TEST_CASE(a_domain_outside_the_tenant_is_denied) {
    checkRefused(post(with("domainId", "7")), 403, "ACCESS_DENIED");
    checkRefused(works().get("/users?domainId=7"), 403, "ACCESS_DENIED");
    works().set(R"({"foreign-domain":"404"})");
    checkRefused(post(with("domainId", "7")), 404, "NOT_FOUND");
    works().set(R"({"foreign-domain":"400"})");
    checkRefused(post(with("domainId", "7")), 400, "INVALID_PARAMETER");
}

BOOST_AUTO_TEST_CASE(without_sso_a_member_is_pending_and_needs_a_private_address) {
    works().set(R"({"sso":false})");
    checkRefused(create("hanako"), 400, "MISSING_PARAMETER");
    const auto member = create("hanako", R"(,"privateEmail":"h@mail.example")");
    BOOST_TEST(member.status == 201);
    BOOST_TEST(member.json().at("isPending").as_bool());
    const auto set = create("taro", R"(,"passwordConfig":{"passwordCreationType":"ADMIN",
        "password":"abcdefg1"})");
    BOOST_TEST(set.status == 201);
    BOOST_TEST(set.body.find("abcdefg1") == std::string::npos);
    checkStatus(post(with("userExternalKey", "")), 400);  // not for the key: privateEmail
    works().control("POST", "activate", R"({"email":"hanako@example.com"})");
    BOOST_TEST(!user("hanako@example.com").at("isPending").as_bool());
}

BOOST_AUTO_TEST_CASE(switches_turn_the_pending_flag) {
    works().set(R"({"sso":false})");
    create("hanako", R"(,"privateEmail":"h@mail.example")");
    pass(31 * kDay);
    works().reconnect();
    BOOST_TEST(user("hanako@example.com").at("isPending").as_bool());
    works().set(R"({"pending-after-expiry":false})");
    BOOST_TEST(!user("hanako@example.com").at("isPending").as_bool());
    works().set(R"({"pending-after-create":false})");
    const auto reply = create("taro", R"(,"privateEmail":"t@mail.example")");
    BOOST_TEST(!reply.json().at("isPending").as_bool());
}

BOOST_AUTO_TEST_CASE(a_user_waits_for_his_activation_date) {
    const auto at = R"(,"activationDate":"2099-01-01T00:00:00Z")";
    BOOST_TEST(create("hanako", at).json().at("isAwaiting").as_bool());
    works().set(R"({"awaiting-flag":"inverted"})");
    BOOST_TEST(!user("hanako@example.com").at("isAwaiting").as_bool());
    BOOST_TEST(user("admin@example.com").at("isAwaiting").as_bool());
}

BOOST_AUTO_TEST_CASE(a_password_set_by_an_admin_keeps_to_the_policy) {
    const auto code = [](const std::string& password) {
        return post(with("passwordConfig",
                         R"({"passwordCreationType":"ADMIN","password":")" + password + "\"}"))
            .status;
    };
    for (const auto* bad : {"abcdef1", "abcdefgh", "12345678", "abcdefghijklmnopqrst1"}) {
        BOOST_TEST(code(bad) == 400, bad);
    }
    works().set(R"({"password-rules":"letters-digits-special","password-min-length":10})");
    BOOST_TEST(code("abcdefgh12") == 400);
    BOOST_TEST(code("abcde-f1") == 400);
    BOOST_TEST(code("abcdefg-12") == 201);
    works().reset();
    works().set(R"({"password-rules":"off"})");
    BOOST_TEST(code("x") == 201);
}

BOOST_AUTO_TEST_CASE(custom_properties_keep_to_their_definitions) {
    const auto define = [](const std::string& body) {
        return works().call("POST", "/directory/users/custom-properties", body).status;
    };
    BOOST_TEST(define(R"({"propertyName":"seat","propertyType":"STRING"})") == 201);
    BOOST_TEST(define(R"({"propertyName":"since","propertyType":"DATE"})") == 201);
    BOOST_TEST(define(R"({"propertyName":"floor","propertyType":"INTEGER"})") == 201);
    BOOST_TEST(define(R"({"propertyName":"page","propertyType":"LINK","multiValued":true})") ==
               201);
    BOOST_TEST(define(R"({"propertyName":"blood","propertyType":"STRING",
        "options":[{"optionName":"A"},{"optionName":"B"}]})") == 201);
    BOOST_TEST(define(R"({"propertyName":"seat","propertyType":"STRING"})") == 409);
    for (const auto* bad :
         {R"({"seat":7})", R"({"since":"tomorrow"})", R"({"floor":-1})", R"({"floor":"1"})",
          R"({"page":{"link":"x"}})", R"({"page":[{"text":"no link"}]})", R"({"blood":"C"})"}) {
        BOOST_TEST_CONTEXT(bad) {
            checkRefused(create("hanako", R"(,"customProperties":)" + std::string(bad)), 400,
                         "INVALID_PARAMETER");
        }
    }
    const auto reply = create("hanako", R"(,"customProperties":{"seat":"7A","since":"2020-04-01",
        "floor":0,"page":[{"text":"home","link":"https://a.example"}],"blood":"B"})");
    BOOST_TEST(reply.status == 201);
    BOOST_TEST(reply.json().at("customProperties").at("floor").as_int64() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
