#include "truth_reader.h"

#include <Poco/URI.h>
#include <boost/json/serialize.hpp>

namespace crash {

namespace json = boost::json;

std::string textOf(const json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found == nullptr || !found->is_string() ? "" : std::string(found->get_string());
}

std::string pathOf(const json::object& request) {
    const std::string target = textOf(request, "target");
    return target.substr(0, target.find('?'));
}

const json::object* bodyOf(const json::object& request) {
    const auto* body = request.if_contains("body");
    return body == nullptr ? nullptr : body->if_object();
}

std::string segmentAfter(const std::string& path, std::string_view prefix) {
    const std::size_t begin = prefix.size() + 1;
    if (!path.starts_with(prefix) || path.size() <= begin) return "";
    std::string decoded;
    Poco::URI::decode(path.substr(begin, path.find('/', begin) - begin), decoded);
    return decoded;
}

std::string endingAfter(const std::string& path, std::string_view prefix) {
    const std::size_t begin = prefix.size() + 1;
    const std::size_t end = path.size() <= begin ? std::string::npos : path.find('/', begin);
    return end == std::string::npos ? "" : path.substr(end);
}

std::map<std::string, std::string> textsOf(const json::object& object) {
    std::map<std::string, std::string> texts;
    for (const auto& [name, value] : object) {
        if (value.is_string()) texts.emplace(name, value.get_string());
    }
    return texts;
}

TruthReader::TruthReader(support::Sandbox& sandbox, const std::vector<Command>& commands)
    : sandbox_(sandbox) {
    for (const Command& command : commands) {
        truth_.keys[command.name] = command.object;
        if (!command.newName.empty()) truth_.keys[command.newName] = command.object;
    }
}

Truth TruthReader::read() {
    readState(sandbox_.control("GET", "state").as_object());
    readLedger();
    readRequests();
    return std::move(truth_);
}

void TruthReader::add(const std::string& uid, const std::string& name,
                      std::map<std::string, std::string> fields) {
    const std::string key = truth_.objectOf(name);
    if (key.empty()) return;
    truth_.keys[uid] = key;
    truth_.uids[key] = uid;
    truth_.objects.push_back({.key = key, .uid = uid, .name = name, .fields = std::move(fields)});
}

void TruthReader::readLedger() {
    const json::value page = sandbox_.control("GET", "ledger?limit=100000");
    for (const auto& row : page.at("entries").as_array()) {
        const json::object& entry = row.as_object();
        const auto request = static_cast<std::uint64_t>(entry.at("request").as_int64());
        if (isOfPart(entry)) {
            effects_.emplace(request, "");
            continue;
        }
        const std::string uid = textOf(entry, "id");
        const std::string name = namesObject(entry) ? textOf(entry, "name") : "";
        const std::string key = truth_.objectOf(name.empty() ? uid : name);
        if (key.empty()) continue;
        truth_.keys[uid] = key;
        std::string& last = truth_.uids[key];
        if (!truth_.isThere(last)) last = uid;
        effects_[request] = name;
    }
}

void TruthReader::readRequests() {
    const json::value all = sandbox_.control("GET", "requests");
    for (const auto& request : all.as_array()) readRequest(request.as_object());
}

void TruthReader::readRequest(const json::object& row) {
    Write write{.number = static_cast<std::uint64_t>(row.at("n").as_int64()),
                .arrivedMs = millisecondsOf(textOf(row, "time")),
                .method = textOf(row, "method"),
                .target = textOf(row, "target"),
                .status = static_cast<int>(row.at("status").as_int64()),
                .object = truth_.objectOf(namedIn(row))};
    if (write.method == "GET" || write.object.empty()) {
        truth_.reads.push_back("request " + std::to_string(write.number) + " at " +
                               std::to_string(write.arrivedMs) + " ms: " + write.method + " " +
                               write.target + " answered " + std::to_string(write.status));
        return;
    }
    interpret(row, write);
    if (const auto effect = effects_.find(write.number); effect != effects_.end()) {
        write.hadEffect = true;
        write.name = effect->second;
    } else {
        write.becomes.clear();
    }
    truth_.writes.push_back(std::move(write));
}

}  // namespace crash
