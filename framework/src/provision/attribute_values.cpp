#include "provision/attribute_values.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "provision/object_value_text.h"

namespace muster::provision {
namespace {

/** `expected` says what it is; a number that is too large for its kind is told the range. */
template <typename Number>
Result<Value> numberFrom(const AttributeInfo& info, const std::string& text, const char* expected) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    if (problem == std::errc::result_out_of_range && stop == end) {
        using Limits = std::numeric_limits<Number>;
        return wrongValue(
            info, shownValue(text),
            fmt::format("{} from {} to {}", expected, Limits::lowest(), Limits::max()));
    }
    return problem == std::errc() && stop == end ? Result<Value>(Value(number))
                                                 : wrongValue(info, shownValue(text), expected);
}

std::int64_t codePoints(std::string_view text) {
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; });
}

Result<Value> fromText(const AttributeInfo& info, const std::string& text) {
    switch (info.type) {
        case ValueKind::kString:
            return Value(text);
        case ValueKind::kSecret:
            return Value(Secret(text));
        case ValueKind::kReference:
            return Value(Reference{text});
        case ValueKind::kBytes:
            return Value(Bytes{text});
        case ValueKind::kInteger:
            return numberFrom<std::int64_t>(info, text, "an integer");
        case ValueKind::kReal:
            return numberFrom<double>(info, text, "a number");
        case ValueKind::kBoolean: {
            const bool isTrue = equalNames(text, "true") || text == "1";
            const bool isFalse = equalNames(text, "false") || text == "0";
            return isTrue || isFalse ? Result<Value>(Value(isTrue))
                                     : wrongValue(info, shownValue(text), "true or false");
        }
        case ValueKind::kTime: {
            const Result<Time> time = Time::parse(text);
            return time ? Result<Value>(Value(*time))
                        : wrongValue(info, shownValue(text), "a time such as 2026-01-31T08:05:00Z");
        }
        case ValueKind::kObject: {
            MUSTER_ASSIGN_OR_RETURN(ObjectValue object, parseObjectValue(info, text));
            return Value(std::move(object));
        }
        case ValueKind::kNull:
            break;
    }
    return Value();
}

Result<void> checkText(const AttributeInfo& info, std::string_view text, bool mayShow) {
    if (!isValidUtf8(text)) {
        return wrongValue(info, "text that is not valid UTF-8 or holds a NUL", "UTF-8 text");
    }
    // There are no more characters than octets.
    const bool mayBeTooLong =
        info.maxLength > 0 && text.size() > static_cast<std::size_t>(info.maxLength);
    if (mayBeTooLong && codePoints(text) > info.maxLength) {
        return wrongValue(info,
                          (mayShow ? shownValue(text) + ", " : "a text of ") +
                              std::to_string(codePoints(text)) + " characters",
                          "at most " + std::to_string(info.maxLength));
    }
    return {};
}

}  // namespace

const std::string& typedName(const AttributeInfo& info) {
    return info.nativeName.empty() ? info.name : info.nativeName;
}

std::string shownValue(std::string_view text) {
    constexpr std::size_t kMostShown = 80;
    const auto isWithinCharacter = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80;
    };
    std::size_t end = std::min(text.size(), kMostShown);
    while (end < text.size() && end > 0 && isWithinCharacter(end)) {
        --end;
    }
    return "\"" + std::string(text.substr(0, end)) + (end < text.size() ? "..." : "") + "\"";
}

Error wrongValue(const AttributeInfo& info, const std::string& found, const std::string& expected) {
    return Error{
        .code = ErrorCode::kInvalidAttributeValue,
        .message = "attribute \"" + typedName(info) + "\" has " + found + "; expected " + expected,
        .attributes = {info.name}};
}

Result<Value> typedValue(const AttributeInfo& info, const Value& given) {
    Value value = given;
    const bool isSecretGiven = given.kind() == ValueKind::kSecret;
    if (const std::string* text = given.as<std::string>()) {
        MUSTER_ASSIGN_OR_RETURN(value, fromText(info, *text));
    } else if (isSecretGiven && info.type != ValueKind::kSecret) {
        return wrongValue(
            info, "a secret",
            "a value that may be shown; it is of kind " + std::string(toString(info.type)));
    }
    if (value.kind() != info.type) {
        return wrongValue(info, "a value of kind " + std::string(toString(value.kind())),
                          std::string(toString(info.type)));
    }
    MUSTER_RETURN_IF_ERROR(checkLength(info, value));
    return value;
}

