# What `cmake --install` puts where. The component `sdk` is all that a connector's author needs;
# `testing` adds the contract suite, and the host's services for it; `runtime` is the program with its connectors and data.
include(CMakePackageConfigHelpers)

set(MUSTER_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/muster)
set(MUSTER_DATA_DIR ${CMAKE_INSTALL_DATADIR}/muster)
set(MUSTER_PLUGIN_DIR ${CMAKE_INSTALL_LIBDIR}/muster/plugins)

# --- sdk
install(TARGETS muster_abi muster_core muster_sdk EXPORT muster-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT sdk)
install(EXPORT muster-targets NAMESPACE muster::
  DESTINATION ${MUSTER_CMAKE_DIR} COMPONENT sdk)
install(DIRECTORY
  framework/include/muster/abi framework/include/muster/core framework/include/muster/sdk
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/muster COMPONENT sdk
  PATTERN .clang-tidy EXCLUDE)
configure_package_config_file(framework/cmake/muster-config.cmake.in
  ${PROJECT_BINARY_DIR}/muster-config.cmake INSTALL_DESTINATION ${MUSTER_CMAKE_DIR})
# While the major is 0 the minor must agree exactly.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/muster-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/muster-config.cmake
  ${PROJECT_BINARY_DIR}/muster-config-version.cmake
  framework/cmake/MusterConnector.cmake
  framework/cmake/connector_exports.map
  DESTINATION ${MUSTER_CMAKE_DIR} COMPONENT sdk)

# Three connectors to learn from, two of them projects to copy.
install(DIRECTORY samples/web_api samples/out_of_tree samples/hello_connector
  DESTINATION ${MUSTER_DATA_DIR}/samples COMPONENT sdk
  PATTERN build EXCLUDE PATTERN __pycache__ EXCLUDE PATTERN hello_connector/CMakeLists.txt EXCLUDE)

# --- testing
if(TARGET muster_testing)
  install(TARGETS muster_testing EXPORT muster-testing-targets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT testing)
  install(EXPORT muster-testing-targets NAMESPACE muster::
    DESTINATION ${MUSTER_CMAKE_DIR} COMPONENT testing)
  install(DIRECTORY framework/include/muster/testing
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/muster COMPONENT testing)
  # The host's services for the suite, with the parts of the host that they are made of.
  install(TARGETS muster_testing_host muster_host muster_host_catalogue muster_store muster_rest_auth
    muster_rest_connection muster_rest_limits muster_rest_template muster_lookup muster_xml
    muster_encoding
    EXPORT muster-testing-host-targets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/muster/testing_host COMPONENT testing)
  install(EXPORT muster-testing-host-targets NAMESPACE muster::
    DESTINATION ${MUSTER_CMAKE_DIR} COMPONENT testing)
endif()

# --- runtime
if(TARGET muster)
  install(TARGETS muster RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
endif()
foreach(connector zoom lineworks)
  if(TARGET ${connector})
    install(TARGETS ${connector} LIBRARY DESTINATION ${MUSTER_PLUGIN_DIR} COMPONENT runtime)
  endif()
endforeach()
install(DIRECTORY lookups DESTINATION ${MUSTER_DATA_DIR} COMPONENT runtime)
foreach(folder framework/schemas samples/home)
  if(EXISTS "${PROJECT_SOURCE_DIR}/${folder}")
    install(DIRECTORY ${folder} DESTINATION ${MUSTER_DATA_DIR} COMPONENT runtime)
  endif()
endforeach()
install(DIRECTORY framework/docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
foreach(connector zoom lineworks)
  install(FILES plugins/${connector}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/connectors
    RENAME ${connector}.md COMPONENT runtime)
endforeach()
install(FILES plugins/lineworks/console.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/connectors
  RENAME lineworks-console.md COMPONENT runtime)
file(RELATIVE_PATH DOC_TO_DATA /${CMAKE_INSTALL_DOCDIR} /${MUSTER_DATA_DIR})
file(RELATIVE_PATH DOC_TO_INCLUDE /${CMAKE_INSTALL_DOCDIR} /${CMAKE_INSTALL_INCLUDEDIR})
configure_file(framework/cmake/redirect_links.cmake.in
  ${PROJECT_BINARY_DIR}/redirect_links.cmake @ONLY)
install(SCRIPT ${PROJECT_BINARY_DIR}/redirect_links.cmake ALL_COMPONENTS)
