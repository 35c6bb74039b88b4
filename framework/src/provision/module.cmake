muster_add_module(provision
  SOURCES
    attribute_values.cpp
    correlation.cpp
    journal_steps.cpp
    object_locks.cpp
    object_value_text.cpp
    outcome.cpp
    provisioner.cpp
    read_operations.cpp
    request_check.cpp
    supervised_call.cpp
  PUBLIC muster::host
  PRIVATE Boost::json)
