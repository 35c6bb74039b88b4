// What must be true of members who wait, are suspended or deleted; see switched.h.
#include "switched.h"

namespace {

using Strings = std::vector<std::string>;

const std::string kNew = "create lw __NAME__=a#@example.com externalKey=a# lastName=森 ";
const std::string kInSales = R"('orgUnits={"orgUnitId":"externalKey:sales"}')";
const std::string kInHr = R"('orgUnits={"orgUnitId":"externalKey:hr"}')";

std::size_t countWrites(std::string_view piece) {
    const Strings all = LineworksCase::writes();
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [&](const std::string& one) { return has(one, piece); }));
}

bool isSuspended(const Switched& s, const std::string& address) {
    return s.member(address).at("isSuspended").as_bool();
}

/// A member who has not signed in yet, and should be suspended.
void createPending(const Switched& s, const std::string& more) {
    Switched::set("sso", "off");
    s.does(
        "create nosso __NAME__=a#@example.com externalKey=a# lastName=森 "
        "privateEmail=a#@home.example " +
        more);
}

/// The operation that waits for the first sign-in is done after it.
void signIn(const Switched& s, const std::string& operation) {
    s.call("GET", "/users/externalKey:a#", 200);
    works().control("POST", "activate", s.own(R"({"email":"a#@example.com"})"));
    s.does("operation resume " + operation);
    BOOST_TEST(isSuspended(s, "externalKey:a#"));
}

}  // namespace

void pendingMembersAreSuspendedInTime(const Switched& s) {
    createPending(s, "__ENABLE__=false");
    if (!s.member("externalKey:a#").at("isPending").as_bool()) {
        BOOST_TEST(isSuspended(s, "externalKey:a#"));
        s.isMadeOnce("a#@example.com", "a#");
        return;
    }
    const std::string create = Switched::lastOperation();
    BOOST_TEST(!isSuspended(s, "externalKey:a#"));
    BOOST_TEST(countWrites("/suspend") == 0U);
    s.refuses("delete nosso externalKey:a# --policy suspend", {"has not signed in yet"});
    signIn(s, create);
    s.isMadeOnce("a#@example.com", "a#");
}

void expiredInvitationsAreNoDeadEnd(const Switched& s) {
    createPending(s, "");
    Switched::passDays(31);
    if (s.is("on")) {
        s.does("disable nosso externalKey:a#", {"the suspension waits until the first sign-in"});
        s.does("operation abandon " + Switched::lastOperation() + " --why \"nobody comes\"");
    } else {
        s.refuses("disable nosso externalKey:a#", {"only members in use can be suspended"});
    }
    s.does("delete nosso externalKey:a#");
    BOOST_TEST(s.live("a#@example.com").empty());
}

void waitingMembersAreNotMistaken(const Switched& s) {
    s.does(kNew + "activationDate=2040-01-31T00:00:00Z");
    BOOST_TEST(has(s.does("get lw externalKey:a#").out, "active"));
    s.does("disable lw externalKey:a#");
    BOOST_TEST(isSuspended(s, "externalKey:a#"));
    s.does("enable lw externalKey:a#");
    BOOST_TEST(!isSuspended(s, "externalKey:a#"));
    s.isMadeOnce("a#@example.com", "a#");
}

void deletesEndTheSameWay(const Switched& s) {
    s.does(kNew);
    s.does("delete lw externalKey:a#");
    s.does("delete lw externalKey:a#", {"nothing was left to do"});
    if (s.isOf("second-delete")) {
        // The answer to a delete is lost, and it is sent once more.
        s.does("create lw __NAME__=b#@example.com externalKey=b# lastName=森");
        const std::string path = "/users/" + textOf(s.member("externalKey:b#"), "userId");
        works().control("POST", "faults",
                        R"({"fault":"drop-after","method":"DELETE","path":"/v1.0/users/*"})");
        s.does("delete lw externalKey:b#");
        BOOST_TEST(Switched::answers("DELETE", path).size() == 2U);
        Switched::wasAnswered("DELETE", path, std::stoi(s.value()));
        BOOST_TEST(s.live("b#@example.com").empty());
    }
    s.refuses("get lw externalKey:a#");
    s.refuses("update lw externalKey:a# location=大阪");
    s.refuses("get lw externalKey:nobody#");
    // The same person once more: a new member, or why there is none.
    if (s.run(kNew).exitCode != 0) {
        s.refuses(kNew, {"deleted"});
        BOOST_TEST(s.live("a#@example.com").empty());
        s.does(kNew + "--undelete true", {"brought back"});
    }
    s.isMadeOnce("a#@example.com", "a#");
    s.does("delete lw externalKey:a#");
    Switched::passDays(8);
    if (s.run(kNew).exitCode != 0) {
        s.refuses(kNew, {"deleted"});
        Switched::passDays(7);
        s.does(kNew);
    }
    s.isMadeOnce("a#@example.com", "a#");
}

void namesComeFreeAfterAForcedDelete(const Switched& s) {
    s.does(kNew);
    s.does("delete lw externalKey:a# --policy forcedelete");
    if (!s.is("0")) {
        s.refuses(kNew, {"deleted"});
        Switched::passDays(4);
    }
    s.does(kNew);
    s.isMadeOnce("a#@example.com", "a#");
}

void undeletedMembersAreWhatWasAskedFor(const Switched& s) {
    s.does(kNew + kInSales);
    s.does("delete lw externalKey:a#");
    s.does(kNew + kInHr + " --undelete true", {"brought back"});
    BOOST_TEST(s.posts("externalKey:a#") == Strings{"hr"}, boost::test_tools::per_element());
    s.does("delete lw externalKey:a#");
    s.does("action run lw externalKey:a# undelete", {"give back what is missing"});
    s.does("update lw externalKey:a# " + kInSales);
    BOOST_TEST(s.posts("externalKey:a#") == Strings{"sales"}, boost::test_tools::per_element());
    s.isMadeOnce("a#@example.com", "a#");
}

void deletedMembersAreRemovedForGood(const Switched& s) {
    s.does(kNew);
    s.does("delete lw externalKey:a#");
    if (s.is("204")) {
        s.does("delete lw externalKey:a# --policy forcedelete");
        s.does(kNew);
        s.isMadeOnce("a#@example.com", "a#");
        return;
    }
    s.does("delete lw externalKey:a# --policy forcedelete",
           {"login id and External Key stay reserved"});
    s.refuses(kNew, {"undelete=true"});
}

void administratorsAreLeftOrTold(const Switched& s) {
    s.seed(R"({"users":[{"email":"a#@example.com","userExternalKey":"a#",
      "userName":{"lastName":"長"},"state":{"role":"administrator"}}]})");
    s.refuses("delete lw externalKey:a#", {"is an administrator"});
    BOOST_TEST(LineworksCase::writes().empty());
    const auto now = works().control("GET", "state");
    if (now.at("settings").at("forcedelete-admin").as_string() == "400") {
        s.refuses("delete lw externalKey:a# --policy forcedelete", {"take the administrator role"});
        s.isMadeOnce("a#@example.com", "a#");
    } else {
        s.does("delete lw externalKey:a# --policy forcedelete");
        BOOST_TEST(s.live("a#@example.com").empty());
    }
    s.refuses("delete lw admin@example.com --policy forcedelete", {"administrator"});
}

void lostSuspensionsAreFoundOut(const Switched& s) {
    s.does(kNew);
    works().control("POST", "faults",
                    R"({"fault":"drop-after","method":"POST","path":"/v1.0/users/*/suspend"})");
    const auto lost = s.run("disable lw externalKey:a#");
    BOOST_TEST(lost.exitCode != 0);
    s.does("operation resume " + Switched::lastOperation());
    BOOST_TEST(isSuspended(s, "externalKey:a#"));
    s.does("disable lw externalKey:a#", {"already"});
    s.does("enable lw externalKey:a#");
    // A suspension of which nothing was heard, and that was not made, as a person has found out.
    works().control("POST", "faults",
                    R"({"fault":"drop-before","method":"POST","path":"/v1.0/users/*/suspend"})");
    BOOST_TEST(s.run("disable lw externalKey:a#").exitCode != 0);
    s.does("operation resume " + Switched::lastOperation() + " --not-applied");
    BOOST_TEST(isSuspended(s, "externalKey:a#"));
    s.isMadeOnce("a#@example.com", "a#");
}
