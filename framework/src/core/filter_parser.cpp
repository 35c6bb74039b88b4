#include <algorithm>
#include <optional>
#include <utility>

#include <muster/core/filter.h>

namespace muster {
namespace {

/** Deeper nesting than any person writes; keeps a hostile text from using up the stack. */
constexpr int kMaxDepth = 64;

struct Token {
    enum class Kind { kEnd, kWord, kQuoted, kSymbol };
    Kind kind = Kind::kEnd;
    std::string text = {};
    std::size_t column = 1;
};

Error problem(const Token& at, const std::string& expected) {
    const std::string found = at.kind == Token::Kind::kEnd ? "its end" : "\"" + at.text + "\"";
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "the filter has " + found + " at column " + std::to_string(at.column) +
                            "; expected " + expected,
                 .hint = "write for example: type = 2 and email endsWith \"@example.com\""};
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    Result<Token> next() {
        while (at_ < text_.size() && isBlank(text_[at_])) {
            ++at_;
        }
        Token token{.column = column()};
        if (at_ == text_.size()) {
            return token;
        }
        if (text_[at_] == '"') {
            return quoted(std::move(token));
        }
        if (isSymbol(text_[at_])) {
            return symbol(std::move(token));
        }
        token.kind = Token::Kind::kWord;
        while (at_ < text_.size() && !isBlank(text_[at_]) && !isSymbol(text_[at_]) &&
               text_[at_] != '"') {
            token.text += text_[at_++];
        }
        return token;
    }

private:
    static bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
    static bool isSymbol(char c) {
        return std::string_view("()=!<>").find(c) != std::string_view::npos;
    }

    /** In characters, as people count. */
    std::size_t column() const {
        const auto isStart = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
        const std::string_view before = text_.substr(0, at_);
        return static_cast<std::size_t>(std::count_if(before.begin(), before.end(), isStart)) + 1;
    }

    Result<Token> quoted(Token token) {
        token.kind = Token::Kind::kQuoted;
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
                ++at_;
            }
            token.text += text_[at_];
        }
        if (at_ == text_.size()) {
            return problem(Token{.column = column()}, "a closing double quote");
        }
        ++at_;
        return token;
    }

    Result<Token> symbol(Token token) {
        token.kind = Token::Kind::kSymbol;
        token.text = text_[at_++];
        const bool mayGrow = token.text == "!" || token.text == "<" || token.text == ">";
        if (mayGrow && at_ < text_.size() && text_[at_] == '=') {
            token.text += text_[at_++];
        }
        return token;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::optional<FilterOp> comparison(const Token& token) {
    if (token.kind == Token::Kind::kSymbol) {
        if (token.text == "=" || token.text == "!=") return FilterOp::kEquals;
        if (token.text == ">") return FilterOp::kGreater;
        if (token.text == ">=") return FilterOp::kGreaterOrEqual;
        if (token.text == "<") return FilterOp::kLess;
        if (token.text == "<=") return FilterOp::kLessOrEqual;
        return std::nullopt;
    }
    if (token.kind != Token::Kind::kWord) {  // a quoted word is a value
        return std::nullopt;
    }
    if (equalNames(token.text, "contains")) return FilterOp::kContains;
    if (equalNames(token.text, "startsWith")) return FilterOp::kStartsWith;
    if (equalNames(token.text, "endsWith")) return FilterOp::kEndsWith;
    if (equalNames(token.text, "present")) return FilterOp::kPresent;
    return std::nullopt;
}

/** Recursive descent: or := and ("or" and)*; and := unary ("and" unary)*; unary := "not" unary |
 * "(" or ")" | leaf. */
class Parser {
public:
    explicit Parser(std::string_view text) : lexer_(text) {}

    Result<Filter> parse() {
        MUSTER_RETURN_IF_ERROR(advance());
        if (token_.kind == Token::Kind::kEnd) {
            return Filter{};
        }
        MUSTER_ASSIGN_OR_RETURN(Filter filter, chain(FilterOp::kOr, 0));
        if (token_.kind != Token::Kind::kEnd) {
            return problem(token_, "\"and\", \"or\" or the end");
        }
        return filter;
    }

private:
    Result<void> advance() {
        MUSTER_ASSIGN_OR_RETURN(token_, lexer_.next());
        return {};
    }

    bool isWord(std::string_view word) const {
        return token_.kind == Token::Kind::kWord && equalNames(token_.text, word);
    }

    Result<Filter> chain(FilterOp op, int depth) {
        const bool isOr = op == FilterOp::kOr;
        MUSTER_ASSIGN_OR_RETURN(Filter first, isOr ? chain(FilterOp::kAnd, depth) : unary(depth));
        Filter all{.op = op};
        all.children.push_back(std::move(first));
        while (isWord(isOr ? "or" : "and")) {
            MUSTER_RETURN_IF_ERROR(advance());
            MUSTER_ASSIGN_OR_RETURN(Filter next,
                                    isOr ? chain(FilterOp::kAnd, depth) : unary(depth));
            all.children.push_back(std::move(next));
        }
        if (all.children.size() == 1) {
            Filter only = std::move(all.children.front());
            return only;
        }
        return all;
    }

    Result<Filter> unary(int depth) {
        if (depth >= kMaxDepth) {
            return problem(token_, "at most " + std::to_string(kMaxDepth) + " nested conditions");
        }
        if (isWord("not")) {
            MUSTER_RETURN_IF_ERROR(advance());
            MUSTER_ASSIGN_OR_RETURN(Filter inner, unary(depth + 1));
            Filter negated{.op = FilterOp::kNot};
            negated.children.push_back(std::move(inner));
            return negated;
        }
        if (token_.kind == Token::Kind::kSymbol && token_.text == "(") {
            MUSTER_RETURN_IF_ERROR(advance());
            MUSTER_ASSIGN_OR_RETURN(Filter inner, chain(FilterOp::kOr, depth + 1));
            if (token_.kind != Token::Kind::kSymbol || token_.text != ")") {
                return problem(token_, "a closing parenthesis");
            }
            MUSTER_RETURN_IF_ERROR(advance());
            return inner;
        }
        return leaf();
    }

    Result<Filter> leaf() {
        if (token_.kind != Token::Kind::kWord) {
            return problem(token_, "an attribute's name, \"not\" or \"(\"");
        }
        Filter filter{.attribute = token_.text};
        MUSTER_RETURN_IF_ERROR(advance());
        const std::optional<FilterOp> op = comparison(token_);
        if (!op) {
            return problem(token_,
                           "=, !=, >, >=, <, <=, contains, startsWith, endsWith or present");
        }
        filter.op = *op;
        const bool negate = token_.text == "!=";
        MUSTER_RETURN_IF_ERROR(advance());
        if (*op != FilterOp::kPresent) {
            if (token_.kind != Token::Kind::kWord && token_.kind != Token::Kind::kQuoted) {
                return problem(token_, "a value");
            }
            filter.value = Value(token_.text);
            MUSTER_RETURN_IF_ERROR(advance());
        }
        if (!negate) {
            return filter;
        }
        Filter negated{.op = FilterOp::kNot};
        negated.children.push_back(std::move(filter));
        return negated;
    }

    Lexer lexer_;
    Token token_;
};

}  // namespace

Result<Filter> parseFilter(std::string_view text) { return Parser(text).parse(); }

}  // namespace muster
