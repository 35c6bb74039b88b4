muster_add_module(app
  SOURCES program.cpp program_options.cpp
  PUBLIC muster::shell
  PRIVATE fmt::fmt)
add_executable(muster src/app/main.cpp)
target_link_libraries(muster PRIVATE muster::app)
install(TARGETS muster RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
