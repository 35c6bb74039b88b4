#include "provision/search_plan.h"

#include <algorithm>

#include "provision/filter_values.h"
#include "provision/schema_names.h"

namespace muster::provision {
namespace {

/** The filter is checked once more on what the connector shows, so it has to show what the filter
 * asks about. */
void addFilterNames(std::vector<std::string>& names, const Filter& filter) {
    const bool isAlwaysThere = filter.attribute.empty() || equalNames(filter.attribute, attr::kUid);
    if (!isAlwaysThere && std::find(names.begin(), names.end(), filter.attribute) == names.end()) {
        names.push_back(filter.attribute);
    }
    for (const Filter& child : filter.children) {
        addFilterNames(names, child);
    }
}

}  // namespace

Result<std::vector<std::string>> resolvedNames(const std::vector<std::string>& names,
                                               const ObjectClassInfo& info) {
    std::vector<std::string> resolved;
    for (const std::string& name : names) {
        if (equalNames(name, attr::kUid)) {
            continue;  // always there
        }
        MUSTER_ASSIGN_OR_RETURN(const AttributeInfo* attribute, requireAttribute(info, name));
        resolved.push_back(attribute->name);
    }
    return resolved;
}

Error unsupportedRead(const ObjectClassInfo& info, const std::string& operation) {
    return Error{.code = ErrorCode::kNotSupported,
                 .message = "class " + info.name + " does not support " + operation,
                 .hint = "`target schema` lists what it supports"};
}

Result<SearchPlan> planSearch(const SearchRequest& request, const host::TargetRuntime& runtime,
                              const ReferenceNames* references) {
    SearchPlan plan;
    MUSTER_ASSIGN_OR_RETURN(plan.info, requireClass(runtime.description(), request.objectClass));
    if (plan.info->search != Support::kSupported) {
        return unsupportedRead(*plan.info, "search");
    }
    host::SearchArguments& arguments = plan.arguments;
    arguments.pageSize = request.pageSize;
    Resolved found;
    const Words words{.lookups = runtime.lookups(), .references = references};
    MUSTER_ASSIGN_OR_RETURN(arguments.filter,
                            resolvedFilter(request.filter, *plan.info, words, Time::now(), found));
    MUSTER_ASSIGN_OR_RETURN(arguments.attributes, resolvedNames(request.attributes, *plan.info));
    if (!arguments.attributes.empty()) {
        addFilterNames(arguments.attributes, arguments.filter);
    }
    // With a filter the connector may show more than fulfils it, so only the host can count.
    arguments.limit = plan.isFiltered() ? 0 : request.limit;
    plan.notices = std::move(found.notices);
    return plan;
}

}  // namespace muster::provision
