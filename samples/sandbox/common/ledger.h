#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace sandbox {

/// The request behind a write. The views live as long as the request.
struct Origin {
    std::string_view method;
    std::string_view target;       ///< path and query as they came
    std::string_view correlation;  ///< value of the first correlation header, "" without one
    std::string_view fault;        ///< what spoilt the answer, "" without one
    std::uint64_t request = 0;     ///< its number in the request log
};

/// The writes that took effect, in the order in which they did, whatever became of the answer: a
/// test compares it with what its client believes. Keeps about 250 bytes a write until `clear`.
/// Thread-safe.
class Ledger {
public:
    /// `object` is a literal like "user"; `id` names the object and `name` is what people call
    /// it, a mail address for a user. Call it while the write still excludes others.
    void add(const Origin& origin, std::string_view object, std::string_view id,
             std::string_view name, std::int64_t timeMs);

    /// Up to `limit` entries with numbers above `after`: `{"total":N,"next":n,"entries":[...]}`;
    /// `next` is the `after` of the page behind it. Numbers start at 1 and have no gaps.
    boost::json::object page(std::uint64_t after, std::uint64_t limit) const;

    void clear();

private:
    struct Entry {
        std::int64_t timeMs;
        std::string_view object;
        std::string method;
        std::string target;
        std::string correlation;
        std::string_view fault;  ///< a literal too
        std::string id;
        std::string name;
        std::uint64_t request;
    };
    static boost::json::object render(const Entry& entry, std::uint64_t number);

    mutable std::mutex mutex_;
    std::deque<Entry> entries_;
};

}  // namespace sandbox
