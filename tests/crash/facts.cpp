#include "facts.h"

namespace crash {

std::string_view wordOf(Known known) {
    switch (known) {
        case Known::kUnset:
            return "not recorded";
        case Known::kApplied:
            return "applied";
        case Known::kNotApplied:
            return "not applied";
        case Known::kPartial:
            return "partial";
        case Known::kUnknown:
            return "unknown";
    }
    return "";
}

std::string OperationRow::text() const {
    static const char* const kStates[] = {"?",        "open",     "ended",        "interrupted",
                                          "deferred", "conflict", "needs secret", "abandoned"};
    return "operation " + std::to_string(id) + " (" + std::string(wordOf(kind)) + " " +
           (name.empty() ? uid : name) + ", " + kStates[state] + ", " +
           std::string(wordOf(outcome)) + ")";
}

}  // namespace crash
