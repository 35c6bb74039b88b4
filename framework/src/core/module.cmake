muster_add_module(core
  SOURCES
    abi_check.cpp
    abi_copy.cpp
    abi_copy_description.cpp
    abi_marshal.cpp
    error.cpp
    filter.cpp
    filter_parser.cpp
    ids.cpp
    object.cpp
    object_view.cpp
    schema.cpp
    secret.cpp
    time.cpp
    utf8.cpp
    value.cpp
  PUBLIC muster::abi)
