// What is asked for about org units.
#include "lineworks/lineworks_commands.h"

namespace crash {

using State = LineworksSubject::State;

namespace {

const Need kPost{"POST", ""};
const Need kPatch{"PATCH", ""};
const Need kMove{"POST", "/move"};

}  // namespace

Command createOrgUnit(LineworksSubject& unit) {
    Command command = commandOn(Kind::kCreate, unit);
    command.attributes = {{"externalKey", unit.externalKey()},
                          {"displayOrder", "1"},
                          {"parentOrgUnitId", "externalKey:sales"}};
    addText(command, unit, "description");
    command.needs = {kPost};
    command.fields["parentExternalKey"] = "sales";
    unit.state = State::kActive;
    return command;
}

/// Without a key nothing proves whose it is, and the name is no proof: a person decides.
Command createOrgUnitWithoutKey(LineworksSubject& unit) {
    Command command = createOrgUnit(unit);
    std::erase_if(command.attributes, [](const auto& pair) { return pair.first == "externalKey"; });
    return command;
}

Command describeOrgUnit(LineworksSubject& unit) {
    Command command = commandOn(Kind::kUpdate, unit);
    addText(command, unit, "description");
    command.needs = {kPatch};
    return command;
}

Command renameOrgUnit(LineworksSubject& unit) {
    Command command = describeOrgUnit(unit);
    command.newName = unit.valueFor("Unit");
    command.attributes.emplace_back("__NAME__", command.newName);
    unit.name = command.newName;
    return command;
}

/// Each command on the org unit names another parent, so that there is always something to do.
Command moveOrgUnit(LineworksSubject& unit) {
    static const char* const kParents[] = {"hr", "hq", "legal"};
    Command command = describeOrgUnit(unit);
    const std::string parent = kParents[(unit.changes - 1) % 3];
    command.attributes.emplace_back("parentOrgUnitId", "externalKey:" + parent);
    command.needs.push_back(kMove);
    command.fields["parentExternalKey"] = parent;
    return command;
}

}  // namespace crash
