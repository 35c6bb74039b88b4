# The host's own services for the contract suite, so that a connector with templated calls is tried
# with the templates and the error table that it will run with. An author's project links it.
if(TARGET muster_testing)
  muster_add_module(testing_host
    SOURCES
      kept_values.cpp
      scratch_folder.cpp
      service_process.cpp
      suite_steps.cpp
      target_host.cpp
    PUBLIC muster::testing
    PRIVATE muster::host)
endif()
