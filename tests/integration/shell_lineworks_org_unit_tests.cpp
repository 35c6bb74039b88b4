#include "muster_script.h"
#include "shell_lineworks_fixture.h"

namespace {

using Strings = std::vector<std::string>;

std::string create(const std::string& key, const std::string& name, const std::string& parent) {
    return "create lw __ORGUNIT__ __NAME__=" + name + " externalKey=" + key +
           " displayOrder=1 parentOrgUnitId=externalKey:" + parent;
}

/// A member in the org unit `temp`.
std::string createInTemp(const std::string& key) {
    return "create lw __NAME__=" + key + "@example.com externalKey=" + key +
           " lastName=森 'orgUnits={\"orgUnitId\":\"externalKey:temp\"}'\n";
}

/// Org units with the keys n1 to n9, each within the one before.
void seedNineLevels() {
    std::string chain = "[]";
    for (int level = 9; level >= 1; --level) {
        const std::string number = std::to_string(level);
        std::string unit = R"([{"orgUnitName":")";
        unit.append(number).append(R"(","orgUnitExternalKey":"n)").append(number);
        chain = unit.append(R"(","children":)").append(chain).append("}]");
    }
    works().seed(R"({"orgUnits":)" + chain + "}");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_lineworks_org_unit_tests, LineworksCase)

