#include <algorithm>

#include "rest/template/catalog_draft.h"
#include "rest/template/url_text.h"
#include "xml/strict.h"

namespace muster::rest {
namespace {

/** The text without white space at both ends, and where it begins. */
PlacedText placed(const xml::Element& element) {
    const std::size_t first = element.text().find_first_not_of(" \t\r\n");
    return {element.trimmedText(), element.textPosition(first == std::string::npos ? 0 : first)};
}

/** Reads one `<operation>` with its children; reports everything. */
class OperationReader {
public:
    OperationReader(const xml::Element& element, xml::Diagnostics& diagnostics)
        : element_(element), diagnostics_(diagnostics) {}

    std::optional<OperationDraft> run() {
        checkShape();
        const std::optional<OperationKey> key = readKey();
        const std::string method = readMethod();
        const std::optional<xml::Element> path = element_.child("path");
        if (!path) {
            diagnostics_.error(element_.position(), "<operation> without <path>, expected one");
        }
        if (!key || !path) {
            return std::nullopt;
        }
        OperationDraft draft{.relUrl = {.key = *key, .method = method}};
        draft.relUrl.position = element_.position();
        draft.relUrl.path = placeholdersOf(*path);
        settings(draft);
        children(draft);
        return draft;
    }

private:
    void checkShape();
    std::optional<OperationKey> readKey();
    std::string readMethod();
    PlaceholderText placeholdersOf(const xml::Element& element);
    void settings(OperationDraft& draft);
    void children(OperationDraft& draft);
    void query(const xml::Element& element, RelUrlTemplate& relUrl);
    void header(const xml::Element& element, RelUrlTemplate& relUrl);
    void response(const xml::Element& element, OperationDraft& operation);

    const xml::Element& element_;
    xml::Diagnostics& diagnostics_;
};

void OperationReader::checkShape() {
    xml::allowAttributes(
        element_,
        {"key", "method", "per-value", "content-type", "accept", "idempotent", "limit", "scopes"},
        diagnostics_);
    xml::allowChildren(element_, {"path", "query", "header", "body", "response"}, diagnostics_);
    for (const char* once : {"path", "body", "response"}) {
        xml::allowOnce(element_, once, diagnostics_);
    }
    xml::refuseText(element_, diagnostics_);
}

std::optional<OperationKey> OperationReader::readKey() {
    const auto text = xml::requiredAttribute(element_, "key", diagnostics_);
    return text ? parseKey({*text, xml::placeOf(element_, "key")}, diagnostics_) : std::nullopt;
}

/** Empty when there is none that is known, which has been reported then. */
std::string OperationReader::readMethod() {
    if (!xml::requiredAttribute(element_, "method", diagnostics_)) {
        return {};
    }
    const auto known = xml::wordAttribute(element_, "method", methodWords(), diagnostics_);
    return known ? std::string(methodWords()[*known]) : std::string();
}

/** Of a child that holds nothing but text with placeholders. */
PlaceholderText OperationReader::placeholdersOf(const xml::Element& element) {
    xml::allowOnlyText(element, {}, diagnostics_);
    return parsePlaceholders(placed(element), diagnostics_);
}

void OperationReader::settings(OperationDraft& draft) {
    draft.relUrl.perValue = xml::optionalAttribute(element_, "per-value");
    draft.relUrl.scopes = xml::wordsOf(xml::optionalAttribute(element_, "scopes"));
    draft.contentType = mediaTypeAttribute(element_, "content-type", diagnostics_);
    draft.accept = mediaTypeAttribute(element_, "accept", diagnostics_);
    draft.limit = placedAttribute(element_, "limit");
    if (element_.attribute("idempotent")) {
        draft.idempotent = xml::boolAttribute(element_, "idempotent", false, diagnostics_);
    }
}

void OperationReader::children(OperationDraft& draft) {
    for (const xml::Element& each : element_.children("query")) query(each, draft.relUrl);
    for (const xml::Element& each : element_.children("header")) header(each, draft.relUrl);
    if (const auto body = element_.child("body")) {
        draft.relUrl.body = placeholdersOf(*body);
    }
    if (const auto each = element_.child("response")) response(*each, draft);
}

void OperationReader::query(const xml::Element& element, RelUrlTemplate& relUrl) {
    xml::allowOnlyText(element, {"name"}, diagnostics_);
    QueryRule rule{.name = xml::nonEmptyAttribute(element, "name", diagnostics_).value_or(""),
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

void OperationReader::header(const xml::Element& element, RelUrlTemplate& relUrl) {
    xml::allowOnlyText(element, {"name"}, diagnostics_);
    const auto name = xml::requiredAttribute(element, "name", diagnostics_);
    if (!name) {
        return;
    }
    const bool isOwned = isHostHeader(*name);
    if (!isHeaderToken(*name) || isOwned) {
        diagnostics_.error(
            xml::placeOf(element, "name"),
            "header \"" + *name + "\" " +
                (isOwned ? "is set by muster itself, expected another" : "is no header name"),
            equalNames(*name, "Content-Type") || equalNames(*name, "Accept")
                ? "use the attributes content-type and accept of <operation>"
                : "");
    }
    relUrl.headers.push_back(
        {*name, parsePlaceholders(placed(element), diagnostics_), element.position()});
}

void OperationReader::response(const xml::Element& element, OperationDraft& operation) {
    xml::allowOnlyAttributes(element,
                             {"uid", "name", "records", "next-page-token", "empty", "confidential"},
                             diagnostics_);
    operation.uid = textAttribute(element, "uid");
    operation.name = textAttribute(element, "name");
    operation.records = textAttribute(element, "records");
    operation.nextPageToken = textAttribute(element, "next-page-token");
    operation.relUrl.response.emptyAllowed =
        xml::boolAttribute(element, "empty", false, diagnostics_);
    operation.relUrl.response.confidential =
        xml::wordsOf(xml::optionalAttribute(element, "confidential"));
}

}  // namespace

std::optional<OperationDraft> readOperation(const xml::Element& element,
                                            xml::Diagnostics& diagnostics) {
    return OperationReader(element, diagnostics).run();
}

}  // namespace muster::rest
