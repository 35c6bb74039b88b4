#include "xml/diagnostics.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include <muster/core/value.h>

namespace muster::xml {
namespace {

/** Levenshtein's distance, case ignored by the caller's choice of arguments. */
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above + 1, row[j - 1] + 1, replaced});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::vector<Error> errorsOf(const std::vector<Diagnostic>& all, Severity severity) {
    std::vector<Error> found;
    for (const Diagnostic& diagnostic : all) {
        if (diagnostic.severity == severity) {
            found.push_back(diagnostic.toError());
        }
    }
    return found;
}

}  // namespace

std::string Position::toString() const {
    return line == 0 ? file : file + ":" + std::to_string(line) + ":" + std::to_string(column);
}

std::string_view toString(Severity severity) {
    return severity == Severity::kError ? "error" : "warning";
}

Error Diagnostic::toError() const {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = position.toString() + ": " + message,
                 .hint = hint};
}

std::string Diagnostic::toString() const {
    std::string text = position.toString() + ": ";
    text += muster::xml::toString(severity);
    text += ": " + message;
    return hint.empty() ? text : text + " Hint: " + hint;
}

void Diagnostics::error(Position position, std::string message, std::string hint) {
    all_.push_back({Severity::kError, std::move(position), std::move(message), std::move(hint)});
}

void Diagnostics::warning(Position position, std::string message, std::string hint) {
    all_.push_back({Severity::kWarning, std::move(position), std::move(message), std::move(hint)});
}

void Diagnostics::append(const Diagnostics& other) {
    all_.insert(all_.end(), other.all_.begin(), other.all_.end());
}

bool Diagnostics::hasErrors() const {
    return std::any_of(all_.begin(), all_.end(),
                       [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<Diagnostic> ordered = all_;
    std::stable_sort(ordered.begin(), ordered.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.position < b.position;
    });
    return ordered;
}

std::vector<Error> Diagnostics::errors() const { return errorsOf(all_, Severity::kError); }

std::vector<Error> Diagnostics::warnings() const { return errorsOf(all_, Severity::kWarning); }

Error Diagnostics::firstError() const {
    std::vector<Error> found = errorsOf(sorted(), Severity::kError);
    Error first = std::move(found.front());
    if (found.size() > 1) {
        first.hint += first.hint.empty() ? "" : "; ";
        first.hint += "and " + std::to_string(found.size() - 1) + " more of such errors";
    }
    return first;
}

std::string Diagnostics::toText() const {
    std::string text;
    for (const Diagnostic& diagnostic : sorted()) {
        text += diagnostic.toString() + "\n";
    }
    return text;
}

std::string quotedList(const std::vector<std::string_view>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) {
            text += i + 1 == words.size() ? " or " : ", ";
        }
        text += "\"" + std::string(words[i]) + "\"";
    }
    return text;
}

std::string_view nearest(std::string_view found, const std::vector<std::string_view>& words) {
    std::string_view best;
    std::size_t bestDistance = found.size() < 4 ? 2 : 3;  // one less is the most that is accepted
    for (const std::string_view word : words) {
        const std::size_t steps = equalNames(found, word) ? 0 : distance(found, word);
        if (steps < bestDistance && steps < word.size()) {
            best = word;
            bestDistance = steps;
        }
    }
    return best;
}

}  // namespace muster::xml
