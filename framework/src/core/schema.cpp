#include <muster/core/schema.h>

namespace muster {

const AttributeInfo* ObjectClassInfo::find(std::string_view attributeName) const {
    for (const AttributeInfo& info : attributes) {
        if (equalNames(info.name, attributeName)) {
            return &info;
        }
    }
    for (const AttributeInfo& info : attributes) {
        if (!info.nativeName.empty() && equalNames(info.nativeName, attributeName)) {
            return &info;
        }
    }
    return nullptr;
}

const ObjectClassInfo* Description::findClass(std::string_view className) const {
    for (const ObjectClassInfo& info : classes) {
        if (equalNames(info.name, className)) {
            return &info;
        }
    }
    return nullptr;
}

const ActionInfo* Description::findAction(std::string_view className,
                                          std::string_view actionName) const {
    for (const ActionInfo& action : actions) {
        if (equalNames(action.objectClass, className) && equalNames(action.name, actionName)) {
            return &action;
        }
    }
    return nullptr;
}

}  // namespace muster
