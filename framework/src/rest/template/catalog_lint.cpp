#include <algorithm>

#include "rest/template/catalog_draft.h"
#include "rest/template/json_access.h"
#include "rest/template/url_text.h"
#include <muster/core/ids.h>

namespace muster::rest {
namespace {

std::string prefix(const RelUrlTemplate& relUrl) {
    return "template " + relUrl.key.toString() + ": ";
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isBuiltIn(std::string_view name) {
    const auto all = builtInPlaceholders();
    return std::find(all.begin(), all.end(), name) != all.end();
}

/** The text with each placeholder replaced by `stand`, to check what is around them. */
std::string literal(const PlaceholderText& text, std::string_view stand) {
    std::string joined;
    for (const PlaceholderText::Part& part : text.parts()) {
        joined += part.isPlaceholder ? stand : std::string_view(part.text);
    }
    return joined;
}

void lintPath(const RelUrlTemplate& relUrl, xml::Diagnostics& diagnostics) {
    const std::string path = literal(relUrl.path, "x");
    if (const auto problem = pathProblem(path)) {
        diagnostics.error(relUrl.position, prefix(relUrl) + "the path \"" + relUrl.path.text() +
                                               "\" holds " + *problem);
    } else if (path.empty() || path.front() != '/') {
        diagnostics.error(relUrl.position, prefix(relUrl) + "the path \"" + relUrl.path.text() +
                                               "\" does not begin with \"/\"");
    }
    for (const std::string& name : relUrl.path.names()) {
        if (name == placeholder::kFilterSuffix || name == placeholder::kPageSize ||
            name == placeholder::kPageOffset || name == placeholder::kPageToken) {
            diagnostics.error(relUrl.position, prefix(relUrl) + "\"$(" + name +
                                                   ")$\" stands in the path, expected it in a "
                                                   "query");
        }
    }
}

void lintQuery(const RelUrlTemplate& relUrl, xml::Diagnostics& diagnostics) {
    for (const QueryRule& rule : relUrl.query) {
        const std::string text = literal(rule.value, "x");
        const auto problem = queryProblem(rule.name.empty() ? text : rule.name + "=" + text);
        if (problem) {
            diagnostics.error(rule.position, prefix(relUrl) + "the query \"" + rule.name +
                                                 (rule.name.empty() ? "" : "=") +
                                                 rule.value.text() + "\" holds " + *problem);
        }
        if (rule.name.find_first_of("&=") != std::string::npos ||
            (!rule.name.empty() && text.find('&') != std::string::npos)) {
            diagnostics.error(rule.position,
                              prefix(relUrl) + "the query parameter \"" + rule.name +
                                  "\" holds \"&\" or \"=\" where none may stand",
                              "write one <query> for each parameter");
        }
        if (rule.name.find("$(") != std::string::npos) {
            diagnostics.error(rule.position,
                              prefix(relUrl) + "a placeholder in the name of a query parameter");
        }
        const std::vector<std::string> names = rule.value.names();
        const bool isFilter = rule.value.isOnly(placeholder::kFilterSuffix);
        if (rule.name.empty() && names.empty()) {
            diagnostics.error(rule.position, prefix(relUrl) +
                                                 "<query> without a name, expected "
                                                 "one, or a placeholder that brings "
                                                 "its own");
        }
        if (contains(names, placeholder::kFilterSuffix) && (!isFilter || !rule.name.empty())) {
            diagnostics.error(rule.position,
                              prefix(relUrl) +
                                  "\"$(Filter Suffix)$\" must stand alone, without a "
                                  "name and without other text");
        }
    }
}

void lintHeaders(const RelUrlTemplate& relUrl, xml::Diagnostics& diagnostics) {
    for (const HeaderRule& rule : relUrl.headers) {
        if (const auto problem = controlProblem(literal(rule.value, "x"))) {
            diagnostics.error(rule.position, prefix(relUrl) + "the header \"" + rule.name +
                                                 "\" holds " + *problem);
        }
    }
}

/** Each placeholder is tried as a JSON value where it stands, and as text inside a string. */
void lintBody(const RelUrlTemplate& relUrl, xml::Diagnostics& diagnostics) {
    if (!relUrl.body) {
        return;
    }
    if (relUrl.isReadOnly()) {
        diagnostics.error(relUrl.position, prefix(relUrl) + "a body, and the method is GET");
    }
    const bool isJson = relUrl.contentType.find("json") != std::string::npos;
    const bool isForm = relUrl.contentType.find("form-urlencoded") != std::string::npos;
    if (isJson && !parseJson(literal(*relUrl.body, "0"))) {
        diagnostics.error(relUrl.position,
                          prefix(relUrl) + "the body is no JSON: " + relUrl.body->text(),
                          "put placeholders where a value or the text of a string stands");
    }
    if (!isJson && !isForm && !relUrl.body->names().empty()) {
        diagnostics.error(relUrl.position,
                          prefix(relUrl) + "a placeholder in a body of type \"" +
                              relUrl.contentType +
                              "\", whose escapes muster does not know, expected JSON or a form");
    }
}

void lintPaging(const RelUrlTemplate& relUrl, xml::Diagnostics& diagnostics) {
    const std::vector<std::string> names = relUrl.placeholders();
    if (contains(names, placeholder::kPageToken) && relUrl.response.nextPageToken.empty()) {
        diagnostics.error(relUrl.position,
                          prefix(relUrl) + "\"$(PAGE_TOKEN)$\" without a paging rule",
                          "say where the next page's token sits: next-page-token of <class> or "
                          "<response>, or pageTokenAttribute");
    }
    const bool pagesBySize =
        contains(names, placeholder::kPageSize) || contains(names, placeholder::kPageOffset);
    if (pagesBySize && relUrl.pageSize == 0) {
        diagnostics.error(relUrl.position,
                          prefix(relUrl) +
                              "\"$(PAGE_SIZE)$\" or \"$(PAGE_OFFSET)$\" without a "
                              "page size",
                          "set page-size of <class>, or pageSize");
    }
    if (!relUrl.response.nextPageToken.empty() && relUrl.response.records.empty()) {
        diagnostics.error(relUrl.position,
                          prefix(relUrl) + "a next-page token without records, expected both",
                          "set records of <class> or <response>, or jsonResourcesTag");
    }
}

bool isAttribute(const std::vector<AttributeInfo>& attributes, std::string_view name) {
    return std::any_of(attributes.begin(), attributes.end(), [&](const AttributeInfo& info) {
        return equalNames(info.name, name) ||
               (!info.nativeName.empty() && equalNames(info.nativeName, name));
    });
}

const OperationKeyInfo* infoOf(const Description& description, const OperationKey& key) {
    for (const OperationKeyInfo& info : description.operationKeys) {
        const Result<OperationKey> listed = OperationKey::parse(info.key);
        if (listed && listed->canonical() == key.canonical()) {
            return &info;
        }
    }
    return nullptr;
}

}  // namespace

std::vector<std::string_view> legalNames(const Description& description,
                                         const RelUrlTemplate& relUrl,
                                         const std::vector<std::string>& configuration) {
    std::vector<std::string_view> names = builtInPlaceholders();
    names.insert(names.end(), configuration.begin(), configuration.end());
    if (const OperationKeyInfo* info = infoOf(description, relUrl.key)) {
        names.insert(names.end(), info->placeholders.begin(), info->placeholders.end());
    }
    if (const ObjectClassInfo* info = description.findClass(relUrl.key.objectClass())) {
        for (const AttributeInfo& attribute : info->attributes) {
            names.push_back(attribute.name);
        }
    }
    return names;
}

bool isLegalName(const Description& description, const RelUrlTemplate& relUrl,
                 const std::vector<std::string>& configuration, std::string_view name) {
    const std::vector<std::string_view> legal = legalNames(description, relUrl, configuration);
    const ObjectClassInfo* info = description.findClass(relUrl.key.objectClass());
    const std::string_view first = name.substr(0, name.find_first_of(".~"));
    return std::find(legal.begin(), legal.end(), name) != legal.end() ||
           std::find(legal.begin(), legal.end(), first) != legal.end() ||
           (info != nullptr &&
            (isAttribute(info->attributes, name) || isAttribute(info->attributes, first)));
}

namespace {

void lintPlaceholders(const Description& description, const RelUrlTemplate& relUrl,
                      const std::vector<std::string>& configuration,
                      xml::Diagnostics& diagnostics) {
    const std::vector<std::string_view> legal = legalNames(description, relUrl, configuration);
    for (const std::string& name : relUrl.placeholders()) {
        if (!isLegalName(description, relUrl, configuration, name)) {
            const std::string_view near = xml::nearest(name, legal);
            diagnostics.error(
                relUrl.position,
                prefix(relUrl) + "unknown placeholder \"$(" + name + ")$\", expected " +
                    xml::quotedList(legal),
                near.empty() ? "" : "did you mean \"$(" + std::string(near) + ")$\"?");
        }
    }
}

}  // namespace

void lintTemplate(const RelUrlTemplate& relUrl, xml::Diagnostics& diagnostics) {
    if (relUrl.method.empty()) {
        diagnostics.error(relUrl.position,
                          prefix(relUrl) + "no method, expected " + xml::quotedList(methodWords()),
                          "add the attribute method, or an entry in opTypes");
    }
    lintPath(relUrl, diagnostics);
    lintQuery(relUrl, diagnostics);
    lintHeaders(relUrl, diagnostics);
    lintBody(relUrl, diagnostics);
    lintPaging(relUrl, diagnostics);
    if (!relUrl.perValue.empty() && !contains(relUrl.placeholders(), relUrl.perValue)) {
        const std::vector<std::string> names = relUrl.placeholders();
        const bool isInside = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            return name.starts_with(relUrl.perValue + ".") ||
                   name.starts_with(relUrl.perValue + "~");
        });
        if (!isInside) {
            diagnostics.error(relUrl.position, prefix(relUrl) + "one request for each value of \"" +
                                                   relUrl.perValue +
                                                   "\", and no placeholder of that name");
        }
    }
}

