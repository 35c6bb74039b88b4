#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace muster::shell {

/** How many columns a terminal needs for the text: wide characters (Japanese, full-width Latin)
 * take two, combining marks none (wcwidth of the C library). A byte that is no UTF-8 counts as
 * one. */
std::size_t displayWidth(std::string_view text);

/** The text with blanks after it up to `width` columns; the text itself when it is wider. */
std::string padded(std::string_view text, std::size_t width);

/** The text as it may go to a terminal: control characters as `\n`, `\t` or `\x1b`, bytes that are
 * no UTF-8 as `\xff`, so that a value from a target can neither break a table nor drive the
 * terminal. */
std::string printable(std::string_view text);

/** The text on one line of at most `width` columns: what follows a line end is left out, and `...`
 * stands for what was cut off. */
std::string shortened(std::string_view text, std::size_t width);

/** The number of characters (code points) in the first `bytes` bytes. */
std::size_t characterCount(std::string_view text, std::size_t bytes = std::string_view::npos);

}  // namespace muster::shell
