#include "rest/auth/form.h"

namespace muster::rest {

std::string encodeFormValue(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    constexpr std::string_view kPlainMarks = "-._*";
    constexpr unsigned kNibble = 16;
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || kPlainMarks.find(c) != std::string_view::npos;
        if (plain) {
            encoded += c;
        } else if (c == ' ') {
            encoded += '+';
        } else {
            encoded += '%';
            encoded += kHex[byte / kNibble];
            encoded += kHex[byte % kNibble];
        }
    }
    return encoded;
}

std::string encodeForm(const std::vector<FormField>& fields) {
    std::string text;
    for (const FormField& field : fields) {
        text += text.empty() ? "" : "&";
        text += encodeFormValue(field.name) + "=" + encodeFormValue(field.value);
    }
    return text;
}

}  // namespace muster::rest
