#include "lineworks/lineworks_site.h"
#include "lineworks/lineworks_workload.h"
#include "target.h"

namespace crash {
namespace {

class LineworksTarget : public Target {
public:
    std::string name() const override { return "lineworks"; }
    std::unique_ptr<Site> open() const override { return std::make_unique<LineworksSite>(); }
    std::vector<std::string> shapeNames() const override { return lineworksShapeNames(); }
    Workload shape(const std::string& name, const std::string& prefix) const override {
        return lineworksShape(name, prefix);
    }
    std::vector<Recovery> recoveries() const override {
        return {{"create of a member", 0},    {"create suspended", 0},
                {"update and suspend", 1},    {"delete of a member", 1},
                {"create of an org unit", 1}, {"update and move of an org unit", 2},
                {"disassociate", 1},          {"update of a group and who is in it", 2}};
    }
    std::vector<Command> randomCommands(Random& random, Workload& workload,
                                        const std::string& key) const override {
        return randomLineworksCommands(random, workload, key);
    }
    FaultWords faultWords() const override {
        return {.methods = {"", "POST", "PATCH", "DELETE", "GET"},
                .throttles = {R"(,"retry_after":"none","type":"none","count":2)",
                              R"(,"retry_after":"none","wait_seconds":0)",
                              R"(,"retry_after":"none","wait_seconds":120)"},
                .tokenPath = "/oauth2/v2.0/token"};
    }
};

}  // namespace

const Target& lineworksTarget() {
    static const LineworksTarget target;
    return target;
}

}  // namespace crash
