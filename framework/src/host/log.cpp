#include "host/log.h"

#include <algorithm>
#include <iostream>

#include <Poco/AutoPtr.h>
#include <Poco/ConsoleChannel.h>
#include <Poco/Exception.h>
#include <Poco/FileChannel.h>
#include <Poco/FormattingChannel.h>
#include <Poco/Logger.h>
#include <Poco/PatternFormatter.h>
#include <fcntl.h>
#include <unistd.h>

namespace muster::host {
namespace {

Poco::Message::Priority priorityOf(Log::Severity severity) {
    switch (severity) {
        case Log::Severity::kError:
            return Poco::Message::PRIO_ERROR;
        case Log::Severity::kWarning:
            return Poco::Message::PRIO_WARNING;
        case Log::Severity::kInfo:
            return Poco::Message::PRIO_INFORMATION;
        case Log::Severity::kDebug:
            return Poco::Message::PRIO_DEBUG;
        case Log::Severity::kTrace:
            return Poco::Message::PRIO_TRACE;
    }
    return Poco::Message::PRIO_ERROR;
}

std::string oneLine(std::string_view text) {
    std::string line(text);
    for (char& c : line) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x20 || code == 0x7F) {
            c = '?';
        }
    }
    return line;
}

class PocoLog : public Log {
public:
    using Log::wants;
    using Log::write;

    PocoLog(Poco::AutoPtr<Poco::Channel> channel, Severity least)
        : channel_(std::move(channel)), least_(least) {}

    bool wants(Severity severity) const override { return severity <= least_; }

    void write(Severity severity, std::string_view text) override {
        if (!wants(severity)) {
            return;
        }
        // The trace of an exchange has several lines; each becomes a line of the log, set in so
        // that none can pass for a message of its own.
        for (std::size_t start = 0; start <= text.size();) {
            const std::size_t end = std::min(text.find('\n', start), text.size());
            writeLine(severity,
                      (start == 0 ? "" : "  ") + std::string(text.substr(start, end - start)));
            start = end + 1;
        }
    }

private:
    void writeLine(Severity severity, std::string_view line) {
        try {
            channel_->log(Poco::Message("muster", oneLine(line), priorityOf(severity)));
        } catch (const Poco::Exception&) {  // NOLINT(bugprone-empty-catch): a full disk must not
                                            // stop an operation
        }
    }

    Poco::AutoPtr<Poco::Channel> channel_;
    Severity least_;
};

}  // namespace

Result<std::shared_ptr<Log>> makeLog(const LogSettings& settings) {
    try {
        Poco::AutoPtr<Poco::Channel> sink;
        if (settings.file.empty()) {
            sink = new Poco::ConsoleChannel(std::cerr);
        } else {
            const int descriptor =
                ::open(settings.file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
            if (descriptor < 0) {
                return Error{
                    .code = ErrorCode::kConfiguration,
                    .message = "the log file " + settings.file + " cannot be opened for writing"};
            }
            ::close(descriptor);
            sink = new Poco::FileChannel(settings.file);
            sink->open();
        }
        Poco::AutoPtr<Poco::PatternFormatter> formatter(
            new Poco::PatternFormatter("%Y-%m-%dT%H:%M:%S.%iZ %p %t"));
        Poco::AutoPtr<Poco::Channel> channel(new Poco::FormattingChannel(formatter, sink));
        return std::shared_ptr<Log>(std::make_shared<PocoLog>(std::move(channel), settings.least));
    } catch (const Poco::Exception& exception) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "the log file " + settings.file +
                                " cannot be opened: " + exception.displayText()};
    }
}

}  // namespace muster::host
