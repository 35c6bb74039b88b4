// Kills the host again and again while the simulator misbehaves, lets a person go on as the manual
// says, and compares the journal with what the simulator really did. See README.md.
#include <chrono>
#include <cstring>
#include <iostream>
#include <string>

#include "campaign.h"

namespace {

constexpr const char* kUsage =
    "usage: muster_crash [--target zoom|lineworks] [--kills N] [--seed S] [--lanes L]\n"
    "                    [--series-kills N] [--only ROUND] [--findings N]\n"
    "  --target NAME  what is provisioned (zoom)\n"
    "  --kills N      at least so many kills (200)\n"
    "  --seed S       of everything that chance decides (1)\n"
    "  --lanes L      rounds at the same time (4)\n"
    "  --series-kills N  begins no further series of write points after so many kills, but leaves\n"
    "                 all to chance (no such limit); 0: chance alone\n"
    "  --only ROUND   that random round alone, with its story\n"
    "  --findings N   stops after so many rounds with findings (5)\n";

/// Null for a name that there is not.
const crash::Target* targetNamed(const std::string& name) {
    for (const crash::Target* target : {&crash::zoomTarget(), &crash::lineworksTarget()}) {
        if (target->name() == name) return target;
    }
    return nullptr;
}

struct Arguments {
    const crash::Target* target = &crash::zoomTarget();
    crash::CampaignOptions options;
    int only = 0;
    bool isGood = true;
};

Arguments parse(int argc, char** argv) {
    Arguments arguments;
    for (int at = 1; at < argc; ++at) {
        const std::string word = argv[at];
        const char* const value = at + 1 < argc ? argv[++at] : nullptr;
        if (value == nullptr) {
            arguments.isGood = false;
        } else if (word == "--target") {
            arguments.target = targetNamed(value);
            arguments.isGood = arguments.isGood && arguments.target != nullptr;
        } else if (word == "--kills") {
            arguments.options.kills = std::atoi(value);
        } else if (word == "--seed") {
            arguments.options.seed = std::strtoull(value, nullptr, 10);
        } else if (word == "--lanes") {
            arguments.options.lanes = std::max(1, std::atoi(value));
        } else if (word == "--findings") {
            arguments.options.mostFindings = std::atoi(value);
        } else if (word == "--series-kills") {
            arguments.options.seriesKills = std::atoi(value);
        } else if (word == "--only") {
            arguments.only = std::atoi(value);
        } else {
            arguments.isGood = false;
        }
    }
    return arguments;
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments = parse(argc, argv);
    if (!arguments.isGood) {
        std::cerr << kUsage;
        return 2;
    }
    const auto begun = std::chrono::steady_clock::now();
    crash::Campaign campaign(*arguments.target, arguments.options, std::cout);
    const crash::Totals totals =
        arguments.only > 0 ? campaign.runOnly(arguments.only) : campaign.run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    crash::tell(std::cout, arguments.options, totals, took.count());
    return totals.badRounds == 0 ? 0 : 1;
}
