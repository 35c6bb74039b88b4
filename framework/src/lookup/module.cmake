muster_add_module(lookup
  SOURCES
    lookup_catalog.cpp
    lookup_definition.cpp
    lookup_reader.cpp
  PUBLIC muster::core muster::xml)
