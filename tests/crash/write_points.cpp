#include "write_points.h"

#include <algorithm>
#include <array>

#include <signal.h>
#include <unistd.h>

namespace crash {
namespace {

[[noreturn]] void die() {
    ::kill(::getpid(), SIGKILL);
    for (;;) ::pause();
}

}  // namespace

muster::store::JournalOptions WritePoints::hooks() {
    return {.fault =
                [this](std::string_view sql) {
                    before(sql);
                    return 0;
                },
            .ran = [this](std::string_view sql) { after(sql); }};
}

bool WritePoints::isWritePoint(std::string_view sql) const {
    constexpr std::array<std::string_view, 4> kChanging = {"INSERT", "UPDATE", "DELETE",
                                                           "PRAGMA journal_mode"};
    if (sql == "COMMIT") return true;
    return !isInTransaction_ &&
           std::any_of(kChanging.begin(), kChanging.end(),
                       [&](std::string_view word) { return sql.starts_with(word); });
}

void WritePoints::before(std::string_view sql) {
    if (!isWritePoint(sql)) return;
    ++count_;
    if (order_.side == KillOrder::Side::kBefore && count_ == order_.write) die();
}

void WritePoints::after(std::string_view sql) {
    const bool isOrdered = order_.side == KillOrder::Side::kAfter && count_ == order_.write;
    if (isOrdered && isWritePoint(sql)) die();
    if (sql == "BEGIN IMMEDIATE") isInTransaction_ = true;
    if (sql == "COMMIT" || sql == "ROLLBACK") isInTransaction_ = false;
}

}  // namespace crash
