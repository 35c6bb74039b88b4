#include <muster/core/object_view.h>

namespace muster {

std::string_view ValueView::text() const {
    switch (kind()) {
        case ValueKind::kString:
        case ValueKind::kBytes:
        case ValueKind::kSecret:
        case ValueKind::kReference:
            return abi::text(value_->as.text);
        case ValueKind::kNull:
        case ValueKind::kInteger:
        case ValueKind::kReal:
        case ValueKind::kBoolean:
        case ValueKind::kTime:
        case ValueKind::kObject:
            break;
    }
    return {};
}

std::int64_t ValueView::integer() const {
    const bool isWhole = kind() == ValueKind::kInteger || kind() == ValueKind::kBoolean ||
                         kind() == ValueKind::kTime;
    return isWhole ? value_->as.integer : 0;
}

std::optional<AttributeView> ObjectView::find(std::string_view attributeName) const {
    for (const muster_attribute& attribute : abi::each(object_->attributes)) {
        if (equalNames(abi::text(attribute.name), attributeName)) {
            return AttributeView(attribute);
        }
    }
    return std::nullopt;
}

}  // namespace muster
