#include "rest/template/expander.h"

#include <algorithm>
#include <array>

#include "rest/template/body_writer.h"
#include "rest/template/json_access.h"
#include "rest/template/url_text.h"

namespace muster::rest {
namespace {

constexpr std::array<std::string_view, 4> kCallHeaders = {"If-Match", "If-None-Match", "Prefer",
                                                          "Idempotency-Key"};

}  // namespace

Result<ExpandedRequest> Expander::run() {
    request_.operationKey = relUrl_.key.toString();
    request_.method = relUrl_.method;
    request_.idempotent = relUrl_.idempotent;
    request_.readOnly = relUrl_.isReadOnly();
    request_.definedAt = relUrl_.position;
    MUSTER_RETURN_IF_ERROR(path());
    MUSTER_RETURN_IF_ERROR(query());
    MUSTER_RETURN_IF_ERROR(overrides());
    joinQuery();
    MUSTER_RETURN_IF_ERROR(body());
    MUSTER_RETURN_IF_ERROR(headers());
    return std::move(request_);
}

Error Expander::fail(ErrorCode code, const std::string& problem, std::string hint,
                     std::string attribute) const {
    Error error{.code = code,
                .message = "template " + relUrl_.key.toString() + " (" +
                           relUrl_.position.toString() + "): " + problem,
                .hint = std::move(hint)};
    if (!attribute.empty()) {
        error.attributes.push_back(std::move(attribute));
    }
    return error;
}

Error Expander::refused(const std::string& name, const Found& found, const std::string& problem,
                        std::string_view where) const {
    const std::string shown =
        found.isSecret() ? "***" : textOfValue(found.value).value_or("an object");
    return fail(
        found.isConfiguration ? ErrorCode::kConfiguration : ErrorCode::kInvalidAttributeValue,
        "the value \"" + shown + "\" of placeholder \"$(" + name + ")$\" holds " + problem +
            ", which may not stand in " + std::string(where),
        {}, found.isConfiguration ? std::string() : name);
}

Error Expander::missing(const std::string& name, std::string_view where) const {
    return fail(ErrorCode::kInvalidAttributeValue,
                "placeholder \"$(" + name + ")$\" of the " + std::string(where) + " has no value",
                {}, name);
}

void Expander::appendEncoded(MaskedText& text, const Found& found, std::string encoded) {
    if (found.isSecret()) {
        request_.secrets.push_back(*found.value.as<Secret>());
        text.appendSecret(encoded);
        wipe(encoded);
    } else {
        text.append(encoded);
    }
}

Result<std::optional<MaskedText>> Expander::expandText(const PlaceholderText& text, Place place) {
    const bool isQuery = place == Place::kQuery;
    MaskedText expanded;
    for (const PlaceholderText::Part& part : text.parts()) {
        if (!part.isPlaceholder) {
            expanded.append(part.text);
            continue;
        }
        MUSTER_ASSIGN_OR_RETURN(const std::optional<Found> found, source_.find(part.text));
        if (!found) {
            return std::optional<MaskedText>();
        }
        const std::optional<std::string> value = textOfValue(found->value);
        if (!value) {
            return std::optional<MaskedText>();
        }
        const auto problem =
            isQuery && found->isConfiguration ? queryProblem(*value) : controlProblem(*value);
        if (problem) {
            return refused(part.text, *found, *problem, isQuery ? "a query" : "a header");
        }
        const bool isEncoded = isQuery && !found->isConfiguration;
        appendEncoded(expanded, *found, isEncoded ? percentEncode(*value) : *value);
    }
    return std::optional(std::move(expanded));
}

Result<void> Expander::path() {
    for (const PlaceholderText::Part& part : relUrl_.path.parts()) {
        if (!part.isPlaceholder) {
            request_.path.append(part.text);
            continue;
        }
        MUSTER_ASSIGN_OR_RETURN(const std::optional<Found> found, source_.find(part.text));
        if (!found) {
            return missing(part.text, "path");
        }
        const std::optional<std::string> text = textOfValue(found->value);
        if (!text || text->empty()) {
            return missing(part.text, "path");
        }
        const auto problem =
            found->isConfiguration ? pathProblem(*text) : segmentValueProblem(*text);
        if (problem) {
            return refused(part.text, *found, *problem, "a path");
        }
        appendEncoded(request_.path, *found, found->isConfiguration ? *text : percentEncode(*text));
    }
    if (const auto problem = pathProblem(request_.path.exposed())) {
        return fail(ErrorCode::kInvalidAttributeValue,
                    "the path \"" + request_.path.redacted() + "\" holds " + *problem);
    }
    return {};
}

Result<void> Expander::body() {
    if (relUrl_.body) {
        MUSTER_ASSIGN_OR_RETURN(request_.body, templateBody());
    } else if (call_.body) {
        if (relUrl_.isReadOnly()) {
            return fail(ErrorCode::kConfiguration,
                        "the connector gives a body, and the method is GET, which takes none",
                        "check the method of the template");
        }
        MUSTER_ASSIGN_OR_RETURN(request_.body, writeJson(*call_.body, request_.secrets));
    }
    return {};
}

/** Values inside a JSON string are escaped; elsewhere they become whole JSON values. */
Result<MaskedText> Expander::templateBody() {
    const bool isForm = relUrl_.contentType.find("form-urlencoded") != std::string::npos;
    MaskedText text;
    bool inString = false;
    for (const PlaceholderText::Part& part : relUrl_.body->parts()) {
        if (!part.isPlaceholder) {
            text.append(part.text);
            for (std::size_t i = 0; i < part.text.size(); ++i) {
                if (inString && part.text[i] == '\\') {
                    ++i;
                } else if (part.text[i] == '"') {
                    inString = !inString;
                }
            }
            continue;
        }
        MUSTER_ASSIGN_OR_RETURN(const std::optional<Found> found, source_.find(part.text));
        if (!found) {
            return missing(part.text, "body");
        }
        if (!isForm && !inString) {
            MUSTER_ASSIGN_OR_RETURN(const MaskedText value,
                                    writeJson(found->value, request_.secrets));
            text.append(value);
            continue;
        }
        const std::optional<std::string> value = textOfValue(found->value);
        if (!value) {
            return refused(part.text, *found, "several fields", "a text of the body");
        }
        const std::string quoted = jsonString(*value);
        appendEncoded(text, *found,
                      isForm ? percentEncode(*value) : quoted.substr(1, quoted.size() - 2));
    }
    return text;
}

Result<void> Expander::headers() {
    const auto add = [this](std::string name, std::string_view value) {
        ExpandedRequest::Header header{std::move(name), {}};
        header.value.append(value);
        request_.headers.push_back(std::move(header));
    };
    add("Accept", relUrl_.accept);
    if (request_.body) {
        add("Content-Type", relUrl_.contentType);
    }
    for (const HeaderRule& rule : relUrl_.headers) {
        MUSTER_ASSIGN_OR_RETURN(std::optional<MaskedText> value,
                                expandText(rule.value, Place::kHeader));
        if (value) {
            request_.headers.push_back({rule.name, std::move(*value)});
        }
    }
    return callHeaders();
}

Result<void> Expander::callHeaders() {
    for (const auto& [name, value] : call_.headers) {
        const auto allowed = std::find_if(kCallHeaders.begin(), kCallHeaders.end(),
                                          [&](auto known) { return equalNames(known, name); });
        if (allowed == kCallHeaders.end()) {
            return fail(ErrorCode::kConfiguration,
                        "a call may not set header \"" + name + "\", expected " +
                            xml::quotedList({kCallHeaders.begin(), kCallHeaders.end()}));
        }
        if (const auto problem = controlProblem(value)) {
            return refused(name, Found{value}, *problem, "a header");
        }
        ExpandedRequest::Header header{std::string(*allowed), {}};
        header.value.append(value);
        request_.headers.push_back(std::move(header));
    }
    return {};
}

}  // namespace muster::rest
