#include <algorithm>

#include "shell_lineworks_fixture.h"

BOOST_FIXTURE_TEST_SUITE(shell_lineworks_check_tests, LineworksCase)

BOOST_AUTO_TEST_CASE(a_check_names_what_would_make_provisioning_fail) {
    works().set(R"({"key-under-sso":false})");
    works().seed(R"({"orgUnits": [{"orgUnitName": "別会社"}],
      "users": [{"email": "jiro@example.com", "userName": {"lastName": "次郎"}}]})");
    forgetRequests();
    const auto ended = home.run({"target check lw"}, {"--output", "json"});
    const auto findings = jsonLines(ended);
    const auto holds = [&](const std::string& code, const std::string& name) {
        return std::any_of(findings.begin(), findings.end(), [&](const auto& one) {
            return textOf(one, "code") == code && textOf(one, "name") == name;
        });
    };
    BOOST_TEST(holds("no-external-key", "jiro@example.com"), ended.out);
    BOOST_TEST(holds("no-post", "jiro@example.com"));
    BOOST_TEST(holds("no-external-key", "別会社"));
    BOOST_TEST(!holds("no-external-key", "taro@example.com"));
    BOOST_TEST(ended.exitCode == 0);  // adoption gives keys, so these are warnings
    BOOST_TEST(writes().empty());
    const support::LineworksHome strict(works(),
                                        "<property name=\"adoptExisting\">false</property>");
    checkEnd(strict.run("target check lw"), 12, {"errors"});
}

BOOST_AUTO_TEST_CASE(a_connector_without_scopes_cannot_check) {
    works().set(R"({"scopes":"user"})");
    home.edit(std::string(support::LineworksHome::kTarget), "directory user orgunit group", "user");
    checkEnd(home.run("target check lw"), 6, {"403"});
}

BOOST_AUTO_TEST_SUITE_END()
