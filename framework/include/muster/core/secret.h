#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace muster {

/** A text that must not be shown: a password, a token, a client secret.
 *
 *  Has no stream operator and no conversion; `expose()` is the one way to the text, so that each
 * use can be found by its name. The memory is wiped when the last copy goes. Copies share one
 * immutable text. */
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view text);
    /** Takes the text over and wipes the string that it came from. */
    static Secret take(std::string& text);

    /** The text itself, valid while this object lives. Never log it, never keep it. */
    std::string_view expose() const;
    bool empty() const { return expose().empty(); }
    /** Compares in a time that depends on the lengths only. */
    friend bool operator==(const Secret& a, const Secret& b);

private:
    std::shared_ptr<const std::string> text_;
};

/** Overwrites the text with zeros in a way that the compiler keeps, then empties it. */
void wipe(std::string& text);

}  // namespace muster
