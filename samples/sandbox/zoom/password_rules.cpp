#include "zoom/password_rules.h"

#include <algorithm>
#include <cctype>

#include "common/text.h"

namespace sandbox::zoom {

namespace {

bool isUpper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool isLower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }
bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool isLetter(char c) { return isUpper(c) || isLower(c); }
bool isSpecial(char c) { return !isLetter(c) && !isDigit(c); }

template <typename Test>
bool any(std::string_view text, Test test) {
    return std::any_of(text.begin(), text.end(), test);
}

/// Length of the longest stretch in which each character follows the one before by `step`.
std::size_t longestRun(std::string_view text, int step) {
    std::size_t longest = text.empty() ? 0 : 1;
    std::size_t run = 1;
    for (std::size_t at = 1; at < text.size(); ++at) {
        const bool alnum = !isSpecial(text[at]) && !isSpecial(text[at - 1]);
        run = (alnum || step == 0) && text[at] - text[at - 1] == step ? run + 1 : 1;
        longest = std::max(longest, run);
    }
    return longest;
}

bool isTooEasy(const std::string& small, std::string_view mail) {
    // Zoom does not publish its list; these stand for it.
    for (const std::string_view word :
         {"password", "passw0rd", "qwerty", "welcome", "letmein", "zoom", "admin", "asdf"}) {
        if (small.find(word) != std::string::npos) return true;
    }
    const auto local = lowered(mail.substr(0, mail.find('@')));
    return local.size() >= 3 && small.find(local) != std::string::npos;
}

}  // namespace

std::optional<PasswordFault> findPasswordFault(std::string_view password, std::string_view mail,
                                               const Settings& settings) {
    const auto least = static_cast<std::size_t>(settings.passwordMinLength);
    if (codePoints(password) < least) {
        return PasswordFault{1124, "Have at least " + std::to_string(least) + " characters"};
    }
    if (!any(password, isLetter)) return PasswordFault{1125, "Have at least 1 letter"};
    if (!any(password, isDigit)) return PasswordFault{1126, "Have at least 1 number"};
    if (!any(password, isUpper) || !any(password, isLower)) {
        return PasswordFault{1128, "Include both upper case and lower case characters"};
    }
    if (settings.passwordSpecial && !any(password, isSpecial)) {
        return PasswordFault{1127, "Have at least 1 special character"};
    }
    const auto small = lowered(password);
    // Runs like 12345678 and abcdefgh are always refused, so 8 is the limit without a rule.
    const auto run =
        settings.passwordMaxRun == 0 ? 8 : static_cast<std::size_t>(settings.passwordMaxRun);
    if (longestRun(small, 0) >= run) {
        return PasswordFault{1130, "Can not contain the same character repeated"};
    }
    if (longestRun(small, 1) >= run || longestRun(small, -1) >= run) {
        return PasswordFault{1131, "Can not contain consecutive characters"};
    }
    if (settings.passwordWeakWords && isTooEasy(small, mail)) {
        return PasswordFault{1136, "Password is too easy to guess"};
    }
    return {};
}

}  // namespace sandbox::zoom
