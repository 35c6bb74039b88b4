muster_add_module(xml
  SOURCES
    diagnostics.cpp
    document.cpp
    element.cpp
    scanner.cpp
    strict.cpp
  PUBLIC muster::core
  PRIVATE pugixml::pugixml)
