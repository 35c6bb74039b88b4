#pragma once

#include <string>
#include <string_view>

#include <muster/core/result.h>

namespace muster::rest {

/** The address of a token endpoint, in the parts that a request needs. */
struct TokenUrl {
    std::string origin;
    /** Starts with "/"; with the query as it was given. */
    std::string pathAndQuery;

    /** Parses "https://host[:port][/path][?query]"; what `Origin::parse` refuses, a fragment and a
     * blank are kConfiguration. */
    static Result<TokenUrl> parse(std::string_view text);
    /** Whether the query has a parameter of that name with a value. */
    bool queryNames(std::string_view name) const;
    /** The path alone: the query may hold the account. */
    std::string path() const { return pathAndQuery.substr(0, pathAndQuery.find('?')); }
};

}  // namespace muster::rest
