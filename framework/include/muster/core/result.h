#pragma once

#include <memory>
#include <utility>
#include <variant>

#include <muster/core/error.h>

namespace muster {

/** An error kept apart from the value that is usually there in its place, so that a result costs no
 * more than its value. Copies are deep. */
class BoxedError {
public:
    BoxedError() = default;  ///< none
    explicit BoxedError(Error error) : error_(std::make_unique<Error>(std::move(error))) {}
    BoxedError(const BoxedError& other)
        : error_(other.error_ == nullptr ? nullptr : std::make_unique<Error>(*other.error_)) {}
    BoxedError(BoxedError&&) noexcept = default;
    BoxedError& operator=(const BoxedError& other) {
        *this = BoxedError(other);
        return *this;
    }
    BoxedError& operator=(BoxedError&&) noexcept = default;
    ~BoxedError() = default;

    bool isThere() const { return error_ != nullptr; }
    /** Precondition: `isThere()`. */
    Error& operator*() const { return *error_; }

private:
    std::unique_ptr<Error> error_;
};

/** A value or the `Error` that kept us from having one. The names follow `std::expected`. What was
 * moved from holds neither. */
template <typename T>
class [[nodiscard]] Result {
public:
    // NOLINTBEGIN(google-explicit-constructor): as std::expected
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
    // NOLINTEND(google-explicit-constructor)

    bool hasValue() const { return state_.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    /** Precondition for all accessors below: `hasValue()` says that the one asked for is there. */
    T& value() & { return *std::get_if<0>(&state_); }
    const T& value() const& { return *std::get_if<0>(&state_); }
    T&& value() && { return std::move(*std::get_if<0>(&state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return std::get_if<0>(&state_); }
    const T* operator->() const { return std::get_if<0>(&state_); }
    Error& error() & { return **std::get_if<1>(&state_); }
    const Error& error() const& { return **std::get_if<1>(&state_); }
    Error&& error() && { return std::move(**std::get_if<1>(&state_)); }

    T valueOr(T fallback) && { return hasValue() ? std::move(*this).value() : std::move(fallback); }

private:
    std::variant<T, BoxedError> state_;
};

/** Success, or an `Error`. `return {};` is success. */
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): as std::expected
    Result(Error error) : error_(std::move(error)) {}

    bool hasValue() const { return !error_.isThere(); }
    explicit operator bool() const { return hasValue(); }
    Error& error() & { return *error_; }
    const Error& error() const& { return *error_; }
    Error&& error() && { return std::move(*error_); }

private:
    BoxedError error_;
};

}  // namespace muster

/** Leaves the function with the error of `expression` (a `Result<...>`), if it has one. */
#define MUSTER_RETURN_IF_ERROR(expression)                       \
    do {                                                         \
        if (auto musterResult_ = (expression); !musterResult_) { \
            return std::move(musterResult_).error();             \
        }                                                        \
    } while (false)

#define MUSTER_CONCAT_INNER(a, b) a##b
#define MUSTER_CONCAT(a, b) MUSTER_CONCAT_INNER(a, b)

/** `MUSTER_ASSIGN_OR_RETURN(auto x, f());` declares `x` from the value of `f()` or leaves with its
 * error. */
// NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot stand in parentheses
#define MUSTER_ASSIGN_OR_RETURN(declaration, expression)                  \
    auto MUSTER_CONCAT(musterResult_, __LINE__) = (expression);           \
    if (!MUSTER_CONCAT(musterResult_, __LINE__)) {                        \
        return std::move(MUSTER_CONCAT(musterResult_, __LINE__)).error(); \
    }                                                                     \
    declaration = std::move(MUSTER_CONCAT(musterResult_, __LINE__)).value()
// NOLINTEND(bugprone-macro-parentheses)
