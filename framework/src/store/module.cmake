muster_add_module(store
  SOURCES
    checkpointer.cpp
    file_guard.cpp
    group_writer.cpp
    journal.cpp
    journal_file.cpp
    journal_reads.cpp
    journal_rows.cpp
    journal_writes.cpp
    migrations.cpp
    outcome_rule.cpp
    records.cpp
    request_json.cpp
    settlement_writes.cpp
    unsettled_reads.cpp
    sqlite/database.cpp
    sqlite/statement.cpp
    sqlite/transaction.cpp
  PUBLIC muster::core muster::encoding
  PRIVATE SQLite::SQLite3 Boost::json OpenSSL::Crypto)
