#pragma once

#include <chrono>
#include <functional>

namespace muster::host {

/** When a call is given up; asked again whenever the time it gave has come. */
using GiveUpTime = std::function<std::chrono::steady_clock::time_point()>;

/** Runs `work` on a thread of its own and waits until it has come back, at most until `limit`.
 * Without a thread to be had it is run here, unsupervised.
 *  @return false when it has not come back: the thread is then left to itself, so `work` must own
 * everything it uses. */
bool runSupervised(std::function<void()> work, const GiveUpTime& limit);

}  // namespace muster::host
