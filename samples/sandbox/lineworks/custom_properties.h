#pragma once

#include <boost/json/object.hpp>

#include "lineworks/call.h"
#include "lineworks/errors.h"
#include "lineworks/tenant.h"

namespace sandbox::lineworks {

/// The calls under /directory/users/custom-properties.
Response createCustomProperty(Tenant& tenant, const Call& call);
Response listCustomProperties(const Tenant& tenant, const Call& call);
Response readCustomProperty(const Tenant& tenant, const Call& call);
Response updateCustomProperty(Tenant& tenant, const Call& call);
Response deleteCustomProperty(Tenant& tenant, const Call& call);

/// A property made from the body of a POST, in the directory and in no ledger; or the refusal.
struct NewProperty {
    const CustomProperty* property = nullptr;
    Refusal refusal = {};
};
NewProperty addCustomProperty(Tenant& tenant, const Call& call);

/// 400 INVALID_PARAMETER unless each value of a member's `customProperties` is null or of the type
/// of a property that there is: STRING up to 100, DATE YYYY-MM-DD, INTEGER from 0, LINK
/// {text up to 100, link up to 300}; an array of up to 10 when it is multi-valued; an optionName
/// when it has options.
Refusal checkCustomProperties(const Directory& directory, const boost::json::object& values);

}  // namespace sandbox::lineworks
