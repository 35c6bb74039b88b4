#include <cstdlib>

#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include "checks.h"
#include "host/secret_reader.h"
#include "temporary_folder.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::TemporaryFolder;
using muster::testing::valueOf;

BOOST_AUTO_TEST_SUITE(secret_reader_tests)

BOOST_AUTO_TEST_CASE(only_references_are_taken_and_the_text_is_not_shown) {
    for (const char* text : {"hunter2-in-clear", "env:", "file:", "store:x", ""}) {
        BOOST_TEST_CONTEXT("reference " << text) {
            const Result<void> checked = host::checkSecretReference(text);
            checkError(checked, ErrorCode::kConfiguration, "env:NAME or file:PATH");
            BOOST_TEST(checked.error().describe().find("hunter2") == std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_variable_is_read_and_an_unset_one_is_told) {
    ::setenv("MUSTER_TEST_SECRET", "s3cret", 1);
    ::unsetenv("MUSTER_TEST_ABSENT");
    BOOST_TEST(valueOf(host::readSecret("env:MUSTER_TEST_SECRET", "/")).expose() == "s3cret");
    checkError(host::readSecret("env:MUSTER_TEST_ABSENT", "/"), ErrorCode::kConfiguration,
               "MUSTER_TEST_ABSENT is not set");
}

BOOST_AUTO_TEST_CASE(the_first_line_of_a_private_file_is_read_relative_to_the_home) {
    const TemporaryFolder home;
    const auto file = home.write("secrets/zoom", "pass word\r\nsecond line\n");
    ::chmod(file.c_str(), 0600);
    BOOST_TEST(valueOf(host::readSecret("file:secrets/zoom", home.path())).expose() == "pass word");
}

BOOST_AUTO_TEST_CASE(a_pem_file_is_read_whole) {
    const TemporaryFolder home;
    const std::string pem = "-----BEGIN PRIVATE KEY-----\nMIIE\nvQIB\n-----END PRIVATE KEY-----\n";
    const auto file = home.write("key.pem", pem);
    ::chmod(file.c_str(), 0600);
    BOOST_TEST(valueOf(host::readSecret("file:key.pem", home.path())).expose() == pem);
}

BOOST_AUTO_TEST_CASE(a_file_that_others_can_read_is_refused_with_the_mend) {
    const TemporaryFolder home;
    const auto file = home.write("zoom", "secret");
    ::chmod(file.c_str(), 0644);
    const Result<Secret> read = host::readSecret("file:zoom", home.path());
    checkError(read, ErrorCode::kConfiguration, "can be read or written by others");
    BOOST_TEST(read.error().hint == "chmod 600 " + file.string());
}

BOOST_AUTO_TEST_CASE(an_empty_or_missing_file_and_a_folder_are_refused) {
    const TemporaryFolder home;
    ::chmod(home.write("empty", "").c_str(), 0600);
    checkError(host::readSecret("file:empty", home.path()), ErrorCode::kConfiguration, "is empty");
    checkError(host::readSecret("file:absent", home.path()), ErrorCode::kConfiguration,
               "is not there");
    checkError(host::readSecret("file:.", home.path()), ErrorCode::kConfiguration,
               "no regular file");
}

BOOST_AUTO_TEST_CASE(a_property_without_reference_is_told_by_name) {
    const host::SecretReader reader({{"clientSecret", "env:MUSTER_TEST_ABSENT"}}, "/");
    checkError(reader.read("token"), ErrorCode::kConfiguration, "\"token\"");
    checkError(reader.read("clientSecret"), ErrorCode::kConfiguration, "property \"clientSecret\"");
}

BOOST_AUTO_TEST_SUITE_END()
