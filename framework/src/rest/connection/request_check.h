#pragma once

#include "rest/connection/http_message.h"
#include <muster/core/result.h>

namespace muster::rest {

/** Refuses a request that could be read as another one than was meant, before anything is sent:
 *  a method or field name that is not a token (RFC 9110 section 5.6.2), a path that does not start
 *  with "/" or holds a blank, a control character, "#" or a byte above 126, CR, LF, NUL or another
 *  control character in a field value (RFC 9110 section 5.5, RFC 9112 section 11.1), and the fields
 *  that the client sets itself.
 *  @return kConfiguration with outcome not applied; the value at fault is not quoted, it may be a
 *  secret. */
Result<void> checkRequest(const HttpRequest& request);

}  // namespace muster::rest
