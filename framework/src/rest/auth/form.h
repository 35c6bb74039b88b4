#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muster::rest {

/** One field of a form; the value is not encoded yet. */
struct FormField {
    std::string name;
    std::string value;
};

/** `application/x-www-form-urlencoded` as RFC 6749 appendix B wants it: UTF-8, "+" for a blank, and
 * everything but letters, digits and "-._*" in percent form. */
std::string encodeForm(const std::vector<FormField>& fields);
/** One name or value of such a form. */
std::string encodeFormValue(std::string_view text);

}  // namespace muster::rest
