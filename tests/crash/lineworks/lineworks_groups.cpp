// What is asked for about groups. The site has the members `boss`, and `p1` and so on for the first
// commands on a group, so that each command puts in somebody who is not there yet.
#include "lineworks/lineworks_commands.h"

namespace crash {

namespace {

const Need kPost{"POST", ""};
const Need kPatch{"PATCH", ""};
const Need kMemberAdd{"POST", "/members"};
const Need kMemberRemove{"DELETE", "/members"};
const Need kAdministratorAdd{"POST", "/administrators"};

/// Whom this command puts in.
std::string newcomer(const LineworksSubject& group) { return "p" + std::to_string(group.changes); }

/// The simulator shows each member of a group as a field of its own: whether one of them is there
/// does not hang on what became of an earlier command about another.
void expectMember(Command& command, const std::string& key, bool isThere = true) {
    command.fields["member " + key] = isThere ? "yes" : "";
}

void expectOnly(Command& command, const std::string& key) {
    for (const char* const each : {"boss", "p1", "p2", "p3"}) {
        expectMember(command, each, each == key);
    }
}

}  // namespace

Command createGroup(LineworksSubject& group) {
    Command command = commandOn(Kind::kCreate, group);
    command.attributes = {{"externalKey", group.externalKey()},
                          {"administrators", "externalKey:boss"},
                          {"members", "externalKey:boss"}};
    addText(command, group, "description");
    command.needs = {kPost};
    expectOnly(command, "boss");
    group.state = LineworksSubject::State::kActive;
    return command;
}

Command describeGroup(LineworksSubject& group) {
    Command command = commandOn(Kind::kUpdate, group);
    addText(command, group, "description");
    command.needs = {kPatch};
    return command;
}

Command renameGroup(LineworksSubject& group) {
    Command command = describeGroup(group);
    command.newName = group.valueFor("Group");
    command.attributes.emplace_back("__NAME__", command.newName);
    group.name = command.newName;
    return command;
}

/// One request for each who comes.
Command addToGroup(LineworksSubject& group) {
    Command command = describeGroup(group);
    command.attributes.emplace_back("members+", "externalKey:" + newcomer(group));
    command.attributes.emplace_back("administrators+", "externalKey:" + newcomer(group));
    command.needs.insert(command.needs.end(), {kAdministratorAdd, kMemberAdd});
    expectMember(command, newcomer(group));
    return command;
}

/// Whoever is in it goes, and another one comes.
Command exchangeInGroup(LineworksSubject& group) {
    Command command = describeGroup(group);
    command.attributes.emplace_back("members", "externalKey:" + newcomer(group));
    command.needs.insert(command.needs.end(), {kMemberAdd, kMemberRemove});
    expectOnly(command, newcomer(group));
    return command;
}

}  // namespace crash
