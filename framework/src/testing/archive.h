#pragma once

#include <bit>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace muster::testing {

/** Writes fields one behind the other: numbers as 8 bytes, least significant first; texts and lists
 * by their count and then what is in them. Both archives are called with the fields of a message in
 * one order, so that one `fields` function a type describes both ways. */
class Writer {
public:
    static constexpr bool kReads = false;

    template <typename... Fields>
    void operator()(const Fields&... each) {
        (put(each), ...);
    }
    std::string take() { return std::move(bytes_); }

private:
    void number(std::uint64_t value);

    template <typename T>
    void put(const T& value);

    std::string bytes_;
};

/** Reads what a `Writer` wrote. Once something does not fit, it has failed for good and gives empty
 * values. */
class Reader {
public:
    static constexpr bool kReads = true;

    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    template <typename... Fields>
    void operator()(Fields&... each) {
        (get(each), ...);
    }
    void fail() { hasFailed_ = true; }
    bool hasFailed() const { return hasFailed_; }
    bool isAtEnd() const { return rest_.empty(); }

private:
    std::uint64_t number();
    std::string text();

    template <typename T>
    void get(T& value);

    std::string_view rest_;
    bool hasFailed_ = false;
};

namespace detail {

template <typename T>
struct IsVector : std::false_type {};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type {};
template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};

}  // namespace detail

template <typename T>
void Writer::put(const T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        number(value.size());
        bytes_ += value;
    } else if constexpr (std::is_same_v<T, double>) {
        number(std::bit_cast<std::uint64_t>(value));
    } else if constexpr (std::is_same_v<T, std::chrono::milliseconds>) {
        number(static_cast<std::uint64_t>(value.count()));
    } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
        number(static_cast<std::uint64_t>(value));
    } else if constexpr (detail::IsVector<T>::value) {
        number(value.size());
        for (const auto& item : value) {
            put(item);
        }
    } else if constexpr (detail::IsOptional<T>::value) {
        number(value.has_value() ? 1 : 0);
        if (value.has_value()) {
            put(*value);
        }
    } else {
        fields(*this, value);
    }
}

template <typename T>
void Reader::get(T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        value = text();
    } else if constexpr (std::is_same_v<T, double>) {
        value = std::bit_cast<double>(number());
    } else if constexpr (std::is_same_v<T, bool>) {
        value = number() != 0;
    } else if constexpr (std::is_same_v<T, std::chrono::milliseconds>) {
        value = std::chrono::milliseconds(static_cast<std::int64_t>(number()));
    } else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
        value = static_cast<T>(number());
    } else if constexpr (detail::IsVector<T>::value) {
        for (std::uint64_t left = number(); left > 0 && !hasFailed_; --left) {
            get(value.emplace_back());
        }
    } else if constexpr (detail::IsOptional<T>::value) {
        if (number() != 0) {
            get(value.emplace());
        }
    } else {
        fields(*this, value);
    }
}

}  // namespace muster::testing
