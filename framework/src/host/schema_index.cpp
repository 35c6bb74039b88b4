#include "host/schema_index.h"

namespace muster::host {

ClassIndex::ClassIndex(const ObjectClassInfo& info, const lookup::LookupCatalog& lookups)
    : info_(&info), numbers_(TextTable::Case::kIgnored, 2 * info.attributes.size()) {
    for (const AttributeInfo& attribute : info.attributes) {
        const bool hasLookup = !attribute.lookup.empty();
        numbers_.add(attribute.name, attributes_.size());
        attributes_.push_back({&attribute, hasLookup ? lookups.find(attribute.lookup) : nullptr});
        if (attribute.required) {
            required_.push_back(&attribute);
        }
    }
    // A name goes before the native name of another, as in ObjectClassInfo::find.
    for (std::size_t i = 0; i < attributes_.size(); ++i) {
        if (!attributes_[i].info->nativeName.empty()) {
            numbers_.add(attributes_[i].info->nativeName, i);
        }
    }
}

const IndexedAttribute* ClassIndex::find(std::string_view name) const {
    const std::size_t number = numbers_.find(name);
    return number == TextTable::kNone ? nullptr : &attributes_[number];
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
