#include "rest/template/extraction.h"

#include <algorithm>

#include "rest/template/json_access.h"
#include <muster/core/value.h>

namespace muster::rest {
namespace {

namespace json = boost::json;

Error protocolError(const RelUrlTemplate& relUrl, int status, const std::string& problem) {
    return Error{.code = ErrorCode::kProtocol,
                 .message = "the answer to " + relUrl.key.toString() + " (HTTP " +
                            std::to_string(status) + ") " + problem,
                 .outcome = relUrl.isReadOnly() ? Outcome::kNotApplied : Outcome::kUnknown,
                 .httpStatus = status};
}

bool isBlank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

void redact(json::value& value, const std::vector<std::string>& confidential) {
    if (json::array* array = value.if_array()) {
        for (json::value& element : *array) redact(element, confidential);
    }
    if (json::object* object = value.if_object()) {
        for (auto& member : *object) {
            const std::string_view name(member.key().data(), member.key().size());
            const bool isHidden =
                std::any_of(confidential.begin(), confidential.end(),
                            [&](const std::string& hidden) { return equalNames(hidden, name); });
            if (isHidden) {
                member.value() = "***";
            } else {
                redact(member.value(), confidential);
            }
        }
    }
}

}  // namespace

Result<ExtractedResponse> extract(const RelUrlTemplate& relUrl, const AnswerView& answer) {
    const ResponseRule& rule = relUrl.response;
    ExtractedResponse extracted;
    if (isBlank(answer.body)) {
        constexpr int kNoContent = 204;
        if (answer.status == kNoContent || rule.emptyAllowed) {
            return extracted;
        }
        return protocolError(relUrl, answer.status, "has no body, expected JSON");
    }
    const std::optional<json::value> body = parseJson(answer.body);
    if (!body) {
        return protocolError(
            relUrl, answer.status,
            "is no JSON, or nests too deep (" + std::to_string(answer.body.size()) + " bytes)");
    }
    extracted.hasBody = true;
    const auto idOf = [](const json::value& record, const std::string& path) {
        return path.empty() ? std::string() : textOf(at(record, path));
    };
    if (rule.records.empty()) {
        extracted.uid = idOf(*body, rule.uid);
        extracted.name = idOf(*body, rule.name);
        return extracted;
    }
    if (answer.singleRecord) {
        extracted.records.push_back(
            {std::string(answer.body), idOf(*body, rule.uid), idOf(*body, rule.name)});
        return extracted;
    }
    const json::value* list = at(*body, rule.records);
    if (list == nullptr || !list->is_array()) {
        return protocolError(relUrl, answer.status, "has no array \"" + rule.records + "\"");
    }
    for (const json::value& record : list->get_array()) {
        extracted.records.push_back(
            {json::serialize(record), idOf(record, rule.uid), idOf(record, rule.name)});
    }
    extracted.nextPageToken = idOf(*body, rule.nextPageToken);
    return extracted;
}

std::string redactJson(std::string_view body, const std::vector<std::string>& confidential) {
    if (isBlank(body)) {
        return {};
    }
    std::optional<json::value> value = parseJson(body);
    if (!value) {
        return "(" + std::to_string(body.size()) + " bytes that are no JSON)";
    }
    redact(*value, confidential);
    return json::serialize(*value);
}

}  // namespace muster::rest
