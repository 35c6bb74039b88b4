#pragma once

#include <cstdint>

#include <boost/json.hpp>

namespace muster::lineworks {

/** A member's JSON with what LINE WORKS nests brought to where the schema has it: the parts of
 * `userName` beside each other, `orgUnits` of all domains as one list whose elements name their
 * domain, the level of the domain given, `customProperties` as a list of elements. TWITTER becomes
 * X, which it is (Developers, user-get). */
boost::json::object flattened(const boost::json::object& user, std::int64_t domainId);

}  // namespace muster::lineworks
