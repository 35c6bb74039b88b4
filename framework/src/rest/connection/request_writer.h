#pragma once

#include <string>
#include <string_view>

#include "rest/connection/http_message.h"
#include "rest/connection/origin.h"

namespace muster::rest {

/** The request line and header fields as they go on the wire (RFC 9112 sections 3 and 5), with
 * those that the client adds. The request has passed `checkRequest`. `correlationHeader` is the
 * name for its correlation id, or empty. */
std::string wireHeader(const HttpRequest& request, const Origin& origin,
                       std::string_view correlationHeader);

/** "muster/<version>", the value of User-Agent (RFC 9110 section 10.1.5). */
const std::string& userAgent();

}  // namespace muster::rest
