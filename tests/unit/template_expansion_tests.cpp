#include <boost/test/unit_test.hpp>

#include "catalog_fixture.h"

namespace rest = muster::rest;
using muster::Attribute;
using muster::ErrorCode;
using muster::ObjectValue;
using muster::Secret;
using muster::Value;

BOOST_AUTO_TEST_SUITE(template_expansion_tests)

namespace {

struct Fixture {
    std::shared_ptr<const rest::OperationCatalog> catalog = muster::testing::goodCatalog(R"(
        <placeholder name="v" default="v2"/><placeholder name="tenant"/>
        <class name="A" uid="id" records="list" next-page-token="next" page-size="50"/>
        <operation key="A.GETOP" method="GET"><path>/$(v)$/users/$(__UID__)$</path></operation>
        <operation key="A.SEARCHOP" method="GET"><path>/users</path>
          <query>$(tenant)$</query><query>$(Filter Suffix)$</query>
          <query name="size">$(PAGE_SIZE)$</query><query name="from">$(PAGE_OFFSET)$</query>
          <query name="token">$(PAGE_TOKEN)$</query><query name="fixed">a%20b</query></operation>
        <operation key="A.CREATEOP" method="POST"><path>/users</path>
          <header name="X-Who">$(__NAME__)$</header></operation>
        <operation key="A.pin.UPDATEOP" method="PUT"><path>/users/$(__UID__)$/pin/$(pin)$</path>
          <query name="again">$(pin)$</query>
          <body>{"pin": "old-$(pin)$", "count": $(count)$}</body></operation>
        <operation key="A.posts.UPDATEOP" method="POST" per-value="posts">
          <path>/posts/$(posts.id)$/x/$(posts~posts~kind)$</path></operation>)");

    muster::Result<rest::ExpandedRequest> expand(const std::string& key,
                                                 const rest::TemplateCall& call) const {
        return rest::expand(muster::testing::templateOf(*catalog, key), call);
    }
    std::string shown(const std::string& key, const rest::TemplateCall& call) const {
        const auto request = expand(key, call);
        BOOST_TEST_REQUIRE(request.hasValue(), (request ? "" : request.error().message));
        return request->method + " " + request->target();
    }
};

void expectError(const muster::Result<rest::ExpandedRequest>& result, ErrorCode code,
                 const std::string& message) {
    BOOST_TEST_REQUIRE(!result.hasValue());
    BOOST_TEST((result.error().code == code), result.error().describe());
    BOOST_TEST(result.error().message.find(message) != std::string::npos, result.error().message);
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(values_are_encoded_by_their_position, Fixture) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"abc", "abc"},
        {"a+b@example.com", "a%2Bb%40example.com"},
        {"-_x&y", "-_x%26y"},
        {"a b?c#d%", "a%20b%3Fc%23d%25"},
        {"基", "%E5%9F%BA"},
        {"...", "..."},
        {"$(v)$", "%24%28v%29%24"},
    };
    for (const auto& [uid, segment] : rows) {
        BOOST_TEST(shown("A.GETOP", {.uid = uid}) == "GET /v2/users/" + segment);
    }
}

