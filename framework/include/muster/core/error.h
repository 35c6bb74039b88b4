#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/** Why something failed. The numbers are those of `muster_status` in the contract and only ever
 * grow; the meaning of each is in `framework/docs/errors.md`. */
enum class ErrorCode {
    kConfiguration = 1,      ///< a setting, lookup or template is wrong; found before any traffic
    kNotSupported,           ///< the connector or the target cannot do this
    kInvalidAttributeValue,  ///< a value was refused; `Error::attributes` names it
    kAlreadyExists,          ///< a create or rename meets an existing object
    kUnknownUid,             ///< the Uid or name means nothing at the target
    kPreconditionFailed,     ///< the object changed since it was read
    kInvalidCredential,      ///< a *user's* password is wrong; never the connector's own credential
    kPermissionDenied,       ///< the connector may not do this
    kConnectionFailed,       ///< no connection, TLS refused, or the connector's credential rejected
    kConnectionBroken,       ///< the connection was lost during the exchange
    kTimeout,                ///< our limit passed
    kRetryable,              ///< the target asked us to wait; see `Error::retryAfter`
    kQuotaExceeded,          ///< no seat, licence or plan allowance is left
    kInvalidState,           ///< the object's state does not allow this
    kConflict,               ///< other objects forbid it
    kCancelled,              ///< we stopped it
    kProtocol,               ///< an answer that the target's documentation does not allow
    kInternal,               ///< our bug, or an exception caught at a border
};

/** What became of the change that was asked for. */
enum class Outcome {
    kUnset = 0,   ///< not said; readers take `defaultOutcome` of the code
    kApplied,     ///< the target did it
    kNotApplied,  ///< the target did not do it
    kPartial,     ///< some steps were applied; the steps say which (operations only)
    kUnknown,     ///< nobody can tell yet
};

/** The word used in messages, journals and documents, e.g. "AlreadyExists". An unknown number gives
 * "Internal". */
std::string_view toString(ErrorCode code);
/** "applied", "not applied", "partial", "unknown" or "unset". */
std::string_view toString(Outcome outcome);
/** The inverse of `toString(ErrorCode)`; nothing for any other word. */
std::optional<ErrorCode> errorCodeFromString(std::string_view word);
/** The inverse of `toString(Outcome)`; nothing for any other word. */
std::optional<Outcome> outcomeFromString(std::string_view word);
/** The outcome that a code means when an error does not say one: unknown for a broken connection, a
 * timeout, a protocol or internal error, and a cancellation; not applied otherwise. */
Outcome defaultOutcome(ErrorCode code);

/** A failure, told in one sentence, with the facts that a program may act on. Holds no secrets and
 * no bodies.
 *
 *  Built with designated initialisers: `Error{.code = ErrorCode::kConfiguration, .message =
 * "..."}`. */
struct [[nodiscard]] Error {
    ErrorCode code = ErrorCode::kInternal;
    /** One sentence: what was tried, what was found, what was expected, and where. */
    std::string message;
    /** What to do next, if that is known; empty otherwise. */
    std::string hint = {};
    /** kUnset leaves it to `defaultOutcome`. */
    Outcome outcome = Outcome::kUnset;
    /** The answer's HTTP status, or 0. */
    int httpStatus = 0;
    /** The target's own code as it was sent ("1005"), or empty. */
    std::string targetCode = {};
    /** Whether the same request may work later without any change; unset leaves it to the code. */
    std::optional<bool> retryable = {};
    /** How long the target asked us to wait. */
    std::optional<std::chrono::milliseconds> retryAfter = {};
    /** Names of the attributes at fault. */
    std::vector<std::string> attributes = {};
    std::string operation = {};
    std::string objectClass = {};
    std::string uid = {};
    std::shared_ptr<const Error> cause = {};

    /** `outcome`, or what the code means when none was said. */
    Outcome effectiveOutcome() const;
    /** `retryable`, or true for kRetryable only. */
    bool isRetryable() const;
    /** Code, message, target's code and hint in one line for people:
     *  `AlreadyExists: Email "x" has already been used. (HTTP 409, target code 1005) Hint: ...` */
    std::string describe() const;
};

}  // namespace muster
