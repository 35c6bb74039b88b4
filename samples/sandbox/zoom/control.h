#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "common/answer_counts.h"
#include "common/clock.h"
#include "common/faults.h"
#include "common/request_log.h"
#include "http/message.h"
#include "http/url.h"
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
        Clock& clock;
        RequestLog& log;
        Faults& faults;
        AnswerCounts& answers;
        const Start& start;
    };

    explicit Control(const Parts& parts) : parts_(parts), account_(parts.account) {}

    /// Answers a call whose path begins with "/_control".
    Response handle(const Request& request);

    /// Adds what the simulator starts with to an account as new.
    /// @return nothing, or a sentence that says what is wrong with the seed.
    std::optional<std::string> fill();

private:
    struct Action;
    /// A call's JSON body, null without one, and its query.
    struct Order {
        boost::json::value body;
        Query query;
    };
    static const std::vector<Action>& actions();

    Response seed(const Order& order);
    Response state(const Order& order);
    Response requests(const Order& order);
    Response clearRequests(const Order& order);
    Response activate(const Order& order);
    Response lapse(const Order& order);
    Response changeClock(const Order& order);
    Response changeSettings(const Order& order);
    Response reset(const Order& order);
    Response revokeTokens(const Order& order);

    // In control_traffic.cpp
    Response limits(const Order& order);
    Response clearLimits(const Order& order);
    Response faults(const Order& order);
    Response orderFault(const Order& order);
    Response clearFaults(const Order& order);
    Response ledger(const Order& order);
    Response clearLedger(const Order& order);

    const Parts parts_;
    Account& account_;
};

/// A 200 with that JSON.
Response controlAnswer(const boost::json::value& value);

/// `{"error":"<sentence>"}`
Response controlRefusal(int status, const std::string& sentence);

}  // namespace sandbox::zoom
