#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "workload.h"

namespace crash {

/// A write as the simulator received it.
struct Write {
    std::uint64_t number = 0;  ///< in the order of arrival
    std::int64_t arrivedMs = 0;
    std::string method = {};
    std::string target = {};  ///< path and query
    std::string ending = {};  ///< of the path, behind the object: "", "/email", "/status"
    std::string action = {};  ///< what the body asks for, where that tells writes apart
    /// The state that it asks for, when it is about nothing else; "" otherwise.
    std::string asks = {};
    bool isRepeatable = false;  ///< doing it again changes nothing more
    int status = 0;             ///< as answered; 0 for no answer
    bool hadEffect = false;
    /// The state of the object once it had effect: "active", "inactive" and the like, or "gone"; ""
    /// when it stays.
    std::string becomes = {};
    std::string object = {};  ///< key of the object, "" when nobody of the round is named
    std::string name = {};    ///< of the object once it had effect; "" when it stays
};

/// An object that is there at the simulator.
struct Object {
    std::string key = {};
    std::string uid = {};
    std::string name = {};
    std::map<std::string, std::string> fields = {};  ///< what it has of text
};

/// What is known of a step or an operation, with the numbers of the database.
enum class Known { kUnset = 0, kApplied = 1, kNotApplied = 2, kPartial = 3, kUnknown = 4 };

std::string_view wordOf(Known known);

/// A step as the journal has it.
struct StepRow {
    std::int64_t ordinal = 0;
    int attempt = 1;
    std::string name = {};
    std::string method = {};
    std::string target = {};  ///< path and query
    std::int64_t startedUs = 0;
    Known recorded = Known::kUnset;  ///< kUnset when no end was recorded
    Known settled = Known::kUnset;   ///< found out later

    Known known() const {
        return settled != Known::kUnset    ? settled
               : recorded == Known::kUnset ? Known::kUnknown
                                           : recorded;
    }
};

/// An operation as the journal has it. The states are those of `store/records.h`.
struct OperationRow {
    enum State { kOpen = 1, kEnded, kInterrupted, kDeferred, kConflict, kNeedsSecret, kAbandoned };
    std::int64_t id = 0;
    Kind kind = Kind::kCreate;
    State state = kOpen;
    Known outcome = Known::kUnset;
    std::string uid = {};
    std::string name = {};
    std::string reason = {};
    std::string error = {};  ///< its message
    std::string foundUid = {};
    int attempt = 1;
    std::int64_t startedUs = 0;
    std::int64_t endedUs = 0;
    std::vector<StepRow> steps = {};
    std::string object = {};  ///< its key

    /// As `operation list --state unsettled` means it.
    bool isUnsettled() const {
        return state == kEnded ? outcome == Known::kUnknown : state != kOpen && state != kAbandoned;
    }
    std::string text() const;
};

/// What the host told on stdout about an operation before it was killed.
struct Told {
    std::int64_t operation = 0;  ///< 0 for what it refused to begin
    std::string outcome = {};
    std::string state = {};
};

/// Everything that a round left behind. Nothing of it comes from the host's own recovery.
struct Facts {
    std::map<std::string, Seeded> seeds = {};   ///< who was there at the start, by key
    std::vector<Command> commands = {};         ///< in the order of each object
    std::vector<OperationRow> left = {};        ///< right after the first kill
    std::vector<Told> told = {};                ///< of the first run
    bool wasKilled = true;                      ///< whether that was killed
    std::vector<OperationRow> operations = {};  ///< once the person has done what there was to do
    std::vector<Write> writes = {};             ///< about all of the round's, by arrival
    std::vector<Object> objects = {};           ///< that are there at the end
    std::set<std::string> accounts = {};        ///< Uids that the journal knows
    std::map<std::string, std::string> uids = {};  ///< by key, of those that ever were
    std::vector<std::string> reads = {};           ///< for the story alone
    std::string journalBytes = {};                 ///< the files of the database
    std::vector<std::string> secrets = {};         ///< what must not stand in them
    std::vector<std::string> complaints = {};  ///< what went wrong before anything could be judged
};

}  // namespace crash
