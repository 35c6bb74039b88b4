#pragma once

#include <string>
#include <string_view>

#include <muster/core/secret.h>

namespace muster::rest {

/** A text in two forms, built side by side: as it goes on the wire, and as it may be shown, where
 * each secret value stands as `***`. Redaction is by type: what came in as a `Secret` is masked,
 * whatever it looks like. The wire form of a text that holds a secret is wiped when it goes. */
class MaskedText {
public:
    MaskedText() = default;
    MaskedText(const MaskedText&) = default;
    MaskedText(MaskedText&&) = default;
    MaskedText& operator=(const MaskedText& other);
    MaskedText& operator=(MaskedText&& other) noexcept;
    ~MaskedText();

    void append(std::string_view text);
    /** Appends the wire form of a secret (encoded already), shown as `***`. */
    void appendSecret(std::string_view text);
    void append(const MaskedText& text);

    /** Never log it. */
    const std::string& exposed() const { return wire_; }
    const std::string& redacted() const { return hasSecret_ ? shown_ : wire_; }
    bool hasSecret() const { return hasSecret_; }
    bool empty() const { return wire_.empty(); }

private:
    std::string wire_;
    std::string shown_;  ///< used from the first secret on
    bool hasSecret_ = false;
};

}  // namespace muster::rest
