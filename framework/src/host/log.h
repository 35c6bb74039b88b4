#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "rest/connection/traffic_log.h"

namespace muster::host {

/** The host's log: lines of `name=value` fields. Thread-safe. */
class Log : public rest::TrafficLog {
public:
    enum class Severity { kError = 1, kWarning, kInfo, kDebug, kTrace };

    virtual bool wants(Severity severity) const = 0;
    /** One or more lines, each of which gets its own time; other control characters are shown as
     * `?`. */
    virtual void write(Severity severity, std::string_view text) = 0;

    bool wants(Level level) const final { return wants(severityOf(level)); }
    void write(Level level, std::string_view line) final { write(severityOf(level), line); }

private:
    static Severity severityOf(Level level) {
        return level == Level::kDebug ? Severity::kDebug : Severity::kTrace;
    }
};

struct LogSettings {
    Log::Severity least = Log::Severity::kWarning;  ///< what is more talkative is left out
    std::string file = {};                          ///< empty for standard error
};

/** A log on a file (made with mode 0600, appended to) or on standard error. kConfiguration when the
 * file cannot be opened. */
Result<std::shared_ptr<Log>> makeLog(const LogSettings& settings);

}  // namespace muster::host
