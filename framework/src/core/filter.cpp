#include <algorithm>
#include <charconv>

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

std::optional<double> numberOf(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

/** Below, equal or above zero as `a` stands to `b`: by number when both are numbers, else by folded
 * text. */
int compare(const std::string& a, const std::string& b) {
    const auto left = numberOf(a);
    const auto right = numberOf(b);
    if (left && right) {
        return *left < *right ? -1 : *left > *right ? 1 : 0;
    }
    return folded(a).compare(folded(b));
}

bool leafHolds(FilterOp op, const std::string& have, const std::string& want) {
    switch (op) {
        case FilterOp::kEquals:
            return compare(have, want) == 0;
        case FilterOp::kContains:
            return folded(have).find(folded(want)) != std::string::npos;
        case FilterOp::kStartsWith:
            return folded(have).starts_with(folded(want));
        case FilterOp::kEndsWith:
            return folded(have).ends_with(folded(want));
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

/** The texts of an attribute; secrets are left out, so that no filter can be used to guess one. */
std::vector<std::string> textsOf(const ConnectorObject& object, std::string_view attribute) {
    if (equalNames(attribute, attr::kUid)) {
        return {object.uid};
    }
    std::vector<std::string> texts;
    const Attribute* found = object.find(attribute);
    if (found == nullptr && equalNames(attribute, attr::kName)) {
        return {object.name};
    }
    if (found != nullptr) {
        for (const Value& value : found->values()) {
            if (!value.isNull() && value.kind() != ValueKind::kSecret) {
                texts.push_back(value.toDisplay());
            }
        }
    }
    return texts;
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
    const std::string want = value.toDisplay();
    const std::vector<std::string> texts = textsOf(object, attribute);
    return std::any_of(texts.begin(), texts.end(),
                       [&](const std::string& have) { return leafHolds(op, have, want); });
}

std::string Filter::toString() const {
    switch (op) {
        case FilterOp::kAll:
            return "";
        case FilterOp::kNot:
            return "not (" + children.front().toString() + ")";
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
