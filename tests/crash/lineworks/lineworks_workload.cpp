#include "lineworks/lineworks_workload.h"

#include <stdexcept>

#include <boost/json.hpp>

namespace crash {

namespace json = boost::json;

namespace {

/// A member or an org unit as the commands so far leave it, if all of them are done.
struct Subject {
    std::string key = {};   ///< unique in the home
    std::string name = {};  ///< the present login id, or the name of an org unit
    enum class State { kAbsent, kActive, kSuspended } state = State::kAbsent;
    bool isOrgUnit = false;
    int changes = 0;  ///< makes the values of each command differ
};
using State = Subject::State;

const Need kPost{"POST", ""};
const Need kPatch{"PATCH", ""};
const Need kSuspend{"POST", "/suspend", "", "suspended"};
const Need kUnsuspend{"POST", "/unsuspend", "", "active"};
const Need kMove{"POST", "/move"};
const Need kDelete{"DELETE", ""};
const Need kForceDelete{"DELETE", "/forcedelete"};

/// Login ids have at most 40 characters before the sign, and keys and names are free.
Subject newMember(const std::string& key) { return {.key = key, .name = key + "@example.com"}; }

Subject newOrgUnit(const std::string& key) {
    return {.key = key, .name = "Unit-" + key, .isOrgUnit = true};
}

std::string externalKeyOf(const Subject& subject) { return "k-" + subject.key; }

std::string wordOf(State state) { return state == State::kSuspended ? "suspended" : "active"; }

json::object seedOf(const Subject& subject, bool hasKey) {
    if (subject.isOrgUnit) {
        return {{"orgUnitName", subject.name}, {"orgUnitExternalKey", externalKeyOf(subject)}};
    }
    json::object seed{{"email", subject.name},
                      {"userName", json::object{{"lastName", "Seeded"}, {"firstName", "A"}}},
                      {"state", json::object{{"suspended", subject.state == State::kSuspended}}}};
    if (hasKey) seed["userExternalKey"] = externalKeyOf(subject);
    return seed;
}

void seed(Workload& workload, Subject& subject, State state, bool hasKey = true) {
    subject.state = state;
    const char* const list = subject.isOrgUnit ? "orgUnits" : "users";
    json::object seed =
        workload.seed.empty() ? json::object() : json::parse(workload.seed).as_object();
    if (!seed.contains(list)) seed[list] = json::array();
    seed[list].as_array().push_back(seedOf(subject, hasKey));
    workload.seed = json::serialize(seed);
    workload.seeds[subject.key] = {.name = subject.name, .state = wordOf(state)};
}

Command commandOn(Kind kind, Subject& subject) {
    ++subject.changes;
    return {.kind = kind,
            .target = "lw",
            .objectClass = subject.isOrgUnit ? "__ORGUNIT__" : "",
            .object = subject.key,
            .name = subject.name};
}

/// A value that no other command of the home writes.
std::string valueFor(const Subject& subject, const std::string& what) {
    return what + "-" + subject.key + "-" + std::to_string(subject.changes);
}

void addText(Command& command, const Subject& subject, const std::string& attribute) {
    command.attributes.emplace_back(attribute, valueFor(subject, attribute));
    command.fields[attribute] = command.attributes.back().second;
}

void addProfile(Command& command, const Subject& subject) {
    addText(command, subject, "location");
    addText(command, subject, "task");
    command.needs.push_back(kPatch);
}

Command createMember(Subject& member) {
    Command command = commandOn(Kind::kCreate, member);
    command.attributes = {
        {"externalKey", externalKeyOf(member)}, {"lastName", "Mori"}, {"firstName", "Aiko"}};
    addText(command, member, "location");
    command.needs = {kPost};
    command.fields["userExternalKey"] = externalKeyOf(member);
    member.state = State::kActive;
    return command;
}

Command createWithPassword(Subject& member) {
    Command command = createMember(member);
    command.attributes.emplace_back("__PASSWORD__", passwordReference(member.changes));
    return command;
}

Command createWithPost(Subject& member) {
    Command command = createMember(member);
    command.attributes.emplace_back("orgUnits", R"({"orgUnitId":"externalKey:sales"})");
    command.fields["posts"] = "sales";
    return command;
}

Command createSuspended(Subject& member) {
    Command command = createMember(member);
    command.attributes.emplace_back("__ENABLE__", "false");
    command.needs.push_back(kSuspend);
    command.fields["status"] = "suspended";
    member.state = State::kSuspended;
    return command;
}

/// Of a member who is there without an External Key.
Command adopt(Subject& member) {
    Command command = createMember(member);
    command.needs = {kPatch};
    return command;
}

Command updateProfile(Subject& member) {
    Command command = commandOn(Kind::kUpdate, member);
    addProfile(command, member);
    return command;
}

Command updateLogin(Subject& member) {
    Command command = commandOn(Kind::kUpdate, member);
    command.newName = member.key + "-" + std::to_string(member.changes) + "@example.com";
    command.attributes.emplace_back("__NAME__", command.newName);
    addProfile(command, member);
    member.name = command.newName;
    return command;
}

Command updateAndSuspend(Subject& member) {
    Command command = updateProfile(member);
    command.attributes.emplace_back("__ENABLE__", "false");
    command.needs.push_back(kSuspend);
    command.fields["status"] = "suspended";
    member.state = State::kSuspended;
    return command;
}

Command enableAndUpdate(Subject& member) {
    Command command = commandOn(Kind::kUpdate, member);
    command.needs = {kUnsuspend};
    addProfile(command, member);
    command.attributes.emplace_back("__ENABLE__", "true");
    command.fields["status"] = "active";
    member.state = State::kActive;
    return command;
}

Command suspend(Subject& member) {
    Command command = commandOn(Kind::kDisable, member);
    command.needs = {kSuspend};
    command.fields["status"] = "suspended";
    member.state = State::kSuspended;
    return command;
}

Command unsuspend(Subject& member) {
    Command command = commandOn(Kind::kEnable, member);
    command.needs = {kUnsuspend};
    command.fields["status"] = "active";
    member.state = State::kActive;
    return command;
}

Command remove(Subject& subject) {
    Command command = commandOn(Kind::kDelete, subject);
    command.needs = {kDelete};
    command.isGoneAfter = true;
    subject.state = State::kAbsent;
    return command;
}

Command removeForGood(Subject& member) {
    Command command = remove(member);
    command.options = {{"policy", "forcedelete"}};
    command.needs = {kForceDelete};
    return command;
}

/// The target's policy suspends.
Command disassociate(Subject& member) {
    Command command = commandOn(Kind::kDisassociate, member);
    command.needs = {kSuspend};
    command.fields["status"] = "suspended";
    member.state = State::kSuspended;
    return command;
}

Command createOrgUnit(Subject& unit) {
    Command command = commandOn(Kind::kCreate, unit);
    command.attributes = {{"externalKey", externalKeyOf(unit)},
                          {"displayOrder", "1"},
                          {"parentOrgUnitId", "externalKey:sales"}};
    addText(command, unit, "description");
    command.needs = {kPost};
    command.fields["parentExternalKey"] = "sales";
    unit.state = State::kActive;
    return command;
}

Command describeOrgUnit(Subject& unit) {
    Command command = commandOn(Kind::kUpdate, unit);
    addText(command, unit, "description");
    command.needs = {kPatch};
    return command;
}

Command renameOrgUnit(Subject& unit) {
    Command command = describeOrgUnit(unit);
    command.newName = unit.name + "-" + std::to_string(unit.changes);
    command.attributes.emplace_back("__NAME__", command.newName);
    unit.name = command.newName;
    return command;
}

Command moveOrgUnit(Subject& unit) {
    Command command = describeOrgUnit(unit);
    command.attributes.emplace_back("parentOrgUnitId", "externalKey:hr");
    command.needs.push_back(kMove);
    command.fields["parentExternalKey"] = "hr";
    return command;
}

struct Shape {
    const char* name;
    State before;
    bool isOrgUnit;
    bool hasKey;
    Command (*make)(Subject&);
};

constexpr bool kMember = false;
constexpr bool kUnit = true;

const std::vector<Shape>& shapes() {
    static const std::vector<Shape> all = {
        {"create of a member", State::kAbsent, kMember, true, &createMember},
        {"create with a password", State::kAbsent, kMember, true, &createWithPassword},
        {"create with a post", State::kAbsent, kMember, true, &createWithPost},
        {"create suspended", State::kAbsent, kMember, true, &createSuspended},
        {"create of a member without a key", State::kActive, kMember, false, &adopt},
        {"update of the profile", State::kActive, kMember, true, &updateProfile},
        {"update of profile and login id", State::kActive, kMember, true, &updateLogin},
        {"update and suspend", State::kActive, kMember, true, &updateAndSuspend},
        {"suspend", State::kActive, kMember, true, &suspend},
        {"unsuspend", State::kSuspended, kMember, true, &unsuspend},
        {"unsuspend with a profile", State::kSuspended, kMember, true, &enableAndUpdate},
        {"delete of a member", State::kActive, kMember, true, &remove},
        {"delete for good", State::kActive, kMember, true, &removeForGood},
        {"disassociate", State::kActive, kMember, true, &disassociate},
        {"create of an org unit", State::kAbsent, kUnit, true, &createOrgUnit},
        {"update and move of an org unit", State::kActive, kUnit, true, &moveOrgUnit},
        {"rename of an org unit", State::kActive, kUnit, true, &renameOrgUnit},
        {"delete of an org unit", State::kActive, kUnit, true, &remove},
    };
    return all;
}

/// What can be asked for in a state, each as often as it is likely.
std::vector<Command (*)(Subject&)> choicesFor(const Subject& subject) {
    if (subject.isOrgUnit) {
        return subject.state == State::kAbsent
                   ? std::vector<Command (*)(Subject&)>{&createOrgUnit}
                   : std::vector<Command (*)(Subject&)>{&describeOrgUnit, &renameOrgUnit,
                                                        &moveOrgUnit, &remove};
    }
    switch (subject.state) {
        case State::kAbsent:
            return {&createMember, &createMember, &createWithPassword, &createSuspended};
        case State::kSuspended:
            return {&unsuspend, &enableAndUpdate, &remove};
        case State::kActive:
            break;
    }
    return {&updateProfile, &updateLogin,   &updateAndSuspend, &suspend,
            &remove,        &removeForGood, &disassociate};
}

/// Login id and key of a deleted member stay reserved: who is gone is not created again.
bool isOver(const Subject& subject) {
    return subject.state == State::kAbsent && subject.changes > 0;
}

Subject subjectOf(const std::string& key, bool isOrgUnit) {
    return isOrgUnit ? newOrgUnit(key) : newMember(key);
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
        Subject subject = subjectOf(prefix + "a", each.isOrgUnit);
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
        Subject subject = subjectOf(key + static_cast<char>('a' + at), random.happens(35));
        if (random.happens(60)) {
            const bool isSuspended = !subject.isOrgUnit && random.happens(30);
            seed(workload, subject, isSuspended ? State::kSuspended : State::kActive);
        }
        for (int left = random.between(1, 3); left > 0 && !isOver(subject); --left) {
            commands.push_back(random.oneOf(choicesFor(subject))(subject));
        }
    }
    return commands;
}

}  // namespace crash
