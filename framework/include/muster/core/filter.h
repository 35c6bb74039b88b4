#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <muster/core/object.h>

namespace muster {

/** What a node of a filter asks for; numbers as in the contract. Modelled on the filters of ICF. */
enum class FilterOp {
    kAll = 0,  ///< no filter
    kEquals = 1,
    kContains,
    kStartsWith,
    kEndsWith,
    kGreater,
    kGreaterOrEqual,
    kLess,
    kLessOrEqual,
    kPresent,
    kAnd,
    kOr,
    kNot,
};

/** A condition on objects, as a tree. */
struct Filter {
    FilterOp op = FilterOp::kAll;
    std::string attribute = {};         ///< for the leaves
    Value value = {};                   ///< for the leaves but kPresent
    std::vector<Filter> children = {};  ///< for kAnd, kOr (two or more) and kNot (one)

    /** Whether the object fulfils it. `__UID__` and `__NAME__` mean the object's own. Strings and
     * references equal a text without ASCII case, and are ordered by number when both sides are
     * numbers; numbers compare by value, times as moments; an absent attribute and a secret fulfil
     * no leaf. */
    bool matches(const ConnectorObject& object) const;
    /** The text form that `parseFilter` reads. */
    std::string toString() const;
    friend bool operator==(const Filter&, const Filter&) = default;
};

/** Reads the filter language of the shell:
 *  `type = 2 and (email endsWith "@example.com" or not dept present)`. Comparisons are `=`, `!=`,
 * `>`, `>=`, `<`, `<=`, `contains`, `startsWith`, `endsWith` and `present`; `and` binds tighter
 * than `or`. Values are words or double-quoted strings with `\"` and `\\`. An empty text is kAll.
 * kConfiguration with the column otherwise. */
Result<Filter> parseFilter(std::string_view text);

}  // namespace muster
