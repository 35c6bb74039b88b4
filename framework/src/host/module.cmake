muster_add_module(host
  SOURCES
    call_sink.cpp
    connection_settings.cpp
    contract_breach.cpp
    fingerprint.cpp
    home.cpp
    home_writers.cpp
    host_services.cpp
    instance.cpp
    instance_pool.cpp
    journal_counters.cpp
    log.cpp
    repeated_send.cpp
    schema_index.cpp
    secret_reader.cpp
    step_replay.cpp
    supervised_call.cpp
    target.cpp
    target_builder.cpp
    target_clock.cpp
    target_limits.cpp
    target_loader.cpp
    target_runtime.cpp
    targets.cpp
    templated_caller.cpp
    used_classes.cpp
  PUBLIC muster::core muster::host_catalogue muster::lookup muster::rest_auth muster::rest_connection
    muster::rest_limits muster::rest_template muster::store muster::xml
  PRIVATE Boost::json Poco::Foundation)
