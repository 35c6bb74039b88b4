#pragma once

#include <string_view>

namespace bench {

/** How long a program may take: kTiny shows that it runs (a test), kQuick gives a first figure,
 * kFull measures what the goals speak of. */
enum class Size { kTiny, kQuick, kFull };

/** From `--tiny` or `--quick`; full without either. Ends the program with 2 for anything else. */
Size sizeFrom(int count, char** arguments);

/** The one of three that belongs to the size. */
template <typename T>
T bySize(Size size, T tiny, T quick, T full) {
    switch (size) {
        case Size::kTiny:
            return tiny;
        case Size::kQuick:
            return quick;
        case Size::kFull:
            break;
    }
    return full;
}

}  // namespace bench
