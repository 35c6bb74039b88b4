#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"
#include <muster/core/result.h>

namespace muster::store {

/** The values of a request as one JSON text.
 *
 *      {"attributes":[{"name":"type","values":[2]}],
 *       "deltas":[{"mode":"add","name":"groups","values":[{"reference":"g1"}],"list":true}],
 *       "options":[...], "action":"resend-invitation"}
 *
 *  Strings, integers, booleans and null are those of JSON. Every other kind is an object with one
 *  member named after it: `time` (ISO 8601), `bytes` (base64), `reference`, `object` (its
 *  attributes), `real` (shortest decimal that reads back as the same double). A secret is always
 *  `{"secret":"withheld"}`. A string that is no UTF-8 is `{"octets": base64}`. Empty parts are left
 *  out. Any thread. */
std::string requestToJson(const Request& request);

/** What was read back, and whether secrets are missing from it. */
struct ParsedRequest {
    Request request = {};
    /** A secret was withheld: it reads back as an empty one, and the request cannot be sent again
     * without asking for it. */
    bool needsSecret = false;
};

/** Reads what `requestToJson` wrote. kInternal with the place for anything else. Any thread. */
Result<ParsedRequest> parseRequest(std::string_view json);

/** Notices as a JSON array of objects with `code`, `message` and `attribute`; "" for none. */
std::string noticesToJson(const std::vector<Notice>& notices);
/** Reads what `noticesToJson` wrote. kInternal for anything else. */
Result<std::vector<Notice>> parseNotices(std::string_view json);

}  // namespace muster::store
