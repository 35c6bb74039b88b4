#include "zoom/labels.h"

#include "common/text.h"

namespace sandbox::zoom {

std::string_view labelName(Label label) {
    switch (label) {
        case Label::kLight:
            return "Light";
        case Label::kMedium:
            return "Medium";
        case Label::kHeavy:
            return "Heavy";
        case Label::kResourceIntensive:
            return "Resource-intensive";
    }
    return "";
}

std::optional<Label> parseLabel(std::string_view name) {
    for (const auto label : kLabels) {
        if (equalsIgnoringCase(labelName(label), name)) return label;
    }
    return std::nullopt;
}

}  // namespace sandbox::zoom
