#include "shell/command_line.h"

#include <fmt/format.h>

#include "shell/text_width.h"
#include <muster/core/secret.h>

namespace muster::shell {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/** Reads one line, word by word. */
class Splitter {
public:
    explicit Splitter(std::string_view line) : line_(line) {}

    Result<std::vector<Word>> run() {
        std::vector<Word> words;
        while (true) {
            while (at_ < line_.size() && isBlank(line_[at_])) {
                ++at_;
            }
            if (at_ >= line_.size() || line_[at_] == '#') {
                return words;
            }
            auto word = next();
            if (!word) {
                wipe(words);
                return word.error();
            }
            words.push_back(std::move(*word));
        }
    }

private:
    int column(std::size_t byte) const { return static_cast<int>(characterCount(line_, byte)) + 1; }

    Result<Word> next() {
        const std::size_t begin = at_;
        Word word{.column = column(begin)};
        bool hasPlain = false;
        int quotedParts = 0;
        while (at_ < line_.size() && !isBlank(line_[at_])) {
            const char c = line_[at_];
            if (c == '\'' || c == '"') {
                ++quotedParts;
                word.isQuoted = true;
                MUSTER_RETURN_IF_ERROR(quoted(c, word.text));
                continue;
            }
            hasPlain = true;
            word.text += c;
            word.plainBytes += word.isQuoted ? 0U : 1U;
            ++at_;
        }
        word.raw = line_.substr(begin, at_ - begin);
        word.isWhollyQuoted = quotedParts == 1 && !hasPlain;
        return word;
    }

    Result<void> quoted(char quote, std::string& text) {
        const std::size_t begin = at_++;
        while (at_ < line_.size() && line_[at_] != quote) {
            const bool isEscape = quote == '"' && line_[at_] == '\\' && at_ + 1 < line_.size() &&
                                  (line_[at_ + 1] == '"' || line_[at_ + 1] == '\\');
            at_ += isEscape ? 1U : 0U;
            text += line_[at_++];
        }
        if (at_ >= line_.size()) {
            return usageError(column(begin), fmt::format("the quote {} is not closed", quote),
                              fmt::format("end the value with another {}", quote));
        }
        ++at_;
        return {};
    }

    std::string_view line_;
    std::size_t at_ = 0;
};

}  // namespace

Result<std::vector<Word>> splitLine(std::string_view line) {
    if (const std::size_t nul = line.find('\0'); nul != std::string_view::npos) {
        return usageError(static_cast<int>(characterCount(line, nul)) + 1,
                          "the line holds a NUL character");
    }
    return Splitter(line).run();
}

Error usageError(int column, std::string message, std::string hint) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = fmt::format("column {}: {}", column, message),
                 .hint = std::move(hint)};
}

void wipe(std::vector<Word>& words) {
    for (Word& word : words) {
        muster::wipe(word.text);
        muster::wipe(word.raw);
    }
    words.clear();
}

}  // namespace muster::shell
