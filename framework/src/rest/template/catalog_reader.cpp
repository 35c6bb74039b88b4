#include <algorithm>
#include <sstream>

#include "rest/template/catalog_draft.h"
#include "rest/template/url_text.h"
#include "xml/strict.h"

namespace muster::rest {
namespace {

std::optional<std::string> present(const xml::Element& element, std::string_view name) {
    const auto attribute = element.attribute(name);
    return attribute ? std::optional(std::string(attribute->value)) : std::nullopt;
}

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> all;
    for (std::string word; stream >> word;) {
        all.push_back(word);
    }
    return all;
}

std::optional<PlacedText> placedAttribute(const xml::Element& element, std::string_view name) {
    const auto attribute = element.attribute(name);
    return attribute ? std::optional(PlacedText{std::string(attribute->value), attribute->position})
                     : std::nullopt;
}

/** The text without white space at both ends, and where it begins. */
PlacedText placed(const xml::Element& element) {
    const std::size_t first = element.text().find_first_not_of(" \t\r\n");
    return {element.trimmedText(), element.textPosition(first == std::string::npos ? 0 : first)};
}

class Reader {
public:
    Reader(const xml::Document& document, xml::Diagnostics& diagnostics)
        : root_(document.root()), diagnostics_(diagnostics) {}

    CatalogDraft run() {
        draft_.position = root_.position();
        if (!xml::expectRoot(root_, "operations", diagnostics_)) {
            return std::move(draft_);
        }
        std::vector<std::string_view> known = {"placeholder", "defaults",   "confidential", "class",
                                               "operation",   "error-body", "errors"};
        const std::vector<std::string_view> oracle = oracleElements();
        known.insert(known.end(), oracle.begin(), oracle.end());
        xml::allowAttributes(root_, {"schema-version", "extends"}, diagnostics_);
        xml::allowChildren(root_, known, diagnostics_);
        xml::refuseText(root_, diagnostics_);
        for (const char* once : {"defaults", "confidential", "error-body", "errors"}) {
            xml::allowOnce(root_, once, diagnostics_);
        }
        if (const auto extends = root_.attribute("extends")) {
            draft_.extends = PlacedText{std::string(extends->value), extends->position};
        }
        for (const xml::Element& element : root_.children("placeholder")) placeholder(element);
        if (const auto element = root_.child("defaults")) defaults(*element);
        if (const auto element = root_.child("confidential")) confidential(*element);
        for (const xml::Element& element : root_.children("class")) classRule(element);
        readOracle(root_, draft_, diagnostics_);
        for (const xml::Element& element : root_.children("operation")) operation(element);
        if (const auto element = root_.child("error-body")) errorBody(*element);
        if (const auto element = root_.child("errors")) errors(*element);
        return std::move(draft_);
    }

private:
    void leaf(const xml::Element& element, const std::vector<std::string_view>& attributes) {
        xml::allowAttributes(element, attributes, diagnostics_);
        xml::allowChildren(element, {}, diagnostics_);
        xml::refuseText(element, diagnostics_);
    }

    void placeholder(const xml::Element& element);
    void defaults(const xml::Element& element);
    void confidential(const xml::Element& element);
    void classRule(const xml::Element& element);
    void operation(const xml::Element& element);
    void query(const xml::Element& element, RelUrlTemplate& relUrl);
    void header(const xml::Element& element, RelUrlTemplate& relUrl);
    void response(const xml::Element& element, OperationDraft& operation);
    void errorBody(const xml::Element& element);
    void errors(const xml::Element& element);
    std::optional<ErrorRule> errorRule(const xml::Element& element);
    std::optional<std::string> mediaType(const xml::Element& element, std::string_view name);

