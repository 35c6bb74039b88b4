muster_add_module(rest_template FOLDER rest/template
  SOURCES
    body_writer.cpp
    catalog_builder.cpp
    catalog_lint.cpp
    catalog_reader.cpp
    describe.cpp
    error_rule_reader.cpp
    error_table.cpp
    expander.cpp
    expander_query.cpp
    expansion.cpp
    extraction.cpp
    json_access.cpp
    masked_text.cpp
    operation_catalog.cpp
    operation_key.cpp
    operation_reader.cpp
    oracle_reader.cpp
    placeholder_text.cpp
    unused_lint.cpp
    url_text.cpp
    value_source.cpp
  PUBLIC muster::core muster::encoding muster::xml
  PRIVATE Boost::json)
