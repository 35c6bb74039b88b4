#pragma once

#include <string>

#include "workload.h"

namespace crash {

/// A member, an org unit or a group as the commands so far leave it, if all of them are done.
struct LineworksSubject {
    enum class Sort { kMember, kOrgUnit, kGroup };
    enum class State { kAbsent, kActive, kSuspended };
    Sort sort = Sort::kMember;
    std::string key = {};   ///< unique in the home
    std::string name = {};  ///< the present login id, or the name of an org unit or a group
    State state = State::kAbsent;
    int changes = 0;  ///< makes the values of each command differ

    static LineworksSubject of(Sort sort, const std::string& key);
    std::string externalKey() const { return "k-" + key; }
    /// A value that no other command of the home writes.
    std::string valueFor(const std::string& what) const;
};

/// The subject is there at the start.
void seed(Workload& workload, LineworksSubject& subject, LineworksSubject::State state,
          bool hasKey = true);

/// A further command on the subject.
Command commandOn(Kind kind, LineworksSubject& subject);
/// Gives the attribute, which the simulator shows under the same name, a value of its own.
void addText(Command& command, const LineworksSubject& subject, const std::string& attribute);
/// A delete, for every sort.
Command removeSubject(LineworksSubject& subject);

}  // namespace crash
