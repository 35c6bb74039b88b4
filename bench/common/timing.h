#pragma once

#include <chrono>
#include <vector>

namespace bench {

/** Seconds of this thread's processor time: what other programs use of the machine meanwhile does
 * not count, but for what they push out of the caches. */
double threadSeconds();

/** Seconds since the object was made, by the wall. */
class Stopwatch {
public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/** The value below which `share` (0 to 1) of them lie; 0 of none. */
double quantile(std::vector<double> values, double share);
inline double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

}  // namespace bench
