#pragma once

#include <string>
#include <string_view>

namespace muster::host {

/** What a plugin's function let cross its border (C-21), as half a sentence: `its function create
 * let an exception cross its border: no such table`. Called in the catch block that caught it. */
std::string escapedException(std::string_view function);

}  // namespace muster::host
