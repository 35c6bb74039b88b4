#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "layout_c.h"
#include <muster/abi/action.h>
#include <muster/abi/check.h>
#include <muster/abi/search.h>

// The layout as C++20 sees it, against the same numbers as layout_c.c.
#define SIZE(type, size)                                           \
    static_assert(sizeof(type) == (size), "size of " #type);       \
    static_assert(std::is_standard_layout_v<type>, #type " is C"); \
    static_assert(std::is_trivially_copyable_v<type>, #type " is C");
#define FIELD(type, field, offset) \
    static_assert(offsetof(type, field) == (offset), "offset of " #type "." #field);
#define NUMBER(name, number) static_assert((name) == (number), "number of " #name);
#include "layout.inc"
#undef SIZE
#undef FIELD
#undef NUMBER

namespace {

struct Line {
    std::string what;
    long long number;
};

#define SIZE(type, size) {#type, static_cast<long long>(sizeof(type))},
#define FIELD(type, field, offset) \
    {#type "." #field, static_cast<long long>(offsetof(type, field))},
#define NUMBER(name, number) {#name, static_cast<long long>(name)},
const std::vector<Line> kLines = {
#include "layout.inc"
};

long long numberOf(const std::string& what) {
    for (const Line& line : kLines) {
        if (line.what == what) {
            return line.number;
        }
    }
    return -1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layout_tests)

BOOST_AUTO_TEST_CASE(c_and_cxx_see_the_same_layout) {
    BOOST_REQUIRE(kLines.size() == layout_line_count_c);
    for (std::size_t i = 0; i < kLines.size(); ++i) {
        BOOST_TEST(kLines[i].what == layout_lines_c[i].what);
        BOOST_TEST(kLines[i].number == layout_lines_c[i].number, kLines[i].what);
    }
}

BOOST_AUTO_TEST_CASE(every_struct_that_may_grow_begins_with_its_size) {
    // types.h names the ones that never grow; the lists and the descriptor are walked otherwise.
    const std::vector<std::string> fixed = {
        "muster_string_view",      "muster_string_list", "muster_value",
        "muster_attribute_list",   "muster_delta_list",  "muster_action_list",
        "muster_connector_info_v0"};
    for (const Line& line : kLines) {
        const bool isStruct =
            line.what.starts_with("muster_") && line.what.find('.') == std::string::npos;
        if (isStruct && std::find(fixed.begin(), fixed.end(), line.what) == fixed.end()) {
            BOOST_TEST(numberOf(line.what + ".struct_size") == 0, line.what);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_reader_knows_which_fields_its_peer_has) {
    muster_write_report report{};
    report.struct_size = offsetof(muster_write_report, state);
    BOOST_TEST(MUSTER_HAS_FIELD(&report, muster_write_report, revision));
    BOOST_TEST(!MUSTER_HAS_FIELD(&report, muster_write_report, state));
    report.struct_size = offsetof(muster_write_report, state) + sizeof report.state;
    BOOST_TEST(MUSTER_HAS_FIELD(&report, muster_write_report, state));
    BOOST_TEST(!MUSTER_HAS_FIELD(&report, muster_write_report, flags));
}

BOOST_AUTO_TEST_CASE(the_magic_fills_its_eight_bytes) {
    static_assert(sizeof(MUSTER_CONNECTOR_MAGIC) == 8);
    BOOST_TEST(std::string(MUSTER_CONNECTOR_MAGIC) == "MUSTER\1");
}

BOOST_AUTO_TEST_SUITE_END()
