#include <muster/sdk/view.h>

namespace muster::sdk {

std::optional<std::string_view> AttributeView::text() const {
    if (attribute_->value_count != 1 || attribute_->values[0].kind != MUSTER_VALUE_STRING) {
        return std::nullopt;
    }
    return abi::text(attribute_->values[0].as.text);
}

std::optional<AttributeView> AttributesView::find(std::string_view name) const {
    for (const muster_attribute& attribute : abi::each(list_)) {
        if (equalNames(abi::text(attribute.name), name)) {
            return AttributeView(attribute);
        }
    }
    return std::nullopt;
}

}  // namespace muster::sdk
