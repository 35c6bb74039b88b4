#pragma once

#include <string>

#include <boost/test/unit_test.hpp>

#include "zoom_sandbox.h"

/// The simulator of this test program, started at first use.
inline support::ZoomSandbox& zoom() {
    static support::ZoomSandbox sandbox;
    return sandbox;
}

/// Gives each case a fresh account.
struct FreshAccount {
    FreshAccount() { zoom().reset(); }
};

/// The body of a create; `more` are further members of user_info, each with a comma before.
inline std::string order(const std::string& action, const std::string& mail, int type = 1,
                         const std::string& more = {}) {
    return R"({"action":")" + action + R"(","user_info":{"email":")" + mail + R"(","type":)" +
           std::to_string(type) + more + "}}";
}

/// Creates a user and returns the answer.
inline support::Reply create(const std::string& action, const std::string& mail, int type = 1,
                             const std::string& more = {}) {
    return zoom().call("POST", "/users", order(action, mail, type, more));
}

/// An API call with a token, for `sendRaw`.
inline support::HttpCall apiCall(const std::string& method, const std::string& target,
                                 const std::string& body = {}) {
    return {method, "/v2" + target, body, {{"Authorization", "Bearer " + zoom().newToken()}}};
}

inline const std::string kPassword = R"(,"password":"Abcd1234x")";

/// Expects HTTP status and Zoom code of a refusal and a piece of its message.
inline void checkRefused(const support::Reply& reply, int status, int code,
                         const std::string& piece) {
    BOOST_TEST_CONTEXT("answer " << reply.status << " " << reply.body) {
        BOOST_TEST(reply.status == status);
        BOOST_REQUIRE(!reply.body.empty());
        BOOST_TEST(reply.code() == code);
        BOOST_TEST(reply.text("message").find(piece) != std::string::npos);
    }
}

/// Expects a 204 without body and Content-Type.
inline void checkDone(const support::Reply& reply) {
    BOOST_TEST_CONTEXT("answer " << reply.status << " " << reply.body) {
        BOOST_TEST(reply.status == 204);
        BOOST_TEST(reply.body == "");
        BOOST_TEST(reply.headers.count("content-type") == 0U);
    }
}

/// The status of a user as the API tells it, "" when there is no such user.
inline std::string statusOf(const std::string& user) {
    return zoom().get("/users/" + user).text("status");
}

/// The number of users that a list with these parameters holds.
inline std::size_t listed(const std::string& query) {
    return zoom().get("/users?" + query).json().at("users").as_array().size();
}
