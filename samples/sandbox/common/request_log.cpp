#include "common/request_log.h"

#include <algorithm>

#include <boost/json.hpp>

#include "common/clock.h"
#include "common/text.h"
#include "http/url.h"

namespace sandbox {

namespace json = boost::json;

namespace {

constexpr std::string_view kMask = "***";

bool isSecretName(std::string_view name) {
    return equalsIgnoringCase(name, "password") || equalsIgnoringCase(name, "client_secret");
}

bool mentionsSecret(std::string_view text) {
    const auto small = lowered(text);
    return small.find("password") != std::string::npos ||
           small.find("client_secret") != std::string::npos;
}

void maskValues(json::value& value) {
    if (auto* object = value.if_object()) {
        for (auto& member : *object) {
            if (isSecretName(member.key())) {
                member.value() = kMask;
            } else {
                maskValues(member.value());
            }
        }
    } else if (auto* array = value.if_array()) {
        for (auto& item : *array) maskValues(item);
    }
}

/// `a=b&client_secret=c` with the secrets masked and all else as it came.
std::string maskPairs(std::string_view text) {
    std::string masked;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        const auto name = pair.substr(0, pair.find('='));
        const auto decoded = percentDecode(name, Plus::kIsBlank);
        if (!masked.empty()) masked += '&';
        if (decoded && isSecretName(*decoded)) {
            masked.append(name).append("=").append(kMask);
        } else {
            masked += pair;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return masked;
}

std::string maskTarget(const std::string& target) {
    const auto query = target.find('?');
    if (query == std::string::npos) return target;
    return target.substr(0, query + 1) + maskPairs(std::string_view(target).substr(query + 1));
}

json::value renderBody(const std::string& body, Secrets secrets) {
    boost::system::error_code error;
    auto parsed = json::parse(body, error);
    const bool keep = secrets == Secrets::kKept;
    if (!error) {
        if (!keep) maskValues(parsed);
        return parsed;
    }
    if (keep || !mentionsSecret(body)) return json::string(body);
    if (body.find_first_of("{}\"\n ") == std::string::npos) return json::string(maskPairs(body));
    return "(not JSON and mentions a secret: not shown)";
}

}  // namespace

std::uint64_t RequestLog::nextNumber() {
    const std::lock_guard lock(mutex_);
    return ++count_;
}

void RequestLog::add(Request request, int status) {
    if (limit_ == 0) return;
    const std::lock_guard lock(mutex_);
    // Most are answered in the order in which they came: the place is near the end.
    const auto later = std::find_if(entries_.rbegin(), entries_.rend(), [&](const Entry& entry) {
        return entry.request.number < request.number;
    });
    entries_.insert(later.base(), {std::move(request), status});
    if (entries_.size() > limit_) entries_.pop_front();
}

void RequestLog::clear() {
    const std::lock_guard lock(mutex_);
    entries_.clear();
    count_ = 0;
}

json::array RequestLog::read() const {
    const std::lock_guard lock(mutex_);
    json::array rows;
    for (const auto& entry : entries_) rows.push_back(render(entry));
    return rows;
}

json::object RequestLog::render(const Entry& entry) const {
    const auto& request = entry.request;
    json::object headers;
    for (const auto& [name, value] : request.headers) headers[lowered(name)] = value;
    if (!request.authorization.empty()) {
        const auto blank = request.authorization.find(' ');
        const auto scheme = blank == std::string::npos ? 0 : blank + 1;
        headers["authorization"] = request.authorization.substr(0, scheme) + std::string(kMask);
    }
    json::object row{
        {"n", request.number},
        {"time", isoTimeMs(request.timeMs)},
        {"method", request.method},
        {"target", secrets_ == Secrets::kKept ? request.target : maskTarget(request.target)},
        {"headers", std::move(headers)},
        {"status", entry.status}};
    if (!request.body.empty()) row["body"] = renderBody(request.body, secrets_);
    return row;
}

}  // namespace sandbox
