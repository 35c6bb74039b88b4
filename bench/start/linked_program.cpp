// Links what muster links and does nothing: it says that it is there and waits for its input to
// end. What such a program needs in time and memory is not muster's doing.
#include <cstdio>

int main() {
    std::puts("ready");
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return 0;
}
