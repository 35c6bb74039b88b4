muster_add_module(provision
  SOURCES
    attribute_values.cpp
    correlation.cpp
    filter_values.cpp
    journal_steps.cpp
    moment.cpp
    object_locks.cpp
    object_state.cpp
    object_value_text.cpp
    outcome.cpp
    provisioner.cpp
    read_operations.cpp
    recovery/attribute_match.cpp
    recovery/recovery_service.cpp
    recovery/resume.cpp
    recovery/resumption.cpp
    recovery/settle_rules.cpp
    recovery/settler.cpp
    recovery/target_holds.cpp
    recovery/waiting_rule.cpp
    recovery/withheld_secrets.cpp
    request_check.cpp
    supervised_call.cpp
    value_sets.cpp
  PUBLIC muster::host
  PRIVATE Boost::json fmt::fmt)
