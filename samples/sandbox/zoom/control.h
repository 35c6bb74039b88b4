#pragma once

#include <string>

#include <boost/json/value.hpp>

#include "common/clock.h"
#include "common/request_log.h"
#include "http/message.h"
#include "http/url.h"
#include "zoom/account.h"

namespace sandbox::zoom {

/// What the simulator was started with, and goes back to on reset.
struct Start {
    Settings settings;
    boost::json::value seed;  ///< null without --seed
};

/// The interface under /_control, through which a test prepares and inspects the simulator. Its
/// own calls are not in the request log. Thread-safe. The README describes each call.
class Control {
public:
    Control(Account& account, Clock& clock, RequestLog& log, const Start& start)
        : account_(account), clock_(clock), log_(log), start_(start) {}

    /// `segments` are those behind "_control".
    Response handle(const Request& request, const std::vector<std::string>& segments);

private:
    struct Action;
    static const std::vector<Action>& actions();

    Response seed(const boost::json::value& body);
    Response state(const boost::json::value& body);
    Response requests(const boost::json::value& body);
    Response clearRequests(const boost::json::value& body);
    Response activate(const boost::json::value& body);
    Response lapse(const boost::json::value& body);
    Response advanceClock(const boost::json::value& body);
    Response changeSettings(const boost::json::value& body);
    Response reset(const boost::json::value& body);
    Response revokeTokens(const boost::json::value& body);

    Account& account_;
    Clock& clock_;
    RequestLog& log_;
    const Start& start_;
};

}  // namespace sandbox::zoom