    const xml::Element root_;
    xml::Diagnostics& diagnostics_;
    CatalogDraft draft_;
};

void Reader::placeholder(const xml::Element& element) {
    leaf(element, {"name", "default"});
    const auto name = xml::requiredAttribute(element, "name", diagnostics_);
    if (!name) {
        return;
    }
    const auto builtIn = builtInPlaceholders();
    if (std::find(builtIn.begin(), builtIn.end(), *name) != builtIn.end()) {
        diagnostics_.error(
            element.attribute("name")->position,
            "placeholder \"" + *name + "\" belongs to muster, expected another name");
    } else if (!draft_.placeholders
                    .emplace(*name,
                             PlaceholderDraft{present(element, "default"), element.position()})
                    .second) {
        diagnostics_.error(element.position(), "placeholder \"" + *name + "\" a second time");
    }
}

std::optional<std::string> Reader::mediaType(const xml::Element& element, std::string_view name) {
    const auto attribute = element.attribute(name);
    if (!attribute ||
        !checkMediaType({std::string(attribute->value), attribute->position}, diagnostics_)) {
        return std::nullopt;
    }
    return std::string(attribute->value);
}

void Reader::defaults(const xml::Element& element) {
    leaf(element, {"content-type", "accept", "limit"});
    draft_.limit = placedAttribute(element, "limit");
    draft_.contentType = mediaType(element, "content-type");
    draft_.accept = mediaType(element, "accept");
}

void Reader::confidential(const xml::Element& element) {
    leaf(element, {"members"});
    draft_.confidential =
        words(xml::requiredAttribute(element, "members", diagnostics_).value_or(""));
}

void Reader::classRule(const xml::Element& element) {
    leaf(element,
         {"name", "uid", "name-attribute", "records", "next-page-token", "page-size", "limit"});
    const auto name = xml::requiredAttribute(element, "name", diagnostics_);
    if (!name) {
        return;
    }
    constexpr std::int64_t kMaxPageSize = 100000;
    ClassRule rule{
        .uid = xml::optionalAttribute(element, "uid"),
        .name = xml::optionalAttribute(element, "name-attribute"),
        .records = xml::optionalAttribute(element, "records"),
        .nextPageToken = xml::optionalAttribute(element, "next-page-token"),
        .pageSize = xml::intAttribute(element, "page-size", 0, 1, kMaxPageSize, diagnostics_),
        .position = element.position()};
    if (const auto limit = placedAttribute(element, "limit")) {
        rule.limit = limit->text;
        rule.limitPosition = limit->position;
    }
    const auto [first, isNew] = draft_.classes.emplace(*name, std::move(rule));
    if (!isNew) {
        diagnostics_.error(element.position(), "class \"" + *name + "\" a second time, first at " +
                                                   first->second.position.toString());
    }
}

void Reader::operation(const xml::Element& element) {
    xml::allowAttributes(
        element,
        {"key", "method", "per-value", "content-type", "accept", "idempotent", "limit", "scopes"},
        diagnostics_);
    xml::allowChildren(element, {"path", "query", "header", "body", "response"}, diagnostics_);
    for (const char* once : {"path", "body", "response"}) {
        xml::allowOnce(element, once, diagnostics_);
    }
    xml::refuseText(element, diagnostics_);
    const auto keyText = xml::requiredAttribute(element, "key", diagnostics_);
    const auto method = xml::requiredAttribute(element, "method", diagnostics_);
    const auto isKnown = xml::wordAttribute(element, "method", methodWords(), diagnostics_);
    const auto path = element.child("path");
    if (!path) {
        diagnostics_.error(element.position(), "<operation> without <path>, expected one");
    }
    const auto key = keyText
                         ? parseKey({*keyText, element.attribute("key")->position}, diagnostics_)
                         : std::nullopt;
    if (!key || !path) {
        return;
    }
    OperationDraft draft{.relUrl = {.key = *key, .method = isKnown ? *method : std::string()}};
    draft.relUrl.position = element.position();
    draft.relUrl.perValue = xml::optionalAttribute(element, "per-value");
    draft.relUrl.scopes = words(xml::optionalAttribute(element, "scopes"));
    xml::allowAttributes(*path, {}, diagnostics_);
    xml::allowChildren(*path, {}, diagnostics_);
    draft.relUrl.path = parsePlaceholders(placed(*path), diagnostics_);
    draft.contentType = mediaType(element, "content-type");
    draft.accept = mediaType(element, "accept");
    draft.limit = placedAttribute(element, "limit");
    if (element.attribute("idempotent")) {
        draft.idempotent = xml::boolAttribute(element, "idempotent", false, diagnostics_);
    }
    for (const xml::Element& each : element.children("query")) query(each, draft.relUrl);
    for (const xml::Element& each : element.children("header")) header(each, draft.relUrl);
    if (const auto body = element.child("body")) {
        xml::allowAttributes(*body, {}, diagnostics_);
        xml::allowChildren(*body, {}, diagnostics_);
        draft.relUrl.body = parsePlaceholders(placed(*body), diagnostics_);
    }
    if (const auto each = element.child("response")) response(*each, draft);
    draft_.operations.push_back(std::move(draft));
}

void Reader::query(const xml::Element& element, RelUrlTemplate& relUrl) {
    xml::allowAttributes(element, {"name"}, diagnostics_);
    xml::allowChildren(element, {}, diagnostics_);
    QueryRule rule{.name = xml::optionalAttribute(element, "name"),
                   .value = parsePlaceholders(placed(element), diagnostics_),
                   .position = element.position()};
    const bool isTwice = !rule.name.empty() && std::any_of(relUrl.query.begin(), relUrl.query.end(),
                                                           [&](const QueryRule& other) {
                                                               return other.name == rule.name;
                                                           });
    if (isTwice) {
        diagnostics_.error(element.position(),
                           "query parameter \"" + rule.name + "\" a second time");
    }
    relUrl.query.push_back(std::move(rule));
}

void Reader::header(const xml::Element& element, RelUrlTemplate& relUrl) {
    xml::allowAttributes(element, {"name"}, diagnostics_);
    xml::allowChildren(element, {}, diagnostics_);
    const auto name = xml::requiredAttribute(element, "name", diagnostics_);
    if (!name) {
        return;
    }
    constexpr std::string_view kHostOwned[] = {
        "Authorization", "Host",           "Content-Length", "Transfer-Encoding",
        "Connection",    "Cookie",         "Expect",         "Proxy-Authorization",
        "Content-Type",  "Accept",         "Upgrade",        "TE",
        "Trailer",       "Accept-Encoding"};
    const bool isOwned =
        std::any_of(std::begin(kHostOwned), std::end(kHostOwned),
                    [&](std::string_view owned) { return equalNames(owned, *name); });
    if (!isHeaderToken(*name) || isOwned) {
        diagnostics_.error(
            element.attribute("name")->position,
            "header \"" + *name + "\" " +
                (isOwned ? "is set by muster itself, expected another" : "is no header name"),
            equalNames(*name, "Content-Type") || equalNames(*name, "Accept")
                ? "use the attributes content-type and accept of <operation>"
                : "");
    }
    relUrl.headers.push_back(
        {*name, parsePlaceholders(placed(element), diagnostics_), element.position()});
}

void Reader::response(const xml::Element& element, OperationDraft& operation) {
    leaf(element, {"uid", "name", "records", "next-page-token", "empty", "confidential"});
    operation.uid = present(element, "uid");
    operation.name = present(element, "name");
    operation.records = present(element, "records");
    operation.nextPageToken = present(element, "next-page-token");
    operation.relUrl.response.emptyAllowed =
        xml::boolAttribute(element, "empty", false, diagnostics_);
    operation.relUrl.response.confidential = words(xml::optionalAttribute(element, "confidential"));
}

void Reader::errorBody(const xml::Element& element) {
    leaf(element, {"code", "message", "fields", "field", "field-message", "in-success"});
    draft_.errorBody =
        ErrorBodyRule{.code = xml::optionalAttribute(element, "code"),
                      .message = xml::optionalAttribute(element, "message"),
                      .fields = xml::optionalAttribute(element, "fields"),
                      .field = xml::optionalAttribute(element, "field", "field"),
                      .fieldMessage = xml::optionalAttribute(element, "field-message", "message"),
                      .inSuccess = xml::boolAttribute(element, "in-success", false, diagnostics_)};
}

void Reader::errors(const xml::Element& element) {
    xml::allowAttributes(element, {}, diagnostics_);
    xml::allowChildren(element, {"error"}, diagnostics_);
    xml::refuseText(element, diagnostics_);
    for (const xml::Element& each : element.children("error")) {
        std::optional<ErrorRule> rule = errorRule(each);
        if (!rule) {
            continue;
        }
        const auto twin =
            std::find_if(draft_.errors.begin(), draft_.errors.end(), [&](const ErrorRule& other) {
                return other.status == rule->status && other.code == rule->code &&
                       other.text == rule->text && other.operation == rule->operation;
            });
        if (twin != draft_.errors.end()) {
            diagnostics_.error(each.position(), "<error> with the same conditions as at " +
                                                    twin->position.toString());
        } else {
            draft_.errors.push_back(std::move(*rule));
        }
    }
}

std::optional<ErrorRule> Reader::errorRule(const xml::Element& element) {
    leaf(element, {"status", "code", "text", "operation", "kind", "retryable", "outcome", "hint",
                   "attribute", "token-rejected", "limit"});
    ErrorRule rule{
        .code = xml::optionalAttribute(element, "code"),
        .text = xml::optionalAttribute(element, "text"),
        .hint = xml::optionalAttribute(element, "hint"),
        .attribute = xml::optionalAttribute(element, "attribute"),
        .tokenRejected = xml::boolAttribute(element, "token-rejected", false, diagnostics_),
        .position = element.position()};
    if (const auto limit = placedAttribute(element, "limit")) {
        rule.limit = limit->text;
        rule.limitPosition = limit->position;
    }
    if (element.attribute("status")) {
        rule.status =
            static_cast<int>(xml::intAttribute(element, "status", 400, 200, 599, diagnostics_));
    }
    if (const auto operation = element.attribute("operation")) {
        rule.operation =
            parseKey({std::string(operation->value), operation->position}, diagnostics_);
    }
    std::vector<std::pair<std::string_view, ErrorCode>> kinds;
    for (int number = 1; number <= static_cast<int>(ErrorCode::kInternal); ++number) {
        kinds.emplace_back(toString(static_cast<ErrorCode>(number)),
                           static_cast<ErrorCode>(number));
    }
    if (xml::requiredAttribute(element, "kind", diagnostics_)) {
        rule.kind = xml::enumAttribute(element, "kind", rule.kind, kinds, diagnostics_);
    }
    if (element.attribute("retryable")) {
        rule.retryable = xml::boolAttribute(element, "retryable", false, diagnostics_);
    }
    rule.outcome = xml::enumAttribute(element, "outcome", Outcome::kUnset,
                                      {{toString(Outcome::kApplied), Outcome::kApplied},
                                       {toString(Outcome::kNotApplied), Outcome::kNotApplied},
                                       {toString(Outcome::kUnknown), Outcome::kUnknown}},
                                      diagnostics_);
    if (!rule.status && rule.code.empty() && rule.text.empty()) {
        diagnostics_.error(element.position(),
                           "<error> without a condition, expected status, code or text");
        return std::nullopt;
    }
    return rule;
}

}  // namespace

