#include "lineworks/paging.h"

#include <charconv>
#include <sstream>

#include <Poco/Base64Decoder.h>
#include <Poco/Base64Encoder.h>
#include <Poco/Exception.h>
#include <boost/json.hpp>

#include "lineworks/domains.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

constexpr std::int64_t kMostCount = 100;

/// Standard base64 with each of "+", "/" and "=" in it, so that a client that forgets to encode
/// the query fails always: these bytes become "++//", and a length of 3n + 1 ends with "==".
constexpr std::string_view kHead = "\xFB\xEF\xFF";

std::string wrap(std::string token) {
    while ((kHead.size() + token.size()) % 3 != 1) token += ' ';
    std::ostringstream text;
    Poco::Base64Encoder encoder(text);
    encoder.rdbuf()->setLineLength(0);
    encoder << kHead << token;
    encoder.close();
    return text.str();
}

/// The token in a cursor, "" when it is none of ours.
std::string unwrap(std::string_view cursor) {
    std::istringstream text{std::string(cursor)};
    Poco::Base64Decoder decoder(text);
    std::string token;
    try {
        token.assign(std::istreambuf_iterator<char>(decoder), {});
    } catch (const Poco::Exception&) {
        return {};
    }
    if (!token.starts_with(kHead)) return {};
    token.erase(0, kHead.size());
    token.erase(token.find_last_not_of(' ') + 1);
    return token;
}

/// Nothing when the text is no whole number.
std::optional<std::int64_t> parseNumber(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

Refusal readDomain(const Settings& settings, const Query& query, Page& page) {
    page.domainId = homeDomain(settings);
    const auto text = query.find("domainId");
    if (!text) return {};
    const auto id = parseNumber(*text);
    if (!id) return invalidParameter("domainId must be a number.");
    if (!isOurDomain(settings, *id)) return foreignDomain(settings, *text);
    page.domainId = *id;
    return {};
}

Refusal readCount(const Query& query, Page& page) {
    const auto text = query.find("count");
    if (!text) return {};
    const auto count = parseNumber(*text);
    if (!count) return invalidParameter("count must be a number.");
    if (*count < 1 || *count > kMostCount) {
        return apiError(400, "OUT_OF_RANGE", "count must be from 1 to 100.");
    }
    page.count = static_cast<std::size_t>(*count);
    return {};
}

}  // namespace

Page readPage(const Tenant& tenant, const Call& call,
              std::initializer_list<std::string_view> bound) {
    Page page;
    page.refusal = readDomain(tenant.settings, call.query, page);
    if (!page.refusal) page.refusal = readCount(call.query, page);
    page.fingerprint =
        call.operation + "\n" + std::string(call.object()) + "\n" + std::to_string(page.domainId);
    for (const auto name : bound) page.fingerprint.append("\n").append(call.query.value(name));
    const auto cursor = call.query.value("cursor");
    if (page.refusal || cursor.empty()) return page;
    const auto place = tenant.pages.open(unwrap(cursor), page.fingerprint, tenant.clock.nowMs());
    if (!place) page.refusal = invalidParameter("The cursor is not valid.");
    if (place) page.after = place->after;
    return page;
}

Response listAnswer(const Tenant& tenant, const Page& page, std::string_view plural,
                    json::array rows, std::optional<std::uint64_t> next) {
    json::object meta;
    if (next) {
        meta["nextCursor"] =
            wrap(tenant.pages.issue({*next, 1}, page.fingerprint, tenant.clock.nowMs()));
    } else if (tenant.settings.listEnd != "absent") {
        meta["nextCursor"] = nullptr;
        if (tenant.settings.listEnd == "empty") meta["nextCursor"] = "";
    }
    json::object body;
    body[plural] = std::move(rows);
    body["responseMetaData"] = std::move(meta);
    return jsonResponse(200, json::serialize(body));
}

}  // namespace sandbox::lineworks
