#include "lineworks/lineworks_workload.h"

#include <stdexcept>

#include "lineworks/lineworks_commands.h"

namespace crash {

using Sort = LineworksSubject::Sort;
using State = LineworksSubject::State;

namespace {

using Make = Command (*)(LineworksSubject&);

struct Shape {
    const char* name;
    Sort sort;
    State before;
    Make make;
    bool hasKey = true;
};

const std::vector<Shape>& shapes() {
    static const std::vector<Shape> all = {
        {"create of a member", Sort::kMember, State::kAbsent, &createMember},
        {"create with a password", Sort::kMember, State::kAbsent, &createMemberWithPassword},
        {"create with a post", Sort::kMember, State::kAbsent, &createMemberWithPost},
        {"create suspended", Sort::kMember, State::kAbsent, &createMemberSuspended},
        {"create of a member without a key", Sort::kMember, State::kActive, &adoptMember, false},
        {"update of the profile", Sort::kMember, State::kActive, &updateMember},
        {"update of profile and login id", Sort::kMember, State::kActive, &updateLogin},
        {"update of the posts", Sort::kMember, State::kActive, &putInOrgUnit},
        {"update and suspend", Sort::kMember, State::kActive, &updateAndSuspend},
        {"suspend", Sort::kMember, State::kActive, &suspendMember},
        {"unsuspend", Sort::kMember, State::kSuspended, &unsuspendMember},
        {"unsuspend with a profile", Sort::kMember, State::kSuspended, &unsuspendAndUpdate},
        {"delete of a member", Sort::kMember, State::kActive, &removeSubject},
        {"delete for good", Sort::kMember, State::kActive, &removeMemberForGood},
        {"disassociate", Sort::kMember, State::kActive, &disassociateMember},
        {"create of an org unit", Sort::kOrgUnit, State::kAbsent, &createOrgUnit},
        {"create of an org unit without a key", Sort::kOrgUnit, State::kAbsent,
         &createOrgUnitWithoutKey},
        {"update and move of an org unit", Sort::kOrgUnit, State::kActive, &moveOrgUnit},
        {"rename of an org unit", Sort::kOrgUnit, State::kActive, &renameOrgUnit},
        {"delete of an org unit", Sort::kOrgUnit, State::kActive, &removeSubject},
        {"create of a group", Sort::kGroup, State::kAbsent, &createGroup},
        {"update of a group and who is in it", Sort::kGroup, State::kActive, &addToGroup},
        {"exchange of who is in a group", Sort::kGroup, State::kActive, &exchangeInGroup},
        {"delete of a group", Sort::kGroup, State::kActive, &removeSubject},
    };
    return all;
}

std::vector<Make> choicesForMember(State state) {
    switch (state) {
        case State::kAbsent:
            return {&createMember, &createMemberWithPost, &createMemberWithPassword,
                    &createMemberSuspended};
        case State::kSuspended:
            return {&unsuspendMember, &unsuspendAndUpdate, &removeSubject};
        case State::kActive:
            break;
    }
    return {&updateMember,  &updateLogin,   &putInOrgUnit,        &updateAndSuspend,
            &suspendMember, &removeSubject, &removeMemberForGood, &disassociateMember};
}

/// What can be asked for in a state, each as often as it is likely.
std::vector<Make> choicesFor(const LineworksSubject& subject) {
    const bool isAbsent = subject.state == State::kAbsent;
    switch (subject.sort) {
        case Sort::kMember:
            return choicesForMember(subject.state);
        case Sort::kOrgUnit:
            return isAbsent ? std::vector<Make>{&createOrgUnit, &createOrgUnitWithoutKey}
                            : std::vector<Make>{&describeOrgUnit, &renameOrgUnit, &moveOrgUnit,
                                                &removeSubject};
        case Sort::kGroup:
            return isAbsent ? std::vector<Make>{&createGroup}
                            : std::vector<Make>{&describeGroup, &renameGroup, &addToGroup,
                                                &exchangeInGroup, &removeSubject};
    }
    return {};
}

/// Login id and key of a deleted member stay reserved: who is gone is not created again.
bool isOver(const LineworksSubject& subject) {
    return subject.state == State::kAbsent && subject.changes > 0;
}

Sort someSort(Random& random) {
    const int chance = random.below(20);
    return chance < 11 ? Sort::kMember : chance < 17 ? Sort::kOrgUnit : Sort::kGroup;
}

}  // namespace

std::vector<std::string> lineworksShapeNames() {
    std::vector<std::string> names;
    for (const Shape& each : shapes()) names.emplace_back(each.name);
    return names;
}

Workload lineworksShape(const std::string& name, const std::string& prefix) {
    for (const Shape& each : shapes()) {
        if (each.name != name) continue;
        Workload workload{.name = name};
        LineworksSubject subject = LineworksSubject::of(each.sort, prefix + "a");
        if (each.before != State::kAbsent) seed(workload, subject, each.before, each.hasKey);
        workload.workers = {{each.make(subject)}};
        return workload;
    }
    throw std::runtime_error("there is no shape \"" + name + "\"");
}

std::vector<Command> randomLineworksCommands(Random& random, Workload& workload,
                                             const std::string& key) {
    std::vector<Command> commands;
    const int count = random.between(1, 2);
    for (int at = 0; at < count; ++at) {
        LineworksSubject subject =
            LineworksSubject::of(someSort(random), key + static_cast<char>('a' + at));
        if (random.happens(60)) {
            const bool isSuspended = subject.sort == Sort::kMember && random.happens(30);
            seed(workload, subject, isSuspended ? State::kSuspended : State::kActive);
        }
        for (int left = random.between(1, 3); left > 0 && !isOver(subject); --left) {
            commands.push_back(random.oneOf(choicesFor(subject))(subject));
        }
    }
    return commands;
}

}  // namespace crash
