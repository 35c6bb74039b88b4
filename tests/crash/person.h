#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "facts.h"
#include "plan.h"
#include "truth.h"

namespace crash {

/// Who sits at the prompt after a crash and does what framework/docs/recovery.md says. What only a
/// person can decide is decided by what the simulator really did.
class Person {
public:
    Person(const Plan& plan, const std::vector<Command>& asked) : plan_(plan), asked_(asked) {}

    /// What is to be typed next about the operations of a round; empty when all of them are over.
    std::vector<std::string> commands(const std::vector<OperationRow>& operations,
                                      const Truth& truth);
    /// How often each kind of decision was taken.
    const std::map<std::string, int>& decisions() const { return decisions_; }

private:
    std::string commandFor(const OperationRow& operation, const Command* asked, const Truth& truth);
    std::string decide(const OperationRow& operation, const Truth& truth);
    std::string note(const char* decision, std::string command);

    const Plan& plan_;
    const std::vector<Command>& asked_;
    std::set<std::int64_t> retried_;
    std::map<std::int64_t, int> looks_;
    std::map<std::string, int> decisions_;
};

}  // namespace crash
