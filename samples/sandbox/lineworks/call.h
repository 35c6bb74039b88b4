#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "common/late_objects.h"
#include "common/ledger.h"
#include "http/url.h"

namespace sandbox::lineworks {

/// A request to the API that has found its endpoint.
struct Call {
    std::string operation;                ///< "GET:/users/{}"
    std::vector<std::string> parameters;  ///< the variable segments of the path, decoded
    Query query = {};
    boost::json::object body = {};
    Origin origin = {};      ///< for the ledger
    Lateness lateness = {};  ///< of an object that this call creates, where a fault says so
    std::string newId = {};  ///< of an object that a seed creates; empty: a new one
    bool disorder = false;   ///< the write broke the pacing rules, and shall show it

    /// The object that the path names, as sent.
    std::string_view object() const {
        return parameters.empty() ? std::string_view() : std::string_view(parameters.front());
    }
    /// The second one: an alias, or a member of a group.
    std::string_view item() const {
        return parameters.size() < 2 ? std::string_view() : std::string_view(parameters[1]);
    }
};

}  // namespace sandbox::lineworks
