// Rules about several attributes of an org unit or a group together; others are in checks.cpp.
#include <array>
#include <set>

#include "checks.h"
#include "schema.h"
#include "text_rules.h"
#include <muster/core/ids.h>
#include <muster/sdk/answers.h>

namespace muster::lineworks {
namespace {

Error illegal(std::string_view attribute, std::string message, std::string hint) {
    return sdk::refusal(ErrorCode::kInvalidAttributeValue, std::move(message), std::move(hint),
                        std::string(attribute));
}

bool isOn(const Attribute* attribute) {
    const bool* flag = attribute == nullptr || attribute->single() == nullptr
                           ? nullptr
                           : attribute->single()->as<bool>();
    return flag != nullptr && *flag;
}

std::string textIn(const ObjectValue& object, std::string_view part) {
    const Attribute* found = object.find(part);
    return found == nullptr || found->single() == nullptr ? std::string()
                                                          : found->single()->toDisplay();
}

}  // namespace

Result<void> checkOrgUnitNames(const Attribute& attribute) {
    std::set<std::string> languages;
    for (const Value& value : attribute.values()) {
        const auto* element = value.as<ObjectValue>();
        const std::string language = element == nullptr ? "" : textIn(*element, "language");
        const std::string text = element == nullptr ? "" : textIn(*element, "name");
        if (language.empty() || text.empty() || !languages.insert(language).second) {
            return illegal(attribute.name(),
                           language.empty() || text.empty()
                               ? attribute.name() + " has an element without language or name"
                               : attribute.name() + " has two elements of " + language,
                           "give one element for each language, with its name");
        }
        if (const Fault fault = faultOfOrgUnitName(text)) {
            return illegal(attribute.name(), attribute.name() + " \"" + text + "\" " + *fault,
                           "letters, digits, blanks and ! @ & ( ) - _ + [ ] { } , . / are legal");
        }
    }
    return {};
}

Result<void> checkFeatures(const std::vector<Attribute>& wanted, const ConnectorObject* before) {
    constexpr std::string_view kRoom = "useMessage";
    const Attribute* said = findAttribute(wanted, kRoom);
    const bool hasRoom =
        said != nullptr ? isOn(said) : before != nullptr && isOn(before->find(kRoom));
    for (const char* const feature : {"useNote", "useCalendar", "useTask", "useFolder"}) {
        if (!hasRoom && isOn(findAttribute(wanted, feature))) {
            return illegal(feature,
                           std::string(feature) +
                               " would be on without useMessage; LINE WORKS keeps notes, calendar, "
                               "tasks and folder in the message room",
                           "say useMessage=true too");
        }
    }
    return {};
}

Result<void> checkVisible(const std::string& parent, bool isParentHidden, bool isVisible) {
    if (!isParentHidden || !isVisible) {
        return {};
    }
    return illegal("visible",
                   "org unit \"" + parent + "\" is hidden, and nothing within it can be visible",
                   "say visible=false, or show the parent first");
}

}  // namespace muster::lineworks
