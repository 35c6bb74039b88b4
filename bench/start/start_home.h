#pragma once

#include <filesystem>

#include "temporary_folder.h"

namespace bench {

/** A home with ten connectors and a target, `idle`, of one of them. */
class StartHome {
public:
    StartHome();
    const std::filesystem::path& path() const { return folder_.path(); }
    /** Forgets every copy and verdict: the connectors are as new. */
    void forgetConnectors() const;

private:
    muster::testing::TemporaryFolder folder_;
};

}  // namespace bench