BOOST_AUTO_TEST_CASE(an_org_unit_lives_from_create_to_delete) {
    auto ended = home.run(create("east", "東日本", "sales") + " description=関東");
    checkEnd(ended, 0);
    checkHas(ended.out, {"created \"東日本\""});
    prepare(
        "update lw --class __ORGUNIT__ externalKey:east description=関東と東北 "
        "orgUnitName=東日本営業部");
    BOOST_TEST(textOf(orgUnit("externalKey:east"), "orgUnitName") == "東日本営業部");
    prepare("update lw --class __ORGUNIT__ externalKey:east parentOrgUnitId=externalKey:hr");
    BOOST_TEST(textOf(orgUnit("externalKey:east"), "parentOrgUnitId") ==
               textOf(orgUnit("externalKey:hr"), "orgUnitId"));
    const std::string id = textOf(orgUnit("externalKey:east"), "orgUnitId");
    prepare("delete lw --class __ORGUNIT__ externalKey:east");
    BOOST_TEST(!isThere("/orgunits/externalKey:east"));
    BOOST_TEST(writes() == (Strings{"POST /orgunits", "PATCH /orgunits/" + id,
                                    "POST /orgunits/" + id + "/move", "DELETE /orgunits/" + id}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_parent_given_by_its_external_key_is_no_unknown_name_and_is_found_by_it) {
    prepare("lookup sync lw __ORGUNIT__");
    const auto made = home.run(create("east", "東日本", "sales"));
    checkEnd(made, 0);
    BOOST_TEST(!has(made.err, "reference-not-known"), made.err);
    const auto found =
        home.run(R"(search lw --class __ORGUNIT__ parentOrgUnitId = "externalKey:sales")");
    checkEnd(found, 0);
    checkHas(found.out, {"東日本"});
    BOOST_TEST(!has(found.out, textOf(orgUnit("externalKey:hr"), "orgUnitId")), found.out);
    BOOST_TEST(!has(found.err, "reference-not-known"), found.err);
    checkHas(home.run(R"(search lw --class __ORGUNIT__ parentOrgUnitId = "externalKey:saels")").err,
             {"no object was found"});
}

BOOST_AUTO_TEST_CASE(writes_of_org_units_are_a_second_apart) {
    checkEnd(
        home.script(create("east", "東日本", "sales") + "\n" + create("west", "西日本", "sales") +
                    "\nupdate lw --class __ORGUNIT__ externalKey:west description=関西\n"),
        0);
    const auto audit = works().control("GET", "pacing");
    BOOST_TEST(audit.at("total").as_int64() == 0, audit);
    BOOST_TEST(audit.at("org_unit_writes").as_int64() == 3);
}

BOOST_AUTO_TEST_CASE(writes_of_org_units_are_a_second_apart_from_one_start_to_the_next) {
    prepare(create("east", "東日本", "sales"));
    prepare(create("west", "西日本", "sales"));
    const auto audit = works().control("GET", "pacing");
    BOOST_TEST(audit.at("total").as_int64() == 0, audit);
    BOOST_TEST(audit.at("org_unit_writes").as_int64() == 2);
}

BOOST_AUTO_TEST_CASE(a_parent_that_is_not_there_is_refused_before_anything_is_sent) {
    checkEnd(home.run(create("x", "支店", "nowhere")), 3,
             {"org unit \"externalKey:nowhere\" is not in LINE WORKS"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(a_tenth_level_is_refused_before_anything_is_sent) {
    seedNineLevels();
    checkEnd(home.run(create("n10", "10", "n9")), 6,
             {"org unit \"10\" would be level 10; LINE WORKS takes 9 levels", "nothing was sent"});
    checkEnd(home.run("update lw --class __ORGUNIT__ externalKey:n2 "
                      "parentOrgUnitId=externalKey:sales"),
             6, {"would take org units within it to level 10"});
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(org_units_with_members_or_others_in_them_are_not_deleted_in_silence) {
    checkEnd(home.run("delete lw --class __ORGUNIT__ externalKey:hq"), 3, {"withEmptyOrgUnits"});
    BOOST_TEST(writes().empty());
    checkEnd(home.run("delete lw --class __ORGUNIT__ externalKey:sales"), 6, {"member"});
    BOOST_TEST(isThere("/orgunits/externalKey:sales"));
    prepare(create("east", "東", "hr"));
    prepare("delete lw --class __ORGUNIT__ externalKey:hr --withEmptyOrgUnits true");
    BOOST_TEST(!isThere("/orgunits/externalKey:east"));
}

BOOST_AUTO_TEST_CASE(a_member_waits_for_an_org_unit_that_was_made_a_moment_ago) {
    works().set(R"({"orgunit-late-ms":1500})");
    prepare(create("east", "東日本", "sales"));
    const auto ended = home.run(
        "create lw __NAME__=aiko@example.com externalKey=k1 lastName=森 "
        R"('orgUnits={"orgUnitId":"externalKey:east"}')");
    checkEnd(ended, 0);
    BOOST_TEST(posts("externalKey:k1") == Strings{"east"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_org_unit_that_was_deleted_meanwhile_is_not_waited_for) {
    // In a tenant whose refusals are waited out quickly.
    home.edit("lookups/lineworks/limits.xml", "first-ms=\"1000\"", "first-ms=\"1\"");
    works().seed(R"({"orgUnits":[{"orgUnitName":"臨時","orgUnitExternalKey":"temp"}]})");
    int number = 0;
    for (const char* const answer : {"404", "400", "accept"}) {
        works().set(R"({"unknown-reference":")" + std::string(answer) + R"("})");
        const std::string key = "k" + std::to_string(++number);
        support::ChildProcess child(home.program({"--keep-going"}));
        child.write(createInTemp("before" + key));
        child.waitForLine("created");
        BOOST_REQUIRE(works().call("DELETE", "/users/externalKey:before" + key).status == 204);
        BOOST_REQUIRE(works().call("DELETE", "/orgunits/externalKey:temp").status == 204);
        child.write(createInTemp(key));
        child.write(R"(update lw externalKey:e1 'orgUnits+={"orgUnitId":"externalKey:temp"}')"
                    "\n");
        child.closeInput();
        const auto ended = child.wait();
        BOOST_TEST_CONTEXT("unknown-reference=" << answer << " stderr: " << ended.err) {
            BOOST_TEST(ended.exitCode != 0);
            checkHas(ended.err, {"is not in LINE WORKS: provision organisations first", "line 2",
                                 "is not in LINE WORKS: provision organisations first", "line 3"});
            BOOST_TEST(!has(ended.err, "goes on by itself"));
            BOOST_TEST(posts("externalKey:e1") == Strings{"sales"},
                       boost::test_tools::per_element());
        }
        works().seed(R"({"orgUnits":[{"orgUnitName":"臨時","orgUnitExternalKey":"temp"}]})");
    }
    checkHas(home.run("operation list --state deferred").err, {"no operation"});
}

BOOST_AUTO_TEST_CASE(a_key_that_went_to_another_org_unit_leads_there) {
    const std::string inIt = R"( lastName=森 'orgUnits={"orgUnitId":"externalKey:hr"}')";
    support::MusterScript script(home);
    checkEnd(script.run("create lw __NAME__=w1@example.com externalKey=w1" + inIt), 0);
    // Somebody else gives the key to a new org unit; this muster has seen the old one just now.
    BOOST_REQUIRE(
        works()
            .call("PATCH", "/orgunits/externalKey:hr", R"({"orgUnitExternalKey":"hr-old"})")
            .status == 200);
    works().seed(R"({"orgUnits":[{"orgUnitName":"新人事部","orgUnitExternalKey":"hr"}]})");
    checkEnd(script.run("create lw __NAME__=w2@example.com externalKey=w2" + inIt), 0);
    checkEnd(script.run(R"(update lw externalKey:e1 'orgUnits+={"orgUnitId":"externalKey:hr"}')"),
             0);
    checkEnd(script.run(R"(update lw externalKey:w1 'orgUnits+={"orgUnitId":"externalKey:hr"}')"),
             0);
    BOOST_TEST(posts("externalKey:w2") == Strings{"hr"}, boost::test_tools::per_element());
    BOOST_TEST(posts("externalKey:e1") == (Strings{"sales", "hr"}),
               boost::test_tools::per_element());
    BOOST_TEST(posts("externalKey:w1") == (Strings{"hr-old", "hr"}),
               boost::test_tools::per_element());
    checkEnd(script.run("create lw __ORGUNIT__ __NAME__=課 externalKey=below displayOrder=1 "
                        "parentOrgUnitId=externalKey:hr"),
             0);
    BOOST_TEST(textOf(orgUnit("externalKey:below"), "parentOrgUnitId") ==
               textOf(orgUnit("externalKey:hr"), "orgUnitId"));
}

BOOST_AUTO_TEST_CASE(an_org_unit_cannot_move_into_itself_and_the_sentence_says_so) {
    prepare(create("east", "東", "sales"));
    forgetRequests();
    for (const char* const parent : {"sales", "east"}) {
        checkEnd(home.run("update lw --class __ORGUNIT__ externalKey:sales "
                          "parentOrgUnitId=externalKey:" +
                          std::string(parent)),
                 3, {"cannot move into itself or into what is within it"});
    }
    BOOST_TEST(writes().empty());
}

BOOST_AUTO_TEST_CASE(what_is_within_an_org_unit_that_moved_has_moved_too) {
    seedNineLevels();
    const auto ended = home.script(
        create("too-deep", "10", "n9") + "\n" +  // sees level 9
            "update lw --class __ORGUNIT__ externalKey:n8 parentOrgUnitId=externalKey:n1\n" +
            create("deep", "4", "n9") + "\n" +
            "update lw --class __ORGUNIT__ externalKey:n8 parentOrgUnitId=externalKey:n7\n" +
            create("too-deep", "10", "n9") + "\n",
        {"--keep-going"});
    BOOST_TEST_CONTEXT(ended.err) {
        checkHas(ended.err,
                 {"would be level 10", "line 1", "would take org units within it", "line 4"});
    }
    BOOST_TEST(orgUnit("externalKey:deep").at("displayLevel").as_int64() == 4);
}

BOOST_AUTO_TEST_CASE(a_level_that_was_seen_before_a_move_by_somebody_else_is_looked_at_again) {
    works().seed(R"({"orgUnits":[{"orgUnitName":"1","orgUnitExternalKey":"n1","children":[
      {"orgUnitName":"2","orgUnitExternalKey":"n2","children":[
      {"orgUnitName":"3","orgUnitExternalKey":"n3"}]}]}]})");
    home.edit(std::string(support::LineworksHome::kTarget), "</target>",
              "<property name=\"maxOrgDepth\">3</property></target>");
    support::ChildProcess child(home.program({"--keep-going"}));
    child.write(create("x", "4", "n3") + "\nget lw --class __ORGUNIT__ externalKey:n3\n");
    child.waitForLine("externalKey");
    BOOST_REQUIRE(works()
                      .call("POST", "/orgunits/externalKey:n3/move",
                            R"({"parentOrgUnitId":null,"displayOrder":1})")
                      .status == 200);
    child.write(create("x", "2", "n3") + "\n");
    child.closeInput();
    const auto ended = child.wait();
    checkHas(ended.err, {"would be level 4", "line 1"});
    checkHas(ended.out, {"created \"2\""});
}

BOOST_AUTO_TEST_CASE(members_of_an_org_unit_are_shown_when_asked_for) {
    prepare("get lw externalKey:e1");
    checkHas(home.run("get lw --class __ORGUNIT__ externalKey:sales --attributes members").out,
             {"members", "taro@example.com"});
    BOOST_TEST(!has(home.run("get lw --class __ORGUNIT__ externalKey:sales").out, "members"));
}

BOOST_AUTO_TEST_SUITE_END()
