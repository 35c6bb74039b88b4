#include "facts.h"

namespace crash {

std::string Write::ending() const {
    const std::string path = target.substr(0, target.find('?'));
    constexpr std::string_view kUsers = "/v2/users";
    if (!path.starts_with(kUsers)) return path;
    const std::size_t user = path.find('/', kUsers.size());
    const std::size_t end = user == std::string::npos ? user : path.find('/', user + 1);
    return end == std::string::npos ? "" : path.substr(end);
}

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
