#include <algorithm>
#include <charconv>
#include <map>

#include "rest/limits/limit_catalog.h"
#include "rest/template/placeholder_text.h"
#include "xml/strict.h"

namespace muster::rest {
namespace {

constexpr std::int64_t kMostSeconds = 86'400;
constexpr std::int64_t kMostCount = 1'000'000'000;

/** `UTC`, or an offset such as `+09:00`. */
std::optional<std::chrono::minutes> parseZone(std::string_view text) {
    if (text == "UTC") {
        return std::chrono::minutes(0);
    }
    const auto digits = [&](std::size_t at) {
        int value = -1;
        const auto [end, problem] = std::from_chars(text.data() + at, text.data() + at + 2, value);
        return problem == std::errc() && end == text.data() + at + 2 ? value : -1;
    };
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
        return std::nullopt;
    }
    const int hours = digits(1);
    const int minutes = digits(4);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) {
        return std::nullopt;
    }
    return std::chrono::minutes((text[0] == '-' ? -1 : 1) * (hours * 60 + minutes));
}

std::chrono::milliseconds milliseconds(const xml::Element& element, std::string_view name,
                                       std::chrono::milliseconds fallback,
                                       xml::Diagnostics& diagnostics) {
    return std::chrono::milliseconds(
        xml::intAttribute(element, name, fallback.count(), 1, kMostSeconds * 1000, diagnostics));
}

}  // namespace

/** Reads one `limits.xml`; reports everything. */
class LimitReader {
public:
    LimitReader(const xml::Document& document, xml::Diagnostics& diagnostics)
        : root_(document.root()), diagnostics_(diagnostics) {
        catalog_->file_ = document.fileName();
    }

    std::shared_ptr<const LimitCatalog> run() {
        if (!xml::expectRoot(root_, "limits", diagnostics_)) {
            return nullptr;
        }
        xml::allowAttributes(root_, {"schema-version", "plan-property"}, diagnostics_);
        xml::allowChildren(root_, {"answer-headers", "retry", "limit", "plan"}, diagnostics_);
        xml::allowOnce(root_, "answer-headers", diagnostics_);
        xml::refuseText(root_, diagnostics_);
        if (const auto headers = root_.child("answer-headers")) answerHeaders(*headers);
        for (const xml::Element& element : root_.children("retry")) retry(element);
        catalog_->everywhere_ = limits(root_, {});
        for (const xml::Element& element : root_.children("plan")) plan(element);
        planProperty();
        labelsInAllPlans();
        return diagnostics_.hasErrors() ? nullptr : catalog_;
    }

private:
    void answerHeaders(const xml::Element& element);
    void retry(const xml::Element& element);
    void retryOf(ErrorCode kind, const xml::Element& element);
    void plan(const xml::Element& element);
    void planProperty();
    void labelsInAllPlans();
    std::vector<LimitSpec> limits(const xml::Element& parent,
                                  const std::vector<LimitSpec>& earlier);
    LimitSpec limit(const xml::Element& element);
    void counted(const xml::Element& element, LimitSpec& spec);
    void key(const xml::Element& element, LimitSpec& spec);
    void pace(const xml::Element& element, LimitSpec& spec);
    void day(const xml::Element& element, LimitSpec& spec);

    const xml::Element root_;
    xml::Diagnostics& diagnostics_;
    std::shared_ptr<LimitCatalog> catalog_ = std::make_shared<LimitCatalog>();
    std::map<ErrorCode, xml::Position> retried_;
};

