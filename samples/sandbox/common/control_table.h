#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "common/ledger.h"
#include "common/traffic.h"
#include "http/message.h"
#include "http/url.h"

/// The interface under /_control, through which a test prepares and inspects a simulator.
namespace sandbox {

/// A call's JSON body, null without one, and its query.
struct ControlOrder {
    boost::json::value body;
    Query query;
};

/// One call of the interface.
struct ControlAction {
    std::string_view method;
    std::string_view name;  ///< what stands behind "/_control/"
    std::string_view summary;
    std::function<Response(const ControlOrder&)> run;
};

/// The calls of one simulator. GET /_control lists them, and so does the 404 of an unknown one.
class ControlTable {
public:
    explicit ControlTable(std::vector<ControlAction> actions) : actions_(std::move(actions)) {}

    void add(std::vector<ControlAction> more);
    /// Answers a call whose path begins with "/_control".
    Response handle(const Request& request) const;

private:
    std::vector<ControlAction> actions_;
};

/// The calls that every simulator has: requests, clock, faults and ledger.
std::vector<ControlAction> trafficActions(Traffic& traffic, Ledger& ledger);

/// A 200 with that JSON.
Response controlAnswer(const boost::json::value& value);

/// `{"error":"<sentence>"}`
Response controlRefusal(int status, const std::string& sentence);

/// A number from the query, `fallback` when it is not there; nothing when it is no number in range.
std::optional<std::uint64_t> numberOf(const Query& query, std::string_view name,
                                      std::uint64_t fallback, std::uint64_t least,
                                      std::uint64_t most);

/// Answers by status as the control interface shows them; those that were dropped as "dropped".
boost::json::object answersOf(const AnswerCounts& answers);

}  // namespace sandbox
