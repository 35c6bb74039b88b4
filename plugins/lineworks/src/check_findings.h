#pragma once

#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Where findings go. After the handler has ended the check nothing more is told. */
class CheckFindings {
public:
    explicit CheckFindings(const sdk::FindingHandler& handler) : handler_(handler) {}

    void tell(const CheckFinding& finding) { isEnded_ = isEnded_ || !handler_(finding); }
    bool isEnded() const { return isEnded_; }

private:
    const sdk::FindingHandler& handler_;
    bool isEnded_ = false;
};

}  // namespace muster::lineworks