BOOST_FIXTURE_TEST_CASE(smuggling_through_a_path_value_is_refused, Fixture) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"a\r\nHost: evil", "a control character (code 13)"},
        {std::string("a\0b", 3), "a control character (code 0)"},
        {"\x7F", "a control character (code 127)"},
        {"..", "a \".\" or \"..\" segment"},
        {".", "a \".\" or \"..\" segment"},
        {"../admin", "segment"},
        {"a/../../b", "segment"},
        {"a\\..\\b", "segment"},
        {"%2e%2e", "segment"},
        {"//evil.example", "\"//\""},
        {"https://evil.example/x", "\"//\""},
        {"\xFF", "not UTF-8"},
    };
    for (const auto& [uid, message] : rows) {
        BOOST_TEST_CONTEXT(uid) {
            expectError(expand("A.GETOP", {.uid = uid}), ErrorCode::kInvalidAttributeValue,
                        message);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(a_path_placeholder_without_a_value_is_refused_by_name, Fixture) {
    const auto request = expand("A.GETOP", {});
    expectError(request, ErrorCode::kInvalidAttributeValue,
                "placeholder \"$(__UID__)$\" of the path has no value");
    BOOST_TEST(request.error().attributes == std::vector<std::string>{"__UID__"});
}

BOOST_FIXTURE_TEST_CASE(configuration_is_inserted_as_written_and_checked, Fixture) {
    BOOST_TEST(shown("A.GETOP", {.configuration = {{"v", "api/v3"}}, .uid = "x"}) ==
               "GET /api/v3/users/x");
    BOOST_TEST(shown("A.GETOP", {.configuration = {{"v", ""}}, .uid = "x"}) == "GET /v2/users/x");
    for (const char* bad : {"../v2", "a b", "v2?x", "v2//", "v2#", "%2E%2e/x", "a\nb"}) {
        BOOST_TEST_CONTEXT(bad) {
            expectError(expand("A.GETOP", {.configuration = {{"v", bad}}, .uid = "x"}),
                        ErrorCode::kConfiguration, "placeholder \"$(v)$\" holds");
        }
    }
}

BOOST_FIXTURE_TEST_CASE(configuration_wins_over_identity_and_attributes, Fixture) {
    BOOST_TEST(shown("A.GETOP", {.configuration = {{"v", "c"}},
                                 .uid = "x",
                                 .attributes = {Attribute("v", "attribute")}}) == "GET /c/users/x");
    BOOST_TEST(shown("A.GETOP", {.uid = "x", .attributes = {Attribute("__UID__", "attribute")}}) ==
               "GET /v2/users/x");
}

BOOST_FIXTURE_TEST_CASE(an_unresolved_query_placeholder_drops_its_parameter, Fixture) {
    BOOST_TEST(shown("A.SEARCHOP", {}) == "GET /users?size=50&fixed=a%20b");
    BOOST_TEST(shown("A.SEARCHOP", {.pageSize = 7, .pageOffset = 0, .pageToken = "a&b="}) ==
               "GET /users?size=7&from=0&token=a%26b%3D&fixed=a%20b");
    BOOST_TEST(shown("A.SEARCHOP", {.configuration = {{"tenant", "api-version=1.6"}}}) ==
               "GET /users?api-version=1.6&size=50&fixed=a%20b");
}

BOOST_FIXTURE_TEST_CASE(filters_become_parameters_or_one_object, Fixture) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"status=all", "GET /users?status=all&size=50&fixed=a%20b"},
        {"?status=all", "GET /users?status=all&size=50&fixed=a%20b"},
        {"a=1&b=x y=z", "GET /users?a=1&b=x%20y%3Dz&size=50&fixed=a%20b"},
        {"/a@example.com", "GET /users/a%40example.com"},
        {"/a/b==", "GET /users/a%2Fb%3D%3D"},
    };
    for (const auto& [filter, request] : rows) {
        BOOST_TEST(shown("A.SEARCHOP", {.filterSuffix = filter}) == request);
    }
    BOOST_TEST(expand("A.SEARCHOP", {.filterSuffix = "/x"})->singleRecord);
    BOOST_TEST(!expand("A.SEARCHOP", {.filterSuffix = "a=b"})->singleRecord);
}

BOOST_FIXTURE_TEST_CASE(filters_that_are_not_understood_are_refused, Fixture) {
    for (const char* filter :
         {"inactive", "=x", "a=1&b", "/", "/../x", "//host", "a=b\r\nc", "size=9"}) {
        BOOST_TEST_CONTEXT(filter) {
            const auto request = expand("A.SEARCHOP", {.filterSuffix = filter});
            BOOST_TEST_REQUIRE(!request.hasValue());
            BOOST_TEST((request.error().code == ErrorCode::kInvalidAttributeValue));
        }
    }
}

/** A target that gets a parameter twice takes either. */
BOOST_AUTO_TEST_CASE(a_filter_does_not_double_a_parameter_wherever_the_template_sets_it) {
    const auto catalog = muster::testing::goodCatalog(R"(
        <class name="A" uid="id" records="list"/>
        <operation key="A.SEARCHOP" method="GET"><path>/users</path>
          <query name="status">active</query><query>$(Filter Suffix)$</query>
          <query name="size">9</query></operation>)");
    const auto request = [&](const std::string& filter) {
        return rest::expand(muster::testing::templateOf(*catalog, "A.SEARCHOP"),
                            {.filterSuffix = filter});
    };
    for (const char* filter : {"status=all", "a=1&status=all", "size=1"}) {
        BOOST_TEST_CONTEXT(filter) {
            expectError(request(filter), ErrorCode::kInvalidAttributeValue,
                        "which the template sets");
        }
    }
    BOOST_TEST(request("a=1&a=2")->target() == "/users?status=active&a=1&a=2&size=9");
}

/** Both would read other objects than were asked for. */
BOOST_FIXTURE_TEST_CASE(a_filter_or_page_token_without_a_place_is_refused, Fixture) {
    expectError(expand("A.GETOP", {.uid = "x", .filterSuffix = "a=b"}), ErrorCode::kNotSupported,
                "no place for it");
    expectError(expand("A.GETOP", {.uid = "x", .pageToken = "t"}), ErrorCode::kNotSupported,
                "page token");
}

