#include "common/options.h"

#include <cstdio>
#include <cstdlib>

namespace bench {

Size sizeFrom(int count, char** arguments) {
    Size size = Size::kFull;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = arguments[i];
        if (word == "--tiny") {
            size = Size::kTiny;
        } else if (word == "--quick") {
            size = Size::kQuick;
        } else {
            std::fprintf(stderr, "%s: unknown argument \"%s\"; expected --tiny or --quick\n",
                         arguments[0], arguments[i]);
            std::exit(2);
        }
    }
    return size;
}

}  // namespace bench
