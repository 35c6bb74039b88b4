#include "orders.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace shaken {

const std::string& folder() {
    static const std::string kFolder = [] {
        const char* const told = std::getenv("MUSTER_SHAKE");
        return std::string(told == nullptr ? "" : told);
    }();
    return kFolder;
}

std::optional<std::string> order(const char* name) {
    if (folder().empty()) {
        return std::nullopt;
    }
    std::ifstream file(folder() + "/" + name);
    if (!file) {
        return std::nullopt;
    }
    return std::string(std::istreambuf_iterator<char>(file), {});
}

void tell(const char* name, const std::string& text) {
    std::ofstream(folder() + "/" + name) << text;
}

}  // namespace shaken
