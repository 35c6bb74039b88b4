#pragma once

#include <string>
#include <vector>

#include "rest/template/operation_catalog.h"
#include <muster/core/object.h>
#include <muster/core/schema.h>

namespace muster::provision {

/** What the scopes of a token permit, by the templates that say which they need: one notice
 * `scopes` that counts, and one `scope-missing` for each object class and set of scopes, any one of
 * which is enough, with the requests of the connector that lack it. Nothing when no template says
 * what it needs. Pure. */
std::vector<Notice> scopeNotices(const rest::OperationCatalog& operations,
                                 const Description& description,
                                 const std::vector<std::string>& granted);

}  // namespace muster::provision
