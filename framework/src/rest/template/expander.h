#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rest/template/expansion.h"
#include "rest/template/value_source.h"

namespace muster::rest {

/** Expands one template for one call, part by part; used once. `expander_query.cpp` has the query
 * string, `expander.cpp` the rest. */
class Expander {
public:
    /** `each` is the value that a `per-value` template is sent for, or null. All outlive this. */
    Expander(const RelUrlTemplate& relUrl, const TemplateCall& call, const Value* each)
        : relUrl_(relUrl), call_(call), source_(relUrl, call, each) {}

    Result<ExpandedRequest> run();

private:
    using Found = ValueSource::Found;

    /** One query parameter, encoded. */
    struct Parameter {
        std::string name;  ///< as written; empty for a raw piece
        MaskedText text;   ///< `name=value`
        bool isOfFilter = false;
    };
    /** Where a text with placeholders stands, which decides how its values are written. */
    enum class Place { kQuery, kHeader };

    Error fail(ErrorCode code, const std::string& problem, std::string hint = {},
               std::string attribute = {}) const;
    Error refused(const std::string& name, const Found& found, const std::string& problem,
                  std::string_view where) const;
    Error missing(const std::string& name, std::string_view where) const;
    /** Appends an encoded value, masked when it came as a secret. */
    void appendEncoded(MaskedText& text, const Found& found, std::string encoded);
    /** The text with its values; nothing when one of them has no value. */
    Result<std::optional<MaskedText>> expandText(const PlaceholderText& text, Place place);

    Result<void> path();
    Result<void> query();
    Result<void> checkPlaces() const;
    Result<void> rawQuery(const QueryRule& rule);
    Result<void> namedQuery(const QueryRule& rule);
    Result<void> filter();
    Result<void> singleObject(std::string_view suffix);
    Result<void> addFilterPiece(std::string_view piece);
    Error setTwice(const std::string& name) const;
    Result<void> overrides();
    void joinQuery();
    Result<void> body();
    Result<MaskedText> templateBody();
    Result<void> headers();
    Result<void> callHeaders();

    const RelUrlTemplate& relUrl_;
    const TemplateCall& call_;
    const ValueSource source_;
    ExpandedRequest request_;
    std::vector<Parameter> parameters_;
};

}  // namespace muster::rest