CatalogDraft readCatalog(const xml::Document& document, xml::Diagnostics& diagnostics) {
    return Reader(document, diagnostics).run();
}

PlaceholderText parsePlaceholders(const PlacedText& text, xml::Diagnostics& diagnostics) {
    Result<PlaceholderText> parsed = PlaceholderText::parse(text.text);
    if (!parsed) {
        diagnostics.error(text.position, parsed.error().message, parsed.error().hint);
    }
    return std::move(parsed).valueOr({});
}

std::optional<OperationKey> parseKey(const PlacedText& text, xml::Diagnostics& diagnostics) {
    Result<OperationKey> key = OperationKey::parse(text.text);
    if (!key) {
        diagnostics.error(text.position, key.error().message, key.error().hint);
        return std::nullopt;
    }
    return std::move(key).value();
}

std::vector<std::string_view> methodWords() { return {"GET", "POST", "PUT", "PATCH", "DELETE"}; }

bool checkMediaType(const PlacedText& text, xml::Diagnostics& diagnostics) {
    const std::size_t slash = text.text.find('/');
    const std::size_t end = std::min(text.text.find(';'), text.text.size());
    const bool isGood =
        slash != std::string::npos && slash < end &&
        isHeaderToken(std::string_view(text.text).substr(0, slash)) &&
        isHeaderToken(std::string_view(text.text).substr(slash + 1, end - slash - 1)) &&
        !controlProblem(text.text);
    if (!isGood) {
        diagnostics.error(text.position, "\"" + text.text +
                                             "\" is no media type, expected one such as "
                                             "\"application/json\"");
    }
    return isGood;
}

}  // namespace muster::rest
