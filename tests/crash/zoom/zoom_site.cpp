#include "zoom/zoom_site.h"

#include "zoom/zoom_truth.h"

namespace crash {

void ZoomSite::renew() {
    zoom_.reset();
    home_ = std::make_unique<support::SandboxHome>(zoom_.baseUrl());
    for (int number = 0; number < kPasswords; ++number) {
        home_->setVariable(passwordVariable(number),
                           std::string(kPasswordText) + std::to_string(number));
    }
    home_->edit(targetFile(), "timeout-seconds=\"15\"",
                "timeout-seconds=\"15\" settle-seconds=\"0\"");
    // Zoom's own limits, and repetitions that come soon.
    home_->edit("lookups/zoom/limits.xml", "<limit name=\"user\"",
                "<retry kind=\"Retryable ConnectionFailed ConnectionBroken Timeout\" attempts=\"2\""
                " first-ms=\"20\"/>\n  <limit name=\"user\"");
}

Truth ZoomSite::truth(const std::vector<Command>& commands) {
    return readZoomTruth(zoom_, commands);
}

std::vector<std::string> ZoomSite::secrets() const {
    return {std::string(kPasswordText), std::string(support::SandboxHome::kClientSecret)};
}

}  // namespace crash
