#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "command.h"
#include "random.h"

namespace crash {

/// What the users of a round are before it begins, and what is asked for about them. Commands on
/// one user belong to one worker, and a user has one worker.
struct Workload {
    std::string name = {};
    std::vector<boost::json::value> seeds = {};  ///< of POST /_control/seed
    std::vector<std::vector<Command>> workers = {};
};

/// A user as the commands so far leave him, if all of them are done.
struct Subject {
    std::string key = {};   ///< unique in the home
    std::string mail = {};  ///< the present address
    enum class State { kAbsent, kPending, kActive, kInactive } state = State::kAbsent;
    bool hasPassword = false;  ///< signs in by work e-mail
    int changes = 0;           ///< makes the values of each command differ
};

/// The shapes of single commands that are tried at each write point, by name. `prefix` makes the
/// users of a round unique.
std::vector<std::string> shapeNames();
Workload shape(const std::string& name, const std::string& prefix);

/// One to four workers, each with one to four commands on one or two users.
Workload randomWorkload(Random& random, const std::string& prefix);

}  // namespace crash
