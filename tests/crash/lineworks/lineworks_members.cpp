// What is asked for about members.
#include "lineworks/lineworks_commands.h"

namespace crash {

using State = LineworksSubject::State;

namespace {

const Need kPost{"POST", ""};
const Need kPatch{"PATCH", ""};
const Need kSuspend{"POST", "/suspend", "", "suspended"};
const Need kUnsuspend{"POST", "/unsuspend", "", "active"};
const Need kForceDelete{"DELETE", "/forcedelete"};

void addProfile(Command& command, const LineworksSubject& member) {
    addText(command, member, "location");
    addText(command, member, "task");
    command.needs.push_back(kPatch);
}

}  // namespace

Command createMember(LineworksSubject& member) {
    Command command = commandOn(Kind::kCreate, member);
    command.attributes = {
        {"externalKey", member.externalKey()}, {"lastName", "Mori"}, {"firstName", "Aiko"}};
    addText(command, member, "location");
    command.needs = {kPost};
    command.fields["userExternalKey"] = member.externalKey();
    member.state = State::kActive;
    return command;
}

Command createMemberWithPassword(LineworksSubject& member) {
    Command command = createMember(member);
    command.attributes.emplace_back("__PASSWORD__", passwordReference(member.changes));
    return command;
}

Command createMemberWithPost(LineworksSubject& member) {
    Command command = createMember(member);
    command.attributes.emplace_back("orgUnits", R"({"orgUnitId":"externalKey:sales"})");
    command.fields["posts"] = "sales";
    return command;
}

Command createMemberSuspended(LineworksSubject& member) {
    Command command = createMember(member);
    command.attributes.emplace_back("__ENABLE__", "false");
    command.needs.push_back(kSuspend);
    command.fields["status"] = "suspended";
    member.state = State::kSuspended;
    return command;
}

/// Of a member who is there without an External Key.
Command adoptMember(LineworksSubject& member) {
    Command command = createMember(member);
    command.needs = {kPatch};
    return command;
}

Command updateMember(LineworksSubject& member) {
    Command command = commandOn(Kind::kUpdate, member);
    addProfile(command, member);
    return command;
}

/// The member leaves every other post, and one that it has stays.
Command putInOrgUnit(LineworksSubject& member) {
    const char* const orgUnit = member.changes % 2 == 0 ? "hr" : "sales";
    Command command = commandOn(Kind::kUpdate, member);
    command.attributes = {
        {"orgUnits", R"({"orgUnitId":"externalKey:)" + std::string(orgUnit) + R"("})"}};
    addText(command, member, "location");
    command.needs = {kPatch};
    command.fields["posts"] = orgUnit;
    return command;
}

Command updateLogin(LineworksSubject& member) {
    Command command = commandOn(Kind::kUpdate, member);
    command.newName = member.key + "-" + std::to_string(member.changes) + "@example.com";
    command.attributes.emplace_back("__NAME__", command.newName);
    addProfile(command, member);
    member.name = command.newName;
    return command;
}

Command updateAndSuspend(LineworksSubject& member) {
    Command command = updateMember(member);
    command.attributes.emplace_back("__ENABLE__", "false");
    command.needs.push_back(kSuspend);
    command.fields["status"] = "suspended";
    member.state = State::kSuspended;
    return command;
}

Command unsuspendAndUpdate(LineworksSubject& member) {
    Command command = commandOn(Kind::kUpdate, member);
    command.needs = {kUnsuspend};
    addProfile(command, member);
    command.attributes.emplace_back("__ENABLE__", "true");
    command.fields["status"] = "active";
    member.state = State::kActive;
    return command;
}

Command suspendMember(LineworksSubject& member) {
    Command command = commandOn(Kind::kDisable, member);
    command.needs = {kSuspend};
    command.fields["status"] = "suspended";
    member.state = State::kSuspended;
    return command;
}

Command unsuspendMember(LineworksSubject& member) {
    Command command = commandOn(Kind::kEnable, member);
    command.needs = {kUnsuspend};
    command.fields["status"] = "active";
    member.state = State::kActive;
    return command;
}

Command removeMemberForGood(LineworksSubject& member) {
    Command command = removeSubject(member);
    command.options = {{"policy", "forcedelete"}};
    command.needs = {kForceDelete};
    return command;
}

/// The target's policy suspends.
Command disassociateMember(LineworksSubject& member) {
    Command command = commandOn(Kind::kDisassociate, member);
    command.needs = {kSuspend};
    command.fields["status"] = "suspended";
    member.state = State::kSuspended;
    return command;
}

}  // namespace crash
