#pragma once

#include "shell/command.h"

/** What the rows of the command table run. Each tells its results and errors itself. */
namespace muster::shell {

ExitCode runHelp(Session& session, const Invocation& call);
ExitCode runExit(Session& session, const Invocation& call);
ExitCode runStatus(Session& session, const Invocation& call);

ExitCode listConnectors(Session& session, const Invocation& call);
ExitCode showConnector(Session& session, const Invocation& call);
ExitCode verifyConnector(Session& session, const Invocation& call);

ExitCode listTargets(Session& session, const Invocation& call);
ExitCode showTarget(Session& session, const Invocation& call);
ExitCode testTarget(Session& session, const Invocation& call);
ExitCode checkTarget(Session& session, const Invocation& call);
ExitCode showLimits(Session& session, const Invocation& call);
ExitCode holdTarget(Session& session, const Invocation& call);
ExitCode releaseTarget(Session& session, const Invocation& call);
ExitCode showSchema(Session& session, const Invocation& call);

ExitCode listLookups(Session& session, const Invocation& call);
ExitCode showLookup(Session& session, const Invocation& call);
ExitCode syncLookups(Session& session, const Invocation& call);
ExitCode checkLookups(Session& session, const Invocation& call);

ExitCode listTemplates(Session& session, const Invocation& call);
ExitCode showTemplate(Session& session, const Invocation& call);
ExitCode checkTemplates(Session& session, const Invocation& call);

ExitCode listOperations(Session& session, const Invocation& call);
ExitCode showOperation(Session& session, const Invocation& call);
ExitCode resumeOperation(Session& session, const Invocation& call);
ExitCode retryOperation(Session& session, const Invocation& call);
ExitCode abandonOperation(Session& session, const Invocation& call);
ExitCode listAccounts(Session& session, const Invocation& call);
ExitCode showAccount(Session& session, const Invocation& call);

ExitCode createObject(Session& session, const Invocation& call);
ExitCode updateObject(Session& session, const Invocation& call);
ExitCode deleteObject(Session& session, const Invocation& call);
ExitCode disassociateObject(Session& session, const Invocation& call);
ExitCode enableObject(Session& session, const Invocation& call);
ExitCode disableObject(Session& session, const Invocation& call);

ExitCode listActions(Session& session, const Invocation& call);
ExitCode runAction(Session& session, const Invocation& call);

ExitCode getObject(Session& session, const Invocation& call);
ExitCode searchObjects(Session& session, const Invocation& call);

}  // namespace muster::shell
