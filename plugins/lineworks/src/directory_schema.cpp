#include "schema.h"
#include "schema_parts.h"
#include <muster/core/ids.h>

namespace muster::lineworks {
namespace {

// Developers, directory-level-get, directory-position-create, directory-user-type-list.

ObjectClassInfo readableClass(std::string_view className, std::string description,
                              std::string nativeName, std::string nativeKey) {
    AttributeInfo label = readOnly(std::string(attr::kName), ValueKind::kString, "Its name");
    label.nativeName = std::move(nativeName);
    AttributeInfo externalKey =
        readOnly(std::string(name::kExternalKey), ValueKind::kString, "External Key");
    externalKey.nativeName = std::move(nativeKey);
    return {.name = std::string(className),
            .description = std::move(description),
            .get = Support::kSupported,
            .search = Support::kSupported,
            .attributes = {label, externalKey,
                           readOnly(std::string(name::kDisplayOrder), ValueKind::kInteger,
                                    "Place in lists, ascending")}};
}

}  // namespace

const ObjectClassInfo& levelClass() {
    static const ObjectClassInfo kLevel = [] {
        ObjectClassInfo info =
            readableClass(class_name::kLevel, "A level (職級); made in the admin page", "levelName",
                          "levelExternalKey");
        info.attributes.push_back(
            readOnly("executive", ValueKind::kBoolean, "Whether it is an executive's"));
        return info;
    }();
    return kLevel;
}

const ObjectClassInfo& positionClass() {
    static const ObjectClassInfo kPosition =
        readableClass(class_name::kPosition, "A position (役職); made in the admin page",
                      "positionName", "positionExternalKey");
    return kPosition;
}

const ObjectClassInfo& userTypeClass() {
    static const ObjectClassInfo kUserType = [] {
        ObjectClassInfo info = readableClass(class_name::kUserType,
                                             "A user type (利用権限タイプ); made in the admin page",
                                             "userTypeName", "userTypeExternalKey");
        info.attributes.push_back(readOnly("userTypeCode", ValueKind::kString, "Its code"));
        return info;
    }();
    return kUserType;
}

}  // namespace muster::lineworks
