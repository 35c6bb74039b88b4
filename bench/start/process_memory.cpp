#include "start/process_memory.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace bench {

double memoryMiB(pid_t process, std::string_view field) {
    const std::string file = "/proc/" + std::to_string(process) + "/status";
    std::ifstream status(file);
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(field)) {
            return std::strtod(line.c_str() + field.size() + 1, nullptr) / 1024;
        }
    }
    std::fprintf(stderr, "%s has no %s\n", file.c_str(), std::string(field).c_str());
    std::exit(1);
}

}  // namespace bench
