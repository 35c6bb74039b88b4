#include <algorithm>

#include <muster/sdk/filter_values.h>

namespace muster::sdk {
namespace {

std::string_view schemaName(const Filter& filter, const ObjectClassInfo& info) {
    const AttributeInfo* found = info.find(filter.attribute);
    return found == nullptr ? std::string_view(filter.attribute) : found->name;
}

}  // namespace

std::optional<std::string> requiredValue(const Filter& filter, const ObjectClassInfo& info,
                                         std::string_view attribute) {
    if (filter.op == FilterOp::kEquals) {
        return equalNames(schemaName(filter, info), attribute)
                   ? std::optional(filter.value.toDisplay())
                   : std::nullopt;
    }
    if (filter.op == FilterOp::kAnd) {
        for (const Filter& child : filter.children) {
            if (std::optional<std::string> value = requiredValue(child, info, attribute)) {
                return value;
            }
        }
    }
    return std::nullopt;
}

Filter withSchemaNames(Filter filter, const ObjectClassInfo& info) {
    filter.attribute = schemaName(filter, info);
    for (Filter& child : filter.children) {
        child = withSchemaNames(std::move(child), info);
    }
    return filter;
}

bool asksAbout(const Filter& filter, const ObjectClassInfo& info, std::string_view attribute) {
    return (!filter.attribute.empty() && equalNames(schemaName(filter, info), attribute)) ||
           std::any_of(filter.children.begin(), filter.children.end(),
                       [&](const Filter& child) { return asksAbout(child, info, attribute); });
}

}  // namespace muster::sdk
