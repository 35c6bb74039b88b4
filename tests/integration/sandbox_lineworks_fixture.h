#pragma once

#include <string>

#include <boost/test/unit_test.hpp>

#include "lineworks_sandbox.h"

/// The simulator of this test program, started at first use.
inline support::LineworksSandbox& works() {
    static support::LineworksSandbox sandbox;
    return sandbox;
}

/// Gives each case a fresh tenant.
struct FreshTenant {
    FreshTenant() { works().reset(); }
};

inline const std::string kDomain = "10000001";

/// The body of a create; `more` are further members, each with a comma before.
inline std::string person(const std::string& local, const std::string& more = {}) {
    return R"({"domainId":)" + kDomain + R"(,"email":")" + local +
           R"(@example.com","userExternalKey":"k-)" + local +
           R"(","userName":{"lastName":"山田","firstName":"花子"})" + more + "}";
}

/// Creates a user and returns the answer.
inline support::Reply create(const std::string& local, const std::string& more = {}) {
    return works().call("POST", "/users", person(local, more));
}

/// The body of an org unit; `more` as above.
inline std::string unit(const std::string& name, const std::string& more = {}) {
    const bool hasOrder = more.find("\"displayOrder\"") != std::string::npos;
    return R"({"domainId":)" + kDomain + R"(,"orgUnitName":")" + name +
           R"(","orgUnitExternalKey":"o-)" + name + "\"" +
           (hasOrder ? "" : R"(,"displayOrder":1)") + more + "}";
}

/// Creates an org unit and returns its id.
inline std::string createUnit(const std::string& name, const std::string& more = {}) {
    return works().call("POST", "/orgunits", unit(name, more)).text("orgUnitId");
}

/// `,"parentOrgUnitId":"externalKey:o-NAME"`
inline std::string under(const std::string& name) {
    return R"(,"parentOrgUnitId":"externalKey:o-)" + name + "\"";
}

/// organizations[] with one post in each of these org units, the first one primary.
inline std::string posts(const std::vector<std::string>& units, const std::string& more = {}) {
    std::string rows;
    for (const auto& each : units) {
        rows += (rows.empty() ? "" : ",") + std::string(R"({"orgUnitId":")") + each + "\"" + more +
                R"(,"primary":)" + (rows.empty() ? "true" : "false") + "}";
    }
    return R"(,"organizations":[{"domainId":)" + kDomain + R"(,"primary":true,"orgUnits":[)" +
           rows + "]}]";
}

/// Expects HTTP status and LINE WORKS code of a refusal, and a description.
inline void checkRefused(const support::Reply& reply, int status, const std::string& code) {
    BOOST_TEST_CONTEXT("answer " << reply.status << " " << reply.body) {
        BOOST_TEST(reply.status == status);
        BOOST_REQUIRE(!reply.body.empty());
        BOOST_TEST(reply.text("code") == code);
        BOOST_TEST(reply.text("description") != "");
    }
}

/// Expects that status, and shows the answer when it is another.
inline void checkStatus(const support::Reply& reply, int status) {
    BOOST_TEST_CONTEXT("answer " << reply.status << " " << reply.body) {
        BOOST_TEST(reply.status == status);
    }
}

/// Expects a 204 without body and Content-Type.
inline void checkDone(const support::Reply& reply) {
    BOOST_TEST_CONTEXT("answer " << reply.status << " " << reply.body) {
        BOOST_TEST(reply.status == 204);
        BOOST_TEST(reply.body == "");
        BOOST_TEST(reply.header("content-type") == "");
    }
}

/// The user as the API shows him.
inline boost::json::object user(const std::string& name) {
    return works().get("/users/" + support::percentEncode(name)).json().as_object();
}

/// The org unit of that name's key.
inline boost::json::object orgUnit(const std::string& name) {
    return works().get("/orgunits/externalKey:o-" + name).json().as_object();
}

/// The posts of a user's first organization.
inline boost::json::array postsOf(const std::string& name) {
    return user(name).at("organizations").at(0).at("orgUnits").as_array();
}

inline void pass(std::int64_t seconds) {
    works().control("POST", "clock", R"({"advance_seconds":)" + std::to_string(seconds) + "}");
}
inline constexpr std::int64_t kDay = 24 * 3600;
