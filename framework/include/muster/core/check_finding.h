#pragma once

#include <string>

#include <muster/core/object.h>
#include <muster/core/result.h>

namespace muster {

/** What a check of a target found of one object (`muster.check/1`). */
struct CheckFinding {
    enum class Severity {
        kWarning,  ///< somebody should look
        kError     ///< operations on the object will fail
    };
    Severity severity = Severity::kError;
    std::string code = {};  ///< a stable word for programs: "no-external-key"
    /** `__TARGET__` for the target as a whole. */
    std::string objectClass = {};
    std::string uid = {};
    std::string name = {};
    std::string message = {};  ///< a sentence that names the object
    std::string hint = {};     ///< what to do next; may be empty
    friend bool operator==(const CheckFinding&, const CheckFinding&) = default;
};

/** "warning" or "error". */
std::string_view toString(CheckFinding::Severity severity);

/** The class of findings about a target as a whole. */
inline constexpr std::string_view kTargetAsWhole = "__TARGET__";

/** The finding as it crosses the border: an object with attributes. */
ConnectorObject toObject(const CheckFinding& finding);
/** The finding that such an object is. kProtocol when it has no code or message, or an unknown
 * severity. */
Result<CheckFinding> findingOf(const ConnectorObject& object);

}  // namespace muster
