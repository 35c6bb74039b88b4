#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <muster/core/abi_convert.h>

/** Objects as they crossed the border, seen where they lie: nothing is copied, and everything is
 * borrowed for the time of the call that showed it. Precondition of all three: the object has been
 * checked (`abi::checkObject`). */
namespace muster {

/** One value. */
class ValueView {
public:
    explicit ValueView(const muster_value& value) : value_(&value) {}
    ValueKind kind() const { return static_cast<ValueKind>(value_->kind); }
    /** Of a string, a reference, a secret or bytes; empty for other kinds. */
    std::string_view text() const;
    /** Of an integer; of a time its microseconds; of a boolean 0 or 1; 0 for other kinds. */
    std::int64_t integer() const;
    /** Of a real; 0 for other kinds. */
    double real() const { return kind() == ValueKind::kReal ? value_->as.real : 0; }

private:
    const muster_value* value_;
};

/** One attribute. */
class AttributeView {
public:
    explicit AttributeView(const muster_attribute& attribute) : attribute_(&attribute) {}
    std::string_view name() const { return abi::text(attribute_->name); }
    std::size_t count() const { return attribute_->value_count; }
    ValueView value(std::size_t i) const { return ValueView(attribute_->values[i]); }
    bool isList() const { return (attribute_->flags & MUSTER_ATTRIBUTE_LIST) != 0; }
    /** True when the target has more values than are shown. */
    bool isIncomplete() const { return (attribute_->flags & MUSTER_ATTRIBUTE_INCOMPLETE) != 0; }

private:
    const muster_attribute* attribute_;
};

/** One object; `copy` makes an owner. */
class ObjectView {
public:
    explicit ObjectView(const muster_object& object) : object_(&object) {}
    std::string_view objectClass() const { return abi::text(object_->object_class); }
    std::string_view uid() const { return abi::text(object_->uid); }
    std::string_view name() const { return abi::text(object_->name); }
    std::string_view revision() const { return abi::text(object_->revision); }
    std::size_t count() const { return object_->attributes.count; }
    AttributeView attribute(std::size_t i) const {
        return AttributeView(abi::each(object_->attributes)[i]);
    }
    /** The attribute of that name (case is ignored), or nothing. */
    std::optional<AttributeView> find(std::string_view attributeName) const;
    ConnectorObject copy() const { return abi::makeObject(*object_); }

private:
    const muster_object* object_;
};

}  // namespace muster
