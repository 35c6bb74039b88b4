#pragma once

#include <filesystem>

#include "store/sqlite/database.h"

namespace muster::store {

/** Makes the journal's file if there is none. It is made under another name and gets its own once
 * it has its schema, so that a file without anything in it is never one that a start left behind.
 * kConfiguration for such a file: whoever emptied it took what was journaled with it. */
Result<void> ensureJournalFile(const std::filesystem::path& file, const sqlite::FaultHook& fault,
                               const sqlite::RanHook& ran);

}  // namespace muster::store
