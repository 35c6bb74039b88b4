#include "shell/error_line.h"

#include <chrono>

#include <boost/json.hpp>

namespace muster::shell {
namespace {

boost::json::object factsOf(const Error& error, std::string_view code) {
    boost::json::object facts{{"code", code}, {"message", error.message}};
    const auto add = [&facts](std::string_view name, const std::string& text) {
        if (!text.empty()) {
            facts[name] = text;
        }
    };
    add("hint", error.hint);
    add("uid", error.uid);
    add("target_code", error.targetCode);
    if (error.httpStatus != 0) {
        facts["http_status"] = error.httpStatus;
    }
    if (error.retryAfter) {
        facts["retry_after_ms"] = error.retryAfter->count();
    }
    if (error.outcome != Outcome::kUnset) {
        facts["outcome"] = toString(error.outcome);
    }
    if (!error.attributes.empty()) {
        facts["attributes"] = boost::json::array(error.attributes.begin(), error.attributes.end());
    }
    return facts;
}

}  // namespace

std::string errorLine(const Error& error, std::string_view code) {
    boost::json::object facts = factsOf(error, code);
    boost::json::array causes;
    for (const Error* cause = error.cause.get(); cause != nullptr; cause = cause->cause.get()) {
        causes.push_back(factsOf(*cause, toString(cause->code)));
    }
    if (!causes.empty()) {
        facts["causes"] = std::move(causes);
    }
    return boost::json::serialize(facts);
}

}  // namespace muster::shell
