#include "zoom/errors.h"

#include <boost/json.hpp>

namespace sandbox::zoom {

namespace json = boost::json;

namespace {

std::string quoted(std::string_view before, std::string_view inner, std::string_view after) {
    return std::string(before).append(inner).append(after);
}

}  // namespace

Response apiError(int status, int code, std::string_view message) {
    return jsonResponse(status,
                        json::serialize(json::object{{"code", code}, {"message", message}}));
}

Response validationFailed(const std::vector<std::string>& fields) {
    json::array errors;
    for (const auto& field : fields) {
        errors.push_back(json::object{{"field", field}, {"message", "Invalid field."}});
    }
    return jsonResponse(
        400, json::serialize(json::object{
                 {"code", 300}, {"message", "Validation Failed."}, {"errors", std::move(errors)}}));
}

Response userNotFound(const Settings& settings, std::string_view asSent) {
    if (settings.oldTexts) return apiError(404, 1001, "User not exist");  // 2018 error list
    return apiError(404, 1001, quoted("User does not exist: ", asSent, "."));
}

Response invitationLapsed() {
    return apiError(400, 1120, "The invitation to this user does not exist or has expired.");
}

Response emailTaken(const Settings& settings, std::string_view mail) {
    if (settings.oldTexts) {  // seen by Moodle in 2020
        return apiError(409, 1005, quoted("User already in the account: ", mail, ""));
    }
    return apiError(409, 1005, quoted("Email \"", mail, "\" has already been used."));
}

Response tooManyConcurrent() {
    return apiError(429, 429,
                    "Too many concurrent requests. A request to disassociate this user has "
                    "already been made.");
}

}  // namespace sandbox::zoom
