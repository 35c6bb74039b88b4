#pragma once

#include <string>
#include <string_view>

#include <muster/core/error.h>

namespace muster::host {

/** What a connector did against the contract, as an error for whoever called it: kProtocol, with
 * the clause of contract.md ("C-17"). */
Error contractBreach(const std::string& what, std::string_view clause);

/** The error of a copy that was refused, with the object that it was about (its Uid, may be empty)
 * and the clause. */
Error contractBreach(Error refused, const std::string& uid, std::string_view clause);

}  // namespace muster::host
