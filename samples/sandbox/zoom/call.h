#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "common/late_objects.h"
#include "common/ledger.h"
#include "http/url.h"

namespace sandbox::zoom {

/// A request to the API that has found its endpoint.
struct Call {
    std::vector<std::string> parameters;  ///< the variable segments of the path, decoded
    Query query = {};
    boost::json::object body = {};
    Origin origin = {};      ///< for the ledger
    Lateness lateness = {};  ///< of a user that this call creates, where a fault says so

    /// The user that the path names, as sent.
    std::string_view user() const {
        return parameters.empty() ? std::string_view() : std::string_view(parameters.front());
    }
};

}  // namespace sandbox::zoom