void LimitReader::answerHeaders(const xml::Element& element) {
    const std::vector<std::pair<std::string_view, LimitPart>> parts = {
        {"rate", LimitPart::kRate},
        {"day", LimitPart::kDay},
        {"concurrency", LimitPart::kConcurrency}};
    xml::allowAttributes(
        element, {"category", "type", "limit", "remaining", "reset", "retry-after", "untyped"},
        diagnostics_);
    xml::allowChildren(element, {"type"}, diagnostics_);
    xml::refuseText(element, diagnostics_);
    AnswerHeaders& headers = catalog_->headers_;
    headers.category = xml::optionalAttribute(element, "category");
    headers.type = xml::optionalAttribute(element, "type");
    headers.limit = xml::optionalAttribute(element, "limit");
    headers.remaining = xml::optionalAttribute(element, "remaining");
    headers.reset = xml::optionalAttribute(element, "reset");
    headers.retryAfter = xml::optionalAttribute(element, "retry-after", headers.retryAfter);
    headers.untyped = xml::enumAttribute(element, "untyped", LimitPart::kNone, parts, diagnostics_);
    for (const xml::Element& type : element.children("type")) {
        xml::allowOnlyAttributes(type, {"value", "part"}, diagnostics_);
        const auto value = xml::requiredAttribute(type, "value", diagnostics_);
        const auto part = xml::requiredAttribute(type, "part", diagnostics_);
        if (!value || !part) {
            continue;
        }
        const LimitPart means =
            xml::enumAttribute(type, "part", LimitPart::kNone, parts, diagnostics_);
        if (!headers.types.emplace(*value, means).second) {
            diagnostics_.error(type.position(), "type \"" + *value + "\" a second time");
        }
    }
}

void LimitReader::retry(const xml::Element& element) {
    xml::allowOnlyAttributes(element, {"kind", "attempts", "first-ms", "factor", "longest-ms"},
                             diagnostics_);
    const auto kinds = xml::requiredAttribute(element, "kind", diagnostics_);
    const std::vector<std::string> words = xml::wordsOf(kinds.value_or(""));
    if (kinds && words.empty()) {
        diagnostics_.error(xml::placeOf(element, "kind"),
                           "attribute \"kind\" of <retry> names no kind of error, expected words "
                           "such as \"Retryable\" or \"ConnectionFailed\"");
    }
    for (const std::string& word : words) {
        if (const auto kind = errorCodeFromString(word)) {
            retryOf(*kind, element);
        } else {
            diagnostics_.error(xml::placeOf(element, "kind"),
                               "\"" + word +
                                   "\" is no kind of error, expected words such as "
                                   "\"Retryable\" or \"ConnectionFailed\"");
        }
    }
}

void LimitReader::retryOf(ErrorCode kind, const xml::Element& element) {
    const auto [first, isNew] = retried_.emplace(kind, element.position());
    if (!isNew) {
        diagnostics_.error(element.position(), "<retry> of \"" + std::string(toString(kind)) +
                                                   "\" a second time, first at " +
                                                   first->second.toString());
        return;
    }
    BackOff rule = catalog_->retries_.backOff(kind);
    rule.attempts = static_cast<int>(
        xml::intAttribute(element, "attempts", rule.attempts, 1, 20, diagnostics_));
    rule.first = milliseconds(element, "first-ms", rule.first, diagnostics_);
    rule.longest = milliseconds(element, "longest-ms", rule.longest, diagnostics_);
    rule.factor = static_cast<double>(xml::intAttribute(
        element, "factor", static_cast<std::int64_t>(rule.factor), 1, 10, diagnostics_));
    catalog_->retries_.set(kind, rule);
}

void LimitReader::plan(const xml::Element& element) {
    xml::allowAttributes(element, {"name"}, diagnostics_);
    xml::allowChildren(element, {"limit"}, diagnostics_);
    xml::refuseText(element, diagnostics_);
    LimitCatalog::Plan plan{.name = {},
                            .limits = limits(element, catalog_->everywhere_),
                            .position = element.position()};
    plan.name = xml::requiredAttribute(element, "name", diagnostics_).value_or("");
    for (const LimitCatalog::Plan& other : catalog_->plans_) {
        if (other.name == plan.name) {
            diagnostics_.error(
                element.position(),
                "plan \"" + plan.name + "\" a second time, first at " + other.position.toString());
        }
    }
    catalog_->plans_.push_back(std::move(plan));
}

