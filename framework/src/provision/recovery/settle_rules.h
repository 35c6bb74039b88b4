#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "provision/request_check.h"
#include "store/records.h"
#include <muster/core/object.h>
#include <muster/core/schema.h>

namespace muster::provision {

/** What is known of an operation that is not over, and what a look at the target has shown. */
struct SettleFacts {
    const store::OperationRecord& record;  ///< with its steps
    const ObjectClassInfo& info;
    CallKind call = CallKind::kCreate;
    store::Request request = {};
    /** The object by its Uid, or by its name as long as that is not known. */
    std::optional<ConnectorObject> found = {};
    Time now = {};
    /** When the owner after the operation's own began; whatever that one sent was sent before. It
     * stays the same however often muster is started, and with it the end of the window. */
    Time ownerStarted = {};
    bool isOfEarlierOwner = false;
    /** How far the target's clock is ahead of ours; without it both are taken to be in step. */
    std::optional<std::chrono::microseconds> clockAhead = {};
    std::chrono::milliseconds window{0};   ///< how long an object may stay invisible
    std::chrono::milliseconds timeout{0};  ///< how long a step may have been under way
    bool trustsCreated = true;
    /** When muster met that object first; unset when it never did. */
    std::optional<Time> knownSince = {};
    /** The later operation that removed the object; then nothing tells what became of this one. */
    std::optional<store::OperationId> removedBy = {};
    /** Attributes of the object that later operations have written. */
    std::vector<std::string> overwritten = {};
    /** Of a connector that sends templated requests: its steps are told apart by their templates.
     * Null for one with I/O of its own, whose steps share what the attributes show. */
    const Description* description = nullptr;
};

/** What a look came to. */
enum class Finding {
    kDone,        ///< what was asked for is so
    kIncomplete,  ///< a part of it is so, or cannot be read, or more may have been to come
    kNotApplied,  ///< certainly not done
    kConflict,    ///< an object is there or gone, and nothing proves what we did
    kLookAgain    ///< not to be told yet
};

/** A finding and what follows from it. */
struct Settled {
    Finding finding = Finding::kLookAgain;
    std::string reason = {};  ///< a sentence
    std::string uid = {};
    std::string name = {};
    /** What is still to be done, as an update. */
    std::vector<AttributeDelta> left = {};
    /** When it was looked for and not found for the first time. */
    std::optional<Time> looked = {};
    std::optional<Time> lookAgain = {};
    /** What became of each unknown step, where steps are told apart. */
    bool tellsSteps = false;
    std::vector<store::StepSettlement> steps = {};
};

/** A creation time may be cut to whole seconds, and so is a Date header. */
inline constexpr std::chrono::seconds kCreatedMargin{2};

/** The Uid that an applied step, or the record itself, tells; empty for none. */
std::string knownUid(const store::OperationRecord& record);
/** Whether nobody knows what became of some step. */
bool hasUnknownStep(const store::OperationRecord& record);
/** Whether some step was applied. */
bool hasAppliedStep(const store::OperationRecord& record);

/** The table of `framework/docs/errors.md`, "Settling". Pure. */
Settled settleByRules(const SettleFacts& facts);

}  // namespace muster::provision