void lintAgainst(const Description& description, const OperationCatalog& catalog,
                 const std::vector<std::string>& configuration, const xml::Position& file,
                 xml::Diagnostics& diagnostics) {
    // A template that could not be read is not missing: its own mistake says what is wrong.
    const bool isWhole = !diagnostics.hasErrors();
    for (const RelUrlTemplate* relUrl : catalog.all()) {
        if (infoOf(description, relUrl->key) != nullptr) {
            lintPlaceholders(description, *relUrl, configuration, diagnostics);
        } else {
            diagnostics.warning(relUrl->position, prefix(*relUrl) +
                                                      "the connector does not know this key and "
                                                      "will never use it");
        }
    }
    for (const OperationKeyInfo& info : description.operationKeys) {
        const Result<OperationKey> key = OperationKey::parse(info.key);
        if (!key) {
            diagnostics.error(file, "the connector lists a bad key: " + key.error().message);
        } else if (isWhole && info.required && catalog.find(*key) == nullptr) {
            diagnostics.error(file,
                              "no template for \"" + info.key + "\", which the connector needs" +
                                  (info.description.empty() ? "" : " (" + info.description + ")"));
        }
    }
}

void lintNames(const OperationCatalog& catalog, const std::vector<std::string>& configuration,
               xml::Diagnostics& diagnostics) {
    std::vector<std::string_view> known = builtInPlaceholders();
    known.insert(known.end(), configuration.begin(), configuration.end());
    for (const RelUrlTemplate* relUrl : catalog.all()) {
        for (const std::string& name : relUrl->placeholders()) {
            const std::string_view near = xml::nearest(name, known);
            if (!isBuiltIn(name) && !contains(configuration, name) && !near.empty() &&
                name != relUrl->key.attributePath()) {
                diagnostics.warning(relUrl->position,
                                    prefix(*relUrl) + "placeholder \"$(" + name +
                                        ")$\" is nearly \"$(" + std::string(near) + ")$\"",
                                    "without the connector its attributes are not known");
            }
        }
    }
}

