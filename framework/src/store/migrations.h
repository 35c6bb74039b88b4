#pragma once

#include "store/sqlite/database.h"
#include <muster/core/result.h>

namespace muster::store {

/** The version of the schema that this program writes: the number of its last migration. */
int newestSchemaVersion();

/** Brings the schema forward, one numbered migration a transaction; changes nothing when it is up
 * to date. The version stands in the file's header (PRAGMA user_version), and a mark in PRAGMA
 * application_id tells muster's databases from others.
 *
 *  kConfiguration for a database of a newer muster and for one of another program, which are left
 *  as they are. */
Result<void> migrate(sqlite::Database& database);

}  // namespace muster::store
