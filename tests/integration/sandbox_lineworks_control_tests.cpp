// The control interface, faults, ledger and README.
#include <fstream>
#include <iterator>
#include <thread>

#include "sandbox_lineworks_fixture.h"

namespace json = boost::json;

namespace {

support::Reply controlReply(const std::string& method, const std::string& name,
                            const std::string& body = {}) {
    return support::sendHttp(works().port(), {method, "/_control/" + name, body});
}

std::string readFile(const std::string& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string readme() { return readFile(MUSTER_TEST_SOURCE "/samples/sandbox/lineworks/README.md"); }

json::array ledger() { return works().control("GET", "ledger").at("entries").as_array(); }

void order(const std::string& fault) { works().control("POST", "faults", fault); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_control_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(the_state_shows_everything_but_secrets) {
    works().set(R"({"sso":false})");
    create("hanako", R"(,"passwordConfig":{"passwordCreationType":"ADMIN","password":"abcdefg1"})");
    createUnit("A");
    const auto reply = controlReply("GET", "state");
    const auto state = reply.json();
    BOOST_TEST(state.at("users").as_array().size() == 2U);
    BOOST_TEST(state.at("users").at(0).at("role") == "super admin");
    BOOST_TEST(state.at("orgUnits").as_array().size() == 1U);
    BOOST_TEST(reply.body.find("abcdefg1") == std::string::npos);
    BOOST_TEST(reply.body.find("sandbox-secret") == std::string::npos);
    BOOST_TEST(reply.body.find("PRIVATE KEY") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(requests_are_shown_without_secrets) {
    const auto token = works().newToken();
    works().postForm(
        "/oauth2/v2.0/revoke",
        {{"client_id", "sandbox-client"}, {"client_secret", "sandbox-secret"}, {"token", token}});
    create("hanako", R"(,"passwordConfig":{"passwordCreationType":"ADMIN","password":"abcdefg1"})");
    const auto text = controlReply("GET", "requests").body;
    for (const auto* secret : {"abcdefg1", "sandbox-secret", "eyJ"}) {
        BOOST_TEST(text.find(secret) == std::string::npos, secret);
    }
    BOOST_TEST(text.find(support::percentEncode(token)) == std::string::npos);
    BOOST_TEST(text.find("assertion=***") != std::string::npos);
    BOOST_TEST(text.find("&token=***") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_ledger_holds_what_took_effect) {
    create("hanako");
    create("hanako");
    createUnit("A");
    works().call("POST", "/users/hanako@example.com/suspend");
    works().call("POST", "/users/external-keys",
                 R"({"users":[{"id":"externalKey:k-hanako","externalKey":"x"}]})");
    const auto rows = ledger();
    BOOST_REQUIRE(rows.size() == 4U);
    BOOST_TEST(rows[0].at("object") == "user");
    BOOST_TEST(rows[0].at("name") == "hanako@example.com");
    BOOST_TEST(rows[1].at("object") == "orgunit");
    BOOST_TEST(rows[2].at("target") == "/v1.0/users/hanako@example.com/suspend");
    BOOST_TEST(rows[3].at("object") == "user_key");
    BOOST_TEST(rows[3].at("name") == "x");
}

BOOST_AUTO_TEST_CASE(faults_spoil_calls_in_the_targets_own_words) {
    order(R"({"fault":"status-before","method":"GET","path":"/v1.0/users","status":500})");
    checkRefused(works().get("/users"), 500, "INTERNAL_SERVER_ERROR");
    order(R"({"fault":"status-before","method":"GET","path":"/v1.0/users"})");
    checkRefused(works().get("/users"), 503, "SERVICE_UNAVAILABLE");
    order(R"({"fault":"throttle","method":"GET","wait_seconds":7})");
    const auto throttled = works().get("/users");
    checkRefused(throttled, 429, "TOO_MANY_REQUESTS");
    BOOST_TEST(throttled.header("ratelimit-reset") == "7");
    BOOST_TEST(throttled.header("retry-after") == "");
    order(R"({"fault":"throttle","method":"GET","type":"none","retry_after":"seconds"})");
    BOOST_TEST(works().get("/users").header("ratelimit-reset") == "");
    order(R"({"fault":"broken-json","method":"GET"})");
    BOOST_CHECK_THROW(works().get("/users").json(), std::exception);
    order(R"({"fault":"truncate-json","method":"GET"})");
    BOOST_CHECK_THROW(works().get("/users").json(), std::exception);
    order(R"({"fault":"status-after","method":"POST","path":"/v1.0/users","status":500})");
    BOOST_TEST(create("hanako").status == 500);
    BOOST_TEST(works().get("/users/hanako@example.com").status == 200);
    order(R"({"fault":"hide-created","reads":1})");
    create("taro");
    BOOST_TEST(works().get("/users/taro@example.com").status == 404);
    BOOST_TEST(works().get("/users/taro@example.com").status == 200);
    order(R"({"fault":"hide-created","path":"/v1.0/orgunits","reads":1})");
    createUnit("A");
    BOOST_TEST(works().get("/orgunits/externalKey:o-A").status == 404);
    BOOST_TEST(works().get("/orgunits/externalKey:o-A").status == 200);
}

BOOST_AUTO_TEST_CASE(a_dropped_answer_leaves_the_write_and_its_fault_in_the_ledger) {
    order(R"({"fault":"drop-after","method":"POST","path":"/v1.0/orgunits"})");
    const support::HttpCall call{
        "POST",
        "/v1.0/orgunits",
        unit("A"),
        {{"Authorization", "Bearer " + works().newToken()}, {"X-Correlation-Id", "c1"}}};
    BOOST_TEST(support::sendRaw(works().port(), call) == "");
    BOOST_TEST(orgUnit("A").at("orgUnitName") == "A");
    BOOST_TEST(ledger().at(0).at("fault") == "drop-after");
    BOOST_TEST(ledger().at(0).at("correlation") == "c1");
}

BOOST_AUTO_TEST_CASE(the_token_endpoint_is_met_by_faults_that_name_it_only) {
    order(R"({"fault":"status-before","method":"POST","count":-1})");
    BOOST_TEST(works().newToken() != "");
    order(R"({"fault":"status-before","path":"/oauth2/v2.0/token"})");
    BOOST_TEST(works().newToken() == "");
    BOOST_TEST(works().newToken() != "");
}

BOOST_AUTO_TEST_CASE(a_fault_of_another_target_is_refused) {
    const auto reply = controlReply("POST", "faults", R"({"fault":"code-zero"})");
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.text("error").find("\"code-zero\" is not of this target") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_seed_is_taken_whole_or_not_at_all) {
    const struct {
        const char* seed;
        const char* piece;
    } rows[] = {
        {R"([])", "must be a JSON object"},
        {R"({"people":[]})", "\"people\" is no part of a seed"},
        {R"({"users":{}})", "\"users\" must be an array"},
        {R"({"users":[{"email":"x"}]})", "users[0]: email"},
        {R"({"orgUnits":[{"orgUnitName":"A","children":[{"orgUnitName":"#"}]}]})",
         "orgUnits[0]: children[0]: orgUnitName"},
        {R"({"orgUnits":[{"orgUnitName":"A","colour":"red"}]})", "no property colour"},
        {R"({"orgUnits":[{"orgUnitName":"A"}],"users":[{"email":"ab@example.com",
            "userName":{"lastName":"a"},"state":{"role":"king"}}]})",
         "\"role\" must be"},
        {R"({"users":[{"email":"ab@example.com","userName":{"lastName":"a"},
            "state":{"gone":true}}]})",
         "\"state\" takes"},
        {R"({"orgUnits":[{"orgUnitName":"A"}],"groups":[{"groupName":"G"}]})",
         "groups[0]: administrators is required"},
        {R"({"levels":[{"levelName":"L"}],"settings":{"sso":"maybe"}})", "on or off"},
        {R"({"generate":{"count":0}})", "\"count\""},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.seed) {
            const auto reply = controlReply("POST", "seed", row.seed);
            BOOST_TEST(reply.status == 400);
            BOOST_TEST(reply.text("error").find(row.piece) != std::string::npos, reply.body);
            const auto state = works().control("GET", "state");
            BOOST_TEST(state.at("users").as_array().size() == 1U);
            BOOST_TEST(state.at("orgUnits").as_array().empty());
            BOOST_TEST(state.at("levels").as_array().empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_seed_brings_users_as_time_has_left_them) {
    works().seed(R"({"users":[
        {"userId":"u1","email":"no-key@example.com","userName":{"lastName":"a"}},
        {"email":"waits@example.com","userName":{"lastName":"b"},"state":{"pending":true}},
        {"email":"stopped@example.com","userName":{"lastName":"c"},"state":{"suspended":true}},
        {"email":"gone@example.com","userName":{"lastName":"d"},"state":{"deleted":true}}]})");
    BOOST_TEST(user("u1").at("userExternalKey").is_null());
    BOOST_TEST(user("waits@example.com").at("isPending").as_bool());
    BOOST_TEST(user("stopped@example.com").at("isSuspended").as_bool());
    BOOST_TEST(user("gone@example.com").at("isDeleted").as_bool());
    BOOST_TEST(ledger().empty());
}

