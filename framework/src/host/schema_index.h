#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "lookup/lookup_catalog.h"
#include <muster/core/schema.h>
#include <muster/core/text_table.h>

namespace muster::host {

/** One attribute of a class, with the lookup that its values are found in. */
struct IndexedAttribute {
    const AttributeInfo* info = nullptr;
    /** Null when the schema names none. */
    const lookup::LookupDefinition* lookup = nullptr;
};

/** An object class made ready for many requests: its attributes are found by a hash of their names,
 * and its lookups are at hand. */
class ClassIndex {
public:
    ClassIndex(const ObjectClassInfo& info, const lookup::LookupCatalog& lookups);

    const ObjectClassInfo& info() const { return *info_; }
    /** The attribute of that name or native name (case is ignored), or null. */
    const IndexedAttribute* find(std::string_view name) const;
    /** Those that a new object needs, in the order of the schema. */
    const std::vector<const AttributeInfo*>& required() const { return required_; }

private:
    const ObjectClassInfo* info_;
    std::vector<IndexedAttribute> attributes_;  ///< in the order of the schema
    TextTable numbers_;                         ///< of attributes, by name and native name
    std::vector<const AttributeInfo*> required_;
};

/** The classes of a description, joined with the lookups of a connector: one for each snapshot of
 * the two, which must outlive it. Immutable; any number of threads may use it. */
class SchemaIndex {
public:
    SchemaIndex(const Description& description, const lookup::LookupCatalog& lookups);
    SchemaIndex(const SchemaIndex&) = delete;
    SchemaIndex& operator=(const SchemaIndex&) = delete;

    const Description& description() const { return *description_; }
    /** The class of that name (case is ignored), or null. */
    const ClassIndex* find(std::string_view className) const;

private:
    const Description* description_;
    std::vector<std::unique_ptr<const ClassIndex>> classes_;
};

}  // namespace muster::host
