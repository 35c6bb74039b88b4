find_library(MUSTER_LIBEDIT edit REQUIRED)
muster_add_module(shell
  SOURCES
    arguments.cpp
    command.cpp
    command_help.cpp
    command_line.cpp
    command_table.cpp
    completion.cpp
    commands/connector_commands.cpp
    commands/diagnostic_output.cpp
    commands/general_commands.cpp
    commands/journal_commands.cpp
    commands/lookup_commands.cpp
    commands/object_arguments.cpp
    commands/read_commands.cpp
    commands/recovery_commands.cpp
    commands/target_commands.cpp
    commands/template_commands.cpp
    commands/write_commands.cpp
    error_line.cpp
    exit_code.cpp
    file_checks.cpp
    home_services.cpp
    interrupt.cpp
    line_editor.cpp
    output.cpp
    session.cpp
    shell.cpp
    show_result.cpp
    show_values.cpp
    table_renderer.cpp
    terminal.cpp
    text_width.cpp
    value_source.cpp
  PUBLIC muster::provision Boost::json
  PRIVATE fmt::fmt OpenSSL::Crypto ${MUSTER_LIBEDIT})
