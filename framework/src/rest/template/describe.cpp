#include "rest/template/operation_catalog.h"

namespace muster::rest {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += text.empty() ? word : ", " + word;
    }
    return text;
}

std::string bodyRule(const RelUrlTemplate& relUrl) {
    if (relUrl.body) {
        return relUrl.body->text();
    }
    return relUrl.isReadOnly() ? "none" : "the connector's JSON, if it gives one";
}

}  // namespace

std::vector<DescribedLine> describe(const RelUrlTemplate& relUrl) {
    std::vector<DescribedLine> lines = {
        {"key", relUrl.key.toString()}, {"method", relUrl.method}, {"path", relUrl.path.text()}};
    for (const QueryRule& rule : relUrl.query) {
        const std::string name = rule.name.empty() || rule.isBare ? rule.name : rule.name + "=";
        lines.push_back({"query", name + rule.value.text()});
    }
    lines.push_back({"header", "Accept: " + relUrl.accept});
    if (!relUrl.isReadOnly()) {
        lines.push_back({"header", "Content-Type: " + relUrl.contentType + " (with a body)"});
    }
    for (const HeaderRule& rule : relUrl.headers) {
        lines.push_back({"header", rule.name + ": " + rule.value.text()});
    }
    lines.push_back({"body", bodyRule(relUrl)});
    const auto add = [&lines](const char* name, const std::string& value) {
        if (!value.empty()) lines.push_back({name, value});
    };
    const ResponseRule& response = relUrl.response;
    add("records", response.records);
    add("uid", response.uid);
    add("name", response.name);
    add("next page token", response.nextPageToken);
    add("page size", relUrl.pageSize > 0 && !response.records.empty()
                         ? std::to_string(relUrl.pageSize)
                         : std::string());
    add("empty answer", response.emptyAllowed ? "allowed" : "with status 204 only");
    add("confidential", joined(response.confidential));
    add("limit", relUrl.limit);
    add("one request per value of", relUrl.perValue);
    add("needs one scope of", joined(relUrl.scopes));
    add("idempotent", relUrl.idempotent ? "yes" : "no");
    for (const auto& [name, value] : relUrl.defaults) {
        add("default", name + "=" + value);
    }
    add("form", relUrl.form == RelUrlTemplate::Form::kTyped ? "typed" : "Oracle's relURL");
    add("defined at", relUrl.position.toString());
    return lines;
}

}  // namespace muster::rest
