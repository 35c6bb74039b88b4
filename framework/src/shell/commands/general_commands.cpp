#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

#include "shell/commands/commands.h"
#include "shell/session.h"
#include <muster/abi/connector_abi.h>

namespace muster::shell {

ExitCode runHelp(Session& session, const Invocation& call) {
    if (call.arguments.empty()) {
        session.output().text(generalHelp());
        return ExitCode::kDone;
    }
    std::string wanted = call.argument(0);
    wanted += call.argument(1).empty() ? "" : " " + call.argument(1);
    std::string pages;
    for (const Command& command : commandTable()) {
        const bool isGroup = command.name.starts_with(wanted + " ");
        if (command.name == wanted || command.alias == wanted || isGroup) {
            pages += (pages.empty() ? "" : "\n") + commandHelp(command);
        }
    }
    if (!pages.empty()) {
        session.output().text(pages);
        return ExitCode::kDone;
    }
    auto words = splitLine(wanted);
    auto found = words ? findCommand(*words) : Result<FoundCommand>(words.error());
    return found ? (session.output().text(commandHelp(*found->command)), ExitCode::kDone)
                 : session.failUsage(found.error());
}

ExitCode runExit(Session& session, const Invocation& /*call*/) {
    session.end();
    return ExitCode::kDone;
}

ExitCode runStatus(Session& session, const Invocation& /*call*/) {
    Services& services = session.services();
    Record record;
    record.add("muster", "version",
               fmt::format("{}.{}.{}", MUSTER_ABI_MAJOR, MUSTER_ABI_MINOR, MUSTER_PATCH));
    record.add("home", "home", services.homeFolder());
    record.add("owner", "owner", {fmt::format("this process ({})", ::getpid()), ::getpid()});
    auto connectors = services.connectors();
    if (!connectors) {
        return session.fail(connectors.error());
    }
    const auto badConnectors =
        std::count_if(connectors->begin(), connectors->end(),
                      [](const host::CatalogueEntry& entry) { return entry.failure.has_value(); });
    record.add("connectors", "connectors",
               {fmt::format("{}{}", connectors->size(),
                            badConnectors > 0 ? fmt::format(", {} bad", badConnectors) : ""),
                connectors->size()});
    record.fields.push_back({{"", "bad_connectors", true}, {"", badConnectors}});
    auto targets = services.targets();
    if (!targets) {
        return session.fail(targets.error());
    }
    const auto badTargets =
        std::count_if(targets->begin(), targets->end(),
                      [](const TargetSummary& entry) { return !entry.isUsable; });
    record.add("targets", "targets",
               {fmt::format("{}{}", targets->size(),
                            badTargets > 0 ? fmt::format(", {} bad", badTargets) : ""),
                targets->size()});
    record.fields.push_back({{"", "bad_targets", true}, {"", badTargets}});
    auto count = services.unsettledCount();
    if (!count) {
        return session.fail(count.error());
    }
    record.add("operations under way", "open_operations", Cell::number(count->underWay));
    record.add("operations unsettled", "unsettled_operations", Cell::number(count->unsettled()));
    session.output().record(record);
    return ExitCode::kDone;
}

}  // namespace muster::shell
