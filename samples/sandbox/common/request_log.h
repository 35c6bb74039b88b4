#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "http/message.h"

namespace sandbox {

/// Whether the log shows passwords and client secrets as they came.
enum class Secrets { kMasked, kKept };

/// The requests seen, oldest first, for tests that ask what a client really sent. Thread-safe.
/// Masking happens when the log is read, so that a load test does not pay for it.
class RequestLog {
public:
    /// Keeps the last `limit` requests; 0 keeps none.
    RequestLog(std::size_t limit, Secrets secrets) : limit_(limit), secrets_(secrets) {}

    /// The number of a request that has come and is still to be answered.
    std::uint64_t nextNumber();
    /// Puts an answered request in its place among the others.
    void add(Request request, int status);
    void clear();
    /// One object a request: n, time, method, target, headers, body (parsed when JSON), status.
    /// The value of Authorization is never shown, only its scheme.
    boost::json::array read() const;

private:
    struct Entry {
        Request request;
        int status;
    };
    boost::json::object render(const Entry& entry) const;

    const std::size_t limit_;
    const Secrets secrets_;
    mutable std::mutex mutex_;
    std::deque<Entry> entries_;
    std::uint64_t count_ = 0;
};

}  // namespace sandbox