void LimitReader::planProperty() {
    catalog_->planProperty_ =
        xml::nonEmptyAttribute(root_, "plan-property", diagnostics_).value_or("");
    catalog_->planPosition_ = xml::placeOf(root_, "plan-property");
    if (catalog_->planProperty_.empty() == catalog_->plans_.empty()) {
        return;
    }
    if (catalog_->plans_.empty()) {
        diagnostics_.error(xml::placeOf(root_, "plan-property"),
                           "attribute \"plan-property\" without any <plan>, expected both or none");
    } else {
        diagnostics_.error(root_.position(),
                           "<plan> without the attribute \"plan-property\" of <limits>, which says "
                           "where a target names its plan");
    }
}

/** A label that one plan limits and another does not is more often a slip than meant. */
void LimitReader::labelsInAllPlans() {
    for (const LimitCatalog::Plan& plan : catalog_->plans_) {
        for (const std::string& label : catalog_->labels()) {
            const auto has = [&](const LimitSpec& limit) {
                return std::find(limit.labels.begin(), limit.labels.end(), label) !=
                       limit.labels.end();
            };
            if (std::none_of(plan.limits.begin(), plan.limits.end(), has) &&
                std::none_of(catalog_->everywhere_.begin(), catalog_->everywhere_.end(), has)) {
                diagnostics_.warning(plan.position, "plan \"" + plan.name +
                                                        "\" has no limit for the label \"" + label +
                                                        "\", which another plan has");
            }
        }
    }
}

std::vector<LimitSpec> LimitReader::limits(const xml::Element& parent,
                                           const std::vector<LimitSpec>& earlier) {
    std::vector<LimitSpec> all;
    for (const xml::Element& element : parent.children("limit")) {
        LimitSpec spec = limit(element);
        for (const std::vector<LimitSpec>* list :
             {&earlier, static_cast<const std::vector<LimitSpec>*>(&all)}) {
            for (const LimitSpec& other : *list) {
                if (!spec.name.empty() && other.name == spec.name) {
                    diagnostics_.error(element.position(), "limit \"" + spec.name +
                                                               "\" a second time, first at " +
                                                               other.position.toString());
                }
            }
        }
        all.push_back(std::move(spec));
    }
    return all;
}

LimitSpec LimitReader::limit(const xml::Element& element) {
    xml::allowOnlyAttributes(
        element,
        {"name", "label", "operation", "when", "key", "rate", "per-seconds", "burst",
         "margin-percent", "concurrency", "least-interval-ms", "per-day", "zone"},
        diagnostics_);
    LimitSpec spec{.position = element.position(),
                   .labelPosition = xml::placeOf(element, "label"),
                   .operationPosition = xml::placeOf(element, "operation"),
                   .whenPosition = xml::placeOf(element, "when"),
                   .keyPosition = xml::placeOf(element, "key")};
    spec.name = xml::requiredAttribute(element, "name", diagnostics_).value_or("");
    if (limitPartFromString(spec.name)) {
        diagnostics_.error(
            xml::placeOf(element, "name"),
            "limit \"" + spec.name + "\" is called as a part of limits, expected another name");
    }
    counted(element, spec);
    key(element, spec);
    pace(element, spec);
    day(element, spec);
    if (element.attribute("concurrency")) {
        spec.concurrency = xml::intAttribute(element, "concurrency", 0, 1, 10'000, diagnostics_);
    }
    if (element.attribute("least-interval-ms")) {
        spec.leastInterval =
            milliseconds(element, "least-interval-ms", spec.leastInterval, diagnostics_);
    }
    if (!spec.pace && !spec.day && spec.concurrency == 0 && spec.leastInterval.count() == 0) {
        diagnostics_.error(element.position(),
                           "limit \"" + spec.name +
                               "\" limits nothing, expected \"rate\", \"concurrency\", "
                               "\"least-interval-ms\" or \"per-day\"");
    }
    return spec;
}

void LimitReader::counted(const xml::Element& element, LimitSpec& spec) {
    spec.labels = xml::wordsOf(xml::optionalAttribute(element, "label"));
    for (const std::string& word : xml::wordsOf(xml::optionalAttribute(element, "operation"))) {
        Result<OperationKey> parsed = OperationKey::parse(word);
        if (parsed) {
            spec.operations.push_back(*std::move(parsed));
        } else {
            diagnostics_.error(xml::placeOf(element, "operation"), parsed.error().message,
                               parsed.error().hint);
        }
    }
    if (const auto when = element.attribute("when")) {
        const std::string text(when->value);
        const std::size_t equals = text.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == text.size()) {
            diagnostics_.error(when->position, "attribute \"when\" is \"" + text +
                                                   "\", expected NAME=VALUE, such as "
                                                   "\"action=create\"");
        } else {
            spec.whenName = text.substr(0, equals);
            spec.whenValue = text.substr(equals + 1);
        }
    }
}