Result<void> checkLength(const AttributeInfo& info, const Value& value) {
    if (const auto* text = value.as<std::string>()) {
        return checkText(info, *text, true);
    }
    if (const auto* secret = value.as<Secret>()) {
        return checkText(info, secret->expose(), false);
    }
    return {};
}

void Resolved::use(const lookup::LookupDefinition& lookup) {
    if (std::find(lookupsUsed.begin(), lookupsUsed.end(), &lookup) == lookupsUsed.end()) {
        lookupsUsed.push_back(&lookup);
    }
}

namespace {

Result<Value> codeKeyOf(const AttributeInfo& info, const std::string& text, const Words& words,
                        Resolved& resolved) {
    MUSTER_ASSIGN_OR_RETURN(const lookup::LookupDefinition* definition,
                            words.lookups.require(info.lookup));
    resolved.use(*definition);
    Result<lookup::CodeKey> key = definition->resolve(text);
    if (!key) {
        Error error = std::move(key).error();
        error.message = "attribute \"" + typedName(info) + "\": " + error.message;
        error.attributes = {info.name};
        return error;
    }
    return Value(std::move(key->text));
}

const AttributeInfo* insideNamed(const AttributeInfo& info, std::string_view name) {
    const auto found =
        std::find_if(info.attributes.begin(), info.attributes.end(),
                     [&](const AttributeInfo& inside) { return equalNames(inside.name, name); });
    return found == info.attributes.end() ? nullptr : &*found;
}

/** A reference that was read from a text may be a name. */
Value asText(const Value& value) {
    const auto* reference = value.as<Reference>();
    return reference == nullptr ? value : Value(reference->uid);
}

/** The parts of an object value, each as a value of its own attribute is. Errors name the attribute
 * that holds the object, too. */
Result<Value> resolvedObject(const AttributeInfo& info, const ObjectValue& object,
                             const Words& words, Resolved& resolved) {
    std::vector<Attribute> parts;
    for (const Attribute& given : object.attributes()) {
        const AttributeInfo* inside = insideNamed(info, given.name());
        if (inside == nullptr) {
            return wrongValue(info, "a part \"" + given.name() + "\"", "none of that name");
        }
        std::vector<Value> values;
        for (const Value& value : given.values()) {
            auto made = resolvedValue(*inside, asText(value), words, resolved);
            if (!made) {
                Error error = std::move(made).error();
                error.attributes.insert(error.attributes.begin(), info.name);
                return error;
            }
            values.push_back(*std::move(made));
        }
        if (!inside->multiValued && values.size() > 1) {
            return wrongValue(info, std::to_string(values.size()) + " values of " + inside->name,
                              "one");
        }
        parts.push_back(inside->multiValued || values.size() != 1
                            ? Attribute::list(inside->name, std::move(values))
                            : Attribute(inside->name, std::move(values.front())));
    }
    return Value(ObjectValue(std::move(parts)));
}

}  // namespace

Result<Value> resolvedValue(const AttributeInfo& info, const Value& given, const Words& words,
                            Resolved& resolved) {
    if (info.type == ValueKind::kObject) {
        MUSTER_ASSIGN_OR_RETURN(const Value typed, typedValue(info, given));
        return resolvedObject(info, *typed.as<ObjectValue>(), words, resolved);
    }
    const std::string* text = given.as<std::string>();
    if (text != nullptr && !info.lookup.empty()) {
        MUSTER_ASSIGN_OR_RETURN(const Value key, codeKeyOf(info, *text, words, resolved));
        return typedValue(info, key);
    }
    if (text != nullptr && !text->empty() && !info.referenceClass.empty() &&
        words.references != nullptr) {
        MUSTER_ASSIGN_OR_RETURN(const std::string uid,
                                words.references->uidOf(info, *text, resolved.notices));
        return typedValue(info, Value(uid));
    }
    return typedValue(info, given);
}

}  // namespace muster::provision
