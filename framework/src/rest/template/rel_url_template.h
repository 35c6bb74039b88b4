#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rest/template/operation_key.h"
#include "rest/template/placeholder_text.h"
#include "xml/diagnostics.h"

namespace muster::rest {

/** One parameter of the query. */
struct QueryRule {
    /** Empty for a piece that brings its own names: `$(Filter Suffix)$`, or a configuration value
     * such as `api-version=1.6`. */
    std::string name = {};
    PlaceholderText value = {};
    /** Written without "=" in Oracle's form. */
    bool isBare = false;
    xml::Position position = {};
};

/** One header that goes with each request of the template. */
struct HeaderRule {
    std::string name = {};
    PlaceholderText value = {};
    xml::Position position = {};
};

/** Where things sit in a JSON answer. Paths are member names joined by dots; empty means "not
 * here". */
struct ResponseRule {
    std::string uid = {};            ///< in each record, or in the answer when `records` is empty
    std::string name = {};           ///< likewise
    std::string records = {};        ///< the array of a list answer
    std::string nextPageToken = {};  ///< empty or absent there on the last page
    bool emptyAllowed = false;       ///< a 2xx other than 204 may have no body
    std::vector<std::string> confidential = {};  ///< members never shown, at any depth
};

/** The request of one operation: method, path, query, headers, body and the reading of the answer.
 */
struct RelUrlTemplate {
    enum class Form { kTyped, kOracle };

    OperationKey key;
    std::string method = {};  ///< "GET", "POST", "PUT", "PATCH" or "DELETE"
    PlaceholderText path = {};
    std::vector<QueryRule> query = {};
    std::vector<HeaderRule> headers = {};
    /** Wins over the connector's JSON. */
    std::optional<PlaceholderText> body = {};
    std::string contentType = "application/json";
    std::string accept = "application/json";
    ResponseRule response = {};
    /** The attribute whose values take one request each; empty for none. */
    std::string perValue = {};
    /** The token's scopes of which one must be granted, if the file says it. */
    std::vector<std::string> scopes = {};
    /** Repeating it changes nothing more: what the file says, else the connector, else true for
     * GET, PUT and DELETE. */
    bool idempotent = false;
    /** The label by which limits.xml counts it; empty for none. */
    std::string limit = {};
    xml::Position limitPosition = {};
    /** Records per page when the caller says nothing; 0 for no paging by size. */
    std::int64_t pageSize = 0;
    /** Configuration placeholders with the values that hold when the target gives none. */
    std::map<std::string, std::string, std::less<>> defaults = {};
    Form form = Form::kTyped;
    xml::Position position = {};

    bool isReadOnly() const { return method == "GET"; }
    /** All placeholder names in path, query, headers and body, each once, sorted. */
    std::vector<std::string> placeholders() const;
};

}  // namespace muster::rest
