#pragma once

#include <filesystem>
#include <string>

#include "host/catalogue/loaded_connector.h"
#include "host/target.h"

namespace muster::host {

/** A digest of everything that decides which requests an operation sends: the connector's bytes,
 * the XML files of its lookups folder (and of the folders that these extend), and the settings that
 * the connector sees. Addresses and credentials are the host's own and do not count. */
std::string fingerprintOf(const LoadedConnector& connector, const Target& target,
                          const std::vector<std::filesystem::path>& files);

/** The XML files of a folder that decide what is sent, in the order of their names (so not the
 * limits, which only say when); none when there is no such folder. */
std::vector<std::filesystem::path> xmlFilesIn(const std::filesystem::path& folder);

}  // namespace muster::host
