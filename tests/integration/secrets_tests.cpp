#include <filesystem>
#include <fstream>
#include <iterator>

#include "shell_fixture.h"

// What must stay secret is looked for in everything that a session leaves behind.

namespace fs = std::filesystem;

namespace {

/// Each is used once, so that a finding names where it came from.
const std::string kFromFile = "File-Passw0rd-A1";
const std::string kFromVariable = "Variable-Passw0rd-B2";
const std::string kFromStdin = "Stdin-Passw0rd-C3";
const std::string kFromScript = "Script-Passw0rd-D4";
const std::string kRefused = "Refused-Passw0rd-E5";
/// The head of each token of the simulator; the rest differs.
const std::string kToken = "eyJzdiI6IjAwMDAwMSJ9";

const std::vector<std::string>& secrets() {
    static const std::vector<std::string> all = {
        kFromFile, kFromVariable, kFromStdin, kFromScript, kRefused, kToken,
        std::string(support::SandboxHome::kClientSecret),
        // base64("sandbox-client:sandbox-secret"), as Basic authentication sends it
        "c2FuZGJveC1jbGllbnQ6c2FuZGJveC1zZWNyZXQ="};
    return all;
}

void checkNoSecret(const std::string& where, const std::string& text) {
    for (const std::string& secret : secrets()) {
        BOOST_TEST(!has(text, secret), where << " holds " << secret.substr(0, 8) << "...");
    }
}

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

struct SecretsCase : ShellCase {
    SecretsCase() {
        home.setVariable("SECOND", kFromVariable);
        home.setVariable("REFUSED", kRefused);
        file = home.writeSecret("secrets/first", kFromFile + "\n");
    }

    /// Every file of the home but those that hold secrets on purpose.
    void checkHome() const {
        std::size_t seen = 0;
        for (const auto& entry : fs::recursive_directory_iterator(home.path())) {
            const fs::path name = entry.path().lexically_relative(home.path());
            if (entry.is_regular_file() && *name.begin() != "secrets") {
                checkNoSecret(name.string(), contentOf(entry.path()));
                ++seen;
            }
        }
        BOOST_TEST(seen >= 8U);  // plugin, its copy and verdict, XML, database, lock, log
    }

    std::string file;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(secrets_tests, SecretsCase)

BOOST_AUTO_TEST_CASE(a_session_traced_to_the_last_byte_shows_no_secret) {
    const std::string log = (home.path() / "muster.log").string();
    const auto ended = support::run(
        home.program(
            {"--log-level",
             "trace",
             "--log-file",
             log,
             "--keep-going",  //
             "-c",
             "create zoom email=a@example.com createType=autoCreate password=@file:" + file,
             "-c",
             "update zoom name:a@example.com password=@env:SECOND first_name=A",  //
             "-c",
             "create zoom email=b@example.com createType=autoCreate password=@stdin",  //
             "-c",
             "create zoom email=c@example.com password=@env:REFUSED",  //
             "-c",
             "update zoom name:a@example.com password=@env:SECOND",  //
             "-c",
             "create zoom email=d@example.com createType=autoCreate password=" + kRefused,
             "-c",
             "create zoom email=e@example.com createType=autoCreate password=@env:REFUSED "
             "--dry-run",
             "-c",
             "target show zoom",
             "-c",
             "target test zoom",
             "-c",
             "search zoom",  //
             "-c",
             "operation show 1",
             "-c",
             "operation show 2",
             "-c",
             "operation show 4"}),
        kFromStdin + "\n");
    // The passwords did arrive, so there was something to leak.
    const std::string sent = boost::json::serialize(zoom().control("GET", "requests"));
    for (const std::string& password : {kFromFile, kFromVariable, kFromStdin}) {
        BOOST_TEST(has(sent, password));
    }
    BOOST_TEST(!has(sent, kRefused));
    checkHas(contentOf(log), {"/oauth/token", "/v2/users", "***"});
    checkNoSecret("stdout", ended.out);
    checkNoSecret("stderr", ended.err);
    checkHome();
}

BOOST_AUTO_TEST_CASE(a_script_with_a_password_in_clear_leaves_none_behind) {
    const auto ended = home.script(
        "create zoom email=a@example.com createType=autoCreate password=" + kFromScript +
            "\ncreate zoom email=a@example.com createType=autoCreate password=" + kFromScript +
            "\noperation list\noperation show 1\n",
        {"--log-level", "trace", "--output", "json", "--keep-going"});
    checkEnd(ended, 5, {"/oauth/token", "***"});
    BOOST_TEST(has(boost::json::serialize(zoom().control("GET", "requests")), kFromScript));
    checkNoSecret("stdout", ended.out);
    checkNoSecret("stderr", ended.err);
    checkHome();
}

BOOST_AUTO_TEST_CASE(a_session_that_fails_everywhere_shows_no_secret) {
    zoom().set(R"({"client-secret":"another"})");
    const auto ended = support::run(home.program(
        {"--log-level", "trace", "--keep-going", "-c", "target test zoom", "-c",
         "create zoom email=a@example.com createType=autoCreate password=@file:" + file}));
    checkEnd(ended, 6, {"gave no token"});
    checkNoSecret("stdout", ended.out);
    checkNoSecret("stderr", ended.err);
    checkHome();
}

BOOST_AUTO_TEST_SUITE_END()
