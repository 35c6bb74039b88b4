#include <boost/test/unit_test.hpp>

#include <muster/core/value.h>

using namespace muster;

BOOST_AUTO_TEST_SUITE(utf8_tests)

BOOST_AUTO_TEST_CASE(well_formed_text_is_accepted) {
    const std::vector<std::string> rows = {
        "",
        "plain",
        "\x01\x7F",
        "\xC2\x80",          // U+0080, the first of two bytes
        "\xDF\xBF",          // U+07FF, the last
        "\xE0\xA0\x80",      // U+0800, the first of three
        "\xED\x9F\xBF",      // U+D7FF, the last before the surrogates
        "\xEE\x80\x80",      // U+E000, the first after them
        "\xEF\xBF\xBF",      // U+FFFF, the last of three
        "\xF0\x90\x80\x80",  // U+10000, the first of four
        "\xF4\x8F\xBF\xBF",  // U+10FFFF, the last of all
        "基本 ライセンス済 😀 end",
    };
    for (const std::string& text : rows) {
        BOOST_TEST(isValidUtf8(text), text);
    }
}

BOOST_AUTO_TEST_CASE(malformed_text_is_refused_wherever_it_stands) {
    const std::vector<std::string> rows = {
        std::string("\0", 1),
        "\x80",              // a continuation alone
        "\xBF",              //
        "\xC2",              // cut short
        "\xE3\x81",          //
        "\xF0\x9F\x98",      //
        "\xC2\x41",          // no continuation
        "\xE3\x41\x81",      //
        "\xE3\x81\x41",      //
        "\xF0\x9F\x98\xC0",  //
        "\xC0\x80",          // overlong NUL
        "\xC1\xBF",          // overlong U+007F
        "\xE0\x9F\xBF",      // overlong U+07FF
        "\xF0\x8F\xBF\xBF",  // overlong U+FFFF
        "\xED\xA0\x80",      // surrogate U+D800
        "\xED\xBF\xBF",      // surrogate U+DFFF
        "\xF4\x90\x80\x80",  // U+110000
        "\xF8\x88\x80\x80\x80",
        "\xFE",
        "\xFF",
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        BOOST_TEST_CONTEXT("row " << i) {
            BOOST_TEST(!isValidUtf8(rows[i]));
            BOOST_TEST(!isValidUtf8("before" + rows[i]));
            BOOST_TEST(!isValidUtf8(rows[i] + "after"));
            BOOST_TEST(!isValidUtf8("sixteen letters." + rows[i] + "and sixteen more"));
        }
    }
}

BOOST_AUTO_TEST_CASE(every_octet_of_a_plain_text_is_looked_at) {
    const std::string plain = "twenty-four plain octets";
    BOOST_TEST(isValidUtf8(plain));
    for (std::size_t i = 0; i < plain.size(); ++i) {
        for (const char bad : {'\0', '\x80', '\xFF'}) {
            std::string text = plain;
            text[i] = bad;
            BOOST_TEST(!isValidUtf8(text), "octet " << i);
        }
        std::string text = plain;
        text[i] = '\x01';  // beside a NUL the smallest that is allowed
        BOOST_TEST(isValidUtf8(text), "octet " << i);
    }
}

BOOST_AUTO_TEST_SUITE_END()
