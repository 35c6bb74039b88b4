// How the simulator starts: seeds, the key pair and the command line.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sandbox_lineworks_fixture.h"
#include "temporary_folder.h"

namespace fs = std::filesystem;

namespace {

std::string readFile(const std::string& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

const std::string kSeedFile = MUSTER_TEST_SOURCE "/samples/lineworks-seed.json";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sandbox_lineworks_start_tests, FreshTenant)

BOOST_AUTO_TEST_CASE(the_japanese_sample_has_three_levels_and_twelve_members) {
    support::LineworksSandbox other({"--seed", kSeedFile});
    for (int round = 0; round < 2; ++round) {
        const auto state = other.control("GET", "state");
        BOOST_TEST(state.at("users").as_array().size() == 13U);  // with the super admin
        std::int64_t deepest = 0;
        for (const auto& each : state.at("orgUnits").as_array()) {
            deepest = std::max(deepest, each.at("displayLevel").as_int64());
        }
        BOOST_TEST(deepest == 3);
        for (const auto& each : state.at("users").as_array()) {
            if (each.at("role") != "member") continue;
            BOOST_TEST(each.at("userName").at("phoneticLastName").is_string());
            BOOST_TEST(!each.at("organizations").at(0).at("orgUnits").as_array().empty());
        }
        other.reset();
    }
}

BOOST_AUTO_TEST_CASE(generated_users_are_there_at_the_start) {
    support::LineworksSandbox other({"--users", "1000"});
    BOOST_TEST(other.get("/users/user1000@example.com").status == 200);
    BOOST_TEST(other.get("/users/externalKey:user-1000").status == 200);
}

BOOST_AUTO_TEST_CASE(the_credentials_are_all_that_a_client_needs) {
    const auto given = works().control("GET", "credentials");
    BOOST_TEST(given.at("domainId").as_int64() == 10000001);
    BOOST_TEST(given.at("clientId") == "sandbox-client");
    BOOST_TEST(given.at("clientSecret") == "sandbox-secret");
    BOOST_TEST(given.at("serviceAccount") == "sandbox.serviceaccount@example.com");
    BOOST_TEST(given.at("privateKey").as_string().starts_with("-----BEGIN PRIVATE KEY-----"));
    works().reset();
    BOOST_TEST(works().control("GET", "credentials") == given);
}

BOOST_AUTO_TEST_CASE(the_private_key_is_written_for_its_owner_alone) {
    const muster::testing::TemporaryFolder folder;
    const auto file = (folder.path() / "key.pem").string();
    support::LineworksSandbox other({"--write-key", file});
    BOOST_TEST(readFile(file) == other.privateKey());
    const auto mode = fs::status(file).permissions() & fs::perms::mask;
    BOOST_TEST((mode == (fs::perms::owner_read | fs::perms::owner_write)));
    BOOST_TEST(other.newToken() != "");
}

BOOST_AUTO_TEST_CASE(a_public_key_of_ones_own_is_taken) {
    const muster::testing::TemporaryFolder folder;
    const auto file = folder.write("public.pem", support::publicPart(works().privateKey()));
    support::LineworksSandbox other({"--public-key", file.string()});
    BOOST_TEST(other.control("GET", "credentials").at("privateKey").is_null());
    other.usePrivateKey(works().privateKey());
    BOOST_TEST(other.newToken() != "");
    support::LineworksSandbox third;
    other.usePrivateKey(third.privateKey());
    BOOST_TEST(other.newToken() == "");
}

BOOST_AUTO_TEST_CASE(wrong_options_are_refused_with_a_sentence) {
    const std::string readmeFile = MUSTER_TEST_SOURCE "/samples/sandbox/lineworks/README.md";
    const struct {
        std::vector<std::string> arguments;
        int exitCode;
        const char* piece;
    } rows[] = {
        {{"--sso", "maybe"}, 2, "expected on or off"},
        {{"--plan", "gold"}, 2, "one of advanced, standard, free"},
        {{"--switch", "org-depth"}, 2, "expected NAME=VALUE"},
        {{"--domains", "example.com"}, 2, "expected ID=MAIL.DOMAIN"},
        {{"--domains", ","}, 2, "at least 1"},
        {{"--duplicate-of", "POST:/users=409"}, 2, "expected METHOD:/path"},
        {{"--public-key", readmeFile}, 1, "holds no public key"},
        {{"--public-key", readmeFile, "--write-key", "/nowhere"}, 1, "nothing to write"},
        {{"--write-key", "/nowhere/key.pem"}, 1, "cannot write /nowhere/key.pem"},
        {{"--seed", readmeFile}, 1, "cannot read the seed"},
        {{"--fault", R"({"fault":"code-zero"})"}, 1, "not of this target"},
    };
    for (const auto& row : rows) {
        std::vector<std::string> arguments = {"lineworks", "--port", "0"};
        arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
        const auto done = support::run({MUSTER_SANDBOX_PROGRAM, arguments});
        BOOST_TEST_CONTEXT(row.piece << ": " << done.err) {
            BOOST_TEST(done.exitCode == row.exitCode);
            BOOST_TEST(done.err.find(row.piece) != std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_tenant_and_its_app_have_the_names_of_the_switches) {
    support::LineworksSandbox other({"--company", "株式会社見本", "--admin-email",
                                     "root@example.com", "--client-id", "c", "--client-secret", "s",
                                     "--service-account", "robot@example.com"});
    const auto credentials = other.control("GET", "credentials");
    BOOST_TEST(credentials.at("clientId") == "c");
    BOOST_TEST(credentials.at("clientSecret") == "s");
    BOOST_TEST(credentials.at("serviceAccount") == "robot@example.com");
    BOOST_TEST(other.newToken() == "");  // the default client is unknown here
    const auto usual = support::LineworksSandbox::claims();
    const auto claims =
        R"({"iss":"c","sub":"robot@example.com",)" + usual.substr(usual.find("\"iat\""));
    const auto reply =
        other.postForm("/oauth2/v2.0/token",
                       {{"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"},
                        {"assertion", other.sign(support::LineworksSandbox::kHeader, claims)},
                        {"client_id", "c"},
                        {"client_secret", "s"},
                        {"scope", "user"}});
    checkStatus(reply, 200);
    const auto admin = support::sendHttp(
        other.port(), {"GET",
                       "/v1.0/users/root@example.com",
                       {},
                       {{"Authorization", "Bearer " + reply.text("access_token")}}});
    BOOST_TEST(admin.json().at("organizations").at(0).at("organizationName") == "株式会社見本");
}

BOOST_AUTO_TEST_CASE(the_same_seed_of_ids_gives_the_same_ids) {
    const auto adminOf = [](const std::string& seed) {
        support::LineworksSandbox other({"--id-seed", seed});
        return other.get("/users/admin@example.com").text("userId");
    };
    const auto id = adminOf("7");
    BOOST_TEST(id != "");
    BOOST_TEST(adminOf("7") == id);
    BOOST_TEST(adminOf("8") != id);
}

BOOST_AUTO_TEST_CASE(switches_can_be_given_as_options_and_as_pairs) {
    support::LineworksSandbox other({"--sso", "off", "--plan", "standard", "--switch",
                                     "org-depth=3", "--switch", "second-delete=410"});
    const auto settings = other.control("GET", "state").at("settings");
    BOOST_TEST(!settings.at("sso").as_bool());
    BOOST_TEST(settings.at("plan") == "standard");
    BOOST_TEST(settings.at("org-depth").as_int64() == 3);
    BOOST_TEST(settings.at("second-delete") == "410");
}

BOOST_AUTO_TEST_SUITE_END()
