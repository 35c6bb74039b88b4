#pragma once

#include <memory>
#include <string>

#include <boost/test/unit_test.hpp>

#include "rest/template/operation_catalog.h"
#include "temporary_folder.h"

namespace muster::testing {

/** The catalog of a folder of the source tree, which must be without any finding. */
inline std::shared_ptr<const rest::OperationCatalog> shippedCatalog(const std::string& folder) {
    xml::Diagnostics diagnostics;
    auto catalog = rest::OperationCatalog::load(std::filesystem::path(MUSTER_TEST_SOURCE) / folder,
                                                {}, diagnostics);
    BOOST_TEST_REQUIRE(catalog != nullptr, diagnostics.toText());
    BOOST_TEST(diagnostics.empty(), diagnostics.toText());
    return catalog;
}

/** What is said of an `operations.xml` with that text inside its root. */
inline std::shared_ptr<const rest::OperationCatalog> catalogOf(
    const std::string& inside, xml::Diagnostics& diagnostics,
    const rest::CatalogOptions& options = {}) {
    const TemporaryFolder folder;
    folder.write("operations.xml", "<operations schema-version='1'>\n" + inside + "</operations>");
    return rest::OperationCatalog::load(folder.path(), options, diagnostics);
}

/** The same, which must be without any error. */
inline std::shared_ptr<const rest::OperationCatalog> goodCatalog(const std::string& inside) {
    xml::Diagnostics diagnostics;
    auto catalog = catalogOf(inside, diagnostics);
    BOOST_TEST_REQUIRE(catalog != nullptr, diagnostics.toText());
    return catalog;
}

inline const rest::RelUrlTemplate& templateOf(const rest::OperationCatalog& catalog,
                                              const std::string& key) {
    const auto found = catalog.require(key);
    BOOST_TEST_REQUIRE(found.hasValue(), (found ? "" : found.error().message));
    return **found;
}

}  // namespace muster::testing
