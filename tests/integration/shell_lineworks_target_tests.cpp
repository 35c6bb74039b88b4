#include "shell_lineworks_fixture.h"

namespace {

const std::string kTarget(support::LineworksHome::kTarget);
const std::string kScopes = "directory user orgunit group";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_lineworks_target_tests, LineworksCase)

BOOST_AUTO_TEST_CASE(a_test_reads_one_org_unit_and_one_member) {
    checkEnd(home.run("target test lw"), 0,
             {"LINE WORKS accepts the credentials; domain 10000001 has org unit", "and member"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(a_wrong_key_client_secret_or_account_is_a_failure_of_authentication) {
    const std::string rightKey = home.read("secrets/lw.key");
    const auto checkRefused = [&](const std::string& error) {
        forgetRequests();
        checkEnd(
            home.run("target test lw"), 6,
            {"error: authentication: ", "clientId, clientSecret, serviceAccount and privateKey"});
        // It was the token endpoint that refused, and for this reason.
        const auto requests = works().control("GET", "requests");
        BOOST_REQUIRE(requests.as_array().size() == 1U);
        const auto& asked = requests.as_array().front().as_object();
        BOOST_TEST(textOf(asked, "target").starts_with("/oauth2/v2.0/token"));
        BOOST_TEST(asked.at("status").as_int64() == (error == "invalid_client" ? 401 : 400));
    };
    home.writeSecret("secrets/lw.key", support::LineworksSandbox().privateKey());
    checkRefused("invalid_grant");
    home.writeSecret("secrets/lw.key", rightKey);
    home.edit(kTarget, "sandbox.serviceaccount@example.com", "nobody@example.com");
    checkRefused("invalid_grant");
    home.edit(kTarget, "nobody@example.com", "sandbox.serviceaccount@example.com");
    home.edit(kTarget, ">sandbox-client<", ">another-client<");
    checkRefused("invalid_client");
    home.edit(kTarget, ">another-client<", ">sandbox-client<");
    home.writeSecret("secrets/lw", "wrong");
    checkRefused("invalid_client");
}

BOOST_AUTO_TEST_CASE(a_key_of_another_form_is_told_with_its_file_and_both_forms) {
    home.writeSecret("secrets/lw.key",
                     "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    checkEnd(home.run("target test lw"), 9,
             {"secrets/lw.key", "found a PEM block \"CERTIFICATE\"",
              "expected an RSA key in PEM form, PKCS#8 (\"-----BEGIN PRIVATE KEY-----\")"});
}

BOOST_AUTO_TEST_CASE(a_scope_that_is_missing_is_a_failure_of_scope) {
    home.edit(kTarget, kScopes, "orgunit.read");
    // The member cannot be read; what else is missing is told too, and what would be enough.
    const auto ended = home.run("target test lw");
    checkEnd(
        ended, 6,
        {"error: scope: ", "FORBIDDEN", "[scope-missing]",
         "class __ACCOUNT__: not permitted: \"Read one member by id, login id or External Key\" "
         "(__ACCOUNT__.GETOP), \"One page of the members\" (__ACCOUNT__.SEARCHOP); any one of the "
         "scopes \"user\", \"user.read\", \"directory\" or \"directory.read\" is enough",
         "class __ORGUNIT__: not permitted: \"Create an org unit\""});
    BOOST_TEST(!has(ended.err, "\"Read one org unit"));
    home.edit(kTarget, "orgunit.read", "mail");
    checkEnd(home.run("target test lw"), 6, {"scope or plan: ", "tick the scopes"});
}

BOOST_AUTO_TEST_CASE(another_domain_is_a_failure_of_domain) {
    home.edit(kTarget, ">10000001<", ">10000002<");
    checkEnd(home.run("target test lw"), 6, {"domain"});
}

BOOST_AUTO_TEST_CASE(the_free_plan_reads_and_does_not_write) {
    works().set(R"({"plan":"free"})");
    const support::LineworksHome own(works(), "<property name=\"plan\">free</property>");
    own.edit(kTarget, kScopes, "user.read orgunit.read");
    checkEnd(own.run("target test lw"), 0, {"the target's plan is Free"});
    checkEnd(own.run("disable lw externalKey:e1"), 3, {"plan is Free"});
    // Who has not said so is told too, whether the scopes are those that Free has or others.
    home.edit(kTarget, kScopes, "user orgunit");
    checkEnd(home.run("target test lw"), 6, {"scope or plan: ", "on it set plan to free"});
    home.edit(kTarget, "user orgunit", "user.read orgunit.read");
    checkEnd(home.run("target test lw"), 0, {"[plan-reads-only]", "on it set plan to free"});
}

BOOST_AUTO_TEST_CASE(a_wrong_token_address_is_a_failure_of_authentication_and_names_its_setting) {
    home.edit(kTarget, "/oauth2/v2.0/token", "/oauth2/v3.0/token");
    checkEnd(home.run("target test lw"), 6, {"error: authentication: ", "authenticationServerUrl"});
    checkEnd(home.run("get lw externalKey:e1"), 6, {"hint: Check authenticationServerUrl"});
}

BOOST_AUTO_TEST_CASE(scopes_are_asked_for_the_classes_in_use_alone) {
    home.edit(kTarget, kScopes, "user orgunit");
    checkEnd(home.run("target test lw"), 0, {"[scope-missing]", "Read one level"});
    const support::LineworksHome own(works(), "", R"( object-classes="__ACCOUNT__ __ORGUNIT__")");
    own.edit(kTarget, kScopes, "user orgunit");
    const auto ended = own.run("target test lw");
    checkEnd(ended, 0);
    BOOST_TEST(!has(ended.err, "Read one level"), ended.err);
    BOOST_TEST(!has(ended.err, "group"), ended.err);
    checkEnd(own.run("search lw --class __GROUP__"), 3,
             {"the target has no object class \"__GROUP__\"", "object-classes"});
    const auto synced = own.run("lookup sync lw");
    checkEnd(synced, 0);
    BOOST_TEST(!has(synced.out, "__LEVEL__"), synced.out);
}

BOOST_AUTO_TEST_CASE(a_sync_of_lookups_tells_which_were_read_and_which_were_not) {
    home.edit(kTarget, kScopes, "user orgunit");
    const auto ended = home.run({"lookup sync lw"}, {"--output", "json"});
    checkEnd(ended, 6,
             {"the names of lw/__LEVEL__ were not read, those known before stay",
              "the names of lw/__USERTYPE__ were not read", "object-classes"});
    for (const std::string row :
         {R"("name":"lw/__ORGUNIT__","entries":3,"state":"read")",
          R"("name":"lw/__LEVEL__","entries":null,"state":"not read: PermissionDenied")",
          R"("name":"lw/__POSITION__","entries":null)"}) {
        checkHas(ended.out, {row});
    }
    checkHas(home.run("lookup show lw/__ORGUNIT__").out, {"営業部"});
    // What every class would fail by is told once.
    home.writeSecret("secrets/lw", "wrong");
    const auto refused = home.run("lookup sync lw");
    checkEnd(refused, 6, {"gave no token"});
    BOOST_TEST(refused.err.find("were not read") == refused.err.rfind("were not read"));
    checkHas(refused.out, {"not read: the one before failed"});
}

BOOST_AUTO_TEST_CASE(credentials_of_api_1_0_are_told_what_takes_their_place) {
    const support::LineworksHome own(
        works(),
        "<property name=\"apiId\">jp1abc</property>"
        "<property name=\"serverApiConsumerKey\">key</property>"
        "<property name=\"consumerKey\">key</property>"
        "<property name=\"serverListId\">1f2e</property>"
        "<property name=\"serverListAuthKey\">file:secrets/lw.key</property>");
    // All of them by each command, with what replaces each.
    for (const char* const command :
         {"target test lw", "target show lw", "get lw externalKey:e1",
          "create lw __NAME__=a@example.com externalKey=a lastName=森", "lookup sync lw"}) {
        BOOST_TEST_CONTEXT(command) {
            const auto told = own.run(command);
            checkHas(told.out + told.err,
                     {"property \"apiId\" is no more", "nothing takes its place",
                      "property \"serverApiConsumerKey\" is no more", "scopes",
                      "property \"consumerKey\" is no more", "property \"serverListId\" is no more",
                      "clientId and serviceAccount", "property \"serverListAuthKey\" is no more",
                      "privateKey"});
        }
    }
    checkEnd(own.run("get lw externalKey:e1"), 9, {"cannot be used, for 5 reasons"});
}

BOOST_AUTO_TEST_CASE(templates_and_lookups_of_the_connector_are_sound) {
    const std::string lookups = (home.path() / "lookups").string();
    checkEnd(home.run("template check " + lookups), 0);
    checkEnd(home.run("lookup check " + lookups), 0);
    checkHas(home.run({"lookup show Lookup.LineWorks.suspendedReason"}, {"--lang", "ja"}).out,
             {"MASTER"});
}

BOOST_AUTO_TEST_SUITE_END()
