# The contract suite for connectors in and out of this tree. Needs Boost.Test and nothing else from
# outside, so that an author's project can link it. An installation brings it wherever Boost.Test is.
find_package(Boost 1.74 QUIET COMPONENTS unit_test_framework)
if(TARGET Boost::unit_test_framework)
  muster_add_module(testing
    SOURCES
      archive.cpp
      bench.cpp
      cases_actions.cpp
      cases_border.cpp
      cases_check.cpp
      cases_create.cpp
      cases_deferred.cpp
      cases_delete.cpp
      cases_failures.cpp
      cases_instances.cpp
      cases_loading.cpp
      cases_read.cpp
      cases_steps.cpp
      cases_update.cpp
      contract_suite.cpp
      fake_host.cpp
      host_gate.cpp
      lent_memory.cpp
      loopback.cpp
      loopback_host.cpp
      loopback_sink.cpp
      messages.cpp
      plugin_library.cpp
      recording_sink.cpp
      service_table.cpp
      session.cpp
    PUBLIC muster::sdk Boost::unit_test_framework ${CMAKE_DL_LIBS})
  target_compile_definitions(muster_testing PUBLIC BOOST_TEST_DYN_LINK)
  # Messages of the suite name its files; an author shall not read where ours were built.
  file(RELATIVE_PATH way ${PROJECT_BINARY_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/src)
  target_compile_options(muster_testing PRIVATE
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fmacro-prefix-map=${CMAKE_CURRENT_SOURCE_DIR}/src=muster>
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fmacro-prefix-map=${way}=muster>)
endif()
