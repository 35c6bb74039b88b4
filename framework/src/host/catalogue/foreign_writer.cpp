#include "host/catalogue/foreign_writer.h"

#include <fmt/format.h>
#include <unistd.h>

namespace muster::host {

std::optional<ForeignWriter> foreignWriter(const struct stat& status, const char* what,
                                           const char* danger) {
    if (status.st_uid != ::geteuid() && status.st_uid != 0) {
        return ForeignWriter{.found = fmt::format("{} belongs to user {}", what, status.st_uid),
                             .expected = fmt::format("user {} or root", ::geteuid()),
                             .hint = danger};
    }
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        return ForeignWriter{.found = fmt::format("others can write to {} (mode {:04o})", what,
                                                  status.st_mode & 07777),
                             .expected = "write permission for its owner alone",
                             .hint = "take it away with \"chmod go-w\""};
    }
    return std::nullopt;
}

}  // namespace muster::host
