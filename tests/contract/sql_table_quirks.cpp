#include <filesystem>
#include <stdexcept>

#include <sqlite3.h>

#include "temporary_folder.h"
#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;

using Handle = std::shared_ptr<sqlite3>;

void run(sqlite3* handle, const char* sql) {
    if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(handle));
    }
}

Handle openDatabase(const std::string& file) {
    sqlite3* raw = nullptr;
    const int status = sqlite3_open(file.c_str(), &raw);
    Handle handle(raw, &sqlite3_close);
    if (status != SQLITE_OK) {
        throw std::runtime_error("\"" + file + "\" cannot be opened");
    }
    return handle;
}

/** The database of this run, with the table as the connector's README shows it. */
const std::string& databaseFile() {
    static const muster::testing::TemporaryFolder folder;
    static const std::string file = [] {
        const std::string made = (folder.path() / "app.db").string();
        run(openDatabase(made).get(),
            "CREATE TABLE accounts (id INTEGER PRIMARY KEY AUTOINCREMENT,"
            " login TEXT NOT NULL UNIQUE, password TEXT, enabled INTEGER NOT NULL DEFAULT 1,"
            " display_name TEXT, email TEXT, department TEXT, created TEXT NOT NULL)");
        return made;
    }();
    return file;
}

/** Another program that holds the database for itself. */
std::shared_ptr<void> lockDatabase() {
    const Handle handle = openDatabase(databaseFile());
    run(handle.get(), "BEGIN EXCLUSIVE");
    return handle;
}

muster::testing::ConnectorQuirks sqlTableQuirks() {
    muster::testing::ConnectorQuirks table;
    table.plugin = "sql-table.so";
    table.properties = {Attribute("file", databaseFile()), Attribute("iterations", 10)};
    table.secrets = {Attribute("pepper", Secret("a-pepper-for-tests"))};
    table.refusedProperties = {{Attribute("file", databaseFile()), Attribute("table", "a; DROP")}};
    table.newObject = [](int number) -> std::vector<Attribute> {
        return {Attribute("__NAME__", "person" + std::to_string(number)),
                Attribute("__ENABLE__", true),
                Attribute("__PASSWORD__", Secret("contract-pass-" + std::to_string(number))),
                Attribute("display_name", "森田 愛子 " + std::to_string(number)),
                Attribute("department", "Sales")};
    };
    table.change = [](int number) -> std::vector<AttributeDelta> {
        return {{DeltaMode::kReplace, Attribute("department", "Unit " + std::to_string(number))},
                {DeltaMode::kReplace, Attribute("email", "p" + std::to_string(number) + "@x.jp")}};
    };
    table.clearable = "department";
    table.absentUid = "9000000";
    table.silence = &lockDatabase;
    return table;
}

}  // namespace

MUSTER_CONTRACT_SUITE(sqlTableQuirks)
