#pragma once

#include <string>

#include <muster/core/result.h>
#include <muster/core/secret.h>

namespace muster::sql_table {

/** A salted digest, another one each time: `pbkdf2-sha512$ITERATIONS$SALT$DIGEST` in hexadecimal.
 * kInternal when there are no random numbers. */
Result<std::string> passwordDigest(const Secret& password, const Secret& pepper, int iterations);

}  // namespace muster::sql_table
