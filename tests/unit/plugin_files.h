#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace muster::testing {

/** A connector that the build made for these tests: `broken_no_entry`, `good_plugin_1.0.0`. */
inline std::filesystem::path pluginFile(const std::string& target) {
    return std::filesystem::path(MUSTER_BROKEN_PLUGINS) / (target + ".so");
}

inline std::string readFile(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void writeFile(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

inline bool holdsPiece(const std::string& text, const std::string& piece) {
    return text.find(piece) != std::string::npos;
}

inline bool anyHoldsPiece(const std::vector<std::string>& texts, const std::string& piece) {
    return std::any_of(texts.begin(), texts.end(),
                       [&](const std::string& text) { return holdsPiece(text, piece); });
}

}  // namespace muster::testing
