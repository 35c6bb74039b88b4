// The part of the control interface that is about traffic: limits, faults and the ledger.
#include <charconv>
#include <shared_mutex>

#include <boost/json.hpp>

#include "zoom/control.h"

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

constexpr std::uint64_t kDefaultSeconds = 10;
constexpr std::uint64_t kMostSeconds = 3600;
constexpr std::uint64_t kDefaultPage = 1'000;
constexpr std::uint64_t kLargestPage = 100'000;

/// A number from the query, `fallback` when it is not there; nothing when it is no number in range.
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

}  // namespace

Response Control::limits(const Order& order) {
    const auto seconds = numberOf(order.query, "seconds", kDefaultSeconds, 1, kMostSeconds);
    if (!seconds) return controlRefusal(400, "\"seconds\" must be a number from 1 to 3600");
    const std::shared_lock lock(account_.lock);
    auto row = account_.limits.describe(account_.settings, parts_.clock.nowUs(),
                                        static_cast<int>(*seconds));
    row["answers"] = answersOf(parts_.answers);
    return controlAnswer(row);
}

Response Control::clearLimits(const Order&) {
    account_.limits.clearCounts();
    parts_.answers.clear();
    return emptyResponse(204);
}

Response Control::faults(const Order&) {
    return controlAnswer({{"faults", parts_.faults.list()}, {"held", parts_.faults.held()}});
}

Response Control::orderFault(const Order& order) {
    auto [fault, problem] = parseFault(order.body);
    if (!fault) return controlRefusal(400, problem);
    return controlAnswer({{"n", parts_.faults.add(std::move(*fault))}});
}

Response Control::clearFaults(const Order& order) {
    if (!order.query.find("n")) {
        parts_.faults.clear();
        return emptyResponse(204);
    }
    const auto number = numberOf(order.query, "n", 0, 1, UINT64_MAX);
    if (!number || !parts_.faults.remove(*number)) {
        return controlRefusal(404, "there is no fault \"" + std::string(order.query.value("n")) +
                                       "\"; GET /_control/faults lists them");
    }
    return emptyResponse(204);
}

Response Control::ledger(const Order& order) {
    const auto after = numberOf(order.query, "after", 0, 0, UINT64_MAX);
    const auto limit = numberOf(order.query, "limit", kDefaultPage, 1, kLargestPage);
    if (!after) return controlRefusal(400, "\"after\" must be a number, 0 for the first page");
    if (!limit) return controlRefusal(400, "\"limit\" must be a number from 1 to 100000");
    return controlAnswer(account_.ledger.page(*after, *limit));
}

Response Control::clearLedger(const Order&) {
    account_.ledger.clear();
    return emptyResponse(204);
}

}  // namespace sandbox::zoom
