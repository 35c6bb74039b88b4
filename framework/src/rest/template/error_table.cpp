#include "rest/template/error_table.h"

#include <algorithm>
#include <cstdlib>

#include "rest/template/json_access.h"
#include <muster/core/value.h>

namespace muster::rest {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxMessageBytes = 500;
constexpr std::size_t kMaxRawBytes = 200;

/** One line of valid UTF-8, cut at a whole character. */
std::string oneLine(std::string_view text, std::size_t maxBytes) {
    std::string line(text.substr(0, maxBytes));
    while (text.size() > maxBytes && !line.empty() &&
           (static_cast<unsigned char>(text[line.size()]) & 0xC0U) == 0x80) {
        line.pop_back();
    }
    std::replace_if(
        line.begin(), line.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return isValidUtf8(line) ? line : std::string("(a text that is not UTF-8)");
}

std::string lower(std::string_view text) {
    std::string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return folded;
}

bool containsPattern(std::string_view message, std::string_view pattern) {
    const std::string text = lower(message);
    const std::string wanted = lower(pattern);
    std::size_t from = 0;
    for (std::string_view rest = wanted; !rest.empty();) {
        const std::string_view piece = rest.substr(0, rest.find('*'));
        rest.remove_prefix(std::min(piece.size() + 1, rest.size()));
        from = text.find(piece, from);
        if (from == std::string::npos) return false;
        from += piece.size();
    }
    return true;
}

/** The spelling under which synonyms meet, or the text itself when it is no key. */
std::string canonical(const std::string& key) {
    const Result<OperationKey> parsed = OperationKey::parse(key);
    return parsed ? parsed->canonical() : key;
}

bool matches(const ErrorRule& rule, const FailedAnswer& answer, const std::string& key) {
    return (!rule.status || *rule.status == answer.status) &&
           (rule.code.empty() || rule.code == answer.target.code) &&
           (rule.text.empty() || containsPattern(answer.target.message, rule.text)) &&
           (!rule.operation || rule.operation->canonical() == key);
}

int rank(const ErrorRule& rule) {
    return (rule.code.empty() ? 0 : 8) + (rule.operation ? 4 : 0) + (rule.text.empty() ? 0 : 2) +
           (rule.status ? 1 : 0);
}

std::string sentence(const FailedAnswer& answer) {
    std::string text =
        "the target refused " +
        (answer.operationKey.empty() ? std::string("the call") : answer.operationKey);
    if (!answer.target.message.empty()) {
        text += ": " + answer.target.message;
    } else if (!answer.target.code.empty()) {
        text += ": it answered \"" + answer.target.code + "\"";
    } else {
        text += ", giving no reason";
    }
    for (const TargetError::Field& field : answer.target.fields) {
        text += " [" + field.name + ": " + field.message + "]";
    }
    return text;
}

}  // namespace

TargetError ErrorTable::readBody(std::string_view body) const {
    TargetError error;
    const std::optional<json::value> parsed = parseJson(body);
    if (!parsed) {
        const std::size_t first = body.find_first_not_of(" \t\r\n");
        if (first != std::string_view::npos) {
            error.message = body[first] == '<' ? "(the answer is a page of markup)"
                                               : oneLine(body.substr(first), kMaxRawBytes);
        }
        return error;
    }
    error.code = body_.code.empty() ? std::string() : textOf(at(*parsed, body_.code));
    error.code = error.code == "0" ? std::string() : oneLine(error.code, kMaxRawBytes);
    error.message = body_.message.empty()
                        ? std::string()
                        : oneLine(textOf(at(*parsed, body_.message)), kMaxMessageBytes);
    const json::value* list = body_.fields.empty() ? nullptr : at(*parsed, body_.fields);
    if (list != nullptr && list->is_array()) {
        constexpr std::size_t kMaxFields = 20;
        for (const json::value& element : list->get_array()) {
            if (error.fields.size() == kMaxFields) break;
            error.fields.push_back(
                {oneLine(textOf(at(element, body_.field)), kMaxRawBytes),
                 oneLine(textOf(at(element, body_.fieldMessage)), kMaxRawBytes)});
        }
    }
    return error;
}

bool ErrorTable::isErrorInSuccess(std::string_view body) const {
    if (!body_.inSuccess || body_.code.empty() || body_.message.empty()) {
        return false;
    }
    const std::optional<json::value> parsed = parseJson(body);
    if (!parsed) {
        return false;
    }
    const json::value* code = at(*parsed, body_.code);
    const json::value* message = at(*parsed, body_.message);
    return code != nullptr && code->is_number() && textOf(code) != "0" && message != nullptr &&
           message->is_string();
}

Classified ErrorTable::classify(const FailedAnswer& answer) const {
    const ErrorRule* best = nullptr;
    const std::string key = canonical(answer.operationKey);
    for (const ErrorRule& rule : rules_) {
        if (matches(rule, answer, key) && (best == nullptr || rank(rule) > rank(*best))) {
            best = &rule;
        }
    }
    Classified classified{errorByStatus(answer.status, answer.idempotent, answer.readOnly), false,
                          best};
    Error& error = classified.error;
    if (best != nullptr) {
        // A rule knows the target's answer, so the status no longer speaks; what it leaves open,
        // the kind decides.
        const Error byStatus = error;
        error =
            Error{.code = best->kind, .message = {}, .hint = best->hint, .outcome = best->outcome};
        error.retryable = best->retryable;
        if (byStatus.code == best->kind && error.outcome == Outcome::kUnset) {
            error.outcome = byStatus.outcome;
            error.retryable = error.retryable ? error.retryable : byStatus.retryable;
        }
        classified.tokenRejected = best->tokenRejected;
        if (!best->attribute.empty()) {
            error.attributes.push_back(best->attribute);
        }
    }
    error.message = sentence(answer);
    error.httpStatus = answer.status;
    error.targetCode = answer.target.code;
    error.operation = answer.operationKey;
    for (const TargetError::Field& field : answer.target.fields) {
        if (!field.name.empty()) {
            error.attributes.push_back(field.name);
        }
    }
    return classified;
}

Error errorByStatus(int status, bool idempotent, bool readOnly) {
    const auto plain = [](ErrorCode code) {
        return Error{.code = code, .message = "", .outcome = Outcome::kNotApplied};
    };
    const auto doubtful = [&](ErrorCode code) {
        Error error = plain(code);
        error.outcome = readOnly ? Outcome::kNotApplied : Outcome::kUnknown;
        error.retryable = readOnly || idempotent;
        return error;
    };
    switch (status) {
        case 400:
        case 413:
        case 414:
        case 415:
        case 422:
            return plain(ErrorCode::kInvalidAttributeValue);
        case 401:
        case 407:
            return plain(ErrorCode::kConnectionFailed);
        case 402:
            return plain(ErrorCode::kQuotaExceeded);
        case 403:
            return plain(ErrorCode::kPermissionDenied);
        case 404:
        case 410:
            return plain(ErrorCode::kUnknownUid);
        case 405:
        case 501:
            return plain(ErrorCode::kNotSupported);
        case 408:
        case 504:
            return doubtful(ErrorCode::kTimeout);
        case 409:
            return plain(ErrorCode::kAlreadyExists);
        case 412:
            return plain(ErrorCode::kPreconditionFailed);
        case 423:
        case 428:
            return plain(ErrorCode::kConflict);
        case 425:
        case 429:
            return plain(ErrorCode::kRetryable);
        default:
            break;
    }
    if (status >= 500) {
        return doubtful(ErrorCode::kRetryable);
    }
    // A 4xx or 3xx that nobody documents did nothing; a 2xx that carries an error may have.
    return status >= 300 ? plain(ErrorCode::kProtocol) : doubtful(ErrorCode::kProtocol);
}

}  // namespace muster::rest
