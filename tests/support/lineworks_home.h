#pragma once

#include <string>

#include "lineworks_sandbox.h"
#include "sandbox_home.h"

namespace support {

/// A home with the LINE WORKS connector and a target "lw" at the simulator.
class LineworksHome : public SandboxHome {
public:
    static constexpr std::string_view kTarget = "targets/lw.xml";

    /// `properties` are further `<property>` elements; `attributes` stand in `<target>`.
    explicit LineworksHome(LineworksSandbox& simulator, const std::string& properties = {},
                           const std::string& attributes = {});
};

}  // namespace support
