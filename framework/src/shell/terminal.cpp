#include "shell/terminal.h"

#include <string>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace muster::shell {
namespace {

/** The terminal without echo, as long as it lives. Keys that would raise a signal arrive as
 * characters, so that the settings are always given back. */
class SilentTerminal {
public:
    SilentTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
        if (descriptor_ >= 0 && ::tcgetattr(descriptor_, &saved_) == 0) {
            termios silent = saved_;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG);
            silent.c_cc[VMIN] = 1;
            silent.c_cc[VTIME] = 0;
            isSilent_ = ::tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
        }
    }
    ~SilentTerminal() {
        if (isSilent_) {
            ::tcsetattr(descriptor_, TCSAFLUSH, &saved_);
        }
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;

    bool isSilent() const { return isSilent_; }
    void write(std::string_view text) const {
        [[maybe_unused]] const ssize_t size = ::write(descriptor_, text.data(), text.size());
    }
    /** The next byte; 0 at the end. */
    char read() const {
        char c = 0;
        return ::read(descriptor_, &c, 1) == 1 ? c : '\0';
    }

private:
    int descriptor_;
    termios saved_{};
    bool isSilent_ = false;
};

constexpr char kInterrupt = 3;
constexpr char kEnd = 4;
constexpr char kBackspace = 8;
constexpr char kKillLine = 21;
constexpr char kDelete = 127;
/** Room for any password, so that growing leaves no copies behind. */
constexpr std::size_t kMostBytes = 4096;

void dropLastCharacter(std::string& text) {
    while (!text.empty()) {
        const bool isInside = (static_cast<unsigned char>(text.back()) & 0xc0U) == 0x80U;
        text.pop_back();
        if (!isInside) {
            break;
        }
    }
}

}  // namespace

Result<Secret> askOnTerminal(std::string_view question) {
    const SilentTerminal terminal;
    if (!terminal.isSilent()) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "@prompt needs a terminal, and there is none to ask on",
                     .hint = "use @env:NAME or @file:PATH"};
    }
    terminal.write(question);
    std::string text;
    text.reserve(kMostBytes);
    while (true) {
        const char c = terminal.read();
        if (c == '\n' || c == '\r') {
            terminal.write("\n");
            return Secret::take(text);
        }
        if (c == kInterrupt || c == kEnd || c == '\0') {
            terminal.write("\n");
            wipe(text);
            return Error{.code = ErrorCode::kCancelled, .message = "no value was typed"};
        }
        if (c == kBackspace || c == kDelete) {
            dropLastCharacter(text);
        } else if (c == kKillLine) {
            text.clear();
        } else if (text.size() < kMostBytes) {
            text += c;
        }
    }
}

}  // namespace muster::shell
