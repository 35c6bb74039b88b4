#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <muster/core/result.h>
#include <muster/core/secret.h>

namespace muster {

/** A moment: microseconds since 1970-01-01T00:00:00Z. */
struct Time {
    std::int64_t microseconds = 0;
    /** ISO 8601 in UTC: `2026-01-31T08:05:00Z`, with the fraction only when there is one. */
    std::string toString() const;
    /** Reads what `toString` writes, and offsets (`+09:00`). kInvalidAttributeValue for anything
     * else. */
    static Result<Time> parse(std::string_view text);
    static Time now();
    friend auto operator<=>(const Time&, const Time&) = default;
};

/** Octets that are no text. */
struct Bytes {
    std::string octets;
    friend bool operator==(const Bytes&, const Bytes&) = default;
};

/** The Uid of another object at the same target; the schema says of which object class. */
struct Reference {
    std::string uid;
    friend bool operator==(const Reference&, const Reference&) = default;
};

class Attribute;

/** A value that is itself a list of attributes, e.g. one post of a person. Immutable; copies share.
 */
class ObjectValue {
public:
    ObjectValue() = default;
    explicit ObjectValue(std::vector<Attribute> attributes);
    const std::vector<Attribute>& attributes() const;
    /** The attribute of that name (case is ignored), or null. */
    const Attribute* find(std::string_view name) const;
    friend bool operator==(const ObjectValue& a, const ObjectValue& b);

private:
    std::shared_ptr<const std::vector<Attribute>> attributes_;
};

/** What kind of value it is; numbers as in the contract. */
enum class ValueKind {
    kNull = 0,
    kString,
    kInteger,
    kReal,
    kBoolean,
    kTime,
    kBytes,
    kSecret,
    kReference,
    kObject
};

/** "string", "integer", "real", "boolean", "time", "bytes", "secret", "reference", "object" or
 * "null". */
std::string_view toString(ValueKind kind);

/** One value of an attribute. Immutable in use, comparable, cheap to move. */
class Value {
public:
    Value() = default;  ///< null
    // NOLINTBEGIN(google-explicit-constructor): a value is what it holds
    Value(std::string text) : data_(std::move(text)) {}
    Value(std::string_view text) : data_(std::string(text)) {}
    Value(const char* text) : data_(std::string(text)) {}
    Value(std::int64_t number) : data_(number) {}
    Value(int number) : data_(std::int64_t{number}) {}
    Value(double number) : data_(number) {}
    Value(bool truth) : data_(truth) {}
    Value(Time time) : data_(time) {}
    Value(Bytes bytes) : data_(std::move(bytes)) {}
    Value(Secret secret) : data_(std::move(secret)) {}
    Value(Reference reference) : data_(std::move(reference)) {}
    Value(ObjectValue object) : data_(std::move(object)) {}
    // NOLINTEND(google-explicit-constructor)

    ValueKind kind() const { return static_cast<ValueKind>(data_.index()); }
    bool isNull() const { return kind() == ValueKind::kNull; }
    /** The held value, or null when it is of another kind: `value.as<std::string>()`. */
    template <typename T>
    const T* as() const {
        return std::get_if<T>(&data_);
    }
    /** For people and logs: strings as they are, numbers in decimal, times in ISO 8601, bytes as
     * their count, a secret as `***`, an object as `{name=..., ...}`. Never shows a secret, however
     * deep. */
    std::string toDisplay() const;
    friend bool operator==(const Value&, const Value&) = default;

private:
    std::variant<std::monostate, std::string, std::int64_t, double, bool, Time, Bytes, Secret,
                 Reference, ObjectValue>
        data_;
};

/** Whether two names of attributes or object classes are the same: ASCII case is ignored, as in
 * ICF. */
bool equalNames(std::string_view a, std::string_view b);

/** Whether the text is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms) without NUL.
 */
bool isValidUtf8(std::string_view text);

/** A named list of values. No values and a missing attribute are different things. */
class Attribute {
public:
    Attribute() = default;
    /** One value. */
    Attribute(std::string name, Value value) : name_(std::move(name)) {
        values_.push_back(std::move(value));
    }
    /** Any number of values. A list of one and a single value differ only in `isList`, which tells
     * a writer of JSON to make an array. */
    static Attribute list(std::string name, std::vector<Value> values);

    const std::string& name() const { return name_; }
    const std::vector<Value>& values() const { return values_; }
    bool isList() const { return isList_; }
    /** True when the target has more values than are shown (a password, a long list). */
    bool isIncomplete() const { return isIncomplete_; }
    Attribute& markIncomplete() {
        isIncomplete_ = true;
        return *this;
    }
    /** The only value; null when there is none or more than one. */
    const Value* single() const { return values_.size() == 1 ? &values_.front() : nullptr; }
    /** The only value if it is a string; null otherwise. */
    const std::string* text() const {
        return single() == nullptr ? nullptr : single()->as<std::string>();
    }
    friend bool operator==(const Attribute&, const Attribute&) = default;

private:
    std::string name_;
    std::vector<Value> values_;
    bool isList_ = false;
    bool isIncomplete_ = false;
};

/** What an attribute consists of, borrowed from whoever owns it: for passing on what need not be
 * copied. */
struct AttributeParts {
    std::string_view name = {};
    std::span<const Value> values = {};
    bool isList = false;
    bool isIncomplete = false;

    AttributeParts() = default;
    AttributeParts(std::string_view partsName, std::span<const Value> partsValues, bool isAList)
        : name(partsName), values(partsValues), isList(isAList) {}
    // NOLINTNEXTLINE(google-explicit-constructor): an attribute can be read as its parts
    AttributeParts(const Attribute& attribute)
        : name(attribute.name()),
          values(attribute.values()),
          isList(attribute.isList()),
          isIncomplete(attribute.isIncomplete()) {}
    /** The only value; null when there is none or more than one. */
    const Value* single() const { return values.size() == 1 ? &values.front() : nullptr; }
    /** The only value if it is a string; null otherwise. */
    const std::string* text() const {
        return single() == nullptr ? nullptr : single()->as<std::string>();
    }
    Attribute copy() const;
};

/** The attribute of that name (case is ignored), or null. */
const Attribute* findAttribute(const std::vector<Attribute>& attributes, std::string_view name);
const AttributeParts* findAttribute(const std::vector<AttributeParts>& attributes,
                                    std::string_view name);

}  // namespace muster
