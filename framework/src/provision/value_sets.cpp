#include "provision/value_sets.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace muster::provision {
namespace {

/** Values by their text, since a group may have very many; those of one text are compared, as all
 * secrets have the same. */
class ValueSet {
public:
    void add(const Value& value) { values_.emplace(value.toDisplay(), &value); }
    bool has(const Value& value) const {
        const auto [begin, end] = values_.equal_range(value.toDisplay());
        return std::any_of(begin, end, [&](const auto& item) { return *item.second == value; });
    }

private:
    std::unordered_multimap<std::string, const Value*> values_;
};

const Value* firstTwiceOfFew(std::span<const Value> values) {
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (std::find(values.begin(), value, *value) != value) {
            return &*value;
        }
    }
    return nullptr;
}

}  // namespace

const Value* firstTwice(std::span<const Value> values) {
    constexpr std::size_t kFew = 16;  // so few are sooner compared with each other
    if (values.size() <= kFew) {
        return firstTwiceOfFew(values);
    }
    ValueSet seen;
    for (const Value& value : values) {
        if (seen.has(value)) {
            return &value;
        }
        seen.add(value);
    }
    return nullptr;
}

const Value* firstShared(const std::vector<Value>& first, const std::vector<Value>& second) {
    ValueSet known;
    for (const Value& value : first) {
        known.add(value);
    }
    const auto shared = std::find_if(second.begin(), second.end(),
                                     [&](const Value& value) { return known.has(value); });
    return shared == second.end() ? nullptr : &*shared;
}

}  // namespace muster::provision
