#include <muster/sdk/update_steps.h>

namespace muster::sdk {

Result<WriteReport> UpdateSteps::run() {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        if (Result<void> done = steps_[i].work(*this); !done) {
            sayNotBegun(i + 1);
            if (hasApplied_) {
                call_.reportEarly(report_);
            }
            return std::move(done).error();
        }
        hasApplied_ = true;
    }
    return report_;
}

void UpdateSteps::sayNotBegun(std::size_t from) {
    std::string names;
    for (std::size_t i = from; i < steps_.size(); ++i) {
        names += (names.empty() ? "" : ", ") + steps_[i].name;
    }
    if (!names.empty()) {
        call_.notice("not-begun", "after the step that failed these were not begun: " + names);
    }
}

}  // namespace muster::sdk
