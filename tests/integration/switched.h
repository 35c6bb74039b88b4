#pragma once

#include <string>
#include <vector>

#include "muster_script.h"
#include "shell_lineworks_fixture.h"

/// One value of a switch of the simulator, and muster in front of it. All values share one
/// simulator, one home and one running muster; names and keys end in a number of the value's own.
class Switched {
public:
    /// Sets the switch; the destructor puts all switches back.
    Switched(std::string name, std::string value);
    ~Switched();
    Switched(const Switched&) = delete;
    Switched& operator=(const Switched&) = delete;

    const std::string& value() const { return value_; }
    bool is(std::string_view value) const { return value_ == value; }
    bool isOf(std::string_view name) const { return name_ == name; }
    /// The simulator's answers to requests of that method whose target ends in `end`, as its record
    /// tells: a value of a switch counts as tried only when it was answered with.
    static std::vector<std::int64_t> answers(std::string_view method, std::string_view end);
    /// Expects the last such answer to have that status.
    static void wasAnswered(std::string_view method, std::string_view end, std::int64_t status);

    /// `text` with this value's number behind each "#".
    std::string own(std::string text) const;

    /// Runs a command, with the number behind each "#".
    support::Finished run(const std::string& command) const;
    /// One that has to succeed, and to say these pieces on stderr.
    support::Finished does(const std::string& command,
                           const std::vector<std::string>& pieces = {}) const;
    /// One that has to fail with a sentence that says what to do, with these pieces on stderr, and
    /// with nothing left unknown.
    support::Finished refuses(const std::string& command,
                              const std::vector<std::string>& pieces = {}) const;
    /// The number of the operation that was begun last.
    static std::string lastOperation();

    /// Sets another switch for as long as this value is tried.
    static void set(const std::string& name, const std::string& value);
    /// Names and values of all switches at the start.
    static const boost::json::object& defaults();

    /// What the simulator's state shows of members with that login id who are not deleted.
    std::vector<boost::json::object> live(const std::string& email) const;
    /// Expects exactly one such member, with that External Key.
    void isMadeOnce(const std::string& email, const std::string& key) const;
    boost::json::object member(const std::string& address) const {
        return LineworksCase::member(own(address));
    }
    std::vector<std::string> posts(const std::string& address) const {
        return LineworksCase::posts(own(address));
    }
    boost::json::object orgUnit(const std::string& address) const {
        return LineworksCase::orgUnit(own(address));
    }
    void seed(const std::string& text) const { works().seed(own(text)); }
    /// Calls the API as somebody else does; the status has to be the one given.
    void call(const std::string& method, const std::string& target, int status,
              const std::string& body = {}) const;
    /// Lets so many days pass at the simulator.
    static void passDays(int days);

private:
    std::string name_;
    std::string value_;
    int number_;
};

/// What must be true under each value of a switch, in the situation in which it matters.
using SwitchCheck = void (*)(const Switched&);

// switch_member_checks.cpp
void duplicatesAreRecognised(const Switched& s);
void membersHaveKeysWhereTheTenantAsksForThem(const Switched& s);
void postsAreKeptStraight(const Switched& s);
void referencesThatAreNotThereAreTold(const Switched& s);
void listsLoseWhatTheyShould(const Switched& s);
void bodiesHaveNoUnknownProperty(const Switched& s);
void membersMoveToAnotherDomain(const Switched& s);
void aliasesComeAndGo(const Switched& s);
void passwordsAreTaken(const Switched& s);
void keysAreGivenAtOnce(const Switched& s);

// switch_state_checks.cpp
void pendingMembersAreSuspendedInTime(const Switched& s);
void expiredInvitationsAreNoDeadEnd(const Switched& s);
void waitingMembersAreNotMistaken(const Switched& s);
void deletesEndTheSameWay(const Switched& s);
void namesComeFreeAfterAForcedDelete(const Switched& s);
void undeletedMembersAreWhatWasAskedFor(const Switched& s);
void deletedMembersAreRemovedForGood(const Switched& s);
void administratorsAreLeftOrTold(const Switched& s);
void lostSuspensionsAreFoundOut(const Switched& s);

// switch_org_unit_checks.cpp
void levelsEndWhereTheTenantSays(const Switched& s);
void fullTenantsAreTold(const Switched& s);
void childrenGoAlongOrAreTold(const Switched& s);
void membersKeepAnOrgUnit(const Switched& s);
void movesToTheTopAreMadeOrFoundOut(const Switched& s);
void keysOutlastUpdates(const Switched& s);
void writesKeepThePace(const Switched& s);

// switch_traffic_checks.cpp
void tokensAreGot(const Switched& s);
void credentialsThatAreRefusedAreExplained(const Switched& s);
void foreignDomainsAreExplained(const Switched& s);
void everyObjectNamesItsDomain(const Switched& s);
void restrictedScreensAreExplained(const Switched& s);
void limitsAreWaitedOut(const Switched& s);
void busyTargetsAreWaitedOut(const Switched& s);
void listsEnd(const Switched& s);