BOOST_AUTO_TEST_CASE(hooks_on_a_user_who_is_not_pending_are_refused) {
    BOOST_TEST(controlReply("POST", "activate", R"({"email":"admin@example.com"})").status == 400);
    BOOST_TEST(controlReply("POST", "activate", "{}").status == 400);
}

BOOST_AUTO_TEST_CASE(the_readme_names_every_switch_and_its_values) {
    const auto text = readme();
    const auto help = support::run({MUSTER_SANDBOX_PROGRAM, {"lineworks", "--help"}}).out;
    const auto state = works().control("GET", "state");
    for (const auto& [name, value] : state.at("settings").as_object()) {
        BOOST_TEST(text.find("`" + std::string(name) + "`") != std::string::npos, name);
        BOOST_TEST(help.find("--" + std::string(name) + " ") != std::string::npos, name);
    }
}

BOOST_AUTO_TEST_CASE(the_readme_shows_every_control_call) {
    const auto text = readme();
    const auto calls = support::sendHttp(works().port(), {"GET", "/_control"}).json().at("calls");
    for (const auto& each : calls.as_array()) {
        const std::string call(each.at("call").as_string());
        BOOST_TEST(text.find(call) != std::string::npos, call);
    }
}

BOOST_AUTO_TEST_CASE(the_seed_in_the_readme_works) {
    const auto text = readme();
    const auto begin = text.find("    {\n      \"settings\"");
    BOOST_REQUIRE(begin != std::string::npos);
    const auto end = text.find("\n    }\n", begin);
    works().seed(text.substr(begin, end + 6 - begin));
    BOOST_TEST(works().control("GET", "state").at("orgUnits").as_array().size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_thousand_members_are_listed_and_changed_at_once_by_many) {
    works().seed(R"({"generate":{"count":1000}})");
    const auto token = "Bearer " + works().newToken();
    std::vector<int> bad(4, 0);
    std::vector<std::thread> threads;
    threads.reserve(bad.size());
    for (std::size_t thread = 0; thread < bad.size(); ++thread) {
        threads.emplace_back([&, thread] {
            for (int at = 1; at <= 10; ++at) {
                const auto number = std::to_string(static_cast<int>(thread) * 100 + at);
                const auto reply =
                    support::sendHttp(works().port(), {"PATCH",
                                                       "/v1.0/users/user" + number + "@example.com",
                                                       R"({"location":"東京"})",
                                                       {{"Authorization", token}}});
                bad[thread] += reply.status != 200;
            }
        });
    }
    for (auto& each : threads) each.join();
    BOOST_TEST(bad == std::vector<int>(4, 0), boost::test_tools::per_element());
    BOOST_TEST(ledger().size() == 40U);
}

BOOST_AUTO_TEST_SUITE_END()
