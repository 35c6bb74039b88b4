#include "truth.h"

#include <chrono>
#include <cstdio>

#include <Poco/URI.h>
#include <boost/json/serialize.hpp>

namespace crash {

namespace json = boost::json;

namespace {

std::string textOf(const json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found == nullptr || !found->is_string() ? "" : std::string(found->get_string());
}

const json::object* bodyOf(const json::object& row) {
    const auto* body = row.if_contains("body");
    return body == nullptr ? nullptr : body->if_object();
}

/// The address of a create stands in the body, every other user in the path.
std::string namedIn(const json::object& row) {
    const std::string target = textOf(row, "target");
    const std::string path = target.substr(0, target.find('?'));
    if (path == "/v2/users") {
        const auto* body = bodyOf(row);
        const auto* info = body == nullptr ? nullptr : body->if_contains("user_info");
        return info == nullptr || !info->is_object() ? "" : textOf(info->get_object(), "email");
    }
    constexpr std::string_view kUsers = "/v2/users/";
    if (!path.starts_with(kUsers)) return "";
    const std::string user =
        path.substr(kUsers.size(), path.find('/', kUsers.size()) - kUsers.size());
    std::string decoded;
    Poco::URI::decode(user, decoded);
    return decoded;
}

}  // namespace

std::int64_t millisecondsOf(const std::string& moment) {
    namespace chrono = std::chrono;
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0;
    const int read = std::sscanf(moment.c_str(), "%d-%d-%dT%d:%d:%d.%dZ", &year, &month, &day,
                                 &hour, &minute, &second, &milli);
    if (read < 6) return 0;
    const chrono::sys_days date =
        chrono::year_month_day(chrono::year(year), chrono::month(static_cast<unsigned>(month)),
                               chrono::day(static_cast<unsigned>(day)));
    const auto since = date.time_since_epoch() + chrono::hours(hour) + chrono::minutes(minute) +
                       chrono::seconds(second) + chrono::milliseconds(milli);
    return chrono::duration_cast<chrono::milliseconds>(since).count();
}

Truth::Truth(support::ZoomSandbox& zoom, const std::vector<Command>& commands) {
    for (const Command& command : commands) {
        keys_[command.mail] = command.object;
        if (!command.newMail.empty()) keys_[command.newMail] = command.object;
    }
    readUsers(zoom);
    readLedger(zoom);
    readRequests(zoom);
}

void Truth::readUsers(support::ZoomSandbox& zoom) {
    const json::value state = zoom.control("GET", "state");
    for (const auto& user : state.at("users").as_array()) {
        const json::object& object = user.as_object();
        const std::string key = objectOf(textOf(object, "email"));
        if (key.empty()) continue;
        users_[textOf(object, "email")] = object;
        keys_[textOf(object, "id")] = key;
    }
}

void Truth::readLedger(support::ZoomSandbox& zoom) {
    const json::value page = zoom.control("GET", "ledger?limit=100000");
    for (const auto& row : page.at("entries").as_array()) {
        const json::object& entry = row.as_object();
        const std::string key = objectOf(textOf(entry, "name"));
        if (key.empty()) continue;
        keys_[textOf(entry, "id")] = key;
        effects_[static_cast<std::uint64_t>(entry.at("request").as_int64())] = {
            key, textOf(entry, "name")};
    }
}

void Truth::readRequests(support::ZoomSandbox& zoom) {
    const json::value all = zoom.control("GET", "requests");
    for (const auto& request : all.as_array()) {
        const json::object& row = request.as_object();
        const std::string method = textOf(row, "method");
        const std::string key = objectOf(namedIn(row));
        if (method == "GET" || key.empty()) {
            reads_.push_back("request " + json::serialize(row.at("n")) + " at " +
                             std::to_string(millisecondsOf(textOf(row, "time"))) +
                             " ms: " + method + " " + textOf(row, "target") + " answered " +
                             json::serialize(row.at("status")));
            continue;
        }
        const auto* body = bodyOf(row);
        Write write{.number = static_cast<std::uint64_t>(row.at("n").as_int64()),
                    .arrivedMs = millisecondsOf(textOf(row, "time")),
                    .method = method,
                    .target = textOf(row, "target"),
                    .action = body == nullptr ? "" : textOf(*body, "action"),
                    .status = static_cast<int>(row.at("status").as_int64()),
                    .object = key};
        if (const auto effect = effects_.find(write.number); effect != effects_.end()) {
            write.hadEffect = true;
            write.mail = effect->second.mail;
        }
        writes_.push_back(std::move(write));
    }
}

std::string Truth::objectOf(const std::string& mailOrUid) const {
    const auto found = keys_.find(mailOrUid);
    return found == keys_.end() ? "" : found->second;
}

std::map<std::string, std::string> Truth::uids() const {
    std::map<std::string, std::string> uids;
    for (const auto& [name, key] : keys_) {
        if (name.find('@') == std::string::npos) uids[key] = name;
    }
    return uids;
}

}  // namespace crash
