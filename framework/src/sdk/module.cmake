muster_add_module(sdk
  SOURCES
    boundary.cpp
    call.cpp
    connection_properties.cpp
    host.cpp
    merge.cpp
    properties.cpp
    view.cpp
  PUBLIC muster::core)