namespace {

/** Reports a word that is none of `known`. */
void checkWord(const std::string& word, const std::vector<std::string>& known,
               const std::string& sentence, const xml::Position& position,
               xml::Diagnostics& diagnostics) {
    if (word.empty() || contains(known, word)) {
        return;
    }
    const std::vector<std::string_view> words(known.begin(), known.end());
    const std::string_view near = xml::nearest(word, words);
    diagnostics.error(position,
                      sentence + (known.empty() ? "; there is no limits.xml, or it names no label"
                                                : ", expected " + xml::quotedList(words)),
                      near.empty() ? "" : "did you mean \"" + std::string(near) + "\"?");
}

}  // namespace

void lintLimits(const OperationCatalog& catalog, const KnownLimits& known,
                xml::Diagnostics& diagnostics) {
    for (const RelUrlTemplate* relUrl : catalog.all()) {
        checkWord(relUrl->limit, known.labels,
                  prefix(*relUrl) + "limit \"" + relUrl->limit + "\" is no label of limits.xml",
                  relUrl->limitPosition, diagnostics);
    }
    for (const ErrorRule& rule : catalog.errors().rules()) {
        checkWord(rule.limit, known.refusals,
                  "limit \"" + rule.limit + "\" is neither a limit of limits.xml nor a part of one",
                  rule.limitPosition, diagnostics);
    }
}

}  // namespace muster::rest
