#pragma once

#include <filesystem>

#include "sandbox_home.h"

namespace bench {

/** Lets the target of a home be asked as often as one likes: the limiter still counts each request
 * under the limits that are shipped, each as high as can be written. Gives the home's folder. */
std::filesystem::path unlimited(const support::SandboxHome& home, int workers);

}  // namespace bench
