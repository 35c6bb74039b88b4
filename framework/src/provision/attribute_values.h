#pragma once

#include <string>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "lookup/lookup_catalog.h"
#include "provision/reference_names.h"
#include <muster/core/schema.h>

namespace muster::provision {

/** The name that people type: the target's own where there is one. For messages. */
const std::string& typedName(const AttributeInfo& info);

/** A text as a message quotes it: cut when it is long. */
std::string shownValue(std::string_view text);

/** `attribute "floor" has "abc"; expected an integer`. kInvalidAttributeValue. */
Error wrongValue(const AttributeInfo& info, const std::string& found, const std::string& expected);

/** A value as the schema wants it: a text becomes the declared kind, anything else must be of it;
 * its length is checked. kInvalidAttributeValue naming the attribute, what was found and what was
 * expected. */
Result<Value> typedValue(const AttributeInfo& info, const Value& given);

/** Whether a text or a secret is UTF-8 and no longer than the schema allows; other values are.
 * kInvalidAttributeValue as `typedValue`. */
Result<void> checkLength(const AttributeInfo& info, const Value& value);

/** What turns the words of people into those of the target. */
struct Words {
    const lookup::LookupCatalog& lookups;
    /** Null: references are given as Uids alone. */
    const ReferenceNames* references = nullptr;
};

/** Few: room for some without an allocation. */
using LookupsUsed = boost::container::small_vector<const lookup::LookupDefinition*, 4>;

/** What was found while values were resolved. */
struct Resolved {
    /** Lookups that were asked, each once; they live as long as the `Words`. */
    LookupsUsed lookupsUsed = {};
    std::vector<Notice> notices = {};

    void use(const lookup::LookupDefinition& lookup);
};

/** As `typedValue`, with a decode turned into its code key, and the name of an object into its Uid,
 * first; within object values, too. */
Result<Value> resolvedValue(const AttributeInfo& info, const Value& given, const Words& words,
                            Resolved& resolved);

}  // namespace muster::provision
