#include "together.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <mutex>
#include <thread>
#include <vector>

#include <boost/json.hpp>

#include "command.h"
#include "shell/home_services.h"

namespace crash {

namespace json = boost::json;

namespace {

using muster::Attribute;
using muster::Value;
using muster::provision::OperationRequest;

constexpr std::string_view kReference = "@env:";

std::string textOf(const json::value& text) { return std::string(text.as_string()); }

Value valueOf(const std::string& text) {
    if (!text.starts_with(kPasswordReference)) return Value(text);
    const char* const password = std::getenv(text.substr(kReference.size()).c_str());
    return Value(muster::Secret(password == nullptr ? "" : password));
}

/// As it is typed: `name+` adds.
std::pair<muster::DeltaMode, std::string> deltaOf(std::string name) {
    if (!name.ends_with('+')) return {muster::DeltaMode::kReplace, std::move(name)};
    name.pop_back();
    return {muster::DeltaMode::kAdd, std::move(name)};
}

OperationRequest requestOf(const json::object& told) {
    OperationRequest request{
        .kind = muster::store::operationKindFromString(textOf(told.at("kind"))).value(),
        .target = textOf(told.at("target")),
        .objectClass = textOf(told.at("class")),
        .askedBy = "crash"};
    const std::string name = textOf(told.at("name"));
    const bool isCreate = request.kind == muster::store::OperationKind::kCreate;
    if (isCreate) {
        request.attributes.emplace_back(std::string(muster::attr::kName), Value(name));
    } else {
        request.object = muster::ObjectRef(*muster::Name::parse(name));
    }
    for (const auto& pair : told.at("attributes").as_array()) {
        auto [mode, attributeName] = deltaOf(textOf(pair.at(0)));
        Attribute attribute(std::move(attributeName), valueOf(textOf(pair.at(1))));
        if (isCreate) {
            request.attributes.push_back(std::move(attribute));
        } else {
            request.deltas.push_back({mode, std::move(attribute)});
        }
    }
    for (const auto& pair : told.at("options").as_array()) {
        request.options.emplace_back(textOf(pair.at(0)), Value(textOf(pair.at(1))));
    }
    if (const auto limit = told.at("timeout_ms").as_int64(); limit > 0) {
        request.timeout = std::chrono::milliseconds(limit);
    }
    return request;
}

/// One line for each end; written whole, whoever else writes.
void tell(const muster::provision::OperationResult& result) {
    static std::mutex mutex;
    json::object line{{"outcome", toString(result.outcome)},
                      {"journal_state", toString(result.state)}};
    line["operation"] = result.id ? json::value(result.id->number) : json::value(nullptr);
    line["error"] = result.error ? json::value(result.error->describe()) : json::value(nullptr);
    const std::lock_guard lock(mutex);
    std::cout << json::serialize(line) << std::endl;
}

void work(muster::shell::Services& services, const json::array& commands) {
    for (const json::value& command : commands) {
        tell(services.run(requestOf(command.as_object())));
    }
}

}  // namespace

int runTogether(const std::string& home, const std::string& file,
                const muster::store::JournalOptions& journal) {
    std::ifstream stream(file);
    const json::value all = json::parse(std::string(std::istreambuf_iterator<char>(stream), {}));
    auto services = muster::shell::HomeServices::open({.folder = home, .journal = journal});
    if (!services) {
        std::cerr << services.error().describe() << "\n";
        return 9;
    }
    // Loads connector and target, so that the workers share what is there already.
    const std::string name = textOf(all.at(0).at(0).at("target"));
    if (const auto target = (*services)->target(name); !target) {
        std::cerr << target.error().describe() << "\n";
        return 9;
    }
    std::vector<std::thread> workers;
    for (const json::value& commands : all.as_array()) {
        workers.emplace_back([&] { work(**services, commands.as_array()); });
    }
    for (std::thread& worker : workers) worker.join();
    return (*services)->close() ? 0 : 1;
}

}  // namespace crash
