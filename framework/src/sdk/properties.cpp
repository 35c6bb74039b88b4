#include <muster/sdk/connector.h>

namespace muster::sdk {
namespace {

template <typename T>
T valueOf(const std::vector<Attribute>& values, std::string_view name) {
    const Attribute* found = findAttribute(values, name);
    const Value* value = found == nullptr ? nullptr : found->single();
    const T* held = value == nullptr ? nullptr : value->as<T>();
    return held == nullptr ? T{} : *held;
}

}  // namespace

std::string Properties::text(std::string_view name) const {
    return valueOf<std::string>(values_, name);
}

std::int64_t Properties::integer(std::string_view name) const {
    return valueOf<std::int64_t>(values_, name);
}

bool Properties::boolean(std::string_view name) const { return valueOf<bool>(values_, name); }

}  // namespace muster::sdk
