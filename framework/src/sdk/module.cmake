muster_add_module(sdk
  SOURCES
    boundary.cpp
    call.cpp
    connection_properties.cpp
    filter_values.cpp
    host.cpp
    membership.cpp
    merge.cpp
    page_walk.cpp
    properties.cpp
    view.cpp
    web_target.cpp
  PUBLIC muster::core)
