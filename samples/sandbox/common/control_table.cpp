#include "common/control_table.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include <boost/json.hpp>

namespace sandbox {

namespace json = boost::json;

namespace {

constexpr std::uint64_t kDefaultPage = 1'000;
constexpr std::uint64_t kLargestPage = 100'000;
constexpr std::int64_t kMostSeconds = 100LL * 365 * 24 * 3600;

/// A number from 0 to `most` under that name; `bad` is set when it is something else.
std::int64_t stepOf(const json::object& body, std::string_view name, std::int64_t most, bool& bad) {
    const auto* value = body.if_contains(name);
    if (value == nullptr) return 0;
    const bool right = value->is_int64() && value->get_int64() >= 0 && value->get_int64() <= most;
    bad |= !right;
    return right ? value->get_int64() : 0;
}

Response changeClock(Clock& clock, const ControlOrder& order) {
    static const json::object kNothing;
    const auto& body = order.body.is_object() ? order.body.get_object() : kNothing;
    bool bad = !(body.contains("advance_seconds") || body.contains("advance_ms") ||
                 body.contains("stopped"));
    const auto seconds = stepOf(body, "advance_seconds", kMostSeconds, bad);
    const auto milliseconds = stepOf(body, "advance_ms", kMostSeconds, bad);
    const auto* stopped = body.if_contains("stopped");
    if (bad || (stopped != nullptr && !stopped->is_bool())) {
        return controlRefusal(400,
                              "expected {\"advance_seconds\":N} or {\"advance_ms\":N}, N from 0 "
                              "to 100 years, or {\"stopped\":true or false}, or both");
    }
    if (stopped != nullptr) stopped->get_bool() ? clock.stop() : clock.start();
    clock.advanceMs(seconds * 1000 + milliseconds);
    return controlAnswer(
        {{"now", isoTime(clock.nowMs())}, {"now_ms", clock.nowMs()}, {"stopped", clock.stopped()}});
}

Response orderFault(Traffic& traffic, const ControlOrder& order) {
    auto [fault, problem] = parseFault(order.body);
    if (!fault) return controlRefusal(400, problem);
    std::uint64_t number = 0;
    if (const auto no = traffic.order(*fault, number)) return controlRefusal(400, *no);
    return controlAnswer({{"n", number}});
}

Response clearFaults(Faults& faults, const ControlOrder& order) {
    if (!order.query.find("n")) {
        faults.clear();
        return emptyResponse(204);
    }
    const auto number = numberOf(order.query, "n", 0, 1, UINT64_MAX);
    if (!number || !faults.remove(*number)) {
        return controlRefusal(404, "there is no fault \"" + std::string(order.query.value("n")) +
                                       "\"; GET /_control/faults lists them");
    }
    return emptyResponse(204);
}

Response showLedger(const Ledger& ledger, const ControlOrder& order) {
    const auto after = numberOf(order.query, "after", 0, 0, UINT64_MAX);
    const auto limit = numberOf(order.query, "limit", kDefaultPage, 1, kLargestPage);
    if (!after) return controlRefusal(400, "\"after\" must be a number, 0 for the first page");
    if (!limit) return controlRefusal(400, "\"limit\" must be a number from 1 to 100000");
    return controlAnswer(ledger.page(*after, *limit));
}

}  // namespace

void ControlTable::add(std::vector<ControlAction> more) {
    std::move(more.begin(), more.end(), std::back_inserter(actions_));
}

Response ControlTable::handle(const Request& request) const {
    const auto target = Target::parse(request.target).value_or(Target{});
    const auto name = target.segments.size() == 2 ? target.segments[1] : std::string();
    const auto found =
        std::find_if(actions_.begin(), actions_.end(), [&](const ControlAction& each) {
            return each.name == name && each.method == request.method;
        });
    if (found == actions_.end()) {
        json::array known;
        for (const auto& each : actions_) {
            known.push_back(json::object{
                {"call", std::string(each.method) + " /_control/" + std::string(each.name)},
                {"summary", each.summary}});
        }
        const int status = target.segments.size() == 1 && request.method == "GET" ? 200 : 404;
        return jsonResponse(status, json::serialize(json::object{{"calls", std::move(known)}}));
    }
    ControlOrder order{{}, target.query};
    if (!request.body.empty()) {
        boost::system::error_code error;
        order.body = json::parse(request.body, error);
        if (error) return controlRefusal(400, "the body is not JSON: " + error.message());
    }
    return found->run(order);
}

std::vector<ControlAction> trafficActions(Traffic& traffic, Ledger& ledger) {
    using Order = ControlOrder;
    return {
        {"GET", "requests", "API requests seen, oldest first",
         [&](const Order&) { return controlAnswer(traffic.log.read()); }},
        {"DELETE", "requests", "Forget them",
         [&](const Order&) {
             traffic.log.clear();
             return emptyResponse(204);
         }},
        {"POST", "clock", "{advance_seconds, advance_ms, stopped}: let time pass, or stand still",
         [&](const Order& order) { return changeClock(traffic.clock, order); }},
        {"GET", "faults", "Faults ordered, and what they have met",
         [&](const Order&) {
             return controlAnswer(
                 {{"faults", traffic.faults.list()}, {"held", traffic.faults.held()}});
         }},
        {"POST", "faults", "{fault, method, path, count, ...}: order one",
         [&](const Order& order) { return orderFault(traffic, order); }},
        {"DELETE", "faults", "?n=N: withdraw one; without n all",
         [&](const Order& order) { return clearFaults(traffic.faults, order); }},
        {"GET", "ledger", "?after=N&limit=M: writes that took effect",
         [&](const Order& order) { return showLedger(ledger, order); }},
        {"DELETE", "ledger", "Forget them",
         [&](const Order&) {
             ledger.clear();
             return emptyResponse(204);
         }},
    };
}

Response controlAnswer(const json::value& value) {
    return jsonResponse(200, json::serialize(value));
}

Response controlRefusal(int status, const std::string& sentence) {
    return jsonResponse(status, json::serialize(json::object{{"error", sentence}}));
}

std::optional<std::uint64_t> numberOf(const Query& query, std::string_view name,
                                      std::uint64_t fallback, std::uint64_t least,
                                      std::uint64_t most) {
    const auto text = query.find(name);
    if (!text) return fallback;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
    if (number < least || number > most) return std::nullopt;
    return number;
}

json::object answersOf(const AnswerCounts& answers) {
    json::object row;
    for (std::size_t status = 0; status < AnswerCounts::kStatuses; ++status) {
        const auto count = answers.of(status);
        if (count > 0) row[status == 0 ? "dropped" : std::to_string(status)] = count;
    }
    return row;
}

}  // namespace sandbox
