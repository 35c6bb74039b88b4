#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "host/targets.h"
#include "provision/recovery/settle_rules.h"
#include "store/journal.h"
#include <muster/core/ids.h>

namespace muster::provision {

/** How long a look may take. */
struct LookLimits {
    std::stop_token cancel = {};
    /** Unset for the target's own limit. */
    std::optional<std::chrono::steady_clock::time_point> until = {};

    /** What is left of it, 0 at least; nothing when it is unset. */
    std::optional<std::chrono::milliseconds> timeLeft() const {
        using std::chrono::milliseconds;
        if (!until) {
            return std::nullopt;
        }
        const auto left = *until - std::chrono::steady_clock::now();
        return std::max(std::chrono::duration_cast<milliseconds>(left), milliseconds(0));
    }
};

/** Reads one object of a target; nothing when it is not there. */
using ObjectReader = std::function<Result<std::optional<ConnectorObject>>(
    const std::string& target, const std::string& objectClass, const ObjectRef& object,
    const std::vector<std::string>& attributes, const LookLimits& limits)>;

/** Finds the object whose attribute has the value; nothing when there is none. */
using ObjectFinder = std::function<Result<std::optional<ConnectorObject>>(
    const std::string& target, const std::string& objectClass, const Attribute& mark,
    const std::vector<std::string>& attributes, const LookLimits& limits)>;

/** Finds out by reading what became of an operation that is not over, and records it. Writes
 * nothing at a target. Thread-safe. */
class Settler {
public:
    Settler(store::Journal& journal, host::Targets& targets, ObjectReader reader,
            ObjectFinder finder)
        : journal_(journal),
          targets_(targets),
          reader_(std::move(reader)),
          finder_(std::move(finder)) {}

    /** Looks, and looks a second time where that is due within a second. Records nothing.
     * kNotSupported when the connector cannot read such objects; the errors of the read. */
    Result<Settled> look(const store::OperationRecord& record, const LookLimits& limits);
    /** As `look`, and records what was found of an unsettled operation. What cannot be looked at
     * keeps its state and gets the reason. */
    Result<Settled> settle(const store::OperationRecord& record, const LookLimits& limits);

private:
    Result<std::optional<ConnectorObject>> readByName(const SettleFacts& facts,
                                                      const std::vector<std::string>& names,
                                                      const LookLimits& limits);
    Result<void> readObject(SettleFacts& facts, const LookLimits& limits);
    Result<void> nameReferences(SettleFacts& facts, const ConnectorObject& shown,
                                const Description& description, const LookLimits& limits);
    Result<std::vector<std::string>> overwrittenOf(const SettleFacts& facts,
                                                   const ConnectorObject& found);
    Result<std::optional<store::OperationId>> removalAfter(const SettleFacts& facts);
    Result<Settled> lookOnce(const store::OperationRecord& record, const LookLimits& limits);

    store::Journal& journal_;
    host::Targets& targets_;
    ObjectReader reader_;
    ObjectFinder finder_;
};

/** Whether it is an action whose next attempt finds out by itself what became of this one. */
bool isResumableAction(const store::OperationRecord& record, const Description& description);

/** The call that an operation of that kind comes down to for a class. */
CallKind callOf(store::OperationKind kind, const ObjectClassInfo& info);

/** What is recorded of a finding. Pure. */
store::Settlement settlementOf(const store::OperationRecord& record, const Settled& settled);

}  // namespace muster::provision
