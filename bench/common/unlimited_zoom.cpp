#include "common/unlimited_zoom.h"

#include <regex>
#include <string>

namespace bench {

std::filesystem::path unlimited(const support::SandboxHome& home, int workers) {
    const std::string limits = "lookups/zoom/limits.xml";
    std::string text = home.read(limits);
    text = std::regex_replace(text, std::regex(R"( rate="\d+")"), R"( rate="100000")");
    text = std::regex_replace(text, std::regex(R"( per-seconds="\d+")"), "");
    text = std::regex_replace(text, std::regex(R"( per-day="\d+")"), R"( per-day="1000000000")");
    home.write(limits, text);
    home.edit(std::string(support::SandboxHome::kTargetFile), "workers=\"2\"",
              "workers=\"" + std::to_string(workers) + "\"");
    return home.path();
}

}  // namespace bench
