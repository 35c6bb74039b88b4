#include <limits>

#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "store/request_json.h"

using namespace muster;
using namespace muster::store;
using muster::testing::checkError;
using muster::testing::valueOf;

namespace {

Request withAttribute(Attribute attribute) { return {.attributes = {std::move(attribute)}}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(request_json_tests)

BOOST_AUTO_TEST_CASE(each_kind_of_value_is_written_in_its_form_and_read_back_as_itself) {
    const std::vector<std::pair<Value, std::string>> rows = {
        {Value(), "null"},
        {Value("text"), R"("text")"},
        {Value(""), R"("")"},
        {Value("基本 \"quoted\" \\ \n"), R"("基本 \"quoted\" \\ \n")"},
        {Value("not \xFF utf-8"), R"({"octets":"bm90IP8gdXRmLTg="})"},
        {Value(std::string("a\0b", 3)), R"({"octets":"YQBi"})"},
        {Value(0), "0"},
        {Value(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808"},
        {Value(std::numeric_limits<std::int64_t>::max()), "9223372036854775807"},
        {Value(2.0), R"({"real":"2"})"},
        {Value(0.1), R"({"real":"0.1"})"},
        {Value(5e-324), R"({"real":"5e-324"})"},
        {Value(std::numeric_limits<double>::infinity()), R"({"real":"inf"})"},
        {Value(true), "true"},
        {Value(false), "false"},
        {Value(Time{1'769'846'700'000'001}), R"({"time":"2026-01-31T08:05:00.000001Z"})"},
        {Value(Bytes{""}), R"({"bytes":""})"},
        {Value(Bytes{"a"}), R"({"bytes":"YQ=="})"},
        {Value(Bytes{"ab"}), R"({"bytes":"YWI="})"},
        {Value(Bytes{std::string("\0\xFF\0", 3)}), R"({"bytes":"AP8A"})"},
        {Value(Reference{"g1"}), R"({"reference":"g1"})"},
        {Value(ObjectValue({{"id", 1}, {"at", Value(Time{0})}})),
         R"({"object":[{"name":"id","values":[1]},)"
         R"({"name":"at","values":[{"time":"1970-01-01T00:00:00Z"}]}]})"},
        {Value(ObjectValue()), R"({"object":[]})"},
    };
    for (const auto& [value, json] : rows) {
        BOOST_TEST_CONTEXT(json) {
            const Request request = withAttribute({"a", value});
            const std::string text = requestToJson(request);
            BOOST_TEST(text == R"({"attributes":[{"name":"a","values":[)" + json + "]}]}");
            const ParsedRequest parsed = valueOf(parseRequest(text));
            BOOST_TEST((parsed.request == request));
            BOOST_TEST(!parsed.needsSecret);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_secret_is_a_marker_and_reads_back_as_missing) {
    const std::string text =
        requestToJson(withAttribute({"__PASSWORD__", Value(Secret("Fixture-Secret-7Q"))}));
    BOOST_TEST(text ==
               R"({"attributes":[{"name":"__PASSWORD__","values":[{"secret":"withheld"}]}]})");
    const ParsedRequest parsed = valueOf(parseRequest(text));
    BOOST_TEST(parsed.needsSecret);
    BOOST_TEST((parsed.request == withAttribute({"__PASSWORD__", Value(Secret())})));
}

BOOST_AUTO_TEST_CASE(a_secret_deep_inside_is_withheld_too) {
    const Value secret{Secret("Fixture-Secret-7Q")};
    Value value{secret};
    for (int depth = 0; depth < 20; ++depth) {
        value = Value(ObjectValue({Attribute("inner", value)}));
    }
    const std::string text =
        requestToJson({.deltas = {{DeltaMode::kAdd, Attribute::list("a", {value, secret})}},
                       .options = {{"o", value}}});
    BOOST_TEST((text.find("Fixture") == std::string::npos));
    BOOST_TEST(valueOf(parseRequest(text)).needsSecret);
}

BOOST_AUTO_TEST_CASE(a_text_that_looks_like_a_marker_stays_a_text) {
    const Request request = withAttribute({"a", Value(R"({"secret":"withheld"})")});
    const ParsedRequest parsed = valueOf(parseRequest(requestToJson(request)));
    BOOST_TEST((parsed.request == request));
    BOOST_TEST(!parsed.needsSecret);
}

BOOST_AUTO_TEST_CASE(lists_flags_deltas_and_options_read_back) {
    Attribute incomplete = Attribute::list("groups", {Value("a"), Value("b")});
    incomplete.markIncomplete();
    const Request request{
        .attributes = {Attribute::list("none", {}), Attribute::list("one", {Value(1)}), incomplete},
        .deltas = {{DeltaMode::kReplace, Attribute::list("cleared", {})},
                   {DeltaMode::kAdd, {"groups", Value(Reference{"g1"})}},
                   {DeltaMode::kRemove, Attribute::list("groups", {Value(Reference{"g2"})})}},
        .options = {{"policy", "deactivate"}}};
    BOOST_TEST((valueOf(parseRequest(requestToJson(request))).request == request));
}

BOOST_AUTO_TEST_CASE(an_empty_request_is_an_empty_object) {
    BOOST_TEST(requestToJson({}) == "{}");
    BOOST_TEST((valueOf(parseRequest("{}")).request == Request{}));
}

BOOST_AUTO_TEST_CASE(a_malformed_request_is_refused_with_its_place) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"", "at its start: expected JSON"},
        {"[]", "at its start: expected an object"},
        {R"({"attributes":1})", "at attributes: expected a list"},
        {R"({"attributes":[1]})", "at attributes/0: expected an object"},
        {R"({"attributes":[{"name":1,"values":[]}]})", "at attributes/0/name: expected a text"},
        {R"({"attributes":[{"name":"a","values":[1.5]}]})", "at attributes/0/values/0"},
        {R"({"attributes":[{"name":"a","values":[{"bytes":"!!!!"}]}]})", "expected base64"},
        {R"({"attributes":[{"name":"a","values":[{"bytes":"YQ="}]}]})", "expected base64"},
        {R"({"attributes":[{"name":"a","values":[{"bytes":"YQ==    "}]}]})", "expected base64"},
        {R"({"attributes":[{"name":"a","values":[{"real":"x"}]}]})", "kinds of values"},
        {R"({"attributes":[{"name":"a","values":[{"secret":"x"}]}]})", "kinds of values"},
        {R"({"attributes":[{"name":"a","values":[{"time":"yesterday"}]}]})", "is not a time"},
        {R"({"deltas":[{"name":"a","values":[]}]})", "at deltas/0/mode"},
        {R"({"deltas":[{"mode":"drop","name":"a","values":[]}]})", "at deltas/0/mode"},
    };
    for (const auto& [text, piece] : rows) {
        BOOST_TEST_CONTEXT(text) {
            const auto parsed = parseRequest(text);
            BOOST_REQUIRE(!parsed);
            BOOST_TEST(parsed.error().message.find(piece) != std::string::npos,
                       parsed.error().message);
        }
    }
}

BOOST_AUTO_TEST_CASE(notices_read_back) {
    const std::vector<Notice> notices = {{"create-type-ignored", "Changing it does nothing.", "a"},
                                         {"pending", "招待しました", ""}};
    BOOST_TEST((valueOf(parseNotices(noticesToJson(notices))) == notices));
    BOOST_TEST(noticesToJson({}) == "");
    BOOST_TEST(valueOf(parseNotices("")).empty());
    checkError(parseNotices("[1]"), ErrorCode::kInternal, "an object for each");
    checkError(parseNotices("{}"), ErrorCode::kInternal, "expected a list");
}

BOOST_AUTO_TEST_SUITE_END()
