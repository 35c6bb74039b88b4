#pragma once

#include <cstddef>
#include <iterator>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <muster/abi/action.h>
#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>
#include <muster/core/filter.h>
#include <muster/core/ids.h>
#include <muster/core/object.h>
#include <muster/core/result.h>
#include <muster/core/schema.h>

/** The one place where C structs of the contract become value types and back. The host reads what a
 * plugin says through the `copy...` functions, which refuse rubbish with a sentence; both sides
 * write through `Marshal`. */
namespace muster::abi {

/** Walks an array whose elements may be longer than the `T` that we know. */
template <typename T>
class Strided {
public:
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;

        Iterator() = default;
        Iterator(const std::byte* at, std::size_t stride) : at_(at), stride_(stride) {}
        reference operator*() const { return *reinterpret_cast<const T*>(at_); }
        pointer operator->() const { return reinterpret_cast<const T*>(at_); }
        Iterator& operator++() {
            at_ += stride_;
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const std::byte* at_ = nullptr;
        std::size_t stride_ = 0;
    };

    Strided(const T* first, std::size_t count, std::size_t stride)
        : first_(reinterpret_cast<const std::byte*>(first)), count_(count), stride_(stride) {}
    Iterator begin() const { return {first_, stride_}; }
    Iterator end() const { return {first_ + count_ * stride_, stride_}; }
    std::size_t size() const { return count_; }
    bool empty() const { return count_ == 0; }
    const T& operator[](std::size_t i) const {
        return *reinterpret_cast<const T*>(first_ + i * stride_);
    }

private:
    const std::byte* first_;
    std::size_t count_;
    std::size_t stride_;
};

inline Strided<muster_attribute> each(const muster_attribute_list& list) {
    return {list.first, list.count, list.stride};
}
inline Strided<muster_delta> each(const muster_delta_list& list) {
    return {list.first, list.count, list.stride};
}
inline Strided<muster_string_view> each(const muster_string_list& list) {
    return {list.first, list.count, list.stride};
}

/** Borrowed text, seen from the other side. */
inline std::string_view text(muster_string_view view) {
    return view.size == 0 ? std::string_view() : std::string_view(view.data, view.size);
}
inline muster_string_view view(std::string_view text) { return {text.data(), text.size()}; }

/** Owned copies of what came over the border. Each refuses, with kProtocol and a sentence that
 * names `what`: a count or size with a null pointer, a stride smaller than the struct, text that is
 * no UTF-8, an unknown kind, nesting deeper than 16. */
Result<std::string> copyText(muster_string_view view, std::string_view what);
Result<std::vector<std::string>> copyTexts(const muster_string_list& list, std::string_view what);
Result<Value> copyValue(const muster_value& value, std::string_view what);
Result<Attribute> copyAttribute(const muster_attribute& attribute);
Result<std::vector<Attribute>> copyAttributes(const muster_attribute_list& list);
Result<std::vector<AttributeDelta>> copyDeltas(const muster_delta_list& list);
Result<ConnectorObject> copyObject(const muster_object& object);
/** Whether an object can be read, with all that it holds: what `copyObject` refuses is refused, and
 * nothing is copied. */
Result<void> checkObject(const muster_object& object);
/** A copy of an object that `checkObject` has found to be good. */
ConnectorObject makeObject(const muster_object& object);
Result<ObjectRef> copyRef(const muster_object_ref& ref);
Result<Notice> copyNotice(const muster_notice& notice);
Result<WriteReport> copyWriteReport(const muster_write_report& report);
/** What a write report has at least: `deferred` was appended. */
inline constexpr std::size_t kSmallestWriteReport = offsetof(muster_write_report, deferred);
Result<Filter> copyFilter(const muster_filter& filter);
/** Without its actions, which are `copyActions`. */
Result<Description> copyDescription(const muster_description& description);
Result<std::vector<ActionInfo>> copyActions(const muster_action_list& list);
/** An error can always be read: what is rubbish in it is left out and said in its message. An
 * unknown code becomes kInternal and its number is shown. */
Error copyError(const muster_error& error);

/** Makes C structs that borrow their texts from the value types given, and keeps the arrays between
 * them. Everything made is valid while both this object and those value types live. Not
 * thread-safe. */
class Marshal {
public:
    Marshal() = default;
    Marshal(const Marshal&) = delete;
    Marshal& operator=(const Marshal&) = delete;

    muster_value value(const Value& value);
    muster_attribute_list attributes(const std::vector<Attribute>& attributes);
    muster_attribute_list parts(std::span<const AttributeParts> attributes);
    muster_delta_list deltas(const std::vector<AttributeDelta>& deltas);
    muster_string_list texts(const std::vector<std::string>& texts);
    const muster_object* object(const ConnectorObject& object);
    const muster_object_ref* ref(const ObjectRef& ref);
    const muster_notice* notice(const Notice& notice);
    const muster_write_report* writeReport(const WriteReport& report);
    const muster_error* error(const Error& error);
    const muster_filter* filter(const Filter& filter);
    const muster_description* description(const Description& description);
    const muster_action_list* actions(const std::vector<ActionInfo>& infos);

private:
    template <typename T>
    T* array(std::size_t count);
    /** `values` has room for those of the attribute. */
    void fill(muster_attribute& out, const AttributeParts& attribute, muster_value* values);
    const muster_attribute_info* attributeInfos(const std::vector<AttributeInfo>& infos);
    const muster_option_info* optionInfos(const std::vector<OptionInfo>& infos);
    const muster_property_info* propertyInfos(const std::vector<PropertyInfo>& infos);
    const muster_operation_key_info* keyInfos(const std::vector<OperationKeyInfo>& infos);

    alignas(std::max_align_t) std::byte buffer_[2048];
    std::pmr::monotonic_buffer_resource memory_{buffer_, sizeof buffer_};
};

}  // namespace muster::abi
