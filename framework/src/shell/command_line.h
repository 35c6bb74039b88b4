#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <muster/core/result.h>

namespace muster::shell {

/** One word of a command line. */
struct Word {
    std::string text = {};  ///< without its quotes
    std::string raw = {};   ///< as it was typed
    int column = 1;         ///< of its first character, from 1, in characters
    /** How many bytes of `text` stand before the first quote: only there do `=` and `--` mean
     * something. */
    std::size_t plainBytes = 0;
    /** Some part of it was quoted, so that an empty text was meant. */
    bool isQuoted = false;
    /** Nothing of it stands outside of one pair of quotes. */
    bool isWhollyQuoted = false;
};

/** Splits a line into words at blanks. `'...'` keeps everything; `"..."` knows `\"` and `\\`;
 * quotes may stand in the middle of a word (`name="a b"`). `#` at the beginning of a word starts a
 * comment. kConfiguration with the column for a quote that is not closed and for a NUL. */
Result<std::vector<Word>> splitLine(std::string_view line);

/** A mistake in the command line: kConfiguration, `column N: MESSAGE`. */
Error usageError(int column, std::string message, std::string hint = {});

/** Overwrites the texts: a word may hold a password. */
void wipe(std::vector<Word>& words);

}  // namespace muster::shell
