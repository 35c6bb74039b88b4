#pragma once

#include "start/start_home.h"

namespace bench {

/** A home whose owner died with so many operations under way, each in its first step. */
class LeftHome {
public:
    /** Ends the program when the journal cannot be written. */
    explicit LeftHome(int operations);
    const std::filesystem::path& path() const { return home_.path(); }
    /** Makes the journal again as the owner left it; whoever has opened it since has written down
     * what it found. */
    void leaveAgain() const;

private:
    StartHome home_;
};

}  // namespace bench
