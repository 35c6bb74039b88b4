#pragma once

#include <map>
#include <string>
#include <vector>

#include "command.h"

namespace crash {

/// Somebody who is there before a round begins.
struct Seeded {
    std::string name = {};   ///< under which commands address the object
    std::string state = {};  ///< see `Write::becomes`
};

/// What the objects of a round are before it begins, and what is asked for about them. Commands on
/// one object belong to one worker, and an object has one worker.
struct Workload {
    std::string name = {};
    std::string seed = {};                     ///< body of POST /_control/seed, "" for nobody
    std::map<std::string, Seeded> seeds = {};  ///< the same, by key
    std::vector<std::vector<Command>> workers = {};
};

}  // namespace crash
