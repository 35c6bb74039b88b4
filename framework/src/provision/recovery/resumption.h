#pragma once

#include <optional>
#include <string>
#include <vector>

#include "provision/recovery/settler.h"
#include "provision/recovery/waiting_rule.h"
#include "provision/recovery/withheld_secrets.h"
#include "provision/write.h"

namespace muster::provision {

/** One operation on its way back to work. */
struct Provisioner::Resumption {
    const ResumeRequest& asked;
    store::OperationRecord record;  ///< as it is now; of a dry run, as it would be
    ResumedOperation outcome = {};
    std::optional<Settled> settled = {};
    bool isPlannedAfresh = false;
    WithheldSecrets withheld = {};
    std::vector<AttributeDelta> deferredBefore = {};
    /** A person has said that what a look found is another's. */
    bool isAnothers = false;
    /** The target refused the create for an object that may be its own. */
    bool mayBeOwn = false;

    /** It does not go on, and stays as it is. */
    void fail(Error error);
    /** There was nothing left to send. */
    void finish(const Settled& found);
    /** Reads the record again; false when it cannot be read, which is then the result. */
    bool reload(store::Journal& journal);
    /** Changes the record as the journal would, for a dry run. */
    void apply(const store::Settlement& settlement);
};

/** The number of an operation as people type it. */
std::string number(const store::OperationRecord& record);
/** The command that tells how it ended. */
std::string showIt(const store::OperationRecord& record);
/** kInvalidState: "operation 7 is done". */
Error wrongState(const store::OperationRecord& record, const std::string& what,
                 const std::string& hint);

}  // namespace muster::provision
