#include <algorithm>

#include "rest/template/expander.h"
#include "rest/template/json_access.h"
#include "rest/template/url_text.h"

namespace muster::rest {

Result<void> Expander::query() {
    MUSTER_RETURN_IF_ERROR(checkPlaces());
    for (const QueryRule& rule : relUrl_.query) {
        MUSTER_RETURN_IF_ERROR(rule.name.empty() ? rawQuery(rule) : namedQuery(rule));
    }
    if (request_.singleRecord) {
        parameters_.clear();
    }
    return {};
}

/** What the call brings and the template has no place for would be left out, and other objects be
 * read than were asked for. */
Result<void> Expander::checkPlaces() const {
    const bool takesFilter = std::any_of(
        relUrl_.query.begin(), relUrl_.query.end(),
        [](const QueryRule& rule) { return rule.value.isOnly(placeholder::kFilterSuffix); });
    if (!takesFilter && !call_.filterSuffix.empty()) {
        return fail(ErrorCode::kNotSupported,
                    "a filter was given, and the template has no place for it",
                    "add <query>$(Filter Suffix)$</query>");
    }
    const std::vector<std::string> names = relUrl_.placeholders();
    if (!call_.pageToken.empty() &&
        std::find(names.begin(), names.end(), placeholder::kPageToken) == names.end()) {
        // Sent without it, the target would answer with the first page for ever.
        return fail(ErrorCode::kNotSupported,
                    "a page token was given, and the template has no \"$(PAGE_TOKEN)$\"");
    }
    return {};
}

Result<void> Expander::rawQuery(const QueryRule& rule) {
    if (rule.value.isOnly(placeholder::kFilterSuffix)) {
        return filter();
    }
    MUSTER_ASSIGN_OR_RETURN(std::optional<MaskedText> piece, expandText(rule.value, Place::kQuery));
    if (piece && !piece->empty()) {
        parameters_.push_back({.name = "", .text = std::move(*piece)});
    }
    return {};
}

Result<void> Expander::namedQuery(const QueryRule& rule) {
    MUSTER_ASSIGN_OR_RETURN(const std::optional<MaskedText> value,
                            expandText(rule.value, Place::kQuery));
    if (!value) {
        return {};
    }
    const auto earlier = std::find_if(parameters_.begin(), parameters_.end(),
                                      [&](const auto& p) { return p.name == rule.name; });
    if (earlier != parameters_.end()) {
        return setTwice(rule.name);
    }
    Parameter parameter{.name = rule.name, .text = {}};
    parameter.text.append(rule.name + (rule.isBare ? "" : "="));
    parameter.text.append(*value);
    parameters_.push_back(std::move(parameter));
    return {};
}

Error Expander::setTwice(const std::string& name) const {
    return fail(
        ErrorCode::kInvalidAttributeValue,
        "the filter \"" + call_.filterSuffix + "\" sets \"" + name + "\", which the template sets");
}

Result<void> Expander::filter() {
    std::string_view suffix = call_.filterSuffix;
    suffix.remove_prefix(suffix.starts_with('?') ? 1 : 0);
    if (suffix.starts_with('/')) {
        return singleObject(suffix);
    }
    if (const auto problem = controlProblem(suffix)) {
        return refused(std::string(placeholder::kFilterSuffix), Found{std::string(suffix)},
                       *problem, "a query");
    }
    while (!suffix.empty()) {
        const std::string_view piece = suffix.substr(0, suffix.find('&'));
        suffix.remove_prefix(std::min(piece.size() + 1, suffix.size()));
        MUSTER_RETURN_IF_ERROR(addFilterPiece(piece));
    }
    return {};
}

/** `/ID`: one object, in the path. */
Result<void> Expander::singleObject(std::string_view suffix) {
    const std::string_view id = suffix.substr(1);
    // With the slash before it, so that "//host" is told for what it is.
    if (const auto problem = segmentValueProblem(id.starts_with('/') ? suffix : id)) {
        return refused(std::string(placeholder::kFilterSuffix), Found{std::string(suffix)},
                       *problem, "a path");
    }
    request_.path.append("/" + percentEncode(id));
    request_.singleRecord = true;
    return {};
}

/** `name=value` of a filter, which may repeat its own names and none of the template's. */
Result<void> Expander::addFilterPiece(std::string_view piece) {
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        return fail(ErrorCode::kInvalidAttributeValue,
                    "the filter \"" + call_.filterSuffix +
                        "\" is not understood, expected name=value[&name=value], or /ID");
    }
    Parameter parameter{
        .name = std::string(piece.substr(0, equals)), .text = {}, .isOfFilter = true};
    const bool isSet = std::any_of(parameters_.begin(), parameters_.end(), [&](const auto& p) {
        return !p.isOfFilter && p.name == parameter.name;
    });
    if (isSet) {
        return setTwice(parameter.name);
    }
    parameter.text.append(percentEncode(parameter.name) + "=" +
                          percentEncode(piece.substr(equals + 1)));
    parameters_.push_back(std::move(parameter));
    return {};
}

Result<void> Expander::overrides() {
    for (const QueryOverride& change : call_.query) {
        const auto place = std::find_if(parameters_.begin(), parameters_.end(),
                                        [&](const auto& p) { return p.name == change.name; });
        if (!change.value) {
            if (place != parameters_.end()) parameters_.erase(place);
            continue;
        }
        const Found found{*change.value};
        const std::optional<std::string> value = textOfValue(*change.value);
        if (change.name.empty() || !value) {
            return fail(ErrorCode::kInternal, "the call sets query parameter \"" + change.name +
                                                  "\" to something that is no single text");
        }
        if (const auto problem = controlProblem(*value)) {
            return refused(change.name, found, *problem, "a query");
        }
        Parameter parameter{.name = change.name, .text = {}};
        parameter.text.append(percentEncode(change.name) + "=");
        appendEncoded(parameter.text, found, percentEncode(*value));
        if (place != parameters_.end()) {
            *place = std::move(parameter);
        } else {
            parameters_.push_back(std::move(parameter));
        }
    }
    return {};
}

void Expander::joinQuery() {
    for (const Parameter& parameter : parameters_) {
        request_.query.append(request_.query.empty() ? "" : "&");
        request_.query.append(parameter.text);
    }
}

}  // namespace muster::rest
