#include "shell/command_table.h"

#include <algorithm>

#include "shell/commands/commands.h"

namespace muster::shell {
namespace {

const OptionSpec kLimit{
    .name = "limit", .kind = OptionKind::kCount, .value = "N", .summary = "Show at most N"};
const OptionSpec kAttributes{.name = "attributes",
                             .kind = OptionKind::kText,
                             .value = "A,B",
                             .summary = "Read and show these attributes"};
const OptionSpec kClass{.name = "class",
                        .kind = OptionKind::kText,
                        .value = "CLASS",
                        .summary = "Object class (default __ACCOUNT__)"};
const OptionSpec kOfClass{.name = "class",
                          .kind = OptionKind::kText,
                          .value = "CLASS",
                          .summary = "Only of this object class"};
const OptionSpec kOfTarget{.name = "target", .value = "TARGET", .summary = "Of this target"};
const OptionSpec kTimeout{.name = "timeout",
                          .kind = OptionKind::kSeconds,
                          .value = "SECONDS",
                          .summary = "Time limit in place of the target's own"};

const OptionSpec kDryRun{.name = "dry-run",
                         .kind = OptionKind::kFlag,
                         .summary = "Show the requests that would be sent, and send nothing"};

const std::vector<OptionSpec>& writeOptions() {
    static const std::vector<OptionSpec> options{
        kDryRun,
        {.name = "option",
         .kind = OptionKind::kPair,
         .value = "NAME=VALUE",
         .summary = "Say something to the connector, as --NAME VALUE does (connector show)"},
        kClass,
        kTimeout,
        {.name = "quiet",
         .kind = OptionKind::kFlag,
         .summary = "Tell results, warnings and errors, and no notices"}};
    return options;
}

constexpr std::string_view kObjectHelp =
    "UID is the target's own identifier; name:NAME addresses the object by its name,\n"
    "uid:UID says explicitly that it is a uid.\n";

constexpr std::string_view kValueHelp =
    "name=value sets a value; several of one name set several values. Put values with\n"
    "blanks in quotes. A value of a lookup is its code key or any decode. A password is\n"
    "given as password=@prompt, @env:NAME, @file:PATH or @stdin; @@ begins a value that\n"
    "really begins with @.\n";

constexpr std::string_view kUpdateHelp =
    "UID is the target's own identifier; name:NAME addresses the object by its name.\n"
    "name=value replaces, name+=value adds, name-=value takes away; name= clears (name=\"\"\n"
    "is an empty text). A value of a lookup is its code key or any decode. A password is\n"
    "given as password=@prompt, @env:NAME, @file:PATH or @stdin.\n";

constexpr std::string_view kFilterHelp =
    "FILTER reads like: email endsWith \"@example.com\" and (type = 2 or not dept present).\n"
    "Comparisons are =, !=, >, >=, <, <=, contains, startsWith, endsWith and present.\n";

std::vector<Command> generalCommands() {
    return {{.name = "help",
             .usage = "[COMMAND]",
             .summary = "List the commands, or explain one",
             .maxArgs = 2,
             .needsHome = false,
             .completes = {Completes::kCommand},
             .run = &runHelp},
            {.name = "exit",
             .alias = "quit",
             .summary = "Leave the shell",
             .needsHome = false,
             .run = &runExit},
            {.name = "status",
             .alias = "about",
             .summary = "Show the home, its owner, and what is in it",
             .run = &runStatus}};
}

constexpr std::string_view kResumeHelp =
    "Goes on under the same number. What is not known is found out by reading first; steps that\n"
    "were applied are not sent again. A secret that has to be sent again is given as\n"
    "name=@prompt, @env:NAME, @file:PATH or @stdin.\n"
    "--take UID accepts an object in conflict as made by this operation. --not-applied says that\n"
    "you have looked: it was not done, or what was found is another's; then it is sent again.\n"
    "--anyway goes on although a later operation has written the same.\n";

const OptionSpec kAnyway{.name = "anyway",
                         .kind = OptionKind::kFlag,
                         .summary = "Also over what a later operation wrote"};

const OptionSpec kWhy{.name = "why",
                      .kind = OptionKind::kText,
                      .value = "TEXT",
                      .summary = "Why; it is recorded with your name"};

std::vector<Command> connectorCommands() {
    return {{.name = "connector list",
             .summary = "List the connectors of the plugins folder, bad ones with their problem",
             .run = &listConnectors},
            {.name = "connector show",
             .usage = "NAME [VERSION]",
             .summary = "Show what a connector can do and which settings it takes",
             .minArgs = 1,
             .maxArgs = 2,
             .completes = {Completes::kConnector},
             .run = &showConnector},
            {.name = "connector verify",
             .usage = "FILE",
             .summary = "Check a connector file without installing it",
             .minArgs = 1,
             .maxArgs = 1,
             .needsHome = false,
             .completes = {Completes::kFile},
             .run = &verifyConnector}};
}

std::vector<Command> targetCommands() {
    return {{.name = "target list",
             .summary = "List the targets, bad ones with their problem",
             .run = &listTargets},
            {.name = "target show",
             .usage = "NAME",
             .summary = "Show a target's settings (secrets as references)",
             .minArgs = 1,
             .maxArgs = 1,
             .completes = {Completes::kTarget},
             .run = &showTarget},
            {.name = "target test",
             .usage = "NAME",
             .summary = "Try the connection and the credentials of a target",
             .minArgs = 1,
             .maxArgs = 1,
             .completes = {Completes::kTarget},
             .run = &testTarget},
            {.name = "target check",
             .usage = "NAME",
             .summary = "Look over what is at a target for what would make provisioning fail",
             .options = {kTimeout},
             .minArgs = 1,
             .maxArgs = 1,
             .completes = {Completes::kTarget},
             .run = &checkTarget},
            {.name = "target limits",
             .usage = "NAME",
             .summary = "Show how the rate limits of a target stand",
             .minArgs = 1,
             .maxArgs = 1,
             .completes = {Completes::kTarget},
             .run = &showLimits},
            {.name = "target hold",
             .usage = "NAME --why TEXT",
             .summary = "Refuse all writes to a target until it is released, over restarts too",
             .options = {kWhy},
             .minArgs = 1,
             .maxArgs = 1,
             .completes = {Completes::kTarget},
             .run = &holdTarget},
            {.name = "target release",
             .usage = "NAME",
             .summary = "Let writes to a held target through again",
             .minArgs = 1,
             .maxArgs = 1,
             .completes = {Completes::kTarget},
             .run = &releaseTarget},
            {.name = "target schema",
             .usage = "NAME [CLASS]",
             .summary = "Show the attributes of a target's object classes",
             .minArgs = 1,
             .maxArgs = 2,
             .completes = {Completes::kTarget, Completes::kClass},
             .run = &showSchema}};
}

std::vector<Command> lookupCommands() {
    return {{.name = "lookup list",
             .usage = "[TARGET]",
             .summary = "List the lookup definitions of the home, or of one target",
             .maxArgs = 1,
             .completes = {Completes::kTarget},
             .run = &listLookups},
            {.name = "lookup sync",
             .usage = "TARGET [CLASS]",
             .summary = "Read a target's groups, roles and the like, to type them by name",
             .details = "Without CLASS all classes are read whose objects others refer to, except\n"
                        "__ACCOUNT__. What was read is shown by `lookup show TARGET/CLASS`.\n",
             .minArgs = 1,
             .maxArgs = 2,
             .completes = {Completes::kTarget, Completes::kClass},
             .run = &syncLookups},
            {.name = "lookup show",
             .usage = "NAME",
             .summary = "Show the entries of a lookup definition, or those of TARGET/CLASS",
             .minArgs = 1,
             .maxArgs = 1,
             .completes = {Completes::kLookup},
             .run = &showLookup},
            {.name = "lookup check",
             .usage = "[DIR]",
             .summary = "Check lookup files; without DIR those of the home",
             .maxArgs = 1,
             .needsHome = false,
             .completes = {Completes::kFile},
             .run = &checkLookups},
            {.name = "template list",
             .usage = "TARGET",
             .summary = "List the operation templates of a target",
             .minArgs = 1,
             .maxArgs = 1,
             .completes = {Completes::kTarget},
             .run = &listTemplates},
            {.name = "template show",
             .usage = "TARGET KEY",
             .summary = "Show one operation template",
             .minArgs = 2,
             .maxArgs = 2,
             .completes = {Completes::kTarget},
             .run = &showTemplate},
            {.name = "template check",
             .usage = "[DIR]",
             .summary = "Check operation templates; without DIR those of the home",
             .maxArgs = 1,
             .needsHome = false,
             .completes = {Completes::kFile},
             .run = &checkTemplates}};
}

std::vector<Command> operationCommands() {
    return {
        {.name = "operation list",
         .usage = "[--target TARGET] [--state STATE] [--outcome OUTCOME] [--kind KIND]\n"
                  "[--since TIME] [--until TIME] [--limit N]",
         .summary = "List what was done, the newest first",
         .details = "TIME is 2026-01-31T08:05:00Z, 2026-01-31, or how long ago: 90s, 30m, 2h, "
                    "7d.\n",
         .options = {kOfTarget,
                     {.name = "state",
                      .value = "STATE",
                      .summary =
                          "unsettled (all that are not over and wait), or one of open, ended, "
                          "interrupted, deferred, conflict, needs-secret, abandoned",
                      .allowed = {"unsettled", "open", "ended", "interrupted", "deferred",
                                  "conflict", "needs-secret", "abandoned"}},
                     {.name = "outcome",
                      .value = "OUTCOME",
                      .summary = "applied, not-applied, partial or unknown",
                      .allowed = {"applied", "not-applied", "partial", "unknown"}},
                     {.name = "kind",
                      .value = "KIND",
                      .summary = "create, update, delete, disassociate, enable, disable or action",
                      .allowed = {"create", "update", "delete", "disassociate", "enable", "disable",
                                  "action"}},
                     {.name = "since",
                      .kind = OptionKind::kMoment,
                      .value = "TIME",
                      .summary = "Started then or later"},
                     {.name = "until",
                      .kind = OptionKind::kMoment,
                      .value = "TIME",
                      .summary = "Started before"},
                     kLimit},
         .run = &listOperations},
        {.name = "operation show",
         .usage = "NUMBER",
         .summary = "Show one operation with its steps",
         .minArgs = 1,
         .maxArgs = 1,
         .run = &showOperation},
        {.name = "operation resume",
         .usage = "NUMBER [name=@source ...] [--take UID | --not-applied] [--anyway] [--dry-run]",
         .summary = "Go on with an operation that is not over",
         .details = kResumeHelp,
         .options = {{.name = "take",
                      .kind = OptionKind::kText,
                      .value = "UID",
                      .summary = "This object is the one that the create made"},
                     {.name = "not-applied",
                      .kind = OptionKind::kFlag,
                      .summary = "It was not done, or what was found is another's"},
                     kAnyway,
                     kDryRun,
                     kTimeout},
         .minArgs = 1,
         .maxArgs = 1,
         .assignments = Assignments::kValues,
         .run = &resumeOperation},
        {.name = "operation retry",
         .usage = "NUMBER [name=@source ...] [--anyway] [--dry-run]",
         .summary = "Try an operation again of which nothing was applied",
         .options = {kAnyway, kDryRun, kTimeout},
         .minArgs = 1,
         .maxArgs = 1,
         .assignments = Assignments::kValues,
         .run = &retryOperation},
        {.name = "operation abandon",
         .usage = "NUMBER --why TEXT",
         .summary = "Give an operation up: nothing more is done about it",
         .options = {kWhy},
         .minArgs = 1,
         .maxArgs = 1,
         .run = &abandonOperation}};
}

std::vector<Command> accountCommands() {
    return {
        {.name = "account list",
         .usage = "[--target TARGET] [--class CLASS] [--state STATE] [--limit N]",
         .summary = "List the accounts that muster made or met",
         .options = {kOfTarget,
                     kOfClass,
                     {.name = "state", .value = "STATE", .summary = "The target's word: pending"},
                     kLimit},
         .run = &listAccounts},
        {.name = "account show",
         .usage = "TARGET UID [--class CLASS]",
         .summary = "Show what the journal knows of an account",
         .options = {kOfClass},
         .minArgs = 2,
         .maxArgs = 2,
         .completes = {Completes::kTarget},
         .run = &showAccount}};
}

/** A writing command on an object that is there. */
Command writeCommand(std::string_view name, std::string_view summary,
                     ExitCode (*run)(Session&, const Invocation&)) {
    return {.name = name,
            .usage = "TARGET UID [--dry-run]",
            .summary = summary,
            .details = kObjectHelp,
            .options = writeOptions(),
            .minArgs = 2,
            .maxArgs = 2,
            .takesConnectorOptions = true,
            .completes = {Completes::kTarget},
            .run = run};
}

std::vector<Command> objectCommands() {
    return {{.name = "create",
             .usage = "TARGET [CLASS] name=value ... [--dry-run]",
             .summary = "Create an object",
             .details = kValueHelp,
             .options = writeOptions(),
             .minArgs = 1,
             .maxArgs = 2,
             .assignments = Assignments::kValues,
             .takesConnectorOptions = true,
             .completes = {Completes::kTarget, Completes::kClass},
             .run = &createObject},
            {.name = "update",
             .usage = "TARGET UID name=value name+=value name-=value ... [--dry-run]",
             .summary = "Change an object",
             .details = kUpdateHelp,
             .options = writeOptions(),
             .minArgs = 2,
             .maxArgs = 2,
             .assignments = Assignments::kDeltas,
             .takesConnectorOptions = true,
             .completes = {Completes::kTarget, Completes::kNothing},
             .run = &updateObject},
            writeCommand("delete", "Delete an object", &deleteObject),
            writeCommand("disassociate", "End the target's hold on an object without destroying it",
                         &disassociateObject),
            writeCommand("enable", "Let an object be used", &enableObject),
            writeCommand("disable", "Keep an object from being used", &disableObject),
            {.name = "action list",
             .usage = "TARGET",
             .summary = "List the actions that objects of a target offer, with their parameters",
             .minArgs = 1,
             .maxArgs = 1,
             .completes = {Completes::kTarget},
             .run = &listActions},
            {.name = "action run",
             .usage = "TARGET UID ACTION [name=value ...] [--dry-run]",
             .summary = "Do one of the actions of `action list` on an object",
             .details = kObjectHelp,
             .options = writeOptions(),
             .minArgs = 3,
             .maxArgs = 3,
             .assignments = Assignments::kValues,
             .completes = {Completes::kTarget, Completes::kNothing, Completes::kAction},
             .run = &runAction},
            {.name = "get",
             .usage = "TARGET UID [--attributes A,B]",
             .summary = "Read one object",
             .details = kObjectHelp,
             .options = {kAttributes, kClass},
             .minArgs = 2,
             .maxArgs = 2,
             .completes = {Completes::kTarget},
             .run = &getObject},
            {.name = "search",
             .usage = "TARGET [FILTER] [--limit N] [--attributes A,B]",
             .summary = "List objects, all or those that fulfil a filter",
             .details = kFilterHelp,
             .options = {kLimit,
                         kAttributes,
                         kClass,
                         {.name = "page-size",
                          .kind = OptionKind::kCount,
                          .value = "N",
                          .summary = "Ask the target for N at a time"},
                         kTimeout},
             .minArgs = 1,
             .maxArgs = 1,
             .takesText = true,
             .completes = {Completes::kTarget},
             .run = &searchObjects}};
}

}  // namespace

const std::vector<Command>& commandTable() {
    static const std::vector<Command> table = [] {
        std::vector<Command> all;
        for (auto part :
             {generalCommands(), connectorCommands(), targetCommands(), lookupCommands(),
              objectCommands(), operationCommands(), accountCommands()}) {
            std::move(part.begin(), part.end(), std::back_inserter(all));
        }
        return all;
    }();
    return table;
}

}  // namespace muster::shell
