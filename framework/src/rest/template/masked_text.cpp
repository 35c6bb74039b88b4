#include "rest/template/masked_text.h"

#include <utility>

namespace muster::rest {

MaskedText& MaskedText::operator=(const MaskedText& other) {
    MaskedText copy(other);
    return *this = std::move(copy);
}

MaskedText& MaskedText::operator=(MaskedText&& other) noexcept {
    std::swap(wire_, other.wire_);
    std::swap(shown_, other.shown_);
    std::swap(hasSecret_, other.hasSecret_);
    return *this;
}

MaskedText::~MaskedText() {
    if (hasSecret_) {
        wipe(wire_);
    }
}

void MaskedText::append(std::string_view text) {
    if (!hasSecret_) {
        wire_ += text;
        return;
    }
    // A growing string leaves its old bytes behind: move by hand, so that they can be wiped.
    if (wire_.size() + text.size() > wire_.capacity()) {
        std::string larger;
        larger.reserve((wire_.size() + text.size()) * 2);
        larger = wire_;
        wipe(wire_);
        wire_ = std::move(larger);
    }
    wire_ += text;
    shown_ += text;
}

void MaskedText::appendSecret(std::string_view text) {
    if (!hasSecret_) {
        shown_ = wire_;
        hasSecret_ = true;
    }
    append(text);
    shown_.resize(shown_.size() - text.size());
    shown_ += "***";
}

void MaskedText::append(const MaskedText& text) {
    if (!text.hasSecret_) {
        append(text.wire_);
        return;
    }
    appendSecret(text.wire_);
    shown_.resize(shown_.size() - 3);
    shown_ += text.shown_;
}

}  // namespace muster::rest
