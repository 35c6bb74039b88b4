#include <boost/test/unit_test.hpp>

#include "catalog_fixture.h"

namespace rest = muster::rest;
namespace xml = muster::xml;
using muster::testing::catalogOf;
using muster::testing::templateOf;

BOOST_AUTO_TEST_SUITE(template_catalog_tests)

namespace {

struct Bad {
    std::string name;
    std::string inside;  ///< begins on line 2
    std::string message;
};

std::string get(const std::string& path, const std::string& more = {}) {
    return "<operation key='A.GETOP' method='GET'><path>" + path + "</path>" + more +
           "</operation>";
}

std::string post(const std::string& more) {
    return "<operation key='A.CREATEOP' method='POST'><path>/x</path>" + more + "</operation>";
}

std::vector<Bad> badTyped() {
    return {
        {"missing method", "<operation key='A.GETOP'><path>/x</path></operation>",
         ":2:1: error: attribute \"method\" of <operation> is missing"},
        {"unknown method", "<operation key='A.GETOP' method='GETT'><path>/x</path></operation>",
         ":2:26: error: attribute \"method\" of <operation> is \"GETT\", expected \"GET\""},
        {"missing key", "<operation method='GET'><path>/x</path></operation>",
         "attribute \"key\" of <operation> is missing"},
        {"unknown operation", "<operation key='A.GETTOP' method='GET'><path>/x</path></operation>",
         ":2:12: error: operation key \"A.GETTOP\": unknown operation"},
        {"missing path", "<operation key='A.GETOP' method='GET'/>", "<operation> without <path>"},
        {"duplicate key", get("/x") + "\n" + get("/y"),
         ":3:1: error: operation key \"A.GETOP\" a second time, first at"},
        {"duplicate by synonym",
         "<operation key='A.g.UPDATEOP' method='PUT'><path>/x</path></operation>"
         "<operation key='A.g.ADDATTRIBUTE' method='PUT'><path>/x</path></operation>",
         "operation key \"A.g.ADDATTRIBUTE\" a second time"},
        {"scheme", get("https://evil.example/x"), "a scheme or host"},
        {"host", get("//evil.example/x"), "a scheme or host"},
        {"no slash", get("users"), "does not begin with \"/\""},
        {"dots", get("/a/../b"), "a \".\" or \"..\" segment"},
        {"encoded dots", get("/a/%2E%2e/b"), "a \".\" or \"..\" segment"},
        {"empty segment", get("/a//b"), "\"//\""},
        {"blank in a path", get("/a b"), "\" \", which must be percent-encoded"},
        {"line end in a path", get("/a&#13;&#10;b"), "a control character (code 13)"},
        {"query in a path", get("/a?b=c"), "\"?\", which must be percent-encoded"},
        {"letter beyond ASCII", get("/基"), "a letter beyond ASCII"},
        {"half a triplet", get("/a%2"), "\"%\" without two hexadecimal digits"},
        {"open placeholder", get("/a/$(b"), ":2:45: error: placeholder \"$(b\" is never closed"},
        {"empty placeholder", get("/a/$()$"), "has no name"},
        {"filter in a path", get("/a/$(Filter Suffix)$"), "stands in the path"},
        {"line end in a query", get("/a", "<query name='x'>a&#10;b</query>"),
         "a control character (code 10)"},
        {"ampersand in a query", get("/a", "<query name='x'>a&amp;b=c</query>"),
         "write one <query> for each parameter"},
        {"query twice", get("/a", "<query name='x'>1</query><query name='x'>2</query>"),
         "query parameter \"x\" a second time"},
        {"query without a name", get("/a", "<query>x=1</query>"), "<query> without a name"},
        {"filter with a name", get("/a", "<query name='x'>$(Filter Suffix)$</query>"),
         "must stand alone"},
        {"page token without a rule", get("/a", "<query name='x'>$(PAGE_TOKEN)$</query>"),
         "\"$(PAGE_TOKEN)$\" without a paging rule"},
        {"page size without a rule", get("/a", "<query name='x'>$(PAGE_SIZE)$</query>"),
         "without a page size"},
        {"next page without records", get("/a", "<response next-page-token='next'/>"),
         "a next-page token without records"},
        {"body of a GET", get("/a", "<body>{}</body>"), "a body, and the method is GET"},
        {"body that is no JSON", post("<body>{\"a\": }</body>"), "the body is no JSON"},
        {"placeholder for a member", post("<body>{$(a)$: 1}</body>"), "the body is no JSON"},
        {"header of muster's", post("<header name='authorization'>x</header>"),
         "header \"authorization\" is set by muster itself"},
        {"header that is none", post("<header name='a b'>x</header>"), "is no header name"},
        {"header with a line end", post("<header name='X-A'>a&#13;&#10;Host: b</header>"),
         "the header \"X-A\" holds a control character"},
        {"media type", "<defaults content-type='json'/>", "\"json\" is no media type"},
        {"value list without a placeholder",
         "<operation key='A.g.UPDATEOP' method='PUT' per-value='g'><path>/x</path></operation>",
         "no placeholder of that name"},
        {"unknown element", "<operaton/>", "did you mean \"operation\"?"},
        {"unknown attribute", get("/a", "<response recods='x'/>"), "did you mean \"records\"?"},
        {"class twice", "<class name='A'/><class name='A'/>", "class \"A\" a second time"},
        {"class without a template", get("/a") + "<class name='B' uid='id'/>",
         "<class> \"B\" has no template, so it would never be looked at"},
        {"error rule without a template",
         get("/a") +
             "<errors><error status='404' operation='A.GETTOP' kind='UnknownUid'/></errors>",
         "unknown operation \"GETTOP\""},
        {"error rule of another key",
         get("/a") + "<errors><error status='404' operation='B.GETOP' kind='UnknownUid'/></errors>",
         "<error> of \"B.GETOP\", which has no template, so it would never be looked at"},
        {"page size", "<class name='A' page-size='0'/>", "expected an integer from 1 to 100000"},
        {"placeholder of muster's", "<placeholder name='__UID__'/>", "belongs to muster"},
        {"placeholder twice", "<placeholder name='a'/><placeholder name='a'/>",
         "placeholder \"a\" a second time"},
        {"error without a condition", "<errors><error kind='Timeout'/></errors>",
         "<error> without a condition"},
        {"error without a kind", "<errors><error code='1'/></errors>",
         "attribute \"kind\" of <error> is missing"},
        {"unknown kind", "<errors><error code='1' kind='AlreadyExist'/></errors>",
         "did you mean \"AlreadyExists\"?"},
        {"unknown outcome", "<errors><error code='1' kind='Timeout' outcome='done'/></errors>",
         "expected \"applied\", \"not applied\" or \"unknown\""},
        {"bad status", "<errors><error status='4xx' kind='Timeout'/></errors>",
         "expected an integer from 200 to 599"},
        {"error twice",
         "<errors><error code='1' kind='Timeout'/>\n<error code='1' kind='Conflict'/></errors>",
         ":3:1: error: <error> with the same conditions as at"},
    };
}

std::vector<Bad> badOracle() {
    const std::string one = "<relURL method='GET'>A.GETOP=/x</relURL>";
    return {
        {"no equals sign", "<relURL method='GET'>A.GETOP</relURL>", "has no \"=\""},
        {"no method", "<relURL>A.GETOP=/x</relURL>", "no method, expected \"GET\""},
        {"unknown operation", "<relURL method='GET'>A.READOP=/x</relURL>",
         ":2:22: error: operation key \"A.READOP\": unknown operation"},
        {"place inside a list", "<relURLs>\"A.GETOP=/x\",\n  \"A.READOP=/y\"</relURLs>",
         ":3:4: error: operation key \"A.READOP\""},
        {"open quote", "<relURLs>\"A.GETOP=/x\", \"A.TESTOP=/y</relURLs>",
         ":2:24: error: a double quote that is never closed"},
        {"text outside of quotes", "<relURLs>\"A.GETOP=/x\", A.TESTOP=/y</relURLs>",
         "text outside of quotes"},
        {"no comma", "<relURLs>\"A.GETOP=/x\"\"A.TESTOP=/y\"</relURLs>", "no comma between"},
        {"empty list", "<relURLs> </relURLs>", "<relURLs> is empty"},
        {"bare ampersand", "<relURL method='GET'>A.SEARCHOP=/x?a=1&b=2</relURL>",
         "\"&\" that begins no entity"},
        {"host", "<relURL method='GET'>A.GETOP=http://evil/x</relURL>", "a scheme or host"},
        {"method of an unknown key", one + "<opTypes>\"A.CREATEOP=POST\"</opTypes>",
         "which has no relURL in this file"},
        {"unknown method", one + "<opTypes>\"A.GETOP=FETCH\"</opTypes>", "method \"FETCH\""},
        {"payload of an unknown key", one + "<customPayload>\"A.CREATEOP={}\"</customPayload>",
         "<customPayload> names \"A.CREATEOP\""},
        {"name attribute", "<nameAttributes>\"email\"</nameAttributes>",
         "expected CLASS.ATTRIBUTE"},
        {"handling", one + "<specialAttributeHandling>\"A.GETOP=MULTI\"</specialAttributeHandling>",
         "expected \"SINGLE\""},
        {"page size", "<pageSize>many</pageSize>", "expected a positive integer"},
        {"page token twice",
         "<pageTokenAttribute>a</pageTokenAttribute><pageTokenAttribute>b</pageTokenAttribute>",
         "a second time"},
        {"typed and Oracle's for one key", one + get("/y"), "a second time"},
    };
}

void expectRefused(const std::vector<Bad>& rows) {
    for (const Bad& bad : rows) {
        BOOST_TEST_CONTEXT(bad.name) {
            xml::Diagnostics diagnostics;
            BOOST_TEST(catalogOf(bad.inside, diagnostics) == nullptr);
            BOOST_TEST(diagnostics.toText().find(bad.message) != std::string::npos,
                       diagnostics.toText());
        }
    }
}

muster::Description description() {
    return {.classes = {{.name = "A",
                         .attributes = {{.name = "__NAME__", .nativeName = "email"},
                                        {.name = "first_name"}}}},
            .operationKeys = {{.key = "A.CREATEOP", .description = "Create"},
                              {.key = "A.GETOP", .placeholders = {"depth"}},
                              {.key = "A.g.UPDATEOP", .required = false}}};
}

}  // namespace

