#include <algorithm>

#include <muster/sdk/wanted.h>

namespace muster::sdk {

bool isAsked(const std::vector<std::string>& wanted, const ObjectClassInfo& info,
             std::string_view attribute) {
    const AttributeInfo* asked = info.find(attribute);
    return asked != nullptr &&
           std::any_of(wanted.begin(), wanted.end(),
                       [&](const std::string& one) { return info.find(one) == asked; });
}

ConnectorObject withWanted(ConnectorObject object, const ObjectClassInfo& info,
                           const std::vector<std::string>& wanted) {
    std::erase_if(object.attributes, [&](const Attribute& attribute) {
        return !wanted.empty() && !isAsked(wanted, info, attribute.name());
    });
    return object;
}

}  // namespace muster::sdk
