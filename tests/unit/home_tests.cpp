#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "host/home.h"
#include "temporary_folder.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::TemporaryFolder;
using muster::testing::valueOf;

BOOST_AUTO_TEST_SUITE(home_tests)

BOOST_AUTO_TEST_CASE(a_home_that_is_no_folder_is_refused_with_its_origin) {
    const TemporaryFolder folder;
    const Result<host::Home> home = host::Home::locate((folder / "absent").string());
    checkError(home, ErrorCode::kConfiguration, "(from --home) is no folder");
    BOOST_TEST(home.error().hint.find("share/muster/home") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_second_owner_is_refused_until_the_first_has_left) {
    const TemporaryFolder folder;
    const host::Home home = valueOf(host::Home::locate(folder.path().string()));
    {
        const auto first = valueOf(host::HomeLock::take(home));
        const auto second = host::HomeLock::take(home);
        checkError(second, ErrorCode::kConflict, "in use by another muster (process ");
    }
    BOOST_TEST(host::HomeLock::take(home).hasValue());
}

BOOST_AUTO_TEST_SUITE_END()
