#pragma once

#include <string>
#include <string_view>

#include <muster/core/error.h>

namespace muster::host {

/** Why a file is no usable connector: the step that failed, and both sides of the comparison. */
struct CheckFailure {
    /** One of "folder", "file", "copy", "elf", "segments", "dynamic section", "symbols",
     * "descriptor", "abi version", "duplicate", "probe start", "probe", "load", "table",
     * "description". */
    std::string step = {};
    std::string found = {};
    std::string expected = {};
    /** What to do next, or empty. */
    std::string hint = {};
    /** Another try may end otherwise: it took too long, on a machine that may have been busy. */
    bool isForNow = false;
    friend bool operator==(const CheckFailure&, const CheckFailure&) = default;
};

/** The failure as one sentence: `connector file "FILE": step elf: an empty file; expected an ELF
 * file`. kConfiguration. */
Error toError(const CheckFailure& failure, std::string_view file);

}  // namespace muster::host
