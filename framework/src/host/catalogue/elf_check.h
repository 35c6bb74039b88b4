#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/catalogue/check_failure.h"

namespace muster::host {

/** What the bytes of a connector file say, with nothing of it run. */
struct ElfReport {
    /** The first step that failed; nothing when the file is a connector of this host. */
    std::optional<CheckFailure> failure = {};
    /** From `muster_connector_info`; empty when the check did not get that far. */
    std::string name = {};
    std::string version = {};
    /** What will work but should be mended: each a sentence. */
    std::vector<std::string> warnings = {};
    /** Shared libraries that the file needs (DT_NEEDED), in its order. */
    std::vector<std::string> needed = {};
};

/** Reads a shared library the way the loader would (gABI chapter 5; no section headers): ELF
 * header, segments within the file, dynamic section, the two exported symbols, the descriptor, its
 * ABI version, name and version. Bounded: any bytes are safe to give, aligned or not.
 *
 *  Warnings: executable stack, no `-z now`, STB_GNU_UNIQUE symbols, other exported symbols,
 * DT_RPATH or DT_RUNPATH, and needed libraries that are in none of the loader's usual folders (best
 * effort: the loader's cache is not read). [thread-safe] */
ElfReport checkElf(std::span<const std::byte> bytes);

}  // namespace muster::host
