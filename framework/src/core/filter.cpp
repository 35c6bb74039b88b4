#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>

#include <muster/core/filter.h>
#include <muster/core/ids.h>

namespace muster {
namespace {

std::string folded(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

template <typename Number>
std::optional<Number> numberOf(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

template <typename T>
int order(const T& a, const T& b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

/** Below, equal or above zero as `a` stands to `b`: by number when both are numbers, else by folded
 * text. */
int compareTexts(const std::string& a, const std::string& b) {
    // Integers by themselves: a double holds only 53 bits of them.
    const auto leftInteger = numberOf<std::int64_t>(a);
    const auto rightInteger = numberOf<std::int64_t>(b);
    if (leftInteger && rightInteger) {
        return order(*leftInteger, *rightInteger);
    }
    // "nan" and "inf" are read as doubles too, and are names here.
    const auto left = numberOf<double>(a);
    const auto right = numberOf<double>(b);
    if (left && right && std::isfinite(*left) && std::isfinite(*right)) {
        return order(*left, *right);
    }
    return folded(a).compare(folded(b));
}

int compare(const Value& have, const Value& want) {
    if (const Time* moment = have.as<Time>()) {
        const Time* exact = want.as<Time>();
        const Result<Time> other = exact != nullptr ? *exact : Time::parse(want.toDisplay());
        if (other) {
            return order(*moment, *other);
        }
    }
    return compareTexts(have.toDisplay(), want.toDisplay());
}

/** A text equals only itself, however much it looks like a number: "007" is not "7". */
bool equals(const Value& have, const Value& want) {
    const bool isText = have.kind() == ValueKind::kString || have.kind() == ValueKind::kReference;
    return isText ? folded(have.toDisplay()) == folded(want.toDisplay()) : compare(have, want) == 0;
}

bool leafHolds(FilterOp op, const Value& have, const Value& want) {
    switch (op) {
        case FilterOp::kEquals:
            return equals(have, want);
        case FilterOp::kContains:
            return folded(have.toDisplay()).find(folded(want.toDisplay())) != std::string::npos;
        case FilterOp::kStartsWith:
            return folded(have.toDisplay()).starts_with(folded(want.toDisplay()));
        case FilterOp::kEndsWith:
            return folded(have.toDisplay()).ends_with(folded(want.toDisplay()));
        case FilterOp::kGreater:
            return compare(have, want) > 0;
        case FilterOp::kGreaterOrEqual:
            return compare(have, want) >= 0;
        case FilterOp::kLess:
            return compare(have, want) < 0;
        case FilterOp::kLessOrEqual:
            return compare(have, want) <= 0;
        case FilterOp::kPresent:
            return true;
        case FilterOp::kAll:
        case FilterOp::kAnd:
        case FilterOp::kOr:
        case FilterOp::kNot:
            break;
    }
    return false;
}

/** The values of an attribute; secrets are left out, so that no filter can be used to guess one. */
std::vector<Value> valuesOf(const ConnectorObject& object, std::string_view attribute) {
    const Attribute* found = object.find(attribute);
    const bool isUid = equalNames(attribute, attr::kUid);
    if (isUid || (found == nullptr && equalNames(attribute, attr::kName))) {
        const std::string& id = isUid ? object.uid : object.name;
        return id.empty() ? std::vector<Value>() : std::vector<Value>{Value(id)};
    }
    std::vector<Value> values;
    if (found != nullptr) {
        std::copy_if(found->values().begin(), found->values().end(), std::back_inserter(values),
                     [](const Value& value) {
                         return !value.isNull() && value.kind() != ValueKind::kSecret;
                     });
    }
    return values;
}

std::string_view word(FilterOp op) {
    switch (op) {
        case FilterOp::kEquals:
            return "=";
        case FilterOp::kContains:
            return "contains";
        case FilterOp::kStartsWith:
            return "startsWith";
        case FilterOp::kEndsWith:
            return "endsWith";
        case FilterOp::kGreater:
            return ">";
        case FilterOp::kGreaterOrEqual:
            return ">=";
        case FilterOp::kLess:
            return "<";
        case FilterOp::kLessOrEqual:
            return "<=";
        case FilterOp::kPresent:
            return "present";
        case FilterOp::kAnd:
            return "and";
        case FilterOp::kOr:
            return "or";
        case FilterOp::kAll:
        case FilterOp::kNot:
            break;
    }
    return "not";
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + '"';
}

}  // namespace

bool Filter::matches(const ConnectorObject& object) const {
    const auto holds = [&](const Filter& child) { return child.matches(object); };
    switch (op) {
        case FilterOp::kAll:
            return true;
        case FilterOp::kAnd:
            return std::all_of(children.begin(), children.end(), holds);
        case FilterOp::kOr:
            return std::any_of(children.begin(), children.end(), holds);
        case FilterOp::kNot:
            return !holds(children.front());
        case FilterOp::kEquals:
        case FilterOp::kContains:
        case FilterOp::kStartsWith:
        case FilterOp::kEndsWith:
        case FilterOp::kGreater:
        case FilterOp::kGreaterOrEqual:
        case FilterOp::kLess:
        case FilterOp::kLessOrEqual:
        case FilterOp::kPresent:
            break;
    }
    const std::vector<Value> values = valuesOf(object, attribute);
    return std::any_of(values.begin(), values.end(),
                       [&](const Value& have) { return leafHolds(op, have, value); });
}

std::string Filter::toString() const {
    switch (op) {
        case FilterOp::kAll:
            return "";
        case FilterOp::kNot:
            // Without parentheses of its own: they would count as nesting when it is read back.
            return "not " + children.front().toString();
        case FilterOp::kAnd:
        case FilterOp::kOr: {
            std::string text = "(";
            for (const Filter& child : children) {
                text +=
                    (text.size() > 1 ? " " + std::string(word(op)) + " " : "") + child.toString();
            }
            return text + ")";
        }
        case FilterOp::kPresent:
            return attribute + " present";
        case FilterOp::kEquals:
        case FilterOp::kContains:
        case FilterOp::kStartsWith:
        case FilterOp::kEndsWith:
        case FilterOp::kGreater:
        case FilterOp::kGreaterOrEqual:
        case FilterOp::kLess:
        case FilterOp::kLessOrEqual:
            break;
    }
    return attribute + " " + std::string(word(op)) + " " + quoted(value.toDisplay());
}

}  // namespace muster