BOOST_FIXTURE_TEST_CASE(a_call_sets_adds_and_removes_query_parameters, Fixture) {
    BOOST_TEST(shown("A.SEARCHOP", {.query = {{"fixed", Value("x&y")},
                                              {"size", {}},
                                              {"absent", {}},
                                              {"transfer_email", Value("a+b@c.d")},
                                              {"deep", Value(true)}}}) ==
               "GET /users?fixed=x%26y&transfer_email=a%2Bb%40c.d&deep=true");
    expectError(expand("A.SEARCHOP", {.query = {{"x", Value("a\r\nb")}}}),
                ErrorCode::kInvalidAttributeValue, "control character");
    expectError(expand("A.SEARCHOP", {.query = {{"x", Value(ObjectValue())}}}),
                ErrorCode::kInternal, "no single text");
}

BOOST_FIXTURE_TEST_CASE(a_call_adds_allowed_headers_only, Fixture) {
    const auto request = expand("A.CREATEOP", {.headers = {{"if-match", "\"1\""}}});
    BOOST_TEST_REQUIRE(request.hasValue());
    BOOST_TEST_REQUIRE(request->headers.size() == 2U);
    BOOST_TEST(request->headers[0].name == "Accept");
    BOOST_TEST(request->headers[1].name == "If-Match");
    expectError(expand("A.CREATEOP", {.headers = {{"Authorization", "x"}}}),
                ErrorCode::kConfiguration, "may not set header \"Authorization\"");
    expectError(expand("A.CREATEOP", {.headers = {{"If-Match", "x\r\nHost: y"}}}),
                ErrorCode::kInvalidAttributeValue, "control character");
    expectError(expand("A.CREATEOP", {.name = "x\ny"}), ErrorCode::kInvalidAttributeValue,
                "a header");
    BOOST_TEST(expand("A.CREATEOP", {.name = "x"})->headers[1].value.exposed() == "x");
}

BOOST_FIXTURE_TEST_CASE(the_body_of_the_connector_becomes_json, Fixture) {
    const ObjectValue inner(
        {Attribute("email", "a\"b"), Attribute::list("tags", {"x"}), Attribute::list("none", {}),
         Attribute("type", 2), Attribute("big", std::int64_t{576460752303423488}),
         Attribute("on", true), Attribute("nothing", Value()), Attribute("half", 0.5),
         Attribute("at", muster::Time{0}), Attribute("raw", muster::Bytes{"\x01\x02"}),
         Attribute("boss", muster::Reference{"u1"}), Attribute("password", Secret("p\"w"))});
    const auto request = expand(
        "A.CREATEOP",
        {.body = ObjectValue({Attribute("action", "create"), Attribute("user_info", inner)})});
    BOOST_TEST_REQUIRE(request.hasValue());
    const std::string before =
        R"({"action":"create","user_info":{"email":"a\"b","tags":["x"],"none":[],"type":2,)"
        R"("big":576460752303423488,"on":true,"nothing":null,"half":5E-1,)"
        R"("at":"1970-01-01T00:00:00Z","raw":"AQI=","boss":"u1","password":)";
    BOOST_TEST(request->body->exposed() == before + R"("p\"w"}})");
    BOOST_TEST(request->body->redacted() == before + R"("***"}})");
    BOOST_TEST_REQUIRE(request->secrets.size() == 1U);
    BOOST_TEST(request->headers.back().name == "Content-Type");
    BOOST_TEST(request->headers.back().value.exposed() == "application/json");
}

BOOST_FIXTURE_TEST_CASE(bodies_that_cannot_be_sent_are_refused, Fixture) {
    expectError(expand("A.GETOP", {.uid = "x", .body = ObjectValue()}), ErrorCode::kConfiguration,
                "the method is GET");
    expectError(
        expand("A.CREATEOP",
               {.body = ObjectValue({Attribute("x", std::numeric_limits<double>::quiet_NaN())})}),
        ErrorCode::kInvalidAttributeValue, "\"x\" holds a real that is no number");
    ObjectValue nested;
    for (int i = 0; i < 70; ++i) {
        nested = ObjectValue({Attribute("in", nested)});
    }
    expectError(expand("A.CREATEOP", {.body = nested}), ErrorCode::kInvalidAttributeValue,
                "nests deeper");
}

BOOST_FIXTURE_TEST_CASE(a_secret_is_masked_in_path_query_and_body, Fixture) {
    const auto request = expand(
        "A.pin.UPDATEOP",
        {.uid = "u", .attributes = {Attribute("pin", Secret("se cret\"")), Attribute("count", 3)}});
    BOOST_TEST_REQUIRE(request.hasValue(), (request ? "" : request.error().message));
    BOOST_TEST(request->target() == "/users/u/pin/se%20cret%22?again=se%20cret%22");
    BOOST_TEST(request->toDisplay() == "PUT /users/u/pin/***?again=***");
    BOOST_TEST(request->body->exposed() == R"({"pin": "old-se cret\"", "count": 3})");
    BOOST_TEST(request->body->redacted() == R"({"pin": "old-***", "count": 3})");
}

