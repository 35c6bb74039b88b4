# Text forms of octets that more than one module needs.
muster_add_module(encoding
  SOURCES
    base64.cpp
  PUBLIC muster::core
  PRIVATE OpenSSL::Crypto)
