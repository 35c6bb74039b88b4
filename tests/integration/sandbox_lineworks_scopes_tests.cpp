// What a token may do: items 4 to 7.
#include "sandbox_lineworks_fixture.h"

namespace {

using Works = support::LineworksSandbox;

int statusWith(const std::string& authorization) {
    return support::sendHttp(works().port(),
                             {"GET", "/v1.0/users", {}, {{"Authorization", authorization}}})
        .status;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_scopes_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(without_a_live_token_there_is_a_401_with_a_challenge) {
    const auto token = works().newToken();
    BOOST_TEST(statusWith("Bearer " + token) == 200);
    for (const auto& wrong : {"Bearer  " + token, "Bearer " + token + "x", token,
                              std::string("Bearer"), std::string("Basic eDp5")}) {
        BOOST_TEST(statusWith(wrong) == 401, wrong);
    }
    const auto reply = support::sendHttp(works().port(), {"GET", "/v1.0/users"});
    BOOST_TEST(reply.status == 401);
    BOOST_TEST(reply.body == R"({"code":"UNAUTHORIZED","description":"Authentication failed"})");
    BOOST_TEST(reply.header("www-authenticate") ==
               R"(Bearer error="invalid_token", error_description="Authentication failed")");
    pass(kDay);
    BOOST_TEST(statusWith("Bearer " + token) == 401);
    works().control("POST", "revoke-tokens");
}

BOOST_AUTO_TEST_CASE(any_one_of_the_listed_scopes_is_enough) {
    const struct {
        const char* scope;
        const char* method;
        const char* target;
        int status;
    } rows[] = {
        {"user", "GET", "/users", 200},
        {"user.read", "GET", "/users", 200},
        {"directory", "GET", "/users", 200},
        {"directory.read", "GET", "/users", 200},
        {"orgunit", "GET", "/users", 403},
        {"user.read", "POST", "/users", 403},
        {"directory.read", "POST", "/users", 403},
        {"orgunit", "POST", "/orgunits", 400},
        {"user", "POST", "/orgunits", 403},
        {"orgunit.read", "GET", "/orgunits", 200},
        {"group.read", "GET", "/groups", 200},
        {"group", "POST", "/groups", 400},
        {"user", "GET", "/users/external-keys", 403},
        {"directory.read", "GET", "/users/external-keys", 200},
        {"user orgunit", "POST", "/users/external-keys", 403},
        {"orgunit", "POST", "/orgunits/external-keys", 403},
        {"directory", "POST", "/orgunits/external-keys", 400},
        {"user", "GET", "/directory/levels", 403},
        {"directory.read", "GET", "/directory/levels", 200},
        {"directory.read", "POST", "/directory/positions", 403},
        {"directory.read", "GET", "/directory/user-types", 200},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.scope << " " << row.method << " " << row.target) {
            const auto reply = works().callWith(row.scope, row.method, row.target, "{}");
            BOOST_TEST(reply.status == row.status);
            if (row.status != 403) continue;
            checkRefused(reply, 403, "FORBIDDEN");
            BOOST_TEST(reply.header("www-authenticate") == R"(Bearer error="insufficient_scope")");
        }
    }
}

BOOST_AUTO_TEST_CASE(the_free_plan_reads_only) {
    works().set(R"({"plan":"free"})");
    const auto assertion = works().sign(Works::kHeader, Works::claims());
    for (const auto* scope : {"user", "orgunit", "group", "directory", "directory.read"}) {
        BOOST_TEST(works().requestToken(assertion, scope).text("error") == "invalid_scope");
    }
    for (const auto* target : {"/users", "/orgunits", "/groups"}) {
        checkStatus(works().callWith("user.read orgunit.read group.read", "GET", target), 200);
    }
}

BOOST_AUTO_TEST_CASE(areas_closed_to_service_accounts_are_refused) {
    for (const auto* target :
         {"/groups/g/note/posts", "/groups/g/folder", "/users/u/mail", "/users/u/drive/files",
          "/sharedrives", "/tasks/t", "/users/u/tasks", "/users/u/task-categories", "/forms/f"}) {
        BOOST_TEST_CONTEXT(target) {
            const auto reply = works().get(target);
            BOOST_TEST(reply.status == 403);
            BOOST_TEST(reply.body == R"({"code":"FORBIDDEN","description":"Not allowed api"})");
            BOOST_TEST(
                support::sendHttp(works().port(), {"GET", "/v1.0" + std::string(target)}).status ==
                401);
        }
    }
    checkRefused(works().get("/users/me"), 403, "FORBIDDEN");
    checkRefused(works().call("PATCH", "/users/me", "{}"), 403, "FORBIDDEN");
}

BOOST_AUTO_TEST_SUITE_END()
