#include <boost/test/unit_test.hpp>

#include "host/catalogue/connector_version.h"

using muster::host::ConnectorVersion;

BOOST_AUTO_TEST_SUITE(connector_version_tests)

BOOST_AUTO_TEST_CASE(versions_are_ordered_as_semantic_versioning_says) {
    // The row of section 11 of Semantic Versioning 2.0.0, with numbers around it.
    const std::vector<std::string> ascending = {
        "0.9.9",      "1.0.0-alpha",  "1.0.0-alpha.1", "1.0.0-alpha.beta",
        "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
        "1.0.0",      "1.0.1",        "1.9.0",         "1.10.0",
        "2.0.0"};
    for (std::size_t i = 0; i < ascending.size(); ++i) {
        for (std::size_t j = 0; j < ascending.size(); ++j) {
            const auto a = ConnectorVersion::parse(ascending[i]);
            const auto b = ConnectorVersion::parse(ascending[j]);
            BOOST_REQUIRE((a && b));
            BOOST_TEST((*a < *b) == (i < j), ascending[i] << " and " << ascending[j]);
            BOOST_TEST((*a == *b) == (i == j), ascending[i] << " and " << ascending[j]);
        }
    }
}

BOOST_AUTO_TEST_CASE(other_texts_are_no_versions) {
    for (const char* text :
         {"", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.x", "v1.0.0", "1.0.0-", "1.0.0-a..b",
          "1.0.0-01", "1.0.0+build", "-1.0.0", "1.0.0 ", "12345678901.0.0"}) {
        BOOST_TEST(!ConnectorVersion::parse(text).has_value(), "\"" << text << "\"");
    }
}

BOOST_AUTO_TEST_SUITE_END()
