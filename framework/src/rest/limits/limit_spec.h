#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rest/limits/day_pot.h"
#include "rest/limits/pace.h"
#include "rest/template/operation_key.h"
#include "xml/diagnostics.h"

namespace muster::rest {

/** What a request is counted as. */
struct RequestFacts {
    std::string label = {};         ///< of its template, or of a connector's `throttle`
    std::string operationKey = {};  ///< empty for a connector's own I/O
    /** The value of a placeholder or of the body's attribute of that name; empty for none. */
    std::function<std::string(std::string_view)> valueOf = {};

    std::string value(std::string_view name) const { return valueOf ? valueOf(name) : ""; }
};

/** One limit of a target: whom it counts, by which key, and what it permits. */
struct LimitSpec {
    enum class Key {
        kTarget,      ///< all requests together
        kOperation,   ///< each operation by itself
        kPlaceholder  ///< each value of `placeholder` by itself; requests without one are not
                      ///< counted
    };

    std::string name = {};
    /** Whom it counts: requests with one of these labels and one of these operations, of which an
     * empty list means any. */
    std::vector<std::string> labels = {};
    std::vector<OperationKey> operations = {};
    /** And, when `whenName` is not empty, with this value under that name. */
    std::string whenName = {};
    std::string whenValue = {};

    Key key = Key::kTarget;
    std::string placeholder = {};

    std::optional<PaceSpec> pace = {};
    std::optional<DaySpec> day = {};
    std::int64_t concurrency = 0;  ///< 0 for any
    std::chrono::milliseconds leastInterval{0};
    xml::Position position = {};
    xml::Position labelPosition = {};
    xml::Position operationPosition = {};
    xml::Position whenPosition = {};
    xml::Position keyPosition = {};

    /** The value of its key for a request that it counts; nothing for one that it does not. */
    std::optional<std::string> keyOf(const RequestFacts& request) const;
    /** `80 in 1 s, 1 at a time, 60000 a day` for people. */
    std::string toDisplay() const;
};

/** `1 s`, `200 ms` or `10 min`: what is whole. */
std::string displayDuration(std::chrono::milliseconds duration);

}  // namespace muster::rest
