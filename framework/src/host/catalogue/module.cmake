muster_add_module(host_catalogue FOLDER host/catalogue
  SOURCES
    check_failure.cpp
    connector_catalogue.cpp
    connector_table.cpp
    connector_version.cpp
    copy_store.cpp
    description_check.cpp
    elf_check.cpp
    elf_image.cpp
    escaped_exception.cpp
    file_access.cpp
    foreign_writer.cpp
    library.cpp
    loaded_connector.cpp
    needed_libraries.cpp
    probe.cpp
    probe_child.cpp
    probe_report.cpp
  PUBLIC muster::core
  PRIVATE OpenSSL::Crypto fmt::fmt ${CMAKE_DL_LIBS})
