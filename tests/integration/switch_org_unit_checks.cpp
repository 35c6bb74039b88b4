// What must be true of org units under each value of a switch; see switched.h.
#include "switched.h"

namespace {

using Strings = std::vector<std::string>;

/// A new org unit with the key `key` within `parent`, at the target.
std::string newUnit(const std::string& target, const std::string& key, const std::string& parent,
                    const std::string& order = "1") {
    return "create " + target + " __ORGUNIT__ __NAME__=" + key + " externalKey=" + key +
           " displayOrder=" + order +
           (parent.empty() ? "" : " parentOrgUnitId=externalKey:" + parent);
}

bool isThere(const Switched& s, const std::string& key) {
    return LineworksCase::isThere(s.own("/orgunits/externalKey:" + key));
}

}  // namespace

void levelsEndWhereTheTenantSays(const Switched& s) {
    // A target that knows nine levels refuses a tenth, whatever the tenant takes.
    s.refuses(newUnit("lw", "x#", "n9"), {"would be level 10", "maxOrgDepth"});
    if (s.is("0")) {
        s.does(newUnit("deep", "x#", "n9"));
        BOOST_TEST(s.orgUnit("externalKey:x#").at("displayLevel").as_int64() == 10);
        s.does("delete deep --class __ORGUNIT__ externalKey:x#");
        return;
    }
    s.refuses(newUnit("deep", "x#", "n9"), {"too deep"});
    Switched::wasAnswered("POST", "/orgunits",
                          s.isOf("org-depth-answer") ? std::stoi(s.value()) : 400);
    s.refuses("update deep --class __ORGUNIT__ externalKey:n2 parentOrgUnitId=externalKey:sales",
              {"too deep"});
    if (s.is("3")) {
        s.refuses(newUnit("lw", "x#", "n3"), {"too deep"});
    }
    BOOST_TEST(!isThere(s, "x#"));
    BOOST_TEST(textOf(s.orgUnit("externalKey:n2"), "parentOrgUnitId") ==
               textOf(s.orgUnit("externalKey:n1"), "orgUnitId"));
    s.does(newUnit("lw", "x#", "hq"));
    BOOST_TEST(isThere(s, "x#"));
}

void fullTenantsAreTold(const Switched& s) {
    if (s.is("1")) {
        s.refuses(newUnit("lw", "x#", "hq"), {"too many org units"});
    } else {
        s.does(newUnit("lw", "x#", "hq"));
    }
    BOOST_TEST(isThere(s, "x#") == !s.is("1"));
}

void childrenGoAlongOrAreTold(const Switched& s) {
    s.does(newUnit("lw", "x#", "hr"));
    s.does(newUnit("lw", "y#", "x#"));
    s.refuses("delete lw --class __ORGUNIT__ externalKey:x#", {"withEmptyOrgUnits"});
    const std::string unit = "/orgunits/" + textOf(s.orgUnit("externalKey:x#"), "orgUnitId");
    const std::string whole =
        "delete lw --class __ORGUNIT__ externalKey:x# --withEmptyOrgUnits true";
    if (s.is("refuse")) {
        s.refuses(whole, {"org units"});
        Switched::wasAnswered("DELETE", unit, 400);
        BOOST_TEST(isThere(s, "x#"));
        s.does("delete lw --class __ORGUNIT__ externalKey:y#");
    }
    s.does(whole);
    Switched::wasAnswered("DELETE", unit, 204);
    BOOST_TEST(!isThere(s, "x#"));
    BOOST_TEST(!isThere(s, "y#"));
    // What went along is not taken to be there.
    s.refuses(
        "create lw __NAME__=a#@example.com externalKey=a# lastName=森 "
        R"('orgUnits={"orgUnitId":"externalKey:y#"}')",
        {"provision organisations first"});
}

void membersKeepAnOrgUnit(const Switched& s) {
    s.refuses("delete lw --class __ORGUNIT__ externalKey:sales", {"members are in org unit"});
    s.refuses("delete lw --class __ORGUNIT__ externalKey:hq --withEmptyOrgUnits true", {"members"});
    BOOST_TEST(isThere(s, "sales"));
    BOOST_TEST(isThere(s, "hq"));
}

void movesToTheTopAreMadeOrFoundOut(const Switched& s) {
    s.does(newUnit("lw", "x#", "sales"));
    s.does("update lw --class __ORGUNIT__ externalKey:x# parentOrgUnitId=externalKey:hr");
    BOOST_TEST(textOf(s.orgUnit("externalKey:x#"), "parentOrgUnitId") ==
               textOf(s.orgUnit("externalKey:hr"), "orgUnitId"));
    const std::string toTheTop = "update lw --class __ORGUNIT__ externalKey:x# parentOrgUnitId=";
    if (s.is("top")) {
        s.does(toTheTop);
        BOOST_TEST(s.orgUnit("externalKey:x#").at("displayLevel").as_int64() == 1);
        return;
    }
    s.refuses(toTheTop, {"shows it within org unit", "move it in the admin page"});
    BOOST_TEST(s.orgUnit("externalKey:x#").at("displayLevel").as_int64() == 3);
}

void keysOutlastUpdates(const Switched& s) {
    s.does("create lw __NAME__=a#@example.com externalKey=a# lastName=森 location=東京");
    s.does("update lw externalKey:a# lastName=林");
    s.isMadeOnce("a#@example.com", "a#");
    BOOST_TEST(textOf(s.member("externalKey:a#"), "location") == "東京");
    s.does(newUnit("lw", "x#", "hq") + " useMessage=true useNote=true");
    s.does("update lw --class __ORGUNIT__ externalKey:x# description=y");
    BOOST_TEST(s.orgUnit("externalKey:x#").at("useNote").as_bool());
    // What a PUT without the key does never matters: none is sent.
    BOOST_TEST(!LineworksCase::writes().empty());
    for (const std::string& write : LineworksCase::writes()) {
        BOOST_TEST(!write.starts_with("PUT "), write);
    }
}

void writesKeepThePace(const Switched& s) {
    works().control("DELETE", "pacing");
    for (const char* const key : {"x#", "y#", "z#"}) {
        s.does(newUnit("lw", key, "n1"));
    }
    s.does("update lw --class __ORGUNIT__ externalKey:z# displayOrder=3");
    s.does("update lw --class __ORGUNIT__ externalKey:z# description=y");
    const auto audit = works().control("GET", "pacing");
    BOOST_TEST(audit.at("total").as_int64() == 0, audit);
    // Each was made at the place 1, and z was moved between the others.
    const auto place = [&](const std::string& key) {
        return s.orgUnit("externalKey:" + key).at("displayOrder").as_int64();
    };
    BOOST_TEST(place("y#") < place("z#"));
    BOOST_TEST(place("z#") < place("x#"));
    if (s.is("429")) {
        // Somebody else writes at the same time, over an interval that lasts.
        Switched::set("org-interval-ms", "200");
        while (works().call("PATCH", "/orgunits/externalKey:n1", R"({"description":"b"})").status !=
               200) {
        }
        s.does("update lw --class __ORGUNIT__ externalKey:z# description=z");
        BOOST_TEST(textOf(s.orgUnit("externalKey:z#"), "description") == "z");
    }
}
