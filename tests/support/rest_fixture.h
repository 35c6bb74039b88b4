#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "bad_server.h"
#include "rest/connection/http_client.h"

namespace muster::test {

/** Knows "api.test" and "proxy.test" as 127.0.0.1, and what it is told. */
class MapResolver : public rest::Resolver {
public:
    Result<std::vector<std::string>> resolve(const std::string& host) override {
        if (const auto found = addresses.find(host); found != addresses.end()) {
            return found->second;
        }
        return Error{.code = ErrorCode::kConnectionFailed, .message = "no such name"};
    }

    /** Filled before the first call. */
    std::map<std::string, std::vector<std::string>> addresses = {{"api.test", {"127.0.0.1"}},
                                                                 {"proxy.test", {"127.0.0.1"}}};
};

/** Keeps all lines. */
class KeptLog : public rest::TrafficLog {
public:
    bool wants(Level /*level*/) const override { return true; }
    void write(Level level, std::string_view line) override {
        const std::lock_guard lock(mutex_);
        (level == Level::kDebug ? debug_ : trace_).append(line).append("\n");
    }
    std::string debug() const {
        const std::lock_guard lock(mutex_);
        return debug_;
    }
    std::string trace() const {
        const std::lock_guard lock(mutex_);
        return trace_;
    }

private:
    mutable std::mutex mutex_;
    std::string debug_;
    std::string trace_;
};

/** Short, for calls that must run into their limit. */
inline rest::CallLimits brief() { return rest::CallLimits::within(std::chrono::milliseconds(200)); }

/** Long, for calls that must not. */
inline rest::CallLimits ample() { return rest::CallLimits::within(std::chrono::seconds(60)); }

inline rest::HttpClientSettings testSettings() {
    rest::HttpClientSettings settings;
    settings.resolver = std::make_shared<MapResolver>();
    return settings;
}

/** The error of a result that must be one; an internal error "succeeded" when it is not. */
template <typename T>
Error errorOf(const Result<T>& result) {
    return result ? Error{.code = ErrorCode::kInternal, .message = "succeeded"} : result.error();
}

/** Checks code, outcome and a piece of message or hint. */
#define MUSTER_CHECK_ERROR(result, expectedCode, expectedOutcome, piece)                  \
    do {                                                                                  \
        const muster::Error found_ = muster::test::errorOf(result);                       \
        BOOST_TEST_CONTEXT(found_.describe()) {                                           \
            BOOST_TEST(toString(found_.code) == toString(expectedCode));                  \
            BOOST_TEST(toString(found_.effectiveOutcome()) == toString(expectedOutcome)); \
            BOOST_TEST(found_.describe().find(piece) != std::string::npos);               \
        }                                                                                 \
    } while (false)

}  // namespace muster::test
