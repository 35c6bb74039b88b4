#include <algorithm>

#include "rest/template/catalog_draft.h"
#include "xml/strict.h"

namespace muster::rest {
namespace {

std::vector<std::pair<std::string_view, ErrorCode>> kindWords() {
    std::vector<std::pair<std::string_view, ErrorCode>> kinds;
    for (int number = 1; number <= static_cast<int>(ErrorCode::kInternal); ++number) {
        kinds.emplace_back(toString(static_cast<ErrorCode>(number)),
                           static_cast<ErrorCode>(number));
    }
    return kinds;
}

void readConditions(const xml::Element& element, ErrorRule& rule, xml::Diagnostics& diagnostics) {
    rule.code = xml::optionalAttribute(element, "code");
    rule.text = xml::optionalAttribute(element, "text");
    if (element.attribute("status")) {
        rule.status =
            static_cast<int>(xml::intAttribute(element, "status", 400, 200, 599, diagnostics));
    }
    if (const auto operation = placedAttribute(element, "operation")) {
        rule.operation = parseKey(*operation, diagnostics);
    }
}

void readMeaning(const xml::Element& element, ErrorRule& rule, xml::Diagnostics& diagnostics) {
    if (xml::requiredAttribute(element, "kind", diagnostics)) {
        rule.kind = xml::enumAttribute(element, "kind", rule.kind, kindWords(), diagnostics);
    }
    if (element.attribute("retryable")) {
        rule.retryable = xml::boolAttribute(element, "retryable", false, diagnostics);
    }
    rule.outcome = xml::enumAttribute(element, "outcome", Outcome::kUnset,
                                      {{toString(Outcome::kApplied), Outcome::kApplied},
                                       {toString(Outcome::kNotApplied), Outcome::kNotApplied},
                                       {toString(Outcome::kUnknown), Outcome::kUnknown}},
                                      diagnostics);
    rule.hint = xml::optionalAttribute(element, "hint");
    rule.attribute = xml::optionalAttribute(element, "attribute");
    rule.tokenRejected = xml::boolAttribute(element, "token-rejected", false, diagnostics);
    if (const auto limit = placedAttribute(element, "limit")) {
        rule.limit = limit->text;
        rule.limitPosition = limit->position;
    }
}

std::optional<ErrorRule> readRule(const xml::Element& element, xml::Diagnostics& diagnostics) {
    xml::allowOnlyAttributes(element,
                             {"status", "code", "text", "operation", "kind", "retryable", "outcome",
                              "hint", "attribute", "token-rejected", "limit"},
                             diagnostics);
    ErrorRule rule{.position = element.position()};
    readConditions(element, rule, diagnostics);
    readMeaning(element, rule, diagnostics);
    if (!rule.status && rule.code.empty() && rule.text.empty()) {
        diagnostics.error(element.position(),
                          "<error> without a condition, expected status, code or text");
        return std::nullopt;
    }
    return rule;
}

bool isSameCondition(const ErrorRule& one, const ErrorRule& other) {
    return one.status == other.status && one.code == other.code && one.text == other.text &&
           one.operation == other.operation;
}

}  // namespace

ErrorBodyRule readErrorBody(const xml::Element& element, xml::Diagnostics& diagnostics) {
    xml::allowOnlyAttributes(element,
                             {"code", "message", "fields", "field", "field-message", "in-success"},
                             diagnostics);
    return {.code = xml::optionalAttribute(element, "code"),
            .message = xml::optionalAttribute(element, "message"),
            .fields = xml::optionalAttribute(element, "fields"),
            .field = xml::optionalAttribute(element, "field", "field"),
            .fieldMessage = xml::optionalAttribute(element, "field-message", "message"),
            .inSuccess = xml::boolAttribute(element, "in-success", false, diagnostics)};
}

std::vector<ErrorRule> readErrors(const xml::Element& element, xml::Diagnostics& diagnostics) {
    xml::allowAttributes(element, {}, diagnostics);
    xml::allowChildren(element, {"error"}, diagnostics);
    xml::refuseText(element, diagnostics);
    std::vector<ErrorRule> rules;
    for (const xml::Element& each : element.children("error")) {
        std::optional<ErrorRule> rule = readRule(each, diagnostics);
        if (!rule) {
            continue;
        }
        const auto twin = std::find_if(rules.begin(), rules.end(), [&](const ErrorRule& other) {
            return isSameCondition(other, *rule);
        });
        if (twin != rules.end()) {
            diagnostics.error(each.position(), "<error> with the same conditions as at " +
                                                   twin->position.toString());
        } else {
            rules.push_back(*std::move(rule));
        }
    }
    return rules;
}

}  // namespace muster::rest
