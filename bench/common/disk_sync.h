#pragma once

#include <filesystem>

namespace bench {

/** How often a second the disk of that folder can make a page durable: appends of 4 KiB with fsync,
 * one after the other. Ends the program when it cannot be written. */
double syncsPerSecond(const std::filesystem::path& folder, int syncs);

}  // namespace bench