BOOST_FIXTURE_TEST_CASE(a_refused_secret_is_not_shown, Fixture) {
    const auto request = expand(
        "A.pin.UPDATEOP",
        {.uid = "u", .attributes = {Attribute("pin", Secret("hidden//x")), Attribute("count", 3)}});
    expectError(request, ErrorCode::kInvalidAttributeValue, "the value \"***\"");
    BOOST_TEST(request.error().message.find("hidden") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_body_template_escapes_inside_strings_and_writes_values_outside, Fixture) {
    const auto request = expand(
        "A.pin.UPDATEOP",
        {.uid = "u", .attributes = {Attribute("pin", "a\"b\\c"), Attribute("count", "x\ny")}});
    BOOST_TEST_REQUIRE(request.hasValue(), (request ? "" : request.error().message));
    BOOST_TEST(request->body->exposed() == R"({"pin": "old-a\"b\\c", "count": "x\ny"})");
    expectError(expand("A.pin.UPDATEOP", {.uid = "u", .attributes = {Attribute("pin", "1")}}),
                ErrorCode::kInvalidAttributeValue,
                "placeholder \"$(count)$\" of the body has no value");
}

BOOST_FIXTURE_TEST_CASE(the_body_of_a_call_feeds_a_body_template, Fixture) {
    const auto request =
        expand("A.pin.UPDATEOP",
               {.uid = "u", .body = ObjectValue({Attribute("pin", "7"), Attribute("count", 1)})});
    BOOST_TEST_REQUIRE(request.hasValue());
    BOOST_TEST(request->body->exposed() == R"({"pin": "old-7", "count": 1})");
}

BOOST_FIXTURE_TEST_CASE(each_value_of_a_list_takes_one_request, Fixture) {
    const auto post = [](const char* id, const char* kind) {
        return Value(ObjectValue({Attribute("id", id), Attribute("kind", kind)}));
    };
    const auto& relUrl = muster::testing::templateOf(*catalog, "A.posts.UPDATEOP");
    const auto requests = rest::expandEach(
        relUrl, {.attributes = {Attribute::list("posts", {post("1", "a"), post("2", "b")})}});
    BOOST_TEST_REQUIRE(requests.hasValue(), (requests ? "" : requests.error().message));
    BOOST_TEST_REQUIRE(requests->size() == 2U);
    BOOST_TEST((*requests)[0].toDisplay() == "POST /posts/1/x/a");
    BOOST_TEST((*requests)[1].toDisplay() == "POST /posts/2/x/b");
    const auto none = rest::expandEach(relUrl, {.attributes = {Attribute::list("posts", {})}});
    BOOST_TEST_REQUIRE(none.hasValue());
    BOOST_TEST(none->empty());
    BOOST_TEST(!rest::expandEach(relUrl, {}).hasValue());
}

BOOST_FIXTURE_TEST_CASE(several_values_where_one_fits_are_refused, Fixture) {
    expectError(
        expand("A.pin.UPDATEOP", {.uid = "u", .attributes = {Attribute::list("pin", {"1", "2"})}}),
        ErrorCode::kInvalidAttributeValue, "has 2 values, expected one");
}

BOOST_AUTO_TEST_CASE(echoed_secrets_are_masked) {
    const std::vector<Secret> secrets = {Secret("hunter2!"), Secret("abc")};
    BOOST_TEST(rest::maskSecrets("bad hunter2! and hunter2%21, abc", secrets) ==
               "bad *** and ***, abc");
}

BOOST_AUTO_TEST_CASE(masked_texts_copy_and_move) {
    rest::MaskedText text;
    text.append("a=");
    text.appendSecret("hidden");
    text.append("&b");
    const rest::MaskedText copy = text;
    rest::MaskedText moved = std::move(text);
    rest::MaskedText outer;
    outer.append("x?");
    outer.append(moved);
    outer.append("!");
    BOOST_TEST(copy.exposed() == "a=hidden&b");
    BOOST_TEST(copy.redacted() == "a=***&b");
    BOOST_TEST(outer.exposed() == "x?a=hidden&b!");
    BOOST_TEST(outer.redacted() == "x?a=***&b!");
    outer = copy;
    BOOST_TEST(outer.redacted() == "a=***&b");
    BOOST_TEST(moved.hasSecret());
}

BOOST_AUTO_TEST_SUITE_END()
