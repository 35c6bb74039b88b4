#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string_view>

#include "host/targets.h"
#include "provision/operation.h"
#include "provision/recovery/reference_uids.h"
#include "provision/recovery/settler.h"
#include "provision/recovery/target_holds.h"
#include "store/journal.h"

namespace muster::provision {

class ObjectLocks;

struct ProvisionerOptions {
    /** How long after its deadline a call may take to come back before it is given up as stuck. */
    std::chrono::milliseconds stuckGrace{5000};
};

/** The facade: every operation of every caller goes through here and nowhere else.
 *
 *  Guards once (schema, duplicate names, Uid in a create, lookups, options), keeps one write at a
 * time per (target, class, Uid or name), journals the intent before anything leaves the machine and
 * the outcome after, and keeps time. Thread-safe. */
class Provisioner {
public:
    Provisioner(store::Journal& journal, host::Targets& targets, ProvisionerOptions options = {});
    ~Provisioner();

    /** Runs a writing operation to its end. Never throws and never loses one: every way out is in
     * the result. */
    OperationResult run(const OperationRequest& request);

    /** Goes on with an operation that is not over, under its own number and correlation: finds out
     * what became of its unknown steps, replays those that were applied, and sends the others. When
     * connector, templates or lookups have changed since, nothing is replayed: what is not so at
     * the target is sent as an update, or a create that was not applied is sent afresh. */
    ResumedOperation resume(const ResumeRequest& request);

    /** Gives an unsettled operation up: nothing more is done about it. `why` and `by` are recorded.
     * kInvalidState when it is over or under way; kUnknownUid when there is none. */
    Result<void> abandon(store::OperationId id, const std::string& why, const std::string& by);

    /** Finds out by reading what became of an operation; writes nothing at the target. */
    Result<Settled> settle(const store::OperationRecord& record, const std::stop_token& cancel);

    /** Writes nothing to the target until `release`, over restarts too. kConfiguration when there
     * is no such target, kInvalidState when it is held already. */
    Result<void> hold(const std::string& target, const std::string& why, const std::string& by);
    /** Lets writes through again; calls that never came back are forgotten. kInvalidState when it
     * is not held. */
    Result<void> release(const std::string& target);
    std::optional<store::TargetHold> heldBy(std::string_view target) const {
        return holds_.find(target);
    }

    /** Reads one object; nothing when it is not there. */
    Result<std::optional<ConnectorObject>> get(
        std::string_view target, std::string_view objectClass, const ObjectRef& object,
        const std::vector<std::string>& attributes, std::vector<Notice>& notices,
        const std::stop_token& cancel = {}, std::optional<std::chrono::milliseconds> timeout = {});

    /** Shows objects until the handler answers false. The filter is checked again here when the
     * connector did not evaluate it. The handler is called on another thread than the caller's,
     * never after the call has returned. */
    Result<SearchResult> search(const SearchRequest& request,
                                const std::function<bool(const ConnectorObject&)>& handler);

    /** Reads the names of all objects of a class, so that people may type them in the place of Uids
     * (see ReferenceNames); objects that are no more at the target are forgotten. Returns how many
     * there are. Errors as `search`; then nothing is forgotten. */
    Result<std::int64_t> syncNames(std::string_view target, std::string_view objectClass,
                                   const std::stop_token& cancel = {});

    /** Tries the target and reports what was found. What the token's scopes leave out is told in
     * `notices` also when the trial fails, since that may be why. */
    Result<void> test(std::string_view target, std::vector<Notice>& notices,
                      const std::stop_token& cancel = {});

    /** Looks over what is at the target for what would make provisioning fail; kNotSupported when
     * the connector cannot. Changes nothing. */
    Result<CheckResult> check(std::string_view target,
                              std::optional<std::chrono::milliseconds> timeout = {},
                              const std::stop_token& cancel = {});

    /** Whether calls were given up whose threads may still run: the process then ends without
     * unloading anything. */
    bool hasAbandoned() const { return abandoned_ > 0; }

private:
    struct Write;
    struct Read;
    struct Resumption;
    OperationResult refuse(Error error) const;
    /** Checks a request and gives what `perform` needs. */
    Result<std::shared_ptr<Write>> prepare(const OperationRequest& request);
    void perform(const std::shared_ptr<Write>& write, OperationResult& result);
    std::optional<host::WriteAnswer> callInTime(const std::shared_ptr<Write>& write);
    bool begin(Write& write, OperationResult& result);
    /** The object whose attribute has the value; nothing when there is none. */
    Result<std::optional<ConnectorObject>> findMarked(const std::string& target,
                                                      const std::string& objectClass,
                                                      const Attribute& mark,
                                                      const std::vector<std::string>& attributes,
                                                      const LookLimits& limits);
    /** Reads the Uid that a reference means, by taking it for a Uid. */
    ReadUid uidReader(const std::string& target, const LookLimits& limits);
    /** Tries to find out what became of earlier operations on the object, and says what it met. */
    void settleEarlier(Write& write, OperationResult& result);
    /** The account of the object as it was before the write; not asked for of a create, whose end
     * does not depend on it. */
    std::optional<store::AccountRecord> accountBefore(const Write& write);
    /** Takes somebody who was met a moment ago not for gone. */
    void doubtAbsence(const Write& write, OperationResult& result);
    /** Takes what a create is refused for, once an earlier request of it was lost, not for
     * another's. */
    void doubtRefusal(Write& write, OperationResult& result);
    void journalEnd(const Write& write, store::OperationId id, OperationResult& result);
    void giveUp(host::TargetRuntime& runtime);

    Result<store::OperationRecord> resumable(const ResumeRequest& request);
    /** Makes sure that nothing of it is unknown any more; false when `resumption` has its result.
     */
    bool settleFirst(Resumption& resumption);
    bool recordDone(Resumption& resumption, const Settled& done);
    bool takeWord(Resumption& resumption);
    /** Makes sure that nothing is written over what a later operation wrote; false likewise. */
    bool checkLater(Resumption& resumption);
    bool planAgain(Resumption& resumption);
    void goOn(Resumption& resumption);
    /** Looks whether the object that a create was refused for is its own, and goes on. */
    void lookForOwn(Resumption& resumption);
    void needSecrets(Resumption& resumption);
    bool hasNothingLeft(store::OperationId id, const std::stop_token& cancel);

    /** One line for each operation, whatever became of it. */
    void logEnd(const Write& write, const OperationResult& result) const;
    Result<void> runRead(Read& read, std::optional<std::chrono::milliseconds> timeout,
                         const std::stop_token& cancel);

    store::Journal& journal_;
    host::Targets& targets_;
    ProvisionerOptions options_;
    std::shared_ptr<ObjectLocks> locks_;
    TargetHolds holds_;
    Settler settler_;
    std::atomic<int> abandoned_{0};
};

}  // namespace muster::provision
