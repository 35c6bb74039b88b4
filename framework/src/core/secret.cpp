#include <string.h>  // explicit_bzero

#include <muster/core/secret.h>

namespace muster {
namespace {

/** Owns the text and wipes it at the end. */
struct Wiped : std::string {
    using std::string::string;
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    ~Wiped() { wipe(*this); }
};

}  // namespace

void wipe(std::string& text) {
    // The whole capacity: what stood there before a shorter text was assigned goes too.
    text.resize(text.capacity());
    explicit_bzero(text.data(), text.size());
    text.clear();
}

Secret::Secret(std::string_view text) : text_(std::make_shared<Wiped>(text.data(), text.size())) {}

Secret Secret::take(std::string& text) {
    Secret secret{std::string_view(text)};
    wipe(text);
    return secret;
}

std::string_view Secret::expose() const {
    return text_ == nullptr ? std::string_view() : std::string_view(*text_);
}

bool operator==(const Secret& a, const Secret& b) {
    const std::string_view left = a.expose();
    const std::string_view right = b.expose();
    if (left.size() != right.size()) {
        return false;
    }
    unsigned difference = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        difference |= static_cast<unsigned>(static_cast<unsigned char>(left[i]) ^
                                            static_cast<unsigned char>(right[i]));
    }
    return difference == 0;
}

}  // namespace muster
