#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/object.h>
#include <muster/core/result.h>

namespace muster::lineworks {

/** A member as LINE WORKS shows it. */
struct User {
    std::string id = {};
    std::string email = {};
    std::string externalKey = {};  ///< empty for none
    std::string status = {};       ///< "active", "pending", "suspended", "deleted"; or not told
    bool isAdministrator = false;
    /** All that can be read, named as in the schema. */
    std::vector<Attribute> attributes = {};
    /** Nothing was read, since the call is a dry run: the facts above are a guess. */
    bool isAssumed = false;

    bool isPending() const { return status == "pending"; }
    bool isSuspended() const { return status == "suspended"; }
    bool isDeleted() const { return status == "deleted"; }
    /** The values of an attribute; none when it is not there. */
    std::vector<Value> valuesOf(std::string_view attribute) const;
    std::string textOf(std::string_view attribute) const;
};

/** Reads one member from JSON, a row of a list as well as a single answer. What LINE WORKS nests is
 * flat in the schema: names, posts (each with its domain), the level in the domain `domainId`,
 * custom properties. kProtocol when the text is no JSON object, or one without id or login id. */
Result<User> parseUser(std::string_view json, std::int64_t domainId);

/** The object that a reader of the contract gets; `wanted` names attributes (or native names),
 * empty for all. */
ConnectorObject toObject(const User& user, const std::vector<std::string>& wanted);

}  // namespace muster::lineworks
