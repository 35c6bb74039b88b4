#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rest/template/expansion.h"

namespace muster::rest {

/** One text for a scalar value: strings as they are, numbers in decimal, "true" and "false", ISO
 * 8601, the Uid of a reference, bytes in base64, a secret exposed. Nothing for null, an object or a
 * real that is no number. */
std::optional<std::string> textOfValue(const Value& value);

/** Finds the value of a placeholder for one request. Borrows all three arguments. */
class ValueSource {
public:
    /** `each` is the value that stands for the template's `perValue` attribute, or null. */
    ValueSource(const RelUrlTemplate& relUrl, const TemplateCall& call, const Value* each)
        : relUrl_(relUrl), call_(call), each_(each) {}

    struct Found {
        Value value;
        bool isConfiguration = false;
        bool isSecret() const { return value.kind() == ValueKind::kSecret; }
    };

    /** Nothing when the name has no value in this call. kInvalidAttributeValue when it has more
     * than one. */
    Result<std::optional<Found>> find(std::string_view name) const;

private:
    std::optional<Value> runTimeValue(std::string_view name) const;
    /** These three give what the call or `each` holds, or null. */
    Result<const Value*> attributeValue(std::string_view name) const;
    Result<const Value*> single(const Attribute& attribute, std::string_view name) const;
    Result<const Value*> descend(std::string_view name) const;
    const Attribute* attributeNamed(std::string_view name) const;

    const RelUrlTemplate& relUrl_;
    const TemplateCall& call_;
    const Value* each_;
};

}  // namespace muster::rest
