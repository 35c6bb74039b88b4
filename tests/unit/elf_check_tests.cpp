#include <random>
#include <span>

#include <boost/test/unit_test.hpp>
#include <elf.h>

#include "host/catalogue/elf_check.h"
#include "plugin_files.h"

using namespace muster::host;
using namespace muster::testing;

namespace {

ElfReport check(const std::string& bytes) { return checkElf(std::as_bytes(std::span(bytes))); }

ElfReport checkPlugin(const std::string& target) { return check(readFile(pluginFile(target))); }

std::string patched(std::string bytes, std::size_t offset, char value) {
    bytes.at(offset) = value;
    return bytes;
}

void checkFailed(const ElfReport& report, const std::string& step, const std::string& found,
                 const std::string& expected) {
    BOOST_REQUIRE(report.failure.has_value());
    BOOST_TEST(report.failure->step == step);
    BOOST_TEST(holdsPiece(report.failure->found, found),
               "found \"" << report.failure->found << "\", wanted \"" << found << "\"");
    BOOST_TEST(holdsPiece(report.failure->expected, expected),
               "expected \"" << report.failure->expected << "\", wanted \"" << expected << "\"");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(elf_check_tests)

BOOST_AUTO_TEST_CASE(a_good_connector_tells_its_name_and_version) {
    const ElfReport report = checkPlugin("good_plugin_1.10.0-rc.1");
    BOOST_REQUIRE_MESSAGE(!report.failure, (report.failure ? report.failure->found : ""));
    BOOST_TEST(report.name == "good");
    BOOST_TEST(report.version == "1.10.0-rc.1");
    BOOST_TEST(report.warnings.empty(), (report.warnings.empty() ? "" : report.warnings.front()));
}

BOOST_AUTO_TEST_CASE(a_connector_that_lacks_a_symbol_is_told_which) {
    checkFailed(checkPlugin("broken_no_entry"), "symbols", "\"muster_connector_info\"",
                "\"muster_connector_entry\"");
    checkFailed(checkPlugin("broken_no_descriptor"), "symbols", "\"muster_connector_entry\"",
                "\"muster_connector_info\"");
}

BOOST_AUTO_TEST_CASE(another_contract_is_refused_with_both_versions_and_the_name) {
    const ElfReport major = checkPlugin("broken_other_major");
    checkFailed(major, "abi version", "contract 1.4", "0.4 exactly");
    BOOST_TEST(major.name == "broken-other-major");
    checkFailed(checkPlugin("broken_other_minor"), "abi version", "contract 0.5", "0.4 exactly");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_library_of_this_machine_is_refused) {
    const std::string good = readFile(pluginFile("good_plugin_1.0.0"));
    checkFailed(check(""), "elf", "an empty file", "an ELF file");
    checkFailed(check("#!/bin/sh\necho hello\n"), "elf", "without the ELF magic", "shared library");
    checkFailed(check(patched(good, EI_CLASS, ELFCLASS32)), "elf", "32-bit", "64-bit");
    checkFailed(check(patched(good, EI_DATA, ELFDATA2MSB)), "elf", "byte order", "little endian");
    checkFailed(check(patched(good, 18, EM_386)), "elf", "i386 (3)", "x86-64 (62)");
    checkFailed(check(patched(good, 16, ET_REL)), "elf", "type 1", "type 3");
}

BOOST_AUTO_TEST_CASE(a_file_cut_anywhere_is_refused) {
    const std::string good = readFile(pluginFile("good_plugin_1.0.0"));
    for (std::size_t size = 0; size < good.size(); size += 61) {
        BOOST_TEST(check(good.substr(0, size)).failure.has_value(), "cut at " << size);
    }
    checkFailed(check(good.substr(0, 40)), "segments", "of a file of 40 bytes", "inside the file");
    checkFailed(check(good.substr(0, good.size() / 2)), "segments", "up to byte", "inside");
    checkFailed(check(good.substr(0, good.size() - 1)), "segments", "section headers", "inside");
}

BOOST_AUTO_TEST_CASE(damaged_bytes_are_read_without_harm) {
    const std::string good = readFile(pluginFile("good_plugin_1.0.0"));
    std::mt19937 random(1);
    for (int round = 0; round < 2000; ++round) {
        std::string bytes = good;
        for (int flip = 0; flip < 8; ++flip) {
            // The headers and tables stand in front; that is where damage misleads a reader.
            bytes[random() % 4096] = static_cast<char>(random());
        }
        const ElfReport report = check(bytes);
        BOOST_REQUIRE(report.failure ? !report.failure->expected.empty() : report.name != "");
    }
}

BOOST_AUTO_TEST_CASE(a_descriptor_with_an_illegal_text_is_refused) {
    const std::string good = readFile(pluginFile("good_plugin_1.0.0"));
    const std::string magic("MUSTER\1\0", 8);
    const std::size_t at = good.find(magic);
    BOOST_REQUIRE(at != std::string::npos);
    checkFailed(check(patched(good, at, 'm')), "descriptor", "magic", "MUSTER");
    checkFailed(check(patched(good, at + 8, 7)), "descriptor", "struct_size of 7", "at least 88");
    const std::size_t name = at + 24;
    checkFailed(check(patched(good, name, 'G')), "descriptor", "\"Good\"", "lower-case");
    checkFailed(check(patched(good, name, '\0')), "descriptor", "the name \"\"", "1 to 47");
    checkFailed(check(patched(good, name, '\x1b')), "descriptor", "\"?ood\"", "lower-case");
    checkFailed(check(std::string(good).replace(name, 48, std::string(48, 'a'))), "descriptor",
                "without an end", "1 to 47");
    checkFailed(check(patched(good, name + 48, 'v')), "descriptor", "\"v.0.0\"", "1.0.0");
}

BOOST_AUTO_TEST_CASE(an_untidy_connector_gets_a_warning_for_each_fault) {
    const ElfReport report = checkPlugin("untidy_plugin");
    BOOST_REQUIRE(!report.failure);
    for (const char* piece : {"executable stack", "-z now", "STB_GNU_UNIQUE",
                              "besides the two of the contract", "\"/opt/muster/lib\""}) {
        BOOST_TEST(anyHoldsPiece(report.warnings, piece), "no warning of " << piece);
    }
}

BOOST_AUTO_TEST_CASE(a_needed_library_that_is_nowhere_gets_a_warning) {
    const ElfReport report = checkPlugin("broken_needs_absent_library");
    BOOST_REQUIRE(!report.failure);
    BOOST_TEST(anyHoldsPiece(report.warnings, "\"libbroken_absent_library.so\""));
    BOOST_TEST(report.warnings.size() == 1u, "one warning, and none of the C library");
}

BOOST_AUTO_TEST_SUITE_END()
