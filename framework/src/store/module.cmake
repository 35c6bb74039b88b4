muster_add_module(store
  SOURCES
    base64.cpp
    checkpointer.cpp
    group_writer.cpp
    journal.cpp
    journal_reads.cpp
    journal_writes.cpp
    migrations.cpp
    outcome_rule.cpp
    records.cpp
    request_json.cpp
    sqlite/database.cpp
    sqlite/statement.cpp
    sqlite/transaction.cpp
  PUBLIC muster::core
  PRIVATE SQLite::SQLite3 Boost::json OpenSSL::Crypto)
