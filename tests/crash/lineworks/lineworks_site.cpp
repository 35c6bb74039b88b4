#include "lineworks/lineworks_site.h"

#include "lineworks/lineworks_truth.h"

namespace crash {

void LineworksSite::renew() {
    works_.reset();
    // A second between two writes of org units, for which the limits of the home stand below, too.
    works_.set(R"({"org-interval-ms":0})");
    works_.seed(R"({"orgUnits": [{"orgUnitName": "Head", "orgUnitExternalKey": "hq", "children": [
        {"orgUnitName": "Sales", "orgUnitExternalKey": "sales"},
        {"orgUnitName": "Personnel", "orgUnitExternalKey": "hr"}]}]})");
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
}

Truth LineworksSite::truth(const std::vector<Command>& commands) {
    return readLineworksTruth(works_, commands);
}

std::vector<std::string> LineworksSite::secrets() const {
    return {std::string(kPasswordText), std::string(support::SandboxHome::kClientSecret)};
}

}  // namespace crash
