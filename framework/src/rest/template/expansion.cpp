#include "rest/template/expansion.h"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "rest/template/expander.h"
#include "rest/template/url_text.h"

namespace muster::rest {

std::string ExpandedRequest::target() const {
    return query.empty() ? path.exposed() : path.exposed() + "?" + query.exposed();
}

std::string ExpandedRequest::redactedTarget() const {
    return query.empty() ? path.redacted() : path.redacted() + "?" + query.redacted();
}

std::string ExpandedRequest::toDisplay() const { return method + " " + redactedTarget(); }

Result<ExpandedRequest> expand(const RelUrlTemplate& relUrl, const TemplateCall& call) {
    return Expander(relUrl, call, nullptr).run();
}

Result<std::vector<ExpandedRequest>> expandEach(const RelUrlTemplate& relUrl,
                                                const TemplateCall& call) {
    const Attribute* attribute =
        relUrl.perValue.empty() ? nullptr : findAttribute(call.attributes, relUrl.perValue);
    std::vector<ExpandedRequest> requests;
    if (attribute == nullptr) {
        MUSTER_ASSIGN_OR_RETURN(ExpandedRequest only, expand(relUrl, call));
        requests.push_back(std::move(only));
        return requests;
    }
    for (const Value& each : attribute->values()) {
        MUSTER_ASSIGN_OR_RETURN(ExpandedRequest request, Expander(relUrl, call, &each).run());
        requests.push_back(std::move(request));
    }
    return requests;
}

std::string maskSecrets(std::string text, const std::vector<Secret>& secrets) {
    constexpr std::size_t kShortest = 4;  // masking single letters would make the text unreadable
    for (const Secret& secret : secrets) {
        std::string escaped = boost::json::serialize(boost::json::string(secret.expose()));
        escaped = escaped.substr(1, escaped.size() - 2);  // without the quotes
        for (const std::string& form :
             {std::string(secret.expose()), percentEncode(secret.expose()), escaped}) {
            for (std::size_t i = 0;
                 form.size() >= kShortest && (i = text.find(form, i)) != std::string::npos;
                 i += 3) {
                text.replace(i, form.size(), "***");
            }
        }
    }
    return text;
}

}  // namespace muster::rest
