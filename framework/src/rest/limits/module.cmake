muster_add_module(rest_limits FOLDER rest/limits
  SOURCES
    answer_limits.cpp
    day_pot.cpp
    limit_catalog.cpp
    limit_corrections.cpp
    limit_queue.cpp
    limit_reader.cpp
    limit_spec.cpp
    limiter_clock.cpp
    pace.cpp
    rate_limiter.cpp
    rate_limiter_counts.cpp
    retry_after.cpp
    retry_policy.cpp
  PUBLIC muster::core muster::rest_template muster::xml
  PRIVATE Threads::Threads)
