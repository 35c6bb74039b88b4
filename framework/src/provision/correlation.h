#pragma once

#include <string>

namespace muster::provision {

/** A new identifier that joins the log lines and requests of one operation: 64 random bits as 16
 * hexadecimal digits. Any thread. */
std::string newCorrelation();

}  // namespace muster::provision
