#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>
#include <muster/core/abi_convert.h>

namespace muster::testing {

/** How the structs of one peer are laid out. */
enum class Layout {
    kExact,
    /** As a later version of the contract would send them: every struct says a larger
     * `struct_size`, and between the elements of a list stand others, which only a reader meets who
     * walks by its own `sizeof`. */
    kGrown
};

/** What the arguments of one call are lent from (C-04, C-15): copies in a layout of choice, whose
 * texts are overwritten when the call has returned. The memory itself stays readable to the end of
 * the program, so that a connector which kept a pointer shows "####" and does not crash. */
class LentMemory {
public:
    explicit LentMemory(Layout layout) : layout_(layout) {}
    ~LentMemory();
    LentMemory(const LentMemory&) = delete;
    LentMemory& operator=(const LentMemory&) = delete;

    muster_string_view text(std::string_view from);
    muster_string_list texts(const std::vector<std::string>& from);
    muster_attribute_list attributes(const std::vector<Attribute>& from);
    muster_delta_list deltas(const std::vector<AttributeDelta>& from);
    const muster_object_ref* ref(const ObjectRef& from);
    /** Not copied: a filter is a tree of pointers, which has no list to walk. */
    const muster_filter* filter(const Filter& from) { return marshal_.filter(from); }
    const muster_call* call(const muster_call& from);
    const muster_search_options* searchOptions(const muster_search_options& from);
    const muster_sink* sink(const muster_sink& from);
    const muster_host* host(const muster_host& from);

    /** The call has returned: overwrites every text. */
    void takeBack();

private:
    std::byte* block(std::size_t size);
    muster_value value(const muster_value& from);
    muster_attribute attribute(const muster_attribute& from);
    muster_attribute_list attributes(const muster_attribute_list& from);
    template <typename T>
    const T* single(const T& from);
    template <typename List, typename T, typename Copy>
    List list(const List& from, const T& between, const Copy& copy);
    template <typename T>
    std::size_t strideOf() const;

    Layout layout_;
    abi::Marshal marshal_;
    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::vector<std::span<char>> texts_;
};

}  // namespace muster::testing
