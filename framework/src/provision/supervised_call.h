#pragma once

#include <chrono>
#include <functional>

namespace muster::provision {

/** Runs `work` on a thread of its own and waits until it has come back, at most until `limit`.
 *  @return false when it has not: the thread is then left to itself, so `work` must own everything
 * it uses. */
bool runSupervised(std::function<void()> work, std::chrono::steady_clock::time_point limit);

}  // namespace muster::provision
