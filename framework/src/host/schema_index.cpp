#include "host/schema_index.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace muster::host {
namespace {

std::uint64_t eightOctets(const char* at) {
    std::uint64_t octets = 0;
    std::memcpy(&octets, at, sizeof octets);
    return octets;
}

/** Up to seven octets of a short name. */
std::uint64_t fewOctets(std::string_view name) {
    std::uint64_t octets = 0;
    for (const char c : name) {
        octets = (octets << 8U) | static_cast<unsigned char>(c);
    }
    return octets;
}

/** The same for names that differ in case alone: setting the bit that parts the cases of ASCII
 * letters also makes some other characters alike, which the comparison then tells apart. Looks at
 * the first and last eight octets, and the length. */
std::size_t hashOf(std::string_view name) {
    constexpr std::uint64_t kCase = 0x2020'2020'2020'2020;
    constexpr std::uint64_t kOdd = 0x9E37'79B9'7F4A'7C15;
    const bool isLong = name.size() >= sizeof(std::uint64_t);
    const std::uint64_t first = isLong ? eightOctets(name.data()) : fewOctets(name);
    const std::uint64_t last =
        isLong ? eightOctets(name.data() + name.size() - sizeof(std::uint64_t)) : 0;
    const std::uint64_t mixed = ((first | kCase) * kOdd + (last | kCase) + name.size()) * kOdd;
    return static_cast<std::size_t>(mixed >> 32U);
}

}  // namespace

ClassIndex::ClassIndex(const ObjectClassInfo& info, const lookup::LookupCatalog& lookups)
    : info_(&info), places_(std::bit_ceil(4 * info.attributes.size() + 1)) {
    attributes_.reserve(info.attributes.size());  // places point into it
    for (const AttributeInfo& attribute : info.attributes) {
        attributes_.push_back(
            {&attribute, attribute.lookup.empty() ? nullptr : lookups.find(attribute.lookup)});
        if (attribute.required) {
            required_.push_back(&attribute);
        }
    }
    // A name goes before a native name, as in ObjectClassInfo::find.
    for (const IndexedAttribute& attribute : attributes_) {
        add(attribute.info->name, attribute);
    }
    for (const IndexedAttribute& attribute : attributes_) {
        if (!attribute.info->nativeName.empty()) {
            add(attribute.info->nativeName, attribute);
        }
    }
}

void ClassIndex::add(std::string_view name, const IndexedAttribute& attribute) {
    std::size_t at = hashOf(name) & (places_.size() - 1);
    while (places_[at].attribute != nullptr) {
        if (equalNames(places_[at].name, name)) {
            return;  // the first of a name is the one that is found
        }
        at = (at + 1) & (places_.size() - 1);
    }
    places_[at] = {name, &attribute};
}

const IndexedAttribute* ClassIndex::find(std::string_view name) const {
    for (std::size_t at = hashOf(name) & (places_.size() - 1); places_[at].attribute != nullptr;
         at = (at + 1) & (places_.size() - 1)) {
        if (equalNames(places_[at].name, name)) {
            return places_[at].attribute;
        }
    }
    return nullptr;
}

SchemaIndex::SchemaIndex(const Description& description, const lookup::LookupCatalog& lookups)
    : description_(&description) {
    for (const ObjectClassInfo& info : description.classes) {
        classes_.push_back(std::make_unique<const ClassIndex>(info, lookups));
    }
}

const ClassIndex* SchemaIndex::find(std::string_view className) const {
    for (const auto& index : classes_) {
        if (equalNames(index->info().name, className)) {
            return index.get();
        }
    }
    return nullptr;
}

}  // namespace muster::host
