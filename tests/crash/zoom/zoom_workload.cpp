#include "zoom/zoom_workload.h"

#include <stdexcept>

#include <boost/json.hpp>

namespace crash {

namespace json = boost::json;

namespace {

/// A user as the commands so far leave him, if all of them are done.
struct Subject {
    std::string key = {};   ///< unique in the home
    std::string mail = {};  ///< the present address
    enum class State { kAbsent, kPending, kActive, kInactive } state = State::kAbsent;
    bool hasPassword = false;  ///< signs in by work e-mail
    int changes = 0;           ///< makes the values of each command differ
};
using State = Subject::State;

constexpr int kSsoLogin = 101;
constexpr int kMailLogin = 100;

const Need kPost{"POST", ""};
const Need kPatch{"PATCH", ""};
const Need kEmail{"PUT", "/email"};
const Need kPasswordPut{"PUT", "/password"};
const Need kActivate{"PUT", "/status", "activate", "active"};
const Need kDeactivate{"PUT", "/status", "deactivate", "inactive"};
/// Of a user who was deactivated; one who was so already has no sessions.
const Need kLogout{"DELETE", "/token", "", "inactive", true};
const Need kRemove{"DELETE", ""};

Subject newSubject(const std::string& key) { return {.key = key, .mail = key + "@example.com"}; }

std::string wordOf(State state) {
    static const char* const kWords[] = {"", "pending", "active", "inactive"};
    return kWords[static_cast<int>(state)];
}

json::object seedOf(const Subject& user) {
    json::object seed{{"email", user.mail},
                      {"first_name", "Seeded"},
                      {"status", wordOf(user.state)},
                      {"login_types", json::array{user.hasPassword ? kMailLogin : kSsoLogin}}};
    if (user.hasPassword) seed["password"] = "Seeded-Passw0rd1";
    return seed;
}

Subject seeded(Workload& workload, const std::string& key, State state, bool hasPassword = false) {
    Subject user = newSubject(key);
    user.state = state;
    user.hasPassword = hasPassword;
    json::object seed = workload.seed.empty() ? json::object{{"users", json::array{}}}
                                              : json::parse(workload.seed).as_object();
    seed["users"].as_array().push_back(seedOf(user));
    workload.seed = json::serialize(seed);
    workload.seeds[key] = {.name = user.mail, .state = wordOf(state)};
    return user;
}

Command commandOn(Kind kind, Subject& user) {
    ++user.changes;
    return {.kind = kind, .target = "zoom", .object = user.key, .name = user.mail};
}

/// A value that no other command of the home writes.
std::string valueFor(const Subject& user, const std::string& what) {
    return what + "-" + user.key + "-" + std::to_string(user.changes);
}

void addProfile(Command& command, const Subject& user) {
    for (const std::string name : {"dept", "job_title"}) {
        command.attributes.emplace_back(name, valueFor(user, name));
        command.fields[name] = command.attributes.back().second;
    }
    command.needs.push_back(kPatch);
}

void addDisable(Command& command, Subject& user) {
    command.needs.insert(command.needs.end(), {kDeactivate, kLogout});
    command.fields["status"] = "inactive";
    user.state = State::kInactive;
}

/// By invitation: the user is pending, and nothing more of him is stored.
Command invite(Subject& user) {
    Command command = commandOn(Kind::kCreate, user);
    command.attributes = {{"first_name", "Invited"}};
    command.needs = {kPost};
    user.state = State::kPending;
    return command;
}

Command createBySso(Subject& user) {
    Command command = commandOn(Kind::kCreate, user);
    command.attributes = {{"createType", "ssoCreate"}};
    command.needs = {kPost};
    addProfile(command, user);
    user.state = State::kActive;
    user.hasPassword = false;
    return command;
}

Command createWithPassword(Subject& user) {
    Command command = commandOn(Kind::kCreate, user);
    command.attributes = {{"createType", "autoCreate"},
                          {"password", passwordReference(user.changes)}};
    command.needs = {kPost};
    user.state = State::kActive;
    user.hasPassword = true;
    return command;
}

Command createDisabled(Subject& user) {
    Command command = createBySso(user);
    command.attributes.emplace_back("__ENABLE__", "false");
    addDisable(command, user);
    return command;
}

Command updateProfile(Subject& user) {
    Command command = commandOn(Kind::kUpdate, user);
    addProfile(command, user);
    return command;
}

void addNewMail(Command& command, Subject& user) {
    command.newName = user.key + "-" + std::to_string(user.changes) + "@example.com";
    command.attributes.emplace_back("email", command.newName);
    command.needs.push_back(kEmail);
    user.mail = command.newName;
}

Command updateMail(Subject& user) {
    Command command = commandOn(Kind::kUpdate, user);
    addNewMail(command, user);
    return command;
}

void addPassword(Command& command, const Subject& user) {
    command.attributes.emplace_back("password", passwordReference(user.changes));
    command.needs.push_back(kPasswordPut);
}

Command updatePassword(Subject& user) {
    Command command = commandOn(Kind::kUpdate, user);
    addPassword(command, user);
    return command;
}

Command updateAll(Subject& user) {
    Command command = updateProfile(user);
    addNewMail(command, user);
    if (user.hasPassword) addPassword(command, user);
    return command;
}

Command enable(Subject& user) {
    Command command = commandOn(Kind::kEnable, user);
    command.needs = {kActivate};
    command.fields["status"] = "active";
    user.state = State::kActive;
    return command;
}

Command enableAndUpdate(Subject& user) {
    Command command = commandOn(Kind::kUpdate, user);
    command.needs = {kActivate};
    addProfile(command, user);
    command.attributes.emplace_back("__ENABLE__", "true");
    command.fields["status"] = "active";
    user.state = State::kActive;
    return command;
}

Command disable(Subject& user) {
    Command command = commandOn(Kind::kDisable, user);
    addDisable(command, user);
    return command;
}

Command removal(Kind kind, Subject& user) {
    Command command = commandOn(kind, user);
    command.needs = {kRemove};
    command.isGoneAfter = true;
    user.state = State::kAbsent;
    return command;
}

Command deleteUser(Subject& user) { return removal(Kind::kDelete, user); }
Command disassociate(Subject& user) { return removal(Kind::kDisassociate, user); }

Command deactivateByDelete(Subject& user) {
    Command command = commandOn(Kind::kDelete, user);
    command.options = {{"policy", "deactivate"}};
    addDisable(command, user);
    return command;
}

struct Shape {
    const char* name;
    State before;
    bool hasPassword;
    Command (*make)(Subject&);
};

const std::vector<Shape>& shapes() {
    static const std::vector<Shape> all = {
        {"create by invitation", State::kAbsent, false, &invite},
        {"create by single sign-on with a profile", State::kAbsent, false, &createBySso},
        {"create with a password", State::kAbsent, false, &createWithPassword},
        {"create disabled", State::kAbsent, false, &createDisabled},
        {"create of an address in use", State::kPending, false, &invite},
        {"update of the profile", State::kActive, false, &updateProfile},
        {"update of profile, address and password", State::kActive, true, &updateAll},
        {"update of the address", State::kActive, false, &updateMail},
        {"update of the password", State::kActive, true, &updatePassword},
        {"enable", State::kInactive, false, &enable},
        {"enable with a profile", State::kInactive, false, &enableAndUpdate},
        {"disable", State::kActive, false, &disable},
        {"delete", State::kActive, false, &deleteUser},
        {"delete of an invitation", State::kPending, false, &deleteUser},
        {"delete by deactivating", State::kActive, false, &deactivateByDelete},
        {"disassociate", State::kActive, false, &disassociate},
    };
    return all;
}

/// What can be asked for in a state, each as often as it is likely.
std::vector<Command (*)(Subject&)> choicesFor(const Subject& user) {
    switch (user.state) {
        case State::kAbsent:
            return {&invite, &createBySso, &createBySso, &createWithPassword, &createDisabled};
        case State::kPending:
            return {&deleteUser, &disassociate};
        case State::kInactive:
            return {&enable, &enableAndUpdate, &deleteUser};
        case State::kActive:
            break;
    }
    if (user.hasPassword) {
        return {&updateProfile, &updateAll, &updatePassword, &disable, &deleteUser};
    }
    return {&updateProfile, &updateAll,    &updateMail,        &disable,
            &deleteUser,    &disassociate, &deactivateByDelete};
}

constexpr State kStates[] = {State::kAbsent, State::kAbsent, State::kPending,
                             State::kActive, State::kActive, State::kInactive};

/// An address that was let go of belongs to somebody outside from then on, and one that is in use
/// may be asked for by nobody else: a user who is gone is not created again.
bool isOver(const Subject& user) { return user.state == State::kAbsent && user.changes > 0; }

}  // namespace

std::vector<std::string> zoomShapeNames() {
    std::vector<std::string> names;
    for (const Shape& each : shapes()) names.emplace_back(each.name);
    return names;
}

Workload zoomShape(const std::string& name, const std::string& prefix) {
    for (const Shape& each : shapes()) {
        if (each.name != name) continue;
        Workload workload{.name = name};
        Subject user = each.before == State::kAbsent
                           ? newSubject(prefix + "a")
                           : seeded(workload, prefix + "a", each.before, each.hasPassword);
        workload.workers = {{each.make(user)}};
        return workload;
    }
    throw std::runtime_error("there is no shape \"" + name + "\"");
}

std::vector<Command> randomZoomCommands(Random& random, Workload& workload,
                                        const std::string& key) {
    std::vector<Command> commands;
    const int people = random.between(1, 2);
    for (int at = 0; at < people; ++at) {
        const State state = kStates[random.below(std::size(kStates))];
        const std::string name = key + static_cast<char>('a' + at);
        Subject user =
            state == State::kAbsent
                ? newSubject(name)
                : seeded(workload, name, state, state == State::kActive && random.happens(50));
        for (int left = random.between(1, 3); left > 0 && !isOver(user); --left) {
            commands.push_back(random.oneOf(choicesFor(user))(user));
        }
    }
    return commands;
}

}  // namespace crash