BOOST_AUTO_TEST_CASE(mistakes_in_typed_templates_are_refused_with_their_place) {
    expectRefused(badTyped());
}

BOOST_AUTO_TEST_CASE(mistakes_in_the_form_of_oracle_are_refused_with_their_place) {
    expectRefused(badOracle());
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_told_with_its_path) {
    const muster::testing::TemporaryFolder folder;
    xml::Diagnostics diagnostics;
    BOOST_TEST(rest::OperationCatalog::load(folder.path(), {}, diagnostics) == nullptr);
    BOOST_TEST(diagnostics.toText().find("operations.xml: error: there is no such file") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_catalog_is_checked_against_its_connector) {
    const muster::Description connector = description();
    xml::Diagnostics diagnostics;
    const auto catalog = catalogOf(
        "<placeholder name='v' default='1'/>"
        "<operation key='A.GETOP' method='GET'><path>/$(v)$/$(tenant)$/$(depth)$/$(email)$"
        "/$(first_name)$</path></operation>\n"
        "<operation key='A.CREATEOP' method='POST'><path>/x/$(__UUID__)$</path></operation>\n"
        "<operation key='A.TESTOP' method='GET'><path>/x</path></operation>",
        diagnostics, {.description = &connector, .configuration = {"tenant"}});
    BOOST_TEST(catalog == nullptr);
    BOOST_TEST_REQUIRE(diagnostics.all().size() == 2U, diagnostics.toText());
    const std::string text = diagnostics.toText();
    BOOST_TEST(
        text.find(":3:1: error: template A.CREATEOP: unknown placeholder \"$(__UUID__)$\"") !=
        std::string::npos);
    BOOST_TEST(text.find("did you mean \"$(__UID__)$\"?") != std::string::npos);
    BOOST_TEST(
        text.find(":4:1: warning: template A.TESTOP: the connector does not know this key") !=
        std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_key_that_the_connector_needs_must_be_there) {
    const muster::Description connector = description();
    xml::Diagnostics diagnostics;
    BOOST_TEST(catalogOf(get("/x"), diagnostics, {.description = &connector}) == nullptr);
    BOOST_TEST_REQUIRE(diagnostics.errors().size() == 1U, diagnostics.toText());
    BOOST_TEST(diagnostics.toText().find(
                   "no template for \"A.CREATEOP\", which the connector needs (Create)") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_near_miss_is_a_warning_without_a_connector) {
    xml::Diagnostics diagnostics;
    BOOST_TEST(catalogOf(get("/x/$(__UDI__)$/$(dept)$"), diagnostics) != nullptr);
    BOOST_TEST_REQUIRE(diagnostics.all().size() == 1U, diagnostics.toText());
    BOOST_TEST(diagnostics.toText().find("is nearly \"$(__UID__)$\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_connector_says_what_is_idempotent_unless_the_file_does) {
    const muster::Description connector = {
        .operationKeys = {{.key = "A.UPDATEOP", .idempotent = true},
                          {.key = "A.CREATEOP", .idempotent = true},
                          {.key = "A.DELETEOP", .idempotent = false}}};
    xml::Diagnostics diagnostics;
    const auto catalog = catalogOf(
        "<operation key='A.UPDATEOP' method='PATCH'><path>/x</path></operation>"
        "<operation key='A.CREATEOP' method='POST' idempotent='false'><path>/x</path></operation>"
        "<operation key='A.DELETEOP' method='DELETE'><path>/x</path></operation>"
        "<operation key='A.g.DELETEOP' method='DELETE'><path>/x</path></operation>",
        diagnostics, {.description = &connector});
    BOOST_TEST_REQUIRE(catalog != nullptr, diagnostics.toText());
    BOOST_TEST(templateOf(*catalog, "A.UPDATEOP").idempotent);
    BOOST_TEST(!templateOf(*catalog, "A.CREATEOP").idempotent);
    BOOST_TEST(!templateOf(*catalog, "A.DELETEOP").idempotent);
    BOOST_TEST(templateOf(*catalog, "A.g.DELETEOP").idempotent);
}

BOOST_AUTO_TEST_CASE(a_profile_overrides_what_it_extends_key_by_key) {
    const muster::testing::TemporaryFolder folder;
    folder.write("base/operations.xml",
                 "<operations schema-version='1'><placeholder name='v' default='1'/>"
                 "<defaults accept='application/scim+json'/><confidential members='password'/>"
                 "<class name='A' uid='id' records='list'/>"
                 "<operation key='A.GETOP' method='GET'><path>/$(v)$/base</path></operation>"
                 "<operation key='A.SEARCHOP' method='GET'><path>/list</path></operation>"
                 "<error-body code='status' message='detail'/>"
                 "<errors><error code='1' kind='Conflict'/><error code='2' kind='Timeout'/>"
                 "</errors></operations>");
    folder.write("profile/operations.xml",
                 "<operations schema-version='1' extends='../base'>"
                 "<placeholder name='v' default='2'/><confidential members='pin'/>"
                 "<operation key='A.GETOP' method='GET'><path>/$(v)$/profile</path></operation>"
                 "<errors><error code='1' kind='InvalidState'/></errors></operations>");
    xml::Diagnostics diagnostics;
    const auto catalog = rest::OperationCatalog::load(folder / "profile", {}, diagnostics);
    BOOST_TEST_REQUIRE(catalog != nullptr, diagnostics.toText());
    BOOST_TEST(rest::expand(templateOf(*catalog, "A.GETOP"), {})->target() == "/2/profile");
    BOOST_TEST(templateOf(*catalog, "A.SEARCHOP").response.records == "list");
    BOOST_TEST(templateOf(*catalog, "A.SEARCHOP").accept == "application/scim+json");
    const std::vector<std::string> confidential = {"password", "pin"};
    BOOST_TEST(catalog->confidential() == confidential, boost::test_tools::per_element());
    BOOST_TEST(catalog->files().size() == 2U);
    const auto kind = [&](const char* code) {
        return catalog->errors().classify({.status = 400, .target = {.code = code}}).error.code;
    };
    BOOST_TEST((kind("1") == muster::ErrorCode::kInvalidState));
    BOOST_TEST((kind("2") == muster::ErrorCode::kTimeout));
}

BOOST_AUTO_TEST_CASE(folders_that_extend_in_a_circle_or_nothing_are_refused) {
    const muster::testing::TemporaryFolder folder;
    const auto write = [&](const std::string& name, const std::string& extends) {
        folder.write(name + "/operations.xml",
                     "<operations schema-version='1' extends='" + extends + "'/>");
    };
    write("a", "../b");
    write("b", "../a");
    write("self", ".");
    write("lost", "../none");
    write("absolute", "/etc");
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"a", "which extends this folder in turn"},
        {"self", "which extends this folder in turn"},
        {"lost", "and there is no"},
        {"absolute", "expected a folder relative to this one"}};
    for (const auto& [name, message] : rows) {
        BOOST_TEST_CONTEXT(name) {
            xml::Diagnostics diagnostics;
            BOOST_TEST(rest::OperationCatalog::load(folder / name, {}, diagnostics) == nullptr);
            BOOST_TEST(diagnostics.toText().find(message) != std::string::npos,
                       diagnostics.toText());
        }
    }
}

BOOST_AUTO_TEST_CASE(strings_of_other_oracle_guides_are_read) {
    const auto catalog = muster::testing::goodCatalog(R"(<relURLs><![CDATA[
        "A.SEARCHOP=/user$(Filter Suffix)$&startAt=$(PAGE_OFFSET)$&maxResults=$(PAGE_SIZE)$",
        "B.SEARCHOP=/people?status=Active,ActivationRequired&base=dc=example,dc=com&flag",
        "A.attributes.givenName.UPDATEOP=/user/$(__UID__)$",
        "A.groupList.REMOVEATTRIBUTE=/g/$(groupList~groupList~groupId)$"]]></relURLs>
        <opTypes>"A.SEARCHOP=GET","B.SEARCHOP=GET","A.attributes.givenName.UPDATEOP=PATCH",
        "A.groupList.DELETEOP=DELETE"</opTypes><pageSize>50</pageSize>)");
    const auto shown = [&](const char* key, const rest::TemplateCall& call) {
        const auto request = rest::expand(templateOf(*catalog, key), call);
        BOOST_TEST_REQUIRE(request.hasValue(), (request ? "" : request.error().message));
        return request->toDisplay();
    };
    BOOST_TEST(shown("A.SEARCHOP", {.filterSuffix = "?accountId=7", .pageOffset = 50}) ==
               "GET /user?accountId=7&startAt=50&maxResults=50");
    BOOST_TEST(shown("B.SEARCHOP", {}) ==
               "GET /people?status=Active,ActivationRequired&base=dc=example,dc=com&flag");
    BOOST_TEST(shown("A.attributes.givenName.UPDATEOP", {.uid = "u"}) == "PATCH /user/u");
    const muster::ObjectValue group({muster::Attribute("groupId", "g 1")});
    BOOST_TEST(shown("A.groupList.DELETEOP",
                     {.attributes = {muster::Attribute("groupList", group)}}) == "DELETE /g/g%201");
}

BOOST_AUTO_TEST_CASE(the_example_of_the_manual_works) {
    const auto catalog = muster::testing::shippedCatalog("framework/docs/examples/library");
    const auto added =
        rest::expandEach(templateOf(*catalog, "__ACCOUNT__.shelves.UPDATEOP"),
                         {.uid = "c 7",
                          .attributes = {muster::Attribute::list("shelves", {"s1", "s2"}),
                                         muster::Attribute("days", 14)}});
    BOOST_TEST_REQUIRE(added.hasValue(), (added ? "" : added.error().message));
    BOOST_TEST_REQUIRE(added->size() == 2U);
    BOOST_TEST((*added)[1].toDisplay() == "POST /main/shelves/s2/cards");
    BOOST_TEST((*added)[1].body->exposed() == R"({"card": "c 7", "days": 14})");
    const auto removed = rest::expand(templateOf(*catalog, "__ACCOUNT__.DELETEOP"), {.uid = "7"});
    BOOST_TEST(removed->toDisplay() == "DELETE /main/cards/7?reason=left");
    const auto judged = catalog->judge({.operationKey = "__ACCOUNT__.CREATEOP"}, 409,
                                       R"({"problem":{"code":"CARD_TAKEN","text":"Taken."}})");
    BOOST_TEST((judged->error.code == muster::ErrorCode::kAlreadyExists));
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_told_with_the_known_ones) {
    const auto catalog = muster::testing::shippedCatalog("framework/docs/examples/library");
    const auto missing = catalog->require("__ACCOUNT__.UPDATEOP");
    BOOST_TEST_REQUIRE(!missing.hasValue());
    BOOST_TEST((missing.error().code == muster::ErrorCode::kConfiguration));
    BOOST_TEST(missing.error().message.find("\"__ACCOUNT__.CREATEOP\", \"__ACCOUNT__.DELETEOP\"") !=
               std::string::npos);
    BOOST_TEST(!catalog->require("nonsense").hasValue());
    BOOST_TEST(catalog->require("__GROUP__.GETOP").error().message.find("none for the class") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_template_is_described_line_by_line) {
    const auto catalog = muster::testing::shippedCatalog("lookups/zoom");
    std::string text;
    for (const rest::DescribedLine& line :
         rest::describe(templateOf(*catalog, "__ACCOUNT__.SEARCHOP"))) {
        text += line.name + ": " + line.value + "\n";
    }
    for (const char* line :
         {"key: __ACCOUNT__.SEARCHOP\n", "method: GET\n", "path: /$(api_version)$/users\n",
          "query: $(Filter Suffix)$\n", "query: page_size=$(PAGE_SIZE)$\n", "records: users\n",
          "uid: id\n", "next page token: next_page_token\n", "page size: 300\n", "body: none\n",
          "default: api_version=v2\n", "form: typed\n"}) {
        BOOST_TEST(text.find(line) != std::string::npos, text);
    }
    BOOST_TEST(text.find("lookups/zoom/operations.xml:") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
