muster_add_module(rest_connection
  FOLDER rest/connection
  SOURCES
    answer_reader.cpp
    body_reader.cpp
    call_state.cpp
    connection.cpp
    connection_pool.cpp
    http_client.cpp
    http_message.cpp
    inflate.cpp
    origin.cpp
    request_check.cpp
    request_writer.cpp
    resolver.cpp
    sigpipe_guard.cpp
    socket_opener.cpp
    tls_trust.cpp
    traffic_log.cpp
    watchdog.cpp
    wire_session.cpp
  PUBLIC muster::core muster::encoding
  PRIVATE Poco::Net Poco::NetSSL Poco::Foundation OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
target_compile_definitions(muster_rest_connection PRIVATE MUSTER_VERSION="${PROJECT_VERSION}")
