#pragma once

#include <filesystem>

#include "xml/diagnostics.h"

namespace muster::host {

/** Adds an error for the folder, and for each `.xml` file in it, that others than this user and
 * root can write: whoever edits a target or a template decides where credentials go and what is
 * sent. A folder that is not there is no error. */
void refuseForeignWriters(const std::filesystem::path& folder, xml::Diagnostics& diagnostics);

}  // namespace muster::host
