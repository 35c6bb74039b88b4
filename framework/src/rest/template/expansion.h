#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rest/template/masked_text.h"
#include "rest/template/rel_url_template.h"
#include <muster/core/result.h>
#include <muster/core/value.h>

namespace muster::rest {

/** Changes one query parameter of a template for one call. */
struct QueryOverride {
    std::string name = {};
    /** The new value (encoded by us); nothing takes the parameter away. */
    std::optional<Value> value = {};
};

/** What a call brings to its template. A name is looked for in `configuration`, then `uid` and
 * `name`, then `attributes` and the attributes of `body`, then the run-time values; the first that
 * has it wins. Values are never expanded again. */
struct TemplateCall {
    /** Of the target; inserted as written, but checked. Wins over the defaults of the file unless
     * empty. */
    std::map<std::string, std::string, std::less<>> configuration = {};
    std::string uid = {};   ///< `$(__UID__)$`; empty for none
    std::string name = {};  ///< `$(__NAME__)$`; empty for none
    std::vector<Attribute> attributes = {};
    /** `$(Filter Suffix)$`: empty; `name=value[&name=value]` in plain text (we encode), or `/ID`
     * for one object, which takes the other query parameters away. A leading "?" is ignored. */
    std::string filterSuffix = {};
    std::optional<std::int64_t> pageSize = {};  ///< default: the template's
    std::optional<std::int64_t> pageOffset = {};
    std::string pageToken = {};
    /** The connector's JSON, used unless the template has a body of its own. */
    std::optional<ObjectValue> body = {};
    std::vector<QueryOverride> query = {};
    /** If-Match, If-None-Match, Prefer and Idempotency-Key only. */
    std::map<std::string, std::string> headers = {};
};

/** A request that is ready but for host, credentials and correlation id. */
struct ExpandedRequest {
    struct Header {
        std::string name;
        MaskedText value;
    };

    std::string operationKey = {};
    std::string method = {};
    MaskedText path = {};   ///< begins with "/", percent-encoded
    MaskedText query = {};  ///< without "?", percent-encoded; may be empty
    std::vector<Header> headers = {};
    std::optional<MaskedText> body = {};
    bool idempotent = false;
    bool readOnly = false;
    /** A filter asked for one object: its answer is the record itself, not a list. */
    bool singleRecord = false;
    /** The values that went out as secrets, so that an answer which echoes one can be masked. */
    std::vector<Secret> secrets = {};
    xml::Position definedAt = {};

    /** Path and query as they go on the wire. Never log it. */
    std::string target() const;
    std::string redactedTarget() const;
    /** `DELETE /v2/users/abc?action=delete`, redacted. */
    std::string toDisplay() const;
};

/** Makes the request of a call.
 *  kInvalidAttributeValue: a path or body placeholder without a value, a value that may not stand
 * where it is put (control characters, bad UTF-8; in a path also "..", "//"), more than one value.
 *  kConfiguration: a configuration value that is no URL text, a body for a GET, a header that a
 * call may not set. */
Result<ExpandedRequest> expand(const RelUrlTemplate& relUrl, const TemplateCall& call);

/** As `expand`, with one request for each value of the template's `perValue` attribute, in their
 * order; none when that attribute is there without values. */
Result<std::vector<ExpandedRequest>> expandEach(const RelUrlTemplate& relUrl,
                                                const TemplateCall& call);

/** Replaces each of `secrets` (four characters or more) in a text from outside by `***`. */
std::string maskSecrets(std::string text, const std::vector<Secret>& secrets);

}  // namespace muster::rest
