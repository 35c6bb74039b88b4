#include "rest/template/expansion.h"

#include <algorithm>
#include <array>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "rest/template/body_writer.h"
#include "rest/template/json_access.h"
#include "rest/template/url_text.h"
#include "rest/template/value_source.h"

namespace muster::rest {
namespace {

constexpr std::array<std::string_view, 4> kCallHeaders = {"If-Match", "If-None-Match", "Prefer",
                                                          "Idempotency-Key"};

/** One parameter, encoded. */
struct Parameter {
    std::string name;  ///< as written; empty for a raw piece
    MaskedText text;   ///< `name=value`
};

class Expander {
public:
    Expander(const RelUrlTemplate& relUrl, const TemplateCall& call, const Value* each)
        : relUrl_(relUrl), call_(call), source_(relUrl, call, each) {}

    Result<ExpandedRequest> run() {
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

private:
    using Found = ValueSource::Found;

    Error fail(ErrorCode code, const std::string& problem, std::string hint = {},
               std::string attribute = {}) const {
        Error error{.code = code,
                    .message = "template " + relUrl_.key.toString() + " (" +
                               relUrl_.position.toString() + "): " + problem,
                    .hint = std::move(hint)};
        if (!attribute.empty()) {
            error.attributes.push_back(std::move(attribute));
        }
        return error;
    }
    Error refused(const std::string& name, const Found& found, const std::string& problem,
                  std::string_view where) const {
        const std::string shown =
            found.isSecret() ? "***" : textOfValue(found.value).value_or("an object");
        return fail(
            found.isConfiguration ? ErrorCode::kConfiguration : ErrorCode::kInvalidAttributeValue,
            "the value \"" + shown + "\" of placeholder \"$(" + name + ")$\" holds " + problem +
                ", which may not stand in " + std::string(where),
            {}, found.isConfiguration ? std::string() : name);
    }
    Error missing(const std::string& name, std::string_view where) const {
        return fail(
            ErrorCode::kInvalidAttributeValue,
            "placeholder \"$(" + name + ")$\" of the " + std::string(where) + " has no value", {},
            name);
    }

    /** Appends an encoded value, masked when it came as a secret. */
    void appendEncoded(MaskedText& text, const Found& found, std::string encoded) {
        if (found.isSecret()) {
            request_.secrets.push_back(*found.value.as<Secret>());
            text.appendSecret(encoded);
            wipe(encoded);
        } else {
            text.append(encoded);
        }
    }

    Result<void> path();
    Result<void> query();
    Result<void> rawQuery(const QueryRule& rule);
    Result<void> filter();
    Result<std::optional<MaskedText>> queryValue(const PlaceholderText& text);
    Result<void> overrides();
    void joinQuery();
    Result<void> body();
    Result<MaskedText> templateBody();
    Result<void> headers();
    Result<std::optional<MaskedText>> headerValue(const PlaceholderText& text);
    Result<void> callHeaders();

    const RelUrlTemplate& relUrl_;
    const TemplateCall& call_;
    const ValueSource source_;
    ExpandedRequest request_;
    std::vector<Parameter> parameters_;
};

Result<void> Expander::path() {
    for (const PlaceholderText::Part& part : relUrl_.path.parts()) {
        if (!part.isPlaceholder) {
            request_.path.append(part.text);
            continue;
        }
        MUSTER_ASSIGN_OR_RETURN(const std::optional<Found> found, source_.find(part.text));
        const std::optional<std::string> text = found ? textOfValue(found->value) : std::nullopt;
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

Result<std::optional<MaskedText>> Expander::queryValue(const PlaceholderText& text) {
    MaskedText expanded;
    for (const PlaceholderText::Part& part : text.parts()) {
        if (!part.isPlaceholder) {
            expanded.append(part.text);
            continue;
        }
        MUSTER_ASSIGN_OR_RETURN(const std::optional<Found> found, source_.find(part.text));
        const std::optional<std::string> value = found ? textOfValue(found->value) : std::nullopt;
        if (!value) {
            return std::optional<MaskedText>();
        }
        const auto problem = found->isConfiguration ? queryProblem(*value) : controlProblem(*value);
        if (problem) {
            return refused(part.text, *found, *problem, "a query");
        }
        appendEncoded(expanded, *found, found->isConfiguration ? *value : percentEncode(*value));
    }
    return std::optional(std::move(expanded));
}

Result<void> Expander::query() {
    bool takesFilter = false;
    for (const QueryRule& rule : relUrl_.query) {
        takesFilter = takesFilter || rule.value.isOnly(placeholder::kFilterSuffix);
        if (rule.name.empty()) {
            MUSTER_RETURN_IF_ERROR(rawQuery(rule));
            continue;
        }
        MUSTER_ASSIGN_OR_RETURN(const std::optional<MaskedText> value, queryValue(rule.value));
        const bool isTwice = std::any_of(parameters_.begin(), parameters_.end(),
                                         [&](const auto& p) { return p.name == rule.name; });
        if (isTwice && value) {
            return fail(ErrorCode::kInvalidAttributeValue, "the filter \"" + call_.filterSuffix +
                                                               "\" sets \"" + rule.name +
                                                               "\", which the template sets");
        }
        if (value) {
            Parameter parameter{rule.name, {}};
            parameter.text.append(rule.name + (rule.isBare ? "" : "="));
            parameter.text.append(*value);
            parameters_.push_back(std::move(parameter));
        }
    }
    if (!takesFilter && !call_.filterSuffix.empty()) {
        return fail(ErrorCode::kNotSupported,
                    "a filter was given, and the template has no place for it",
                    "add <query>$(Filter Suffix)$</query>");
    }
    const std::vector<std::string> names = relUrl_.placeholders();
    if (!call_.pageToken.empty() &&
        std::find(names.begin(), names.end(), placeholder::kPageToken) == names.end()) {
        // Sent without it, the target would answer with the first page for ever.
        return fail(ErrorCode::kNotSupported,
                    "a page token was given, and the template has no \"$(PAGE_TOKEN)$\"");
    }
    if (request_.singleRecord) {
        parameters_.clear();
    }
    return {};
}

Result<void> Expander::rawQuery(const QueryRule& rule) {
    if (rule.value.isOnly(placeholder::kFilterSuffix)) {
        return filter();
    }
    MUSTER_ASSIGN_OR_RETURN(std::optional<MaskedText> piece, queryValue(rule.value));
    if (piece && !piece->empty()) {
        parameters_.push_back({"", std::move(*piece)});
    }
    return {};
}

Result<void> Expander::filter() {
    std::string_view suffix = call_.filterSuffix;
    suffix.remove_prefix(suffix.starts_with('?') ? 1 : 0);
    const Found found{std::string(suffix)};
    const std::string name(placeholder::kFilterSuffix);
    if (suffix.starts_with('/')) {
        const std::string_view id = suffix.substr(1);
        // With the slash before it, so that "//host" is told for what it is.
        if (const auto problem =
                id.starts_with('/') ? segmentValueProblem(suffix) : segmentValueProblem(id)) {
            return refused(name, found, *problem, "a path");
        }
        request_.path.append("/" + percentEncode(id));
        request_.singleRecord = true;
        return {};
    }
    if (const auto problem = controlProblem(suffix)) {
        return refused(name, found, *problem, "a query");
    }
    while (!suffix.empty()) {
        const std::string_view piece = suffix.substr(0, suffix.find('&'));
        suffix.remove_prefix(std::min(piece.size() + 1, suffix.size()));
        const std::size_t equals = piece.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            return fail(ErrorCode::kInvalidAttributeValue,
                        "the filter \"" + call_.filterSuffix +
                            "\" is not understood, expected name=value[&name=value], or /ID");
        }
        Parameter parameter{std::string(piece.substr(0, equals)), {}};
        parameter.text.append(percentEncode(parameter.name) + "=" +
                              percentEncode(piece.substr(equals + 1)));
        parameters_.push_back(std::move(parameter));
    }
    return {};
}

Result<void> Expander::overrides() {
    for (const QueryOverride& change : call_.query) {
        const auto place = std::find_if(parameters_.begin(), parameters_.end(),
                                        [&](const auto& p) { return p.name == change.name; });
        if (!change.value) {
            if (place != parameters_.end()) parameters_.erase(place);
            continue;
        }
        const Found found{*change.value};
        const std::optional<std::string> value = textOfValue(*change.value);
        if (change.name.empty() || !value) {
            return fail(ErrorCode::kInternal, "the call sets query parameter \"" + change.name +
                                                  "\" to something that is no single text");
        }
        if (const auto problem = controlProblem(*value)) {
            return refused(change.name, found, *problem, "a query");
        }
        Parameter parameter{change.name, {}};
        parameter.text.append(percentEncode(change.name) + "=");
        appendEncoded(parameter.text, found, percentEncode(*value));
        if (place != parameters_.end()) {
            *place = std::move(parameter);
        } else {
            parameters_.push_back(std::move(parameter));
        }
    }
    return {};
}

void Expander::joinQuery() {
    for (const Parameter& parameter : parameters_) {
        request_.query.append(request_.query.empty() ? "" : "&");
        request_.query.append(parameter.text);
    }
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

Result<std::optional<MaskedText>> Expander::headerValue(const PlaceholderText& text) {
    MaskedText expanded;
    for (const PlaceholderText::Part& part : text.parts()) {
        if (!part.isPlaceholder) {
            expanded.append(part.text);
            continue;
        }
        MUSTER_ASSIGN_OR_RETURN(const std::optional<Found> found, source_.find(part.text));
        const std::optional<std::string> value = found ? textOfValue(found->value) : std::nullopt;
        if (!value) {
            return std::optional<MaskedText>();
        }
        if (const auto problem = controlProblem(*value)) {
            return refused(part.text, *found, *problem, "a header");
        }
        appendEncoded(expanded, *found, *value);
    }
    return std::optional(std::move(expanded));
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
        MUSTER_ASSIGN_OR_RETURN(std::optional<MaskedText> value, headerValue(rule.value));
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

}  // namespace

std::string ExpandedRequest::target() const {
    return query.empty() ? path.exposed() : path.exposed() + "?" + query.exposed();
}

std::string ExpandedRequest::redactedTarget() const {
    return query.empty() ? path.redacted() : path.redacted() + "?" + query.redacted();
}

std::string ExpandedRequest::toDisplay() const { return method + " " + redactedTarget(); }

Result<ExpandedRequest> expand(const RelUrlTemplate& relUrl, const TemplateCall& call) {
    return Expander(relUrl, call, nullptr).run();
}

Result<std::vector<ExpandedRequest>> expandEach(const RelUrlTemplate& relUrl,
                                                const TemplateCall& call) {
    const Attribute* attribute =
        relUrl.perValue.empty() ? nullptr : findAttribute(call.attributes, relUrl.perValue);
    std::vector<ExpandedRequest> requests;
    if (attribute == nullptr) {
        MUSTER_ASSIGN_OR_RETURN(ExpandedRequest only, expand(relUrl, call));
        requests.push_back(std::move(only));
        return requests;
    }
    for (const Value& each : attribute->values()) {
        MUSTER_ASSIGN_OR_RETURN(ExpandedRequest request, Expander(relUrl, call, &each).run());
        requests.push_back(std::move(request));
    }
    return requests;
}

std::string maskSecrets(std::string text, const std::vector<Secret>& secrets) {
    constexpr std::size_t kShortest = 4;  // masking single letters would make the text unreadable
    for (const Secret& secret : secrets) {
        std::string escaped = boost::json::serialize(boost::json::string(secret.expose()));
        escaped = escaped.substr(1, escaped.size() - 2);  // without the quotes
        for (const std::string& form :
             {std::string(secret.expose()), percentEncode(secret.expose()), escaped}) {
            for (std::size_t i = 0;
                 form.size() >= kShortest && (i = text.find(form, i)) != std::string::npos;
                 i += 3) {
                text.replace(i, form.size(), "***");
            }
        }
    }
    return text;
}

}  // namespace muster::rest
