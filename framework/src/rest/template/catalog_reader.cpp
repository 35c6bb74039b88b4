#include <algorithm>

#include "rest/template/catalog_draft.h"
#include "rest/template/url_text.h"
#include "xml/strict.h"

namespace muster::rest {
namespace {

/** Reads the elements that hold for a whole file; templates and errors have readers of their own.
 */
class Reader {
public:
    Reader(const xml::Document& document, xml::Diagnostics& diagnostics)
        : root_(document.root()), diagnostics_(diagnostics) {}

    CatalogDraft run() {
        draft_.position = root_.position();
        if (xml::expectRoot(root_, "operations", diagnostics_)) {
            checkShape();
            settings();
            templates();
            errors();
        }
        return std::move(draft_);
    }

private:
    void checkShape();
    void settings();
    void templates();
    void errors();
    void placeholder(const xml::Element& element);
    void defaults(const xml::Element& element);
    void confidential(const xml::Element& element);
    void classRule(const xml::Element& element);

    const xml::Element root_;
    xml::Diagnostics& diagnostics_;
    CatalogDraft draft_;
};

void Reader::checkShape() {
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
}

void Reader::settings() {
    draft_.extends = placedAttribute(root_, "extends");
    for (const xml::Element& element : root_.children("placeholder")) placeholder(element);
    if (const auto element = root_.child("defaults")) defaults(*element);
    if (const auto element = root_.child("confidential")) confidential(*element);
    for (const xml::Element& element : root_.children("class")) classRule(element);
}

void Reader::templates() {
    readOracle(root_, draft_, diagnostics_);
    for (const xml::Element& element : root_.children("operation")) {
        if (std::optional<OperationDraft> operation = readOperation(element, diagnostics_)) {
            draft_.operations.push_back(*std::move(operation));
        }
    }
}

void Reader::errors() {
    if (const auto element = root_.child("error-body")) {
        draft_.errorBody = readErrorBody(*element, diagnostics_);
    }
    if (const auto element = root_.child("errors")) {
        draft_.errors = readErrors(*element, diagnostics_);
    }
}

void Reader::placeholder(const xml::Element& element) {
    xml::allowOnlyAttributes(element, {"name", "default"}, diagnostics_);
    const auto name = xml::requiredAttribute(element, "name", diagnostics_);
    if (!name) {
        return;
    }
    const auto builtIn = builtInPlaceholders();
    if (std::find(builtIn.begin(), builtIn.end(), *name) != builtIn.end()) {
        diagnostics_.error(
            xml::placeOf(element, "name"),
            "placeholder \"" + *name + "\" belongs to muster, expected another name");
    } else if (!draft_.placeholders
                    .emplace(*name, PlaceholderDraft{textAttribute(element, "default"),
                                                     element.position()})
                    .second) {
        diagnostics_.error(element.position(), "placeholder \"" + *name + "\" a second time");
    }
}

void Reader::defaults(const xml::Element& element) {
    xml::allowOnlyAttributes(element, {"content-type", "accept", "limit"}, diagnostics_);
    draft_.limit = placedAttribute(element, "limit");
    draft_.contentType = mediaTypeAttribute(element, "content-type", diagnostics_);
    draft_.accept = mediaTypeAttribute(element, "accept", diagnostics_);
}

void Reader::confidential(const xml::Element& element) {
    xml::allowOnlyAttributes(element, {"members"}, diagnostics_);
    draft_.confidential =
        xml::wordsOf(xml::requiredAttribute(element, "members", diagnostics_).value_or(""));
}

void Reader::classRule(const xml::Element& element) {
    xml::allowOnlyAttributes(
        element,
        {"name", "uid", "name-attribute", "records", "next-page-token", "page-size", "limit"},
        diagnostics_);
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

}  // namespace

CatalogDraft readCatalog(const xml::Document& document, xml::Diagnostics& diagnostics) {
    return Reader(document, diagnostics).run();
}

std::optional<std::string> textAttribute(const xml::Element& element, std::string_view name) {
    const auto attribute = element.attribute(name);
    return attribute ? std::optional(std::string(attribute->value)) : std::nullopt;
}

std::optional<PlacedText> placedAttribute(const xml::Element& element, std::string_view name) {
    const auto attribute = element.attribute(name);
    return attribute ? std::optional(PlacedText{std::string(attribute->value), attribute->position})
                     : std::nullopt;
}

std::optional<std::string> mediaTypeAttribute(const xml::Element& element, std::string_view name,
                                              xml::Diagnostics& diagnostics) {
    std::optional<PlacedText> text = placedAttribute(element, name);
    if (!text || !checkMediaType(*text, diagnostics)) {
        return std::nullopt;
    }
    return std::move(text->text);
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
