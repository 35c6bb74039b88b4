#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/filter.h>
#include <muster/core/ids.h>
#include <muster/core/object.h>
#include <muster/core/result.h>
#include <muster/core/schema.h>

/** What crosses the border, as values that can be copied: one struct for each C struct of the
 * contract that has no value type of its own in `core`. */
namespace muster::testing {

/** A `Result` cannot hold an error as its value, so one that travels is wrapped. */
struct ErrorMessage {
    Error error = {};
};

struct CallMessage {
    std::string correlation = {};
    std::uint32_t flags = 0;
    std::vector<Attribute> options = {};
};

struct SearchMessage {
    std::vector<std::string> attributes = {};
    std::string pageToken = {};
    std::int64_t pageSize = 0;
    std::int64_t limit = 0;
};

struct SearchReportMessage {
    std::string nextPageToken = {};
    std::int64_t remaining = -1;
    std::int32_t filterEvaluated = 0;
};

struct StepReportMessage {
    std::string name = {};
    std::int32_t outcome = 0;
    std::string result = {};
};

struct StepMessage {
    std::string name = {};
    std::string action = {};
};

struct StepDecisionMessage {
    std::int32_t verdict = 0;
    std::string result = {};
};

struct QueryOverrideMessage {
    std::string name = {};
    std::string value = {};
    std::int32_t present = 0;
};

struct RequestMessage {
    std::string operationKey = {};
    std::string step = {};
    std::vector<Attribute> placeholders = {};
    std::optional<Value> body = {};
    std::vector<QueryOverrideMessage> query = {};
    std::string ifMatch = {};
};

struct ResponseMessage {
    std::int32_t httpStatus = 0;
    std::uint32_t flags = 0;
    std::string body = {};
    std::string uid = {};
    std::string name = {};
    std::string nextPageToken = {};
    std::vector<std::string> records = {};
    std::optional<Error> error = {};
};

/** The message as bytes. Defined for the structs above and for Value, Attribute, AttributeDelta,
 * ConnectorObject, ObjectRef, Notice, WriteReport, Filter, Description, and
 * vectors of Attribute and AttributeDelta. Secrets travel in clear: the bytes never leave the
 * process. An error travels without its cause. */
template <typename T>
std::string encode(const T& message);

/** The message that the bytes hold. kProtocol when they are cut short, hold more than the message,
 * or hold a kind that does not exist. */
template <typename T>
Result<T> decode(std::string_view bytes);

}  // namespace muster::testing
