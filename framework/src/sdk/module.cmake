muster_add_module(sdk
  SOURCES
    boundary.cpp
    call.cpp
    connection_properties.cpp
    host.cpp
    properties.cpp
    view.cpp
  PUBLIC muster::core)
