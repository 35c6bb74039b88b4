#include "shell/line_editor.h"

#include <cstdio>

#include <fcntl.h>
#include <histedit.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/completion.h"

namespace muster::shell {

namespace {
constexpr int kHistorySize = 1000;
}

class LineEditor::Impl {
public:
    Impl(std::string prompt, Complete complete)
        : prompt_(std::move(prompt)),
          complete_(std::move(complete)),
          history_(::history_init()),
          editor_(::el_init("muster", stdin, stdout, stderr)) {
        HistEvent event;
        ::history(history_, &event, H_SETSIZE, kHistorySize);
        ::history(history_, &event, H_SETUNIQUE, 1);
        ::el_set(editor_, EL_CLIENTDATA, this);
        ::el_set(editor_, EL_PROMPT, &Impl::prompt);
        ::el_set(editor_, EL_EDITOR, "emacs");
        ::el_set(editor_, EL_HIST, &::history, history_);
        ::el_set(editor_, EL_ADDFN, "muster-complete", "Complete the word", &Impl::complete);
        ::el_set(editor_, EL_BIND, "^I", "muster-complete", nullptr);
        ::el_set(editor_, EL_ADDFN, "muster-clear", "Clear the line", &Impl::clear);
        ::el_set(editor_, EL_BIND, "^C", "muster-clear", nullptr);
        // While a line is edited Ctrl-C is a key; while a command runs it is a signal.
        ::el_set(editor_, EL_SETTY, "-d", "-isig", nullptr);
    }
    ~Impl() {
        ::el_end(editor_);
        ::history_end(history_);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    std::optional<std::string> next() {
        int size = 0;
        wasCleared_ = false;
        const char* line = ::el_gets(editor_, &size);
        if (wasCleared_ && (line == nullptr || size <= 0)) {
            return std::string();  // Ctrl-C on an empty line
        }
        if (line == nullptr || size <= 0) {
            std::fputs("\n", stdout);
            std::fflush(stdout);
            return std::nullopt;
        }
        std::string text(line, static_cast<std::size_t>(size));
        while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
            text.pop_back();
        }
        return wasCleared_ ? std::string() : text;
    }

    void remember(const std::string& line) {
        HistEvent event;
        ::history(history_, &event, H_ENTER, line.c_str());
        if (!file_.empty()) {
            const mode_t before = ::umask(0077);
            ::history(history_, &event, H_SAVE, file_.c_str());
            ::umask(before);
        }
    }

    void useHistory(const std::string& file) {
        // Made first, so that it never exists with another mode.
        const int descriptor =
            ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (descriptor < 0) {
            return;
        }
        const bool isOurs = ::fchmod(descriptor, 0600) == 0;
        ::close(descriptor);
        if (isOurs) {
            file_ = file;
            HistEvent event;
            ::history(history_, &event, H_LOAD, file_.c_str());
        }
    }

private:
    static Impl& of(EditLine* editor) {
        void* self = nullptr;
        ::el_get(editor, EL_CLIENTDATA, &self);
        return *static_cast<Impl*>(self);
    }

    static char* prompt(EditLine* editor) { return of(editor).prompt_.data(); }

    static unsigned char clear(EditLine* editor, int /*key*/) {
        const LineInfo* info = ::el_line(editor);
        ::el_cursor(editor, static_cast<int>(info->lastchar - info->cursor));
        of(editor).wasCleared_ = true;
        std::fputs("^C\n", stdout);
        std::fflush(stdout);
        return CC_NEWLINE;
    }

    static unsigned char complete(EditLine* editor, int /*key*/) {
        Impl& self = of(editor);
        const LineInfo* info = ::el_line(editor);
        const std::string line(info->buffer, static_cast<std::size_t>(info->cursor - info->buffer));
        const std::vector<std::string> found = self.complete_(line);
        if (found.empty()) {
            return CC_REFRESH_BEEP;
        }
        const std::string_view last = lastWord(line);
        std::string text = commonPrefix(found).substr(last.size());
        if (found.size() == 1 && found.front().back() != '=') {
            text += ' ';
        }
        if (!text.empty()) {
            ::el_insertstr(editor, text.c_str());
            return CC_REFRESH;
        }
        std::fputs("\n", stdout);
        for (const std::string& each : found) {
            std::fprintf(stdout, "%s  ", each.c_str());
        }
        std::fputs("\n", stdout);
        std::fflush(stdout);
        return CC_REDISPLAY;
    }

    std::string prompt_;
    Complete complete_;
    std::string file_;
    bool wasCleared_ = false;
    History* history_;
    EditLine* editor_;
};

LineEditor::LineEditor(std::string prompt, Complete complete)
    : impl_(std::make_unique<Impl>(std::move(prompt), std::move(complete))) {}
LineEditor::~LineEditor() = default;
std::optional<std::string> LineEditor::next() { return impl_->next(); }
void LineEditor::remember(const std::string& line) { impl_->remember(line); }
void LineEditor::useHistory(const std::string& file) { impl_->useHistory(file); }

}  // namespace muster::shell
