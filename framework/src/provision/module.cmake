# Built when the libraries below it are there.
if(TARGET muster_host_catalogue AND TARGET muster_rest_auth AND TARGET muster_rest_template)
muster_add_module(provision
  SOURCES
    attribute_values.cpp
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
endif()
