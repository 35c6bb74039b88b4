#include "lineworks/errors.h"

#include <boost/json.hpp>

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

struct KindNames {
    std::string_view code;
    std::string_view plain;
};

KindNames namesOf(Kind kind) {
    switch (kind) {
        case Kind::kUser:
            return {"USER", "user"};
        case Kind::kOrgUnit:
            return {"ORGUNIT", "orgunit"};
        case Kind::kGroup:
            return {"GROUP", "group"};
        case Kind::kLevel:
            return {"LEVEL", "level"};
        case Kind::kPosition:
            return {"POSITION", "position"};
        case Kind::kUserType:
            return {"USER_TYPE", "user_type"};
        case Kind::kCustomProperty:
            return {"CUSTOM_PROPERTY", "custom_property"};
    }
    return {};
}

std::string missing(Kind kind, std::string_view asSent) {
    return std::string(plainName(kind)).append(" does not exist: ").append(asSent);
}

}  // namespace

std::string_view codeName(Kind kind) { return namesOf(kind).code; }
std::string_view plainName(Kind kind) { return namesOf(kind).plain; }

Response apiError(int status, std::string_view code, std::string_view description) {
    return jsonResponse(
        status, json::serialize(json::object{{"code", code}, {"description", description}}));
}

Response badRequest(std::string_view description) {
    return apiError(400, "BAD_REQUEST", description);
}

Response invalidParameter(std::string_view description) {
    return apiError(400, "INVALID_PARAMETER", description);
}

Response missingParameter(std::string_view name) {
    return apiError(400, "MISSING_PARAMETER", std::string(name) + " is required.");
}

Response forbidden(std::string_view description) { return apiError(403, "FORBIDDEN", description); }

Response tooManyRequests() { return apiError(429, "TOO_MANY_REQUESTS", "API rate limit exceeded"); }

Response notFound(const Settings& settings, Kind kind, std::string_view asSent) {
    const bool byResource = settings.notFound == "resource";
    return apiError(404, byResource ? std::string(codeName(kind)) + "_NOT_EXIST" : "NOT_FOUND",
                    missing(kind, asSent));
}

Refusal unknownReference(const Settings& settings, Kind kind, std::string_view asSent) {
    if (settings.unknownReference == "accept") return {};
    if (settings.unknownReference == "400") return invalidParameter(missing(kind, asSent));
    return apiError(404, std::string(codeName(kind)) + "_NOT_EXIST", missing(kind, asSent));
}

Response foreignDomain(const Settings& settings, std::string_view asSent) {
    const auto text = "Access is denied for domain " + std::string(asSent) + ".";
    if (settings.foreignDomain == "404") return apiError(404, "NOT_FOUND", text);
    if (settings.foreignDomain == "400") return invalidParameter(text);
    return apiError(403, "ACCESS_DENIED", text);
}

}  // namespace sandbox::lineworks
