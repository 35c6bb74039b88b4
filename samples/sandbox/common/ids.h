#pragma once

#include <cstdint>
#include <string>

namespace sandbox {

/// The next number of a repeatable row, evenly spread from 0 to below 1. `state` starts as any
/// seed.
double nextUnit(std::uint64_t& state);

/// Makes identifiers that look random and are the same in each run with the same seed, so that
/// a transcript can be compared. Not for secrets. The caller serialises the calls.
class IdSource {
public:
    explicit IdSource(std::uint64_t seed) : state_(seed) {}

    /// `length` characters of the base64url alphabet; all of them can come first.
    std::string base64Url(std::size_t length);
    /// Lower-case hexadecimal digits as 8-4-4-4-12, of no version and variant of RFC 4122.
    std::string hexId();
    /// A number of ten digits.
    std::int64_t tenDigits();

private:
    std::uint64_t next();

    std::uint64_t state_;
};

}  // namespace sandbox
