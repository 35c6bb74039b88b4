add_executable(muster src/app/main.cpp src/app/program_options.cpp)
target_link_libraries(muster PRIVATE muster::shell fmt::fmt)
install(TARGETS muster RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
