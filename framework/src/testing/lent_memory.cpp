#include "testing/lent_memory.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <mutex>
#include <new>

namespace muster::testing {
namespace {

constexpr std::size_t kGrowth = 16;
constexpr std::string_view kBetween = "muster-longer-struct";

/** What stands between the elements of a grown list. */
const muster_attribute& attributeBetween() {
    static const muster_value kValue = {MUSTER_VALUE_STRING, 0, {abi::view(kBetween)}};
    static const muster_attribute kMade = {sizeof(muster_attribute), abi::view(kBetween), &kValue,
                                           1, 0};
    return kMade;
}

const muster_delta& deltaBetween() {
    static const muster_delta kMade = {sizeof(muster_delta), MUSTER_DELTA_REPLACE, 0,
                                       &attributeBetween()};
    return kMade;
}

/** Blocks of calls that have returned. */
void keepToTheEnd(std::vector<std::unique_ptr<std::byte[]>> blocks) {
    static std::mutex access;
    static std::deque<std::unique_ptr<std::byte[]>> kept;
    const std::scoped_lock lock(access);
    std::move(blocks.begin(), blocks.end(), std::back_inserter(kept));
}

}  // namespace

LentMemory::~LentMemory() {
    takeBack();
    keepToTheEnd(std::move(blocks_));
}

void LentMemory::takeBack() {
    for (const std::span<char>& text : texts_) {
        std::fill(text.begin(), text.end(), '#');
    }
}

std::byte* LentMemory::block(std::size_t size) {
    return blocks_.emplace_back(std::make_unique<std::byte[]>(std::max<std::size_t>(size, 1)))
        .get();
}

muster_string_view LentMemory::text(std::string_view from) {
    if (from.empty()) {
        return {};
    }
    auto* copy = reinterpret_cast<char*>(block(from.size()));
    std::memcpy(copy, from.data(), from.size());
    texts_.emplace_back(copy, from.size());
    return {copy, from.size()};
}

template <typename T>
std::size_t LentMemory::strideOf() const {
    return layout_ == Layout::kGrown ? 2 * sizeof(T) : sizeof(T);
}

template <typename T>
const T* LentMemory::single(const T& from) {
    const std::size_t size = sizeof(T) + (layout_ == Layout::kGrown ? kGrowth : 0);
    std::byte* bytes = block(size);
    std::memset(bytes, 0xA5, size);
    T* copy = new (bytes) T(from);
    copy->struct_size = size;
    return copy;
}

template <typename List, typename T, typename Copy>
List LentMemory::list(const List& from, const T& between, const Copy& copy) {
    const std::size_t stride = strideOf<T>();
    std::byte* bytes = block(from.count * stride);
    const abi::Strided<T> elements(from.first, from.count, from.stride);
    for (std::size_t i = 0; i < from.count; ++i) {
        std::byte* place = bytes + i * stride;
        new (place) T(copy(elements[i]));
        if (layout_ == Layout::kGrown) {
            new (place + sizeof(T)) T(between);
        }
    }
    return {from.count == 0 ? nullptr : reinterpret_cast<const T*>(bytes), from.count, stride};
}

muster_value LentMemory::value(const muster_value& from) {
    muster_value copy = from;
    switch (from.kind) {
        case MUSTER_VALUE_STRING:
        case MUSTER_VALUE_BYTES:
        case MUSTER_VALUE_SECRET:
        case MUSTER_VALUE_REFERENCE:
            copy.as.text = text(abi::text(from.as.text));
            break;
        case MUSTER_VALUE_OBJECT:
            copy.as.object = attributes(from.as.object);
            break;
        default:  // numbers
            break;
    }
    return copy;
}

muster_attribute LentMemory::attribute(const muster_attribute& from) {
    muster_attribute copy = from;
    copy.struct_size = strideOf<muster_attribute>();
    copy.name = text(abi::text(from.name));
    auto* values = reinterpret_cast<muster_value*>(block(from.value_count * sizeof(muster_value)));
    for (std::size_t i = 0; i < from.value_count; ++i) {
        new (values + i) muster_value(value(from.values[i]));
    }
    copy.values = from.value_count == 0 ? nullptr : values;
    return copy;
}

muster_attribute_list LentMemory::attributes(const muster_attribute_list& from) {
    return list(from, attributeBetween(),
                [this](const muster_attribute& each) { return attribute(each); });
}

muster_attribute_list LentMemory::attributes(const std::vector<Attribute>& from) {
    return attributes(marshal_.attributes(from));
}

muster_delta_list LentMemory::deltas(const std::vector<AttributeDelta>& from) {
    return list(marshal_.deltas(from), deltaBetween(), [this](const muster_delta& each) {
        muster_delta copy = each;
        copy.struct_size = strideOf<muster_delta>();
        const muster_attribute changed = attribute(*each.attribute);
        copy.attribute = new (block(sizeof changed)) muster_attribute(changed);
        return copy;
    });
}

muster_string_list LentMemory::texts(const std::vector<std::string>& from) {
    return list(marshal_.texts(from), abi::view(kBetween),
                [this](const muster_string_view& each) { return text(abi::text(each)); });
}

const muster_object_ref* LentMemory::ref(const ObjectRef& from) {
    muster_object_ref copy = *marshal_.ref(from);
    copy.uid = text(abi::text(copy.uid));
    copy.name = text(abi::text(copy.name));
    copy.revision = text(abi::text(copy.revision));
    return single(copy);
}

const muster_sink* LentMemory::sink(const muster_sink& from) { return single(from); }

const muster_host* LentMemory::host(const muster_host& from) { return single(from); }

const muster_call* LentMemory::call(const muster_call& from) {
    muster_call copy = from;
    copy.correlation = text(abi::text(from.correlation));
    copy.options = attributes(from.options);
    return single(copy);
}

const muster_search_options* LentMemory::searchOptions(const muster_search_options& from) {
    muster_search_options copy = from;
    copy.page_token = text(abi::text(from.page_token));
    return single(copy);
}

}  // namespace muster::testing
