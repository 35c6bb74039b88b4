#include "rest/auth/token_url.h"

#include "rest/connection/origin.h"

namespace muster::rest {

Result<TokenUrl> TokenUrl::parse(std::string_view text) {
    for (const char c : text) {
        if (c <= ' ' || c == '#' || static_cast<unsigned char>(c) > '~') {
            return Error{.code = ErrorCode::kConfiguration,
                         .message =
                             "the address of the token endpoint holds a blank, a \"#\" or a "
                             "character that must be percent-encoded"};
        }
    }
    const std::size_t scheme = text.find("://");
    const std::size_t path =
        scheme == std::string_view::npos ? scheme : text.find_first_of("/?", scheme + 3);
    MUSTER_ASSIGN_OR_RETURN(const Origin origin, Origin::parse(text.substr(0, path)));
    TokenUrl url{.origin = origin.text(), .pathAndQuery = "/"};
    if (path != std::string_view::npos) {
        url.pathAndQuery = text[path] == '/' ? "" : "/";
        url.pathAndQuery += text.substr(path);
    }
    return url;
}

bool TokenUrl::queryNames(std::string_view name) const {
    std::size_t at = pathAndQuery.find('?');
    while (at != std::string::npos) {
        const std::size_t next = pathAndQuery.find('&', at + 1);
        const std::string_view pair =
            std::string_view(pathAndQuery)
                .substr(at + 1, next == std::string::npos ? std::string::npos : next - at - 1);
        if (pair.size() > name.size() + 1 && pair.starts_with(name) && pair[name.size()] == '=') {
            return true;
        }
        at = next;
    }
    return false;
}

}  // namespace muster::rest
