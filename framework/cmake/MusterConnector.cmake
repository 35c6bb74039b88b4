# muster_add_connector(<name> SOURCES <file>... [LIBRARIES <target>...])
#
# Builds the connector plugin `<name>.so`: no `lib` prefix, only the two contract symbols exported,
# everything resolved at link time, and nothing that would keep the library mapped after unloading.
set(MUSTER_CONNECTOR_EXPORTS "${CMAKE_CURRENT_LIST_DIR}/connector_exports.map")

function(muster_add_connector name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  if(NOT arg_SOURCES)
    message(FATAL_ERROR "muster_add_connector(${name}): SOURCES is empty")
  endif()
  add_library(${name} MODULE ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE muster::sdk ${arg_LIBRARIES})
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_compile_options(${name} PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-gnu-unique>)
  set_target_properties(${name} PROPERTIES
    PREFIX ""
    C_VISIBILITY_PRESET hidden
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS "${MUSTER_CONNECTOR_EXPORTS}")
  target_link_options(${name} PRIVATE
    "LINKER:--version-script=${MUSTER_CONNECTOR_EXPORTS}" "LINKER:-z,now")
  # A sanitizer's run time is found in the host, so `-z defs` would refuse it.
  if(NOT "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_DEBUG}" MATCHES "-fsanitize")
    target_link_options(${name} PRIVATE "LINKER:-z,defs")
  endif()
endfunction()
