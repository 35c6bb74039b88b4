#include "target.h"
#include "zoom/zoom_site.h"
#include "zoom/zoom_workload.h"

namespace crash {
namespace {

class ZoomTarget : public Target {
public:
    std::string name() const override { return "zoom"; }
    std::unique_ptr<Site> open() const override { return std::make_unique<ZoomSite>(); }
    std::vector<std::string> shapeNames() const override { return zoomShapeNames(); }
    Workload shape(const std::string& name, const std::string& prefix) const override {
        return zoomShape(name, prefix);
    }
    std::vector<Recovery> recoveries() const override {
        return {{"create by invitation", 0},
                {"create by single sign-on with a profile", 0},
                {"create with a password", 0},
                {"update of profile, address and password", 1},
                {"disable", 1},
                {"delete", 1}};
    }
    std::vector<Command> randomCommands(Random& random, Workload& workload,
                                        const std::string& key) const override {
        return randomZoomCommands(random, workload, key);
    }
    FaultWords faultWords() const override {
        return {
            .methods = {"", "POST", "PATCH", "PUT", "DELETE", "GET"},
            .throttles = {R"(,"retry_after":"none","type":"none","count":2)",
                          R"(,"retry_after":"seconds","type":"none","wait_seconds":0)",
                          R"(,"retry_after":"seconds","type":"none","wait_seconds":120)",
                          R"(,"retry_after":"instant","type":"Daily-limit","wait_seconds":3600)"},
            .tokenPath = "/oauth/token"};
    }
};

}  // namespace

const Target& zoomTarget() {
    static const ZoomTarget target;
    return target;
}

}  // namespace crash
