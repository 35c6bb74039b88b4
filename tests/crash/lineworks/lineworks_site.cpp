#include "lineworks/lineworks_site.h"

#include "lineworks/lineworks_truth.h"

namespace crash {
namespace {

/// Members who can be in groups; a worker asks for at most three things of a group.
std::string standingMembers() {
    std::string users;
    for (const char* const key : {"boss", "p1", "p2", "p3"}) {
        users += std::string(users.empty() ? "" : ",") + R"({"email":")" + key +
                 R"(@example.com","userExternalKey":")" + key +
                 R"(","userName":{"lastName":"Standing"}})";
    }
    return R"({"users":[)" + users + "]}";
}

}  // namespace

void LineworksSite::renew() {
    works_.reset();
    // Nothing is asked for so often that limits count, and waiting for them kills nobody.
    works_.set(R"({"org-interval-ms":0,"limits":false})");
    works_.seed(R"({"orgUnits": [{"orgUnitName": "Head", "orgUnitExternalKey": "hq", "children": [
        {"orgUnitName": "Sales", "orgUnitExternalKey": "sales"},
        {"orgUnitName": "Personnel", "orgUnitExternalKey": "hr"},
        {"orgUnitName": "Legal", "orgUnitExternalKey": "legal"}]}]})");
    works_.seed(standingMembers());
    home_ = std::make_unique<support::LineworksHome>(works_);
    for (int number = 0; number < kPasswords; ++number) {
        home_->setVariable(passwordVariable(number),
                           std::string(kPasswordText) + std::to_string(number));
    }
    home_->edit(targetFile(), "timeout-seconds=\"60\"",
                "timeout-seconds=\"15\" settle-seconds=\"0\"");
    // Repetitions that come soon, and no second of waiting for each org unit.
    home_->edit("lookups/lineworks/limits.xml",
                "<retry kind=\"Retryable\" attempts=\"6\" first-ms=\"1000\" longest-ms=\"60000\"/>",
                "<retry kind=\"Retryable ConnectionFailed ConnectionBroken Timeout\" attempts=\"2\""
                " first-ms=\"20\"/>");
    home_->edit("lookups/lineworks/limits.xml", " least-interval-ms=\"1000\"", "");
    home_->edit(
        "lookups/lineworks/limits.xml",
        "<plan name=\"standard\">\n    <limit name=\"minute\" key=\"operation\" rate=\"240\"",
        "<plan name=\"standard\">\n    <limit name=\"minute\" key=\"operation\" rate=\"6000\"");
}

Truth LineworksSite::truth(const std::vector<Command>& commands) {
    return readLineworksTruth(works_, commands);
}

std::vector<std::string> LineworksSite::secrets() const {
    return {std::string(kPasswordText), std::string(support::SandboxHome::kClientSecret)};
}

}  // namespace crash
