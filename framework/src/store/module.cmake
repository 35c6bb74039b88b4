muster_add_module(store
  SOURCES
    records.cpp
  PUBLIC muster::core
  PRIVATE SQLite::SQLite3 Boost::json OpenSSL::Crypto)
