#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "host/catalogue/check_failure.h"

namespace muster::host {

/** What a probing child tells its parent, line by line: where it is, and at last its verdict.
 * Fields of a line are parted by tabs. */
class ProbeReport {
public:
    ProbeReport() = default;
    /** Reads what a child wrote; a line cut short counts as not written. */
    explicit ProbeReport(std::string_view text);

    static std::string phaseLine(std::string_view phase);
    static std::string verdictLine(const std::optional<CheckFailure>& failure);
    /** The text as one field: what would end it or leave the line becomes a space. */
    static std::string field(std::string text);

    /** Whether the child got as far as loading. */
    bool hasBegun() const { return !phase_.empty(); }
    /** Whether a verdict was given. */
    bool isComplete() const { return isComplete_; }
    const std::optional<CheckFailure>& failure() const { return failure_; }
    /** "while loading", "in its describe function", "before anything was loaded". */
    std::string where() const;
    /** "loading", "in its describe function", "starting". */
    std::string doing() const;

private:
    void readLine(std::string_view line);

    std::string phase_;
    bool isComplete_ = false;
    std::optional<CheckFailure> failure_;
};

/** The phase in which static constructors run. */
inline constexpr const char* kLoadPhase = "load";

}  // namespace muster::host
