// What must be true of tokens, limits and lists under each value of a switch; see switched.h.
#include <thread>

#include "switched.h"

namespace {

std::size_t tokenRequests() {
    std::size_t count = 0;
    const auto all = works().control("GET", "requests");
    for (const auto& one : all.as_array()) {
        count += textOf(one.as_object(), "target").starts_with("/oauth2/") ? 1 : 0;
    }
    return count;
}

const std::string kNew = "create lw __NAME__=a#@example.com externalKey=a# lastName=森 ";

void revokeTokens() {
    works().control("POST", "revoke-tokens");
    works().reconnect();
}

/// The simulator's clock goes on to so many milliseconds before its next minute ends.
void advanceToMinute(std::int64_t millisecondsLeft) {
    constexpr std::int64_t kMinute = 60'000;
    const auto now = works().control("POST", "clock", R"({"advance_ms":0})");
    const std::int64_t at = now.at("now_ms").as_int64() % kMinute;
    works().control(
        "POST", "clock",
        R"({"advance_ms":)" + std::to_string(3 * kMinute - at - millisecondsLeft) + "}");
}

}  // namespace

void tokensAreGot(const Switched& s) {
    revokeTokens();
    s.does("get lw externalKey:e1");
    s.does("target test lw");
    BOOST_TEST(tokenRequests() == 1U);
    revokeTokens();
    s.does(kNew);
    s.isMadeOnce("a#@example.com", "a#");
    BOOST_TEST(tokenRequests() >= 2U);
}

void credentialsThatAreRefusedAreExplained(const Switched& s) {
    const std::pair<std::string, std::string> rows[] = {{"wrong-secret", "bad-client-answer"},
                                                        {"wrong-account", "bad-claims-answer"},
                                                        {"wrong-key", "bad-signature-answer"}};
    for (const auto& [target, setting] : rows) {
        const auto refused = s.refuses("target test " + target, {"authentication", "clientSecret"});
        if (s.isOf(setting)) {  // such as "400-invalid_request"
            const std::string status = s.value().substr(0, 3);
            Switched::wasAnswered("POST", "/oauth2/v2.0/token", std::stoi(status));
            BOOST_TEST(has(refused.err, "HTTP " + status + ", target code " + s.value().substr(4)),
                       refused.err);
        }
        const auto write = s.refuses("update " + target + " externalKey:e1 location=x");
        BOOST_TEST(has(write.err, "nothing was changed at the target"), write.err);
    }
    s.does("target test lw");
}

void foreignDomainsAreExplained(const Switched& s) {
    s.refuses("target test foreign", {"domain: ", "domainId"});
    s.refuses("create foreign __NAME__=a#@example.com externalKey=a# lastName=森", {"domainId"});
    BOOST_TEST(s.live("a#@example.com").empty());
    s.does(kNew);
    s.refuses("action run lw externalKey:a# move-domain domainId=77", {"tenant"});
    s.isMadeOnce("a#@example.com", "a#");
    BOOST_TEST(s.member("externalKey:a#").at("domainId").as_int64() == 10'000'001);
}

void everyObjectNamesItsDomain(const Switched& s) {
    s.does(kNew + R"('orgUnits={"orgUnitId":"externalKey:sales"}')");
    s.does("create lw __ORGUNIT__ __NAME__=支社# externalKey=o# displayOrder=1");
    s.does("create lw __GROUP__ __NAME__=組# externalKey=g# administrators=externalKey:a#");
    s.does(R"(update lw externalKey:a# 'orgUnits+={"orgUnitId":"externalKey:hr"}')");
    s.isMadeOnce("a#@example.com", "a#");
}

void restrictedScreensAreExplained(const Switched& s) {
    if (s.is("blocks-api")) {
        s.refuses(kNew, {"画面での操作制限"});
        s.refuses("update lw --class __ORGUNIT__ externalKey:hr description=x#",
                  {"画面での操作制限"});
        BOOST_TEST(s.live("a#@example.com").empty());
        return;
    }
    s.does(kNew);
    s.does("update lw --class __ORGUNIT__ externalKey:hr description=x#");
    s.isMadeOnce("a#@example.com", "a#");
}

void limitsAreWaitedOut(const Switched& s) {
    s.does("get lw externalKey:e1");
    Switched::set("limits", "on");
    Switched::set("per-minute", "5");
    // Somebody else uses the minute up; a sliding one ends when a fixed one does.
    advanceToMinute(59'900);
    for (int i = 0; i < 5; ++i) {
        s.call("GET", "/users/externalKey:e1", 200);
    }
    works().control("POST", "clock", R"({"advance_ms":59300})");
    s.call("GET", "/users/externalKey:e1", 429);
    s.does("update lw externalKey:e1 location=x#");
    Switched::set("limits", "off");
    BOOST_TEST(textOf(s.member("externalKey:e1"), "location") == s.own("x#"));
}

void busyTargetsAreWaitedOut(const Switched& s) {
    const std::string token = works().newToken();
    Switched::set("write-ms", "200");
    std::jthread other([&] {
        support::sendHttp(works().port(), {"PATCH",
                                           "/v1.0/users/externalKey:e1",
                                           R"({"location":"京都"})",
                                           {{"Authorization", "Bearer " + token}}});
    });
    while (works().control("GET", "state").at("under_way").as_array().empty()) {
    }
    s.does("get lw externalKey:e1");
    other.join();
    Switched::set("write-ms", "0");
    s.does(kNew);
    s.isMadeOnce("a#@example.com", "a#");
}

void listsEnd(const Switched& s) {
    s.does(kNew + R"('orgUnits={"orgUnitId":"externalKey:hr"}')");
    BOOST_TEST(has(s.does("search lw 'email startsWith \"a#@\"'").out, s.own("a#@example.com")));
    BOOST_TEST(has(s.does("search lw --class __ORGUNIT__").out, "営業部"));
    BOOST_TEST(has(s.does("get lw --class __ORGUNIT__ externalKey:hr --attributes members").out,
                   s.own("a#@example.com")));
    s.does("create lw __ORGUNIT__ __NAME__=支社# externalKey=o# displayOrder=1");
    s.does("delete lw --class __ORGUNIT__ externalKey:o#");
}
