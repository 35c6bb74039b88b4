#include "common/private_file.h"

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sandbox {

void writePrivateFile(const std::string& path, std::string_view text) {
    const auto fail = [&] {
        throw std::runtime_error("cannot write " + path + ": " +
                                 std::generic_category().message(errno));
    };
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) fail();
    // An old file keeps its mode otherwise.
    const bool written = fchmod(file, 0600) == 0 &&
                         write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (close(file) != 0 || !written) fail();
}

}  // namespace sandbox
