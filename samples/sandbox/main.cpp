// muster-sandbox: simulators of provisioning targets, each a subcommand. The only file that
// includes CLI11, which is slow to compile.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "common/fault.h"
#include "common/private_file.h"
#include "common/process.h"
#include "http/server.h"
#include "lineworks/simulator.h"
#include "zoom/simulator.h"

namespace {

namespace lineworks = sandbox::lineworks;
namespace zoom = sandbox::zoom;

/// What every simulator takes.
struct CommonOptions {
    std::uint16_t port = 0;
    std::string seedFile;
    std::size_t requestLog = 10'000;
    bool keepSecrets = false;
    bool exitWithParent = false;
    int users = 0;
    std::vector<sandbox::Fault> faults;
};

sandbox::Fault readFault(const std::string& text) {
    boost::system::error_code error;
    const auto value = boost::json::parse(text, error);
    if (error) throw CLI::ValidationError("--fault " + text + ": not JSON: " + error.message());
    auto [fault, problem] = sandbox::parseFault(value);
    if (!fault) throw CLI::ValidationError("--fault " + text + ": " + problem);
    return *fault;
}

void addCommonOptions(CLI::App& command, CommonOptions& options) {
    command.add_option("--port", options.port, "Port on 127.0.0.1; 0 takes a free one")->required();
    command.add_option("--seed", options.seedFile, "JSON file of what is there at the start")
        ->check(CLI::ExistingFile);
    command.add_option("--request-log", options.requestLog, "Requests kept for inspection")
        ->capture_default_str();
    command.add_option("--users", options.users, "Users generated at the start")
        ->check(CLI::Range(0, 1'000'000));
    const auto addFault = [&options](const std::vector<std::string>& texts) {
        for (const auto& text : texts) options.faults.push_back(readFault(text));
    };
    command.add_option_function<std::vector<std::string>>(
        "--fault", addFault, "A fault as JSON, as POST /_control/faults takes it; repeatable");
    command.add_flag("--keep-secrets", options.keepSecrets,
                     "Show passwords and client secrets in the request log as they came");
    command.add_flag("--exit-with-parent", options.exitWithParent,
                     "End when the process that started this one ends");
}

/// One option for each switch of a simulator, and --switch for those who have a list of them.
template <typename Settings>
void addSwitches(CLI::App& command, Settings& settings, const sandbox::Switches& all) {
    for (const auto& each : all) {
        const auto assign = [&](const std::string& text) {
            const auto problem = assignText(settings, each, text);
            if (problem) throw CLI::ValidationError(*problem);
        };
        auto help = std::string(each.help);
        const auto shown = toJson(settings)[each.name];
        if (each.name != "client-secret") help += " [" + boost::json::serialize(shown) + "]";
        command.add_option_function<std::string>("--" + std::string(each.name), assign, help);
    }
    const auto assignPairs = [&](const std::vector<std::string>& pairs) {
        for (const auto& pair : pairs) {
            const auto problem = sandbox::applySwitchText(settings, all, pair);
            if (problem) throw CLI::ValidationError("--switch: " + *problem);
        }
    };
    command.add_option_function<std::vector<std::string>>(
        "--switch", assignPairs, "NAME=VALUE, as --NAME VALUE; repeatable");
}

/// Of the LINE WORKS simulator: the key of its service account.
struct KeyOptions {
    std::string publicKey;
    std::string writeKey;
};

void addKeyOptions(CLI::App& command, KeyOptions& options) {
    command
        .add_option("--public-key", options.publicKey,
                    "PEM file with the service account's public key; without it a pair is made")
        ->check(CLI::ExistingFile);
    command.add_option("--write-key", options.writeKey,
                       "File for the private key of the pair that is made, readable by you alone");
}

std::string readFile(const std::string& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

boost::json::value readSeed(const std::string& file) {
    if (file.empty()) return nullptr;
    boost::system::error_code error;
    auto seed = boost::json::parse(readFile(file), error);
    if (error) throw std::runtime_error("cannot read the seed " + file + ": " + error.message());
    return seed;
}

sandbox::Secrets secretsOf(const CommonOptions& common) {
    return common.keepSecrets ? sandbox::Secrets::kKept : sandbox::Secrets::kMasked;
}

/// Serves until a signal comes.
template <typename Simulator>
void serve(const char* name, sandbox::HttpServer& server, Simulator& simulator) {
    server.start([&](sandbox::Request request) { return simulator.handle(std::move(request)); });
    std::cout << "muster-sandbox " << name << " listening on " << server.baseUrl()
              << " (control: " << server.baseUrl() << "/_control)" << std::endl;
    sandbox::waitForStop();
    simulator.stop();
    server.stop();
}

void runZoom(const CommonOptions& common, const zoom::Settings& settings) {
    sandbox::HttpServer server(common.port);
    zoom::Simulator simulator({{settings, readSeed(common.seedFile), common.users, common.faults},
                               server.baseUrl(),
                               common.requestLog,
                               secretsOf(common)});
    serve("zoom", server, simulator);
}

lineworks::KeyPair keyFor(const KeyOptions& options) {
    if (!options.publicKey.empty()) {
        if (!options.writeKey.empty()) {
            throw std::runtime_error(
                "--write-key has nothing to write with --public-key: the private key is yours");
        }
        return lineworks::KeyPair::fromPublicPem(readFile(options.publicKey), options.publicKey);
    }
    auto key = lineworks::KeyPair::generate();
    if (!options.writeKey.empty()) sandbox::writePrivateFile(options.writeKey, key.privatePem());
    return key;
}

void runLineworks(const CommonOptions& common, const lineworks::Settings& settings,
                  const KeyOptions& keys) {
    sandbox::HttpServer server(common.port);
    lineworks::Simulator simulator(
        {{settings, readSeed(common.seedFile), common.users, common.faults},
         keyFor(keys),
         common.requestLog,
         secretsOf(common)});
    serve("lineworks", server, simulator);
}

int run(int argc, char** argv) {
    CLI::App app("Simulators of provisioning targets, for trying clients out on loopback.",
                 "muster-sandbox");
    app.require_subcommand(1);
    CommonOptions common;
    zoom::Settings zoomSettings;
    auto* zoomCommand =
        app.add_subcommand("zoom", "Zoom: token endpoint, Users API, control interface");
    addCommonOptions(*zoomCommand, common);
    addSwitches(*zoomCommand, zoomSettings, zoom::switches());
    lineworks::Settings lineworksSettings;
    KeyOptions keys;
    auto* lineworksCommand = app.add_subcommand(
        "lineworks", "LINE WORKS: token endpoint, Directory API 2.0, control interface");
    addCommonOptions(*lineworksCommand, common);
    addKeyOptions(*lineworksCommand, keys);
    addSwitches(*lineworksCommand, lineworksSettings, lineworks::switches());
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (common.exitWithParent && !sandbox::stopWithParent()) {
        return 0;
    }
    if (zoomCommand->parsed()) {
        runZoom(common, zoomSettings);
    }
    if (lineworksCommand->parsed()) {
        runLineworks(common, lineworksSettings, keys);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        sandbox::holdStopSignals();
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "muster-sandbox: %s\n", error.what());
    } catch (...) {
        std::fputs("muster-sandbox: an exception of an unknown kind\n", stderr);
    }
    return 1;
}
