#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <muster/core/abi_convert.h>

namespace muster::sdk {

/** One attribute as the host passed it: borrowed, valid during the call. `copy()` makes an owner.
 */
class AttributeView {
public:
    explicit AttributeView(const muster_attribute& attribute) : attribute_(&attribute) {}
    std::string_view name() const { return abi::text(attribute_->name); }
    std::size_t count() const { return attribute_->value_count; }
    const muster_value& value(std::size_t i) const { return attribute_->values[i]; }
    /** The only value when it is a string; nothing otherwise. */
    std::optional<std::string_view> text() const;
    Result<Attribute> copy() const { return abi::copyAttribute(*attribute_); }

private:
    const muster_attribute* attribute_;
};

/** The attributes of a create: borrowed, valid during the call. No name stands twice, the host has
 * checked. */
class AttributesView {
public:
    explicit AttributesView(const muster_attribute_list& list) : list_(list) {}
    std::size_t count() const { return list_.count; }
    AttributeView operator[](std::size_t i) const { return AttributeView(abi::each(list_)[i]); }
    /** The attribute of that name (case is ignored), or nothing. */
    std::optional<AttributeView> find(std::string_view name) const;
    Result<std::vector<Attribute>> copy() const { return abi::copyAttributes(list_); }

private:
    muster_attribute_list list_;
};

/** The deltas of an update: borrowed, valid during the call. */
class DeltasView {
public:
    explicit DeltasView(const muster_delta_list& list) : list_(list) {}
    std::size_t count() const { return list_.count; }
    DeltaMode mode(std::size_t i) const { return static_cast<DeltaMode>(abi::each(list_)[i].mode); }
    AttributeView attribute(std::size_t i) const {
        return AttributeView(*abi::each(list_)[i].attribute);
    }
    Result<std::vector<AttributeDelta>> copy() const { return abi::copyDeltas(list_); }

private:
    muster_delta_list list_;
};

}  // namespace muster::sdk
