// The program muster with a journal that ends it with SIGKILL where it was told to, by the variable
// MUSTER_CRASH ("before:12", "after:3"). Its first argument may be `--together HOME FILE`: then it
// runs the commands of that file, each worker's on a thread of its own.
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "app/program.h"
#include "kill_order.h"
#include "together.h"
#include "write_points.h"

int main(int argc, char** argv) {
    const char* const told = std::getenv(crash::kOrderVariable);
    const auto order = crash::KillOrder::parse(told == nullptr ? "" : told);
    if (!order) {
        std::cerr << crash::kOrderVariable << "=\"" << told
                  << "\" is no order, expected \"before:N\" or \"after:N\"\n";
        return 2;
    }
    crash::WritePoints points(*order);
    if (argc == 4 && std::strcmp(argv[1], crash::kTogether) == 0) {
        return crash::runTogether(argv[2], argv[3], points.hooks());
    }
    return muster::app::runProgram(argc, argv, points.hooks());
}
