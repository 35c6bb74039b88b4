#include "zoom/user.h"

#include <algorithm>

namespace sandbox::zoom {

std::string_view statusName(Status status) {
    switch (status) {
        case Status::kActive:
            return "active";
        case Status::kInactive:
            return "inactive";
        case Status::kPending:
            return "pending";
    }
    return "";
}

std::optional<Status> parseStatus(std::string_view name) {
    for (const auto status : {Status::kActive, Status::kInactive, Status::kPending}) {
        if (statusName(status) == name) return status;
    }
    return std::nullopt;
}

bool type::isKnown(std::int64_t value) {
    return value == kBasic || value == kLicensed || value == kOnPrem || value == kUnassigned ||
           value == kNone;
}

bool User::hasLogin(int loginType) const {
    return std::find(loginTypes.begin(), loginTypes.end(), loginType) != loginTypes.end();
}

std::string builtDisplayName(std::string_view firstName, std::string_view lastName) {
    std::string name(firstName);
    if (!firstName.empty() && !lastName.empty()) name += ' ';
    return name.append(lastName);
}

}  // namespace sandbox::zoom
