#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "common/control_table.h"
#include "common/traffic.h"
#include "http/message.h"
#include "zoom/account.h"

namespace sandbox::zoom {

/// What the simulator was started with, and goes back to on reset.
struct Start {
    Settings settings;
    boost::json::value seed = nullptr;  ///< null without --seed
    int users = 0;                      ///< generated beside those of the seed
    std::vector<Fault> faults = {};
};

/// The interface under /_control, through which a test prepares and inspects the simulator. Its
/// own calls are not in the request log. Thread-safe. The README describes each call.
class Control {
public:
    /// What it works on; all of it outlives the interface.
    struct Parts {
        Account& account;
        Traffic& traffic;
        const Start& start;
    };

    explicit Control(const Parts& parts);

    /// Answers a call whose path begins with "/_control".
    Response handle(const Request& request) const { return table_.handle(request); }

    /// Adds what the simulator starts with to an account as new.
    /// @return nothing, or a sentence that says what is wrong with the seed.
    std::optional<std::string> fill();

private:
    std::vector<ControlAction> actions();

    Response seed(const ControlOrder& order);
    Response state(const ControlOrder& order);
    Response activate(const ControlOrder& order);
    Response lapse(const ControlOrder& order);
    Response changeSettings(const ControlOrder& order);
    Response reset(const ControlOrder& order);
    Response revokeTokens(const ControlOrder& order);
    Response limits(const ControlOrder& order);
    Response clearLimits(const ControlOrder& order);

    const Parts parts_;
    Account& account_;
    ControlTable table_;
};

}  // namespace sandbox::zoom
