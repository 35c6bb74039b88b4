#pragma once

#include <optional>
#include <string>

/** What a test tells the shaken host while it runs: small files in the folder that the variable
 * MUSTER_SHAKE names. A file that is not there orders nothing. Any thread. */
namespace shaken {

/** The folder; empty when nothing is to be shaken. */
const std::string& folder();
/** The content of `NAME` in the folder. */
std::optional<std::string> order(const char* name);
/** Writes `NAME` anew, for the test to read. */
void tell(const char* name, const std::string& text);

}  // namespace shaken
