muster_add_module(core
  SOURCES
    abi_copy.cpp
    abi_copy_description.cpp
    abi_marshal.cpp
    error.cpp
    filter.cpp
    filter_parser.cpp
    finding.cpp
    ids.cpp
    object.cpp
    schema.cpp
    secret.cpp
    time.cpp
    utf8.cpp
    value.cpp
  PUBLIC muster::abi)
