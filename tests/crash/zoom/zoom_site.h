#pragma once

#include <memory>

#include "target.h"
#include "zoom_sandbox.h"

namespace crash {

/// A simulated Zoom account and a home with a target "zoom".
class ZoomSite final : public Site {
public:
    ZoomSite() { renew(); }

    support::ZoomSandbox& zoom() { return zoom_; }
    support::Sandbox& sandbox() override { return zoom_; }
    support::SandboxHome& home() override { return *home_; }
    std::string targetFile() const override {
        return std::string(support::SandboxHome::kTargetFile);
    }
    void renew() override;
    Truth truth(const std::vector<Command>& commands) override;
    std::vector<std::string> secrets() const override;

private:
    support::ZoomSandbox zoom_;
    std::unique_ptr<support::SandboxHome> home_;
};

}  // namespace crash
