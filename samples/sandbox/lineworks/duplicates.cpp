#include "lineworks/duplicates.h"

#include <algorithm>

#include "common/text.h"
#include "lineworks/endpoints.h"

namespace sandbox::lineworks {

namespace {

std::string_view nameOf(Duplicate what) { return what == Duplicate::kEmail ? "email" : "key"; }

/// An item of `duplicate-of` in pieces: "PATCH:/users/{}", "key", "409-CONFLICT".
struct Rule {
    std::string_view operation;
    std::string_view what;
    std::string_view answer;
};

std::optional<Rule> parseRule(std::string_view item) {
    const auto equals = item.rfind('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto left = item.substr(0, equals);
    const auto colon = left.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    return Rule{left.substr(0, colon), left.substr(colon + 1), item.substr(equals + 1)};
}

bool isOperation(std::string_view name) {
    const auto& all = endpoints();
    return std::any_of(all.begin(), all.end(), [&](const Endpoint& each) {
        return sandbox::lineworks::nameOf(each) == name;
    });
}

std::string_view answerFor(const Settings& settings, const Call& call, Duplicate what) {
    for (const auto& item : settings.duplicateOf) {
        const auto rule = parseRule(item);
        if (rule && rule->operation == call.operation && rule->what == nameOf(what)) {
            return rule->answer;
        }
    }
    return what == Duplicate::kEmail ? settings.duplicateEmail : settings.duplicateKey;
}

}  // namespace

const std::vector<std::string_view>& duplicateAnswers() {
    static const std::vector<std::string_view> kAnswers = {"409-ALREADY_EXIST", "409-CONFLICT",
                                                           "409-RESOURCE", "400-BAD_REQUEST",
                                                           "400-INVALID_PARAMETER"};
    return kAnswers;
}

std::optional<std::string> checkDuplicateOf(std::string_view item) {
    const auto rule = parseRule(item);
    const auto& answers = duplicateAnswers();
    const bool right = rule && isOperation(rule->operation) &&
                       (rule->what == "email" || rule->what == "key") &&
                       std::find(answers.begin(), answers.end(), rule->answer) != answers.end();
    if (right) return {};
    return "found \"" + std::string(item) +
           "\", expected METHOD:/path:email=ANSWER or METHOD:/path:key=ANSWER, with a call of the "
           "API as in PATCH:/users/{} and one of " +
           joinList({answers.begin(), answers.end()}, ", ");
}

Response duplicate(const Settings& settings, const Call& call, Kind kind, Duplicate what,
                   std::string_view value) {
    const auto answer = answerFor(settings, call, what);
    const auto name = std::string(what == Duplicate::kEmail ? "email" : "externalKey");
    const auto taken = name + " is already in use.";
    if (answer == "409-RESOURCE") {
        return apiError(409, std::string(codeName(kind)) + "_ALREADY_EXIST", taken);
    }
    if (answer == "400-BAD_REQUEST") {  // the words that API 1.0 was seen with (forum 482)
        return badRequest(name + " is duplicated " + name + ".(" + std::string(value) + ")");
    }
    if (answer == "400-INVALID_PARAMETER") return invalidParameter("Invalid " + name + ".");
    return apiError(409, answer.substr(4), taken);
}

}  // namespace sandbox::lineworks
