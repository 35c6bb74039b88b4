#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rest/template/error_table.h"
#include "rest/template/operation_catalog.h"
#include "xml/document.h"

namespace muster::rest {

/** A text out of a file, with the way back to its place. */
struct PlacedText {
    std::string text;
    xml::Position position;
};

/** One template as one file states it; what it leaves open comes from class rules and defaults. */
struct OperationDraft {
    RelUrlTemplate relUrl;
    std::optional<bool> idempotent = {};
    std::optional<std::string> contentType = {};
    std::optional<std::string> accept = {};
    std::optional<std::string> uid = {};
    std::optional<std::string> name = {};
    std::optional<std::string> records = {};
    std::optional<std::string> nextPageToken = {};
    std::optional<PlacedText> limit = {};
};

/** A configuration placeholder that a file declares. */
struct PlaceholderDraft {
    std::optional<std::string> defaultValue;
    xml::Position position;
};

/** One `operations.xml`, before it is joined with those that it extends. */
struct CatalogDraft {
    std::optional<PlacedText> extends = {};
    std::map<std::string, PlaceholderDraft> placeholders = {};
    std::optional<std::string> contentType = {};
    std::optional<std::string> accept = {};
    std::optional<PlacedText> limit = {};
    std::vector<std::string> confidential = {};
    std::map<std::string, ClassRule, std::less<>> classes = {};
    std::vector<OperationDraft> operations = {};
    std::vector<ErrorRule> errors = {};
    std::optional<ErrorBodyRule> errorBody = {};
    xml::Position position = {};
};

/** Reads the typed elements, and hands Oracle's to `readOracle`. Reports everything. */
CatalogDraft readCatalog(const xml::Document& document, xml::Diagnostics& diagnostics);

/** Reads one `<operation>`; nothing when it has no key or no path. Reports everything. */
std::optional<OperationDraft> readOperation(const xml::Element& element,
                                            xml::Diagnostics& diagnostics);
/** Reads `<error-body>`, and `<errors>` with its rules. Both report everything. */
ErrorBodyRule readErrorBody(const xml::Element& element, xml::Diagnostics& diagnostics);
std::vector<ErrorRule> readErrors(const xml::Element& element, xml::Diagnostics& diagnostics);

/** The elements of Oracle's form, by name. */
std::vector<std::string_view> oracleElements();
/** Reads all of them under the root into the draft. */
void readOracle(const xml::Element& root, CatalogDraft& draft, xml::Diagnostics& diagnostics);

/** An attribute's text, with its place or without; nothing when it is not there. */
std::optional<std::string> textAttribute(const xml::Element& element, std::string_view name);
std::optional<PlacedText> placedAttribute(const xml::Element& element, std::string_view name);
/** The same of a media type; one that is none is reported, and gives nothing. */
std::optional<std::string> mediaTypeAttribute(const xml::Element& element, std::string_view name,
                                              xml::Diagnostics& diagnostics);

/** `PlaceholderText::parse` with its error reported at `position`. */
PlaceholderText parsePlaceholders(const PlacedText& text, xml::Diagnostics& diagnostics);
/** `OperationKey::parse` with its error reported at `position`. */
std::optional<OperationKey> parseKey(const PlacedText& text, xml::Diagnostics& diagnostics);
/** The methods of requests, for messages. */
std::vector<std::string_view> methodWords();
/** Reports a header value that is no media type. */
bool checkMediaType(const PlacedText& text, xml::Diagnostics& diagnostics);

/** What is wrong in the joined catalog by itself (paths, queries, bodies, paging), template by
 * template. */
void lintTemplate(const RelUrlTemplate& relUrl, xml::Diagnostics& diagnostics);
/** What is wrong against the connector's descriptor; `file` is where a missing key is reported. */
void lintAgainst(const Description& description, const OperationCatalog& catalog,
                 const std::vector<std::string>& configuration, const xml::Position& file,
                 xml::Diagnostics& diagnostics);
/** Error rules and classes of which there is no template: they would never be looked at. */
void lintUnused(const OperationCatalog& catalog,
                const std::map<std::string, ClassRule, std::less<>>& classes,
                xml::Diagnostics& diagnostics);
/** All names of placeholders that may stand in this template, for messages. */
std::vector<std::string_view> legalNames(const Description& description,
                                         const RelUrlTemplate& relUrl,
                                         const std::vector<std::string>& configuration);
/** Whether it is one of them, a native name of an attribute, or a part of one (`phones.number`). */
bool isLegalName(const Description& description, const RelUrlTemplate& relUrl,
                 const std::vector<std::string>& configuration, std::string_view name);
/** Names of requests by which limits.xml counts and that no request has: such a limit would count
 * nothing, and nobody would see it. Without a descriptor only those that are nearly another. */
void lintLimitNames(const OperationCatalog& catalog, const CatalogOptions& options,
                    const std::vector<std::string>& configuration, const KnownLimits& known,
                    xml::Diagnostics& diagnostics);
/** Labels of templates and of error rules that limits.xml does not know. */
void lintLimits(const OperationCatalog& catalog, const KnownLimits& known,
                xml::Diagnostics& diagnostics);
/** Without a descriptor: names that are nearly a built-in one (warnings). */
void lintNames(const OperationCatalog& catalog, const std::vector<std::string>& configuration,
               xml::Diagnostics& diagnostics);

}  // namespace muster::rest
