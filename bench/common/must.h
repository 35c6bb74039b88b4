#pragma once

#include <cstdio>
#include <cstdlib>
#include <type_traits>
#include <utility>

#include <muster/core/result.h>

namespace bench {

/** Ends the program: a figure of something that failed would be none. */
[[noreturn]] inline void stop(const muster::Error& error) {
    std::fprintf(stderr, "%s\n", error.describe().c_str());
    std::exit(1);
}

/** The value, or the end of the program with the error's sentence. */
template <typename T>
T must(muster::Result<T> result) {
    if (!result) {
        stop(result.error());
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(result).value();
    }
}

}  // namespace bench
