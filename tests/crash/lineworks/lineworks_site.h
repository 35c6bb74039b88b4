#pragma once

#include <memory>

#include "lineworks_home.h"
#include "target.h"

namespace crash {

/// A simulated LINE WORKS tenant with four org units (`hq`, and in it `sales`, `hr` and `legal`)
/// and four members to be put into groups (`boss`, `p1`, `p2`, `p3`), and a home with a target
/// "lw".
class LineworksSite : public Site {
public:
    LineworksSite() { renew(); }

    support::LineworksSandbox& works() { return works_; }
    support::Sandbox& sandbox() override { return works_; }
    support::SandboxHome& home() override { return *home_; }
    std::string targetFile() const override { return std::string(support::LineworksHome::kTarget); }
    void renew() override;
    Truth truth(const std::vector<Command>& commands) override;
    std::vector<std::string> secrets() const override;

private:
    support::LineworksSandbox works_;
    std::unique_ptr<support::LineworksHome> home_;
};

}  // namespace crash
