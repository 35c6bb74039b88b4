#include <boost/test/unit_test.hpp>

#include "catalog_fixture.h"
#include "host/host_services.h"
#include "host/target_limits.h"

using namespace muster;
using muster::testing::catalogOf;

BOOST_AUTO_TEST_SUITE(target_limits_tests)

namespace {

constexpr const char* kPlans =
    "<limits schema-version='1' plan-property='plan'>"
    "<plan name='small'><limit name='Light' label='Light' rate='4'/></plan>"
    "<plan name='large'><limit name='Light' label='Light' rate='80'/></plan></limits>";

std::shared_ptr<const rest::LimitCatalog> limitsOf(const std::string& text) {
    xml::Diagnostics diagnostics;
    const auto document = xml::Document::parse(text, "limits.xml", diagnostics);
    auto catalog = rest::LimitCatalog::read(*document, diagnostics);
    BOOST_TEST_REQUIRE(catalog != nullptr, diagnostics.toText());
    return catalog;
}

host::Target target(const std::string& plan) {
    host::Target made{.name = "zoom-prod", .connector = "zoom"};
    made.settings.push_back({{.name = "plan"}, Value(plan), false});
    return made;
}

const host::TargetFile kFile{.properties = {{"plan", "x", {"zoom-prod.xml", 4, 25}}},
                             .position = {"zoom-prod.xml", 2, 1}};

/** Swallows lines and keeps them. */
class LineLog : public host::Log {
public:
    bool wants(Severity severity) const override { return severity <= Severity::kDebug; }
    void write(Severity /*severity*/, std::string_view text) override { lines.emplace_back(text); }
    std::vector<std::string> lines;
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_property_of_the_target_chooses_the_plan) {
    xml::Diagnostics diagnostics;
    const auto limits =
        host::makeLimits(target("large"), kFile, limitsOf(kPlans), nullptr, nullptr, diagnostics);
    BOOST_TEST_REQUIRE(limits != nullptr, diagnostics.toText());
    BOOST_TEST(limits->limiter->status().front().permits == "80 in 1 s");
}

BOOST_AUTO_TEST_CASE(an_unknown_plan_is_told_at_the_property) {
    xml::Diagnostics diagnostics;
    BOOST_TEST(host::makeLimits(target("larg"), kFile, limitsOf(kPlans), nullptr, nullptr,
                                diagnostics) == nullptr);
    BOOST_TEST(diagnostics.toText() ==
               "zoom-prod.xml:4:25: error: property \"plan\" is \"larg\", and limits.xml has the "
               "plans \"small\" or \"large\" Hint: did you mean \"large\"?\n");
}

BOOST_AUTO_TEST_CASE(a_connector_without_the_property_is_told_at_the_limits) {
    xml::Diagnostics diagnostics;
    const host::Target without{.name = "zoom-prod", .connector = "zoom"};
    BOOST_TEST(host::makeLimits(without, kFile, limitsOf(kPlans), nullptr, nullptr, diagnostics) ==
               nullptr);
    BOOST_TEST(diagnostics.toText().find(
                   "limits.xml:1:28: error: connector \"zoom\" has no property \"plan\"") == 0U,
               diagnostics.toText());
}

BOOST_AUTO_TEST_CASE(templates_and_error_rules_may_use_the_words_of_limits_xml_alone) {
    const auto known = [](const auto&) {
        return std::optional(
            rest::KnownLimits{{"Light", "Medium"}, {"day", "invitations", "rate"}});
    };
    struct Row {
        const char* inside;
        const char* said;
    };
    const std::vector<Row> bad = {
        {"<operation key='A.GETOP' method='GET' limit='Ligth'><path>/a</path></operation>",
         ":2:39: error: template A.GETOP: limit \"Ligth\" is no label of limits.xml, expected "
         "\"Light\" or \"Medium\" Hint: did you mean \"Light\"?"},
        {"<class name='A' limit='Heavy'/><operation key='A.GETOP' method='GET'><path>/a</path>"
         "</operation>",
         ":2:17: error: template A.GETOP: limit \"Heavy\" is no label"},
        {"<errors><error status='429' kind='Retryable' limit='invites'/></errors>",
         ":2:46: error: limit \"invites\" is neither a limit of limits.xml nor a part of one"}};
    for (const Row& row : bad) {
        xml::Diagnostics diagnostics;
        BOOST_TEST(catalogOf(row.inside, diagnostics, {.limits = known}) == nullptr, row.inside);
        BOOST_TEST(diagnostics.toText().find(row.said) != std::string::npos, diagnostics.toText());
    }
}

BOOST_AUTO_TEST_CASE(limits_xml_may_count_by_what_requests_have_alone) {
    ObjectClassInfo account{.name = "A"};
    account.attributes = {{.name = "kind", .nativeName = "action"}, {.name = "phones"}};
    const Description description{
        .classes = {account},
        .operationKeys = {{.key = "A.CREATEOP", .placeholders = {"branch"}},
                          {.key = "A.GETOP", .placeholders = {"__UID__"}}}};
    const std::string templates =
        "<operation key='A.CREATEOP' method='POST' limit='Light'><path>/$(branch)$</path>"
        "</operation><operation key='A.GETOP' method='GET'><path>/a/$(__UID__)$</path></operation>";
    const auto read = [&](const std::string& limit, const Description* against) {
        xml::Diagnostics diagnostics;
        const auto limits = limitsOf("<limits schema-version='1'>" + limit + "</limits>");
        const auto known = [&](const auto&) {
            return std::optional(rest::KnownLimits{{"Light"}, {"rate"}, limits->names()});
        };
        catalogOf(templates, diagnostics,
                  {.description = against, .configuration = {"site"}, .limits = known});
        return diagnostics.toText();
    };
    for (const char* const good :
         {"key='$(__UID__)$'", "key='$(branch)$'", "key='$(site)$'", "when='kind=x'",
          "when='action=x'", "when='phones.number=1'", "key='$(action)$' operation='A.GETOP'",
          "label='Light'", "label='Heavy'"}) {
        BOOST_TEST(read("<limit name='a' rate='1' " + std::string(good) + "/>", &description) == "",
                   good);
    }
    struct Row {
        const char* inside;
        const char* said;
    };
    const std::vector<Row> bad = {
        {"key='$(__UIDD__)$'",
         "limits.xml:1:53: error: limit \"a\": no request that it counts has \"$(__UIDD__)$\", "
         "expected \"__UID__\", "},
        {"key='$(__UIDD__)$'", "Hint: did you mean \"$(__UID__)$\"?"},
        {"when='acton=x'",
         "limits.xml:1:53: error: limit \"a\": no request that it counts has \"acton\", expected "},
        {"when='acton=x'", "Hint: did you mean \"action\"?"},
        {"key='$(branch)$' operation='A.GETOP'", "no request that it counts has \"$(branch)$\""},
        {"operation='A.UPDATEOP'",
         "limits.xml:1:53: error: limit \"a\": there is no template for \"A.UPDATEOP\", so it "
         "would never count"},
        {"label='Ligth'",
         "limits.xml:1:53: warning: limit \"a\": no template has the label \"Ligth\", so it never "
         "counts Hint: did you mean \"Light\"?"}};
    for (const Row& row : bad) {
        const std::string said =
            read("<limit name='a' rate='1' " + std::string(row.inside) + "/>", &description);
        BOOST_TEST(said.find(row.said) != std::string::npos, said);
    }
    // Without the connector only what is nearly another name can be told.
    const std::string near = read("<limit name='a' rate='1' key='$(__UIDD__)$'/>", nullptr);
    BOOST_TEST(near.find("warning: limit \"a\": \"$(__UIDD__)$\" is nearly \"$(__UID__)$\"") !=
                   std::string::npos,
               near);
    BOOST_TEST(read("<limit name='a' rate='1' when='acton=x'/>", nullptr) == "");
}

BOOST_AUTO_TEST_CASE(a_connector_with_io_of_its_own_is_counted_by_labels_alone) {
    xml::Diagnostics diagnostics;
    rest::lintForOwnIo(
        *limitsOf("<limits schema-version='1'>\n<limit name='a' label='l' rate='1'/>\n"
                  "<limit name='b' key='$(__UID__)$' rate='1'/>\n"
                  "<limit name='c' when='kind=x' rate='1'/>\n"
                  "<limit name='d' operation='A.GETOP' rate='1'/></limits>"),
        "sql-table", diagnostics);
    const std::string said = diagnostics.toText();
    BOOST_TEST(diagnostics.all().size() == 3U, said);
    for (const char* const piece :
         {"limits.xml:3:17: error: limit \"b\" counts by \"key\", and connector \"sql-table\" "
          "sends "
          "no templates: it would never count",
          "limits.xml:4:17: error: limit \"c\" counts by \"when\"",
          "limits.xml:5:17: error: limit \"d\" counts by \"operation\""}) {
        BOOST_TEST(said.find(piece) != std::string::npos, said);
    }
}

BOOST_AUTO_TEST_CASE(a_label_comes_from_the_template_else_its_class_else_the_file) {
    const auto catalog = muster::testing::goodCatalog(
        "<defaults limit='Light'/><class name='B' limit='Medium'/>"
        "<operation key='A.GETOP' method='GET'><path>/a</path></operation>"
        "<operation key='B.GETOP' method='GET'><path>/b</path></operation>"
        "<operation key='B.TESTOP' method='GET' limit='Heavy'><path>/b</path></operation>");
    BOOST_TEST(muster::testing::templateOf(*catalog, "A.GETOP").limit == "Light");
    BOOST_TEST(muster::testing::templateOf(*catalog, "B.GETOP").limit == "Medium");
    BOOST_TEST(muster::testing::templateOf(*catalog, "B.TESTOP").limit == "Heavy");
}

BOOST_AUTO_TEST_CASE(a_connectors_own_io_asks_for_leave_by_label) {
    xml::Diagnostics diagnostics;
    const auto log = std::make_shared<LineLog>();
    const auto limits = host::makeLimits(
        target("small"), kFile,
        limitsOf("<limits schema-version='1'><limit name='a' label='Light' per-day='2'/></limits>"),
        nullptr, log, diagnostics);
    BOOST_TEST_REQUIRE(limits != nullptr, diagnostics.toText());
    host::HostServices services(nullptr, nullptr, log, limits);
    auto context = std::make_shared<host::CallContext>();
    context->correlation = "7f3a";
    context->deadline = std::chrono::steady_clock::now() + std::chrono::hours(1);
    const auto throttle = [&](std::string_view label) {
        return services.table().throttle(services.table().context, muster::abi::view(label));
    };
    BOOST_TEST(throttle("Light") == MUSTER_E_INTERNAL);  // outside of a call
    services.enter(*context);
    BOOST_TEST(throttle("Ligth") == MUSTER_E_CONFIGURATION);
    std::optional<Error> refusal = services.takeRefusal();
    BOOST_TEST_REQUIRE(refusal.has_value());
    BOOST_TEST(refusal->message ==
               "the connector asked for leave under the limit \"Ligth\", expected \"Light\" of "
               "limits.xml");
    BOOST_TEST(!services.takeRefusal().has_value(), "it is told once");
    BOOST_TEST(throttle("Light") == MUSTER_OK);
    BOOST_TEST(throttle("Light") == MUSTER_OK);
    BOOST_TEST(throttle("Light") == MUSTER_E_RETRYABLE);  // the third of the day
    refusal = services.takeRefusal();
    BOOST_TEST_REQUIRE(refusal.has_value());
    BOOST_TEST(refusal->message.find("2 of 2 requests of today") != std::string::npos);
    BOOST_TEST(refusal->retryAfter.has_value(), "so that the operation can wait for it");
    BOOST_TEST(limits->limiter->status().front().underWay == 0);  // the one before is over
    services.leave();
    BOOST_TEST(limits->limiter->status().front().underWay == 0);
}

BOOST_AUTO_TEST_CASE(without_the_file_every_label_is_free) {
    host::HostServices services(nullptr, nullptr, std::make_shared<LineLog>());
    auto context = std::make_shared<host::CallContext>();
    context->deadline = std::chrono::steady_clock::now() + std::chrono::hours(1);
    services.enter(*context);
    BOOST_TEST(services.table().throttle(services.table().context, muster::abi::view("reads")) ==
               MUSTER_OK);
}

BOOST_AUTO_TEST_SUITE_END()