void LimitReader::key(const xml::Element& element, LimitSpec& spec) {
    const auto attribute = element.attribute("key");
    const std::string text = attribute ? std::string(attribute->value) : "target";
    if (text == "target" || text == "operation") {
        spec.key = text == "target" ? LimitSpec::Key::kTarget : LimitSpec::Key::kOperation;
        return;
    }
    const Result<PlaceholderText> parsed = PlaceholderText::parse(text);
    const bool isOne = parsed && parsed->parts().size() == 1 && parsed->names().size() == 1;
    if (!isOne) {
        diagnostics_.error(xml::placeOf(element, "key"),
                           "attribute \"key\" is \"" + text +
                               "\", expected \"target\", \"operation\" or a "
                               "placeholder such as \"$(__UID__)$\"");
        return;
    }
    spec.key = LimitSpec::Key::kPlaceholder;
    spec.placeholder = parsed->names().front();
}

void LimitReader::pace(const xml::Element& element, LimitSpec& spec) {
    if (!element.attribute("rate")) {
        for (const char* name : {"per-seconds", "burst", "margin-percent"}) {
            if (const auto idle = element.attribute(name)) {
                diagnostics_.error(idle->position, "attribute \"" + std::string(name) +
                                                       "\" without \"rate\", expected both");
            }
        }
        return;
    }
    PaceSpec pace;
    pace.count = xml::intAttribute(element, "rate", 1, 1, 100'000, diagnostics_);
    pace.per = std::chrono::seconds(
        xml::intAttribute(element, "per-seconds", 1, 1, kMostSeconds, diagnostics_));
    pace.burst = xml::intAttribute(element, "burst", 1, 1, pace.count, diagnostics_);
    pace.marginPercent = static_cast<int>(
        xml::intAttribute(element, "margin-percent", pace.marginPercent, 0, 100, diagnostics_));
    spec.pace = pace;
}

void LimitReader::day(const xml::Element& element, LimitSpec& spec) {
    const auto zone = element.attribute("zone");
    if (!element.attribute("per-day")) {
        if (zone) {
            diagnostics_.error(zone->position,
                               "attribute \"zone\" without \"per-day\", expected both");
        }
        return;
    }
    DaySpec day;
    day.amount = xml::intAttribute(element, "per-day", 1, 1, kMostCount, diagnostics_);
    const std::string zoneText = xml::optionalAttribute(element, "zone", "UTC");
    if (const auto offset = parseZone(zoneText)) {
        day.zone = *offset;
    } else {
        diagnostics_.error(xml::placeOf(element, "zone"),
                           "attribute \"zone\" is \"" + zoneText +
                               "\", expected \"UTC\" or an offset such as "
                               "\"+09:00\"");
    }
    spec.day = day;
}

std::shared_ptr<const LimitCatalog> LimitCatalog::read(const xml::Document& document,
                                                       xml::Diagnostics& diagnostics) {
    xml::Diagnostics own;
    std::shared_ptr<const LimitCatalog> catalog = LimitReader(document, own).run();
    diagnostics.append(own);
    return catalog;
}

}  // namespace muster::rest
