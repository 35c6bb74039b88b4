#include "xml/scanner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include <muster/core/value.h>

namespace muster::xml {
namespace {

constexpr std::size_t kNoOffset = std::string_view::npos;

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/** Letters of ASCII, and every character beyond it: stricter tables would refuse nothing harmful.
 */
bool isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool isNameChar(char c) { return isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

/** XML 1.0, production [2] Char. */
bool isXmlCharacter(std::uint32_t point) {
    return point == 0x9 || point == 0xA || point == 0xD || (point >= 0x20 && point <= 0xD7FF) ||
           (point >= 0xE000 && point <= 0xFFFD) || (point >= 0x10000 && point <= 0x10FFFF);
}

class Scanner {
public:
    Scanner(std::string_view text, const LineIndex& lines, Diagnostics& diagnostics)
        : text_(text), lines_(lines), diagnostics_(diagnostics) {}

    ScanResult run() {
        if (checkCharacters()) {
            while (at_ < text_.size() && next()) {
            }
            finish();
        }
        return std::move(result_);
    }

private:
    struct Open {
        std::string_view name;
        std::size_t offset;
    };

    void error(std::size_t offset, std::string message, std::string hint = {}) {
        diagnostics_.error(lines_.at(offset), std::move(message), std::move(hint));
    }
    /** Reports and stops the scan. */
    bool fatal(std::size_t offset, std::string message, std::string hint = {}) {
        stopped_ = true;
        error(offset, std::move(message), std::move(hint));
        return false;
    }
    bool lookingAt(std::string_view word) const { return text_.substr(at_, word.size()) == word; }
    void skipSpace() {
        while (at_ < text_.size() && isSpace(text_[at_])) ++at_;
    }
    std::string_view readName() {
        const std::size_t start = at_;
        if (at_ < text_.size() && isNameStart(text_[at_])) {
            while (at_ < text_.size() && isNameChar(text_[at_])) ++at_;
        }
        return text_.substr(start, at_ - start);
    }

    bool checkCharacters();
    bool next();
    bool comment();
    bool cdata();
    bool instruction();
    bool openTag();
    bool closeTag();
    bool attribute(std::vector<ScanResult::AttributeOffset>& seen);
    void text();
    void references(std::string_view piece, std::size_t offset);
    void reference(std::string_view piece, std::size_t index, std::size_t offset);
    void finish();

    std::string_view text_;
    const LineIndex& lines_;
    Diagnostics& diagnostics_;
    ScanResult result_;
    std::vector<Open> open_;
    std::size_t at_ = 0;
    bool hadRoot_ = false;
    bool stopped_ = false;
};

bool Scanner::checkCharacters() {
    if (!isValidUtf8(text_)) {
        // Whole sequences up to the bad one are valid, so the longest valid prefix ends at it. A
        // NUL counts as invalid too.
        std::size_t good = 0;
        for (std::size_t length = 1; good + length <= text_.size() && length <= 4; ++length) {
            if (isValidUtf8(text_.substr(good, length))) {
                good += length;
                length = 0;
            }
        }
        const bool isNul = text_[good] == '\0';
        return fatal(good, isNul ? "a NUL byte, expected text" : "bytes that are not UTF-8",
                     isNul ? "" : "save the file as UTF-8");
    }
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (static_cast<unsigned char>(text_[i]) < 0x20 && !isSpace(text_[i])) {
            error(i, "a control character (code " + std::to_string(text_[i]) +
                         "), expected text, tabs and line ends only");
        }
    }
    return true;
}

bool Scanner::next() {
    if (text_[at_] != '<') {
        text();
        return true;
    }
    if (lookingAt("<!--")) return comment();
    if (lookingAt("<![CDATA[")) return cdata();
    if (lookingAt("<!")) {
        return fatal(at_, "a document type (DOCTYPE), which muster does not read",
                     "remove it; muster checks its files by itself");
    }
    if (lookingAt("<?")) return instruction();
    return lookingAt("</") ? closeTag() : openTag();
}

bool Scanner::comment() {
    const std::size_t end = text_.find("--", at_ + 4);
    if (end == kNoOffset) return fatal(at_, "a comment that is never closed with \"-->\"");
    if (text_.substr(end, 3) != "-->") {
        return fatal(end, "\"--\" inside a comment, which XML forbids", "use one dash or a space");
    }
    at_ = end + 3;
    return true;
}

bool Scanner::cdata() {
    const std::size_t end = text_.find("]]>", at_);
    if (open_.empty()) return fatal(at_, "CDATA outside of the root element");
    if (end == kNoOffset) return fatal(at_, "a CDATA section that is never closed with \"]]>\"");
    at_ = end + 3;
    return true;
}

bool Scanner::instruction() {
    const std::size_t start = at_;
    const std::size_t end = text_.find("?>", at_);
    if (end == kNoOffset) return fatal(at_, "\"<?\" that is never closed with \"?>\"");
    const std::string_view whole = text_.substr(start, end - start);
    at_ = end + 2;
    if (whole.size() < 6 || whole.substr(0, 5) != "<?xml" || !isSpace(whole[5])) return true;
    if (start != 0) return fatal(start, "an XML declaration that is not at the very beginning");
    const std::size_t encoding = whole.find("encoding");
    if (encoding != kNoOffset) {
        const std::size_t quote = whole.find_first_of("\"'", encoding);
        const std::size_t last =
            quote == kNoOffset ? kNoOffset : whole.find(whole[quote], quote + 1);
        if (last == kNoOffset) return fatal(start + encoding, "an encoding without quotes");
        const std::string_view name = whole.substr(quote + 1, last - quote - 1);
        if (!equalNames(name, "UTF-8")) {
            return fatal(start + encoding,
                         "encoding \"" + std::string(name) + "\", expected \"UTF-8\"");
        }
    }
    return true;
}

bool Scanner::openTag() {
    const std::size_t start = at_++;
    const std::size_t nameOffset = at_;
    const std::string_view name = readName();
    if (name.empty()) {
        return fatal(start, "\"<\" that begins no element", "write &lt; for the character itself");
    }
    if (open_.empty() && hadRoot_) {
        return fatal(start, "a second root element <" + std::string(name) + ">, expected one");
    }
    hadRoot_ = true;
    std::vector<ScanResult::AttributeOffset>& seen = result_.attributes[nameOffset];
    while (true) {
        const std::size_t before = at_;
        skipSpace();
        if (lookingAt("/>")) {
            at_ += 2;
            return true;
        }
        if (lookingAt(">")) {
            ++at_;
            break;
        }
        if (at_ >= text_.size()) {
            return fatal(start, "the tag <" + std::string(name) + "> is never closed with \">\"");
        }
        if (before == at_) {
            return fatal(at_, "no blank between two attributes, or a stray character, in <" +
                                  std::string(name) + ">");
        }
        if (!attribute(seen)) return false;
    }
    open_.push_back({name, nameOffset});
    if (open_.size() > static_cast<std::size_t>(kMaxDepth)) {
        return fatal(start,
                     "more than " + std::to_string(kMaxDepth) + " elements inside each other");
    }
    return true;
}

bool Scanner::attribute(std::vector<ScanResult::AttributeOffset>& seen) {
    const std::size_t offset = at_;
    const std::string_view name = readName();
    if (name.empty()) return fatal(at_, "a stray character, expected an attribute or \">\"");
    skipSpace();
    if (!lookingAt("=")) return fatal(at_, "attribute \"" + std::string(name) + "\" without \"=\"");
    ++at_;
    skipSpace();
    if (!lookingAt("\"") && !lookingAt("'")) {
        return fatal(at_, "attribute \"" + std::string(name) + "\" whose value is not in quotes");
    }
    const char quote = text_[at_++];
    const std::size_t end = text_.find(quote, at_);
    if (end == kNoOffset) {
        return fatal(offset, "attribute \"" + std::string(name) + "\" whose quote is never closed");
    }
    const std::string_view value = text_.substr(at_, end - at_);
    if (const std::size_t less = value.find('<'); less != kNoOffset) {
        return fatal(at_ + less, "\"<\" in the value of attribute \"" + std::string(name) + "\"",
                     "write &lt;, or close the quote before it");
    }
    references(value, at_);
    at_ = end + 1;
    const auto twice = std::find_if(seen.begin(), seen.end(),
                                    [&](const auto& other) { return other.name == name; });
    if (twice != seen.end()) {
        error(offset, "attribute \"" + std::string(name) + "\" a second time, first at " +
                          lines_.at(twice->offset).toString());
    } else {
        seen.push_back({name, offset});
    }
    return true;
}

bool Scanner::closeTag() {
    const std::size_t start = at_;
    at_ += 2;
    const std::string_view name = readName();
    skipSpace();
    if (!lookingAt(">")) return fatal(start, "a closing tag that is not closed with \">\"");
    ++at_;
    if (open_.empty()) {
        return fatal(start, "</" + std::string(name) + "> closes nothing that is open");
    }
    if (open_.back().name != name) {
        return fatal(start, "</" + std::string(name) + ">, expected </" +
                                std::string(open_.back().name) + "> for the element opened at " +
                                lines_.at(open_.back().offset - 1).toString());
    }
    open_.pop_back();
    return true;
}

void Scanner::text() {
    const std::size_t start = at_;
    at_ = std::min(text_.find('<', at_), text_.size());
    const std::string_view piece = text_.substr(start, at_ - start);
    if (open_.empty()) {
        const auto stray = std::find_if_not(piece.begin(), piece.end(), isSpace);
        if (stray != piece.end()) {
            error(start + static_cast<std::size_t>(stray - piece.begin()),
                  "text outside of the root element");
        }
        return;
    }
    if (const std::size_t end = piece.find("]]>"); end != kNoOffset) {
        error(start + end, "\"]]>\" in text, which XML forbids", "write ]]&gt;");
    }
    references(piece, start);
}

void Scanner::references(std::string_view piece, std::size_t offset) {
    for (std::size_t i = piece.find('&'); i != kNoOffset; i = piece.find('&', i + 1)) {
        reference(piece, i, offset + i);
    }
}

void Scanner::reference(std::string_view piece, std::size_t index, std::size_t offset) {
    constexpr std::array<std::string_view, 5> kKnown = {"amp", "lt", "gt", "quot", "apos"};
    const std::size_t end = piece.find_first_of("; \t\r\n&=\"'", index + 1);
    if (end == kNoOffset || piece[end] != ';') {
        error(offset, "\"&\" that begins no entity",
              "write &amp; for the character itself, or put the text into <![CDATA[...]]>");
        return;
    }
    const std::string_view name = piece.substr(index + 1, end - index - 1);
    if (name.empty() || name.front() != '#') {
        if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end()) {
            error(offset, "entity \"&" + std::string(name) +
                              ";\" is not defined, expected one of &amp; &lt; &gt; &quot; &apos; "
                              "or a number such as &#38;");
        }
        return;
    }
    const bool isHex = name.size() > 1 && name[1] == 'x';
    const std::string_view digits = name.substr(isHex ? 2 : 1);
    std::uint32_t point = 0;
    const auto [last, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), point, isHex ? 16 : 10);
    if (failure != std::errc{} || last != digits.data() + digits.size() || !isXmlCharacter(point)) {
        error(offset, "\"&" + std::string(name) + ";\" names no character that XML allows");
    }
}

void Scanner::finish() {
    if (stopped_) return;
    if (!open_.empty()) {
        error(open_.back().offset - 1, "<" + std::string(open_.back().name) + "> is never closed");
    } else if (!hadRoot_) {
        error(0, "no element at all, expected a root element");
    }
}

}  // namespace

LineIndex::LineIndex(std::string_view text, std::string file)
    : text_(text), file_(std::move(file)), lineStarts_{0} {
    for (std::size_t i = text.find('\n'); i != kNoOffset; i = text.find('\n', i + 1)) {
        lineStarts_.push_back(i + 1);
    }
}

Position LineIndex::at(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto after = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
    const std::size_t start = *(after - 1);
    int column = 1;
    for (std::size_t i = start; i < offset; ++i) {
        const bool continues = (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80;
        column += continues ? 0 : 1;
    }
    return {file_, static_cast<int>(after - lineStarts_.begin()), column};
}

ScanResult scan(std::string_view text, const LineIndex& lines, Diagnostics& diagnostics) {
    return Scanner(text, lines, diagnostics).run();
}

}  // namespace muster::xml
