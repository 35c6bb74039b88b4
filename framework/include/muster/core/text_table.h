#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace muster {

/** Texts of a schema or a lookup, each with a number, to be found often: names of attributes,
 * labels. Borrows the texts. Built once; any number of threads may look things up. */
class TextTable {
public:
    enum class Case {
        kExact,
        kIgnored,  ///< of ASCII letters, as `equalNames`
    };
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    /** For at most so many texts. */
    TextTable(Case textCase, std::size_t most);
    TextTable() : TextTable(Case::kExact, 0) {}

    /** A text that is there already keeps its first number. */
    void add(std::string_view text, std::size_t number);
    /** The number of the text, or `kNone`. */
    std::size_t find(std::string_view text) const;

private:
    struct Place {
        std::string_view text = {};
        std::size_t number = kNone;
    };
    /** Where the text is, or where it would be put. */
    std::size_t placeOf(std::string_view text) const;
    bool equals(std::string_view a, std::string_view b) const;

    Case case_;
    std::vector<Place> places_;  ///< a power of two, at most half of them taken
};

}  // namespace muster
