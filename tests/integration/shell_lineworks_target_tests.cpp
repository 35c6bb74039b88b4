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

BOOST_AUTO_TEST_CASE(a_wrong_key_or_client_is_a_failure_of_authentication) {
    home.edit(kTarget, "sandbox.serviceaccount@example.com", "nobody@example.com");
    checkEnd(home.run("target test lw"), 6, {"authentication"});
}

BOOST_AUTO_TEST_CASE(a_key_of_another_form_is_told_with_its_file_and_both_forms) {
    home.writeSecret("secrets/lw.key",
                     "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    checkEnd(home.run("target test lw"), 9,
             {"secrets/lw.key", "found a PEM block \"CERTIFICATE\"",
              "expected an RSA key in PEM form, PKCS#8 (\"-----BEGIN PRIVATE KEY-----\")"});
}

BOOST_AUTO_TEST_CASE(a_scope_that_is_missing_is_a_failure_of_scope) {
    home.edit(kTarget, kScopes, "user.read");
    checkEnd(home.run("target test lw"), 6, {"scope"});
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
    // Who has not said so is told by the failure.
    home.edit(kTarget, kScopes, "user orgunit");
    checkEnd(home.run("target test lw"), 6);
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

BOOST_AUTO_TEST_CASE(credentials_of_api_1_0_are_told_what_takes_their_place) {
    const support::LineworksHome own(
        works(),
        "<property name=\"apiId\">jp1abc</property>"
        "<property name=\"serverApiConsumerKey\">key</property>"
        "<property name=\"serverListId\">1f2e</property>"
        "<property name=\"serverListAuthKey\">file:secrets/lw.key</property>");
    checkEnd(own.run("target test lw"), 9, {"property \"apiId\" is no more"});
    const auto shown = own.run("target show lw");
    checkHas(shown.out + shown.err,
             {"property \"apiId\" is no more", "nothing takes its place",
              "property \"serverApiConsumerKey\" is no more", "scopes",
              "property \"serverListId\" is no more", "clientId and serviceAccount",
              "property \"serverListAuthKey\" is no more", "privateKey"});
}

BOOST_AUTO_TEST_CASE(templates_and_lookups_of_the_connector_are_sound) {
    const std::string lookups = (home.path() / "lookups").string();
    checkEnd(home.run("template check " + lookups), 0);
    checkEnd(home.run("lookup check " + lookups), 0);
    checkHas(home.run({"lookup show Lookup.LineWorks.suspendedReason"}, {"--lang", "ja"}).out,
             {"MASTER"});
}

BOOST_AUTO_TEST_SUITE_END()
