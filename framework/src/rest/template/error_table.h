#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rest/template/operation_key.h"
#include "xml/diagnostics.h"
#include <muster/core/error.h>

namespace muster::rest {

/** One line of a connector's error table: conditions, all of which must hold, and what they mean.
 */
struct ErrorRule {
    std::optional<int> status = {};
    std::string code = {};  ///< the target's own; empty for any
    /** A part of the message, ASCII case ignored; `*` stands for anything between. Empty for any.
     */
    std::string text = {};
    std::optional<OperationKey> operation = {};

    ErrorCode kind = ErrorCode::kProtocol;
    std::optional<bool> retryable = {};
    Outcome outcome = Outcome::kUnset;
    std::string hint = {};
    std::string attribute = {};
    /** The access token was rejected: drop it, fetch one, try once more. */
    bool tokenRejected = false;
    /** The target refused because of a limit: `rate`, `day`, `concurrency`, or the name of a limit
     * in limits.xml. Empty when it did not. */
    std::string limit = {};
    xml::Position position = {};
    xml::Position limitPosition = {};
};

/** Where code, message and per-field findings sit in an error body. Paths as in `ResponseRule`. */
struct ErrorBodyRule {
    std::string code = {};
    std::string message = {};
    std::string fields = {};        ///< an array
    std::string field = {};         ///< in each element: the attribute at fault
    std::string fieldMessage = {};  ///< in each element
    /** A 2xx whose body has a code other than 0 and a message is an error, too. */
    bool inSuccess = false;
};

/** What an error body said. */
struct TargetError {
    struct Field {
        std::string name;
        std::string message;
    };
    std::string code = {};     ///< empty for none; the number 0 is none
    std::string message = {};  ///< one line, at most 500 bytes
    std::vector<Field> fields = {};
};

/** The facts that an error is classified by. */
struct FailedAnswer {
    int status = 0;
    TargetError target = {};
    std::string operationKey = {};
    bool idempotent = false;
    bool readOnly = false;
};

struct Classified {
    Error error;
    bool tokenRejected = false;
    /** The rule that decided; null when the HTTP status alone did. Borrowed from the table. */
    const ErrorRule* rule = nullptr;
};

/** The error table of a connector. Immutable once made. */
class ErrorTable {
public:
    ErrorTable() = default;
    /** Among rules of equal rank the first wins. */
    ErrorTable(std::vector<ErrorRule> rules, ErrorBodyRule body)
        : rules_(std::move(rules)), body_(std::move(body)) {}

    const std::vector<ErrorRule>& rules() const { return rules_; }
    const ErrorBodyRule& bodyRule() const { return body_; }

    /** Reads an error body; of one that is no JSON, a short piece of its text becomes the message.
     */
    TargetError readBody(std::string_view body) const;
    /** Whether a body of a 2xx is an error by `ErrorBodyRule::inSuccess`. */
    bool isErrorInSuccess(std::string_view body) const;
    /** The most specific matching rule: a code counts more than an operation, that more than a
     * text, that more than a status. Without one, the status alone (`errorByStatus`). */
    Classified classify(const FailedAnswer& answer) const;

private:
    std::vector<ErrorRule> rules_;
    ErrorBodyRule body_;
};

/** What an HTTP status means when no rule knows better (RFC 9110 section 15, RFC 6585). After a 5xx
 * or a 408 the outcome of a write is unknown; only an idempotent one is marked retryable then. */
Error errorByStatus(int status, bool idempotent, bool readOnly);

}  // namespace muster::rest
