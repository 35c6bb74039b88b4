#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rest/template/rel_url_template.h"
#include <muster/core/result.h>

namespace muster::rest {

/** How deep a JSON body may nest. */
inline constexpr int kMaxJsonDepth = 64;

/** What `extract` looks at. */
struct AnswerView {
    int status = 0;  ///< a 2xx
    std::string_view body = {};
    /** See `ExpandedRequest::singleRecord`. */
    bool singleRecord = false;
};

struct ExtractedRecord {
    std::string json = {};
    std::string uid = {};  ///< empty when the record has none (a pending user at Zoom)
    std::string name = {};
};

struct ExtractedResponse {
    bool hasBody = false;
    std::string uid = {};  ///< of an answer that is one object
    std::string name = {};
    std::string nextPageToken = {};  ///< empty on the last page
    std::vector<ExtractedRecord> records = {};
};

/** Reads a successful answer by the template's response rule. Numbers become text.
 *  kProtocol: no body where one is due, a body that is no JSON or nests deeper than
 * `kMaxJsonDepth`, a list answer without its array. Its outcome is unknown, and not applied for a
 * GET. */
Result<ExtractedResponse> extract(const RelUrlTemplate& relUrl, const AnswerView& answer);

/** The body for a trace: the values of the named members (case is ignored, any depth) become
 * `"***"`. A body that is no JSON is told by its size only. */
std::string redactJson(std::string_view body, const std::vector<std::string>& confidential);

}  // namespace muster::rest
