#include <algorithm>
#include <charconv>

#include "rest/template/catalog_draft.h"
#include "xml/strict.h"

namespace muster::rest {
namespace {

/** An entry of one of Oracle's lists: `left=right`, cut at the first "=". */
struct Entry {
    PlacedText left;
    PlacedText right;
};

class OracleReader {
public:
    OracleReader(const xml::Element& root, CatalogDraft& draft, xml::Diagnostics& diagnostics)
        : root_(root), draft_(draft), diagnostics_(diagnostics) {}

    void run() {
        for (const char* list : {"relURLs", "relURIs"}) {
            for (const xml::Element& element : elements(list)) {
                for (const PlacedText& item : items(element)) relUrl(element, item, {});
            }
        }
        for (const char* single : {"relURL", "relURI"}) {
            for (const xml::Element& element : elements(single, {"method"})) {
                const auto method =
                    xml::wordAttribute(element, "method", methodWords(), diagnostics_);
                const std::vector<PlacedText> all = items(element);
                for (const PlacedText& item : all) {
                    relUrl(element, item, method ? std::string(methodWords()[*method]) : "");
                }
            }
        }
        operationTypes();
        attributeLists();
        resourceTags();
        payloads();
        specialHandling();
        paging();
        mediaTypes();
    }

private:
    std::vector<xml::Element> elements(std::string_view name,
                                       const std::vector<std::string_view>& attributes = {}) {
        std::vector<xml::Element> all = root_.children(name);
        for (const xml::Element& element : all) {
            xml::allowOnlyText(element, attributes, diagnostics_);
        }
        return all;
    }

    std::vector<PlacedText> items(const xml::Element& element);
    PlacedText quotedItem(const xml::Element& element, const std::string& text, std::size_t& at);
    std::optional<Entry> entry(const PlacedText& item);
    std::vector<Entry> entries(std::string_view name);
    void relUrl(const xml::Element& element, const PlacedText& item, const std::string& method);
    void url(RelUrlTemplate& relUrl, const PlacedText& text);
    void queryPiece(RelUrlTemplate& relUrl, const PlacedText& piece);
    OperationDraft* draftOf(const PlacedText& key, std::string_view element);
    ClassRule& classOf(const std::string& name, const xml::Position& position);
    void operationTypes();
    void attributeLists();
    void resourceTags();
    void payloads();
    void specialHandling();
    void paging();
    void mediaTypes();
    std::optional<PlacedText> only(std::string_view name);

    const xml::Element& root_;
    CatalogDraft& draft_;
    xml::Diagnostics& diagnostics_;
};

/** A `"` begins a string that runs to the next one; `\"` and `\\` inside stand for the sign itself.
 * Strings are parted by commas or white space. A text without any quote is one string. */
std::vector<PlacedText> OracleReader::items(const xml::Element& element) {
    const std::string text = element.text();
    constexpr std::string_view kBetween = " \t\r\n,";
    std::vector<PlacedText> all;
    std::size_t at = text.find_first_not_of(" \t\r\n");
    if (at != std::string::npos && text[at] != '"') {
        return {{element.trimmedText(), element.textPosition(at)}};
    }
    while ((at = text.find_first_not_of(kBetween, at)) != std::string::npos) {
        if (text[at] != '"') {
            diagnostics_.error(element.textPosition(at),
                               "text outside of quotes in <" + std::string(element.name()) +
                                   ">, expected strings in double quotes parted by commas");
            return all;
        }
        all.push_back(quotedItem(element, text, at));
        if (at < text.size() && kBetween.find(text[at]) == std::string_view::npos) {
            diagnostics_.error(element.textPosition(at), "no comma between two strings");
        }
    }
    if (all.empty()) {
        diagnostics_.error(element.position(),
                           "<" + std::string(element.name()) + "> is empty, expected a string");
    }
    return all;
}

PlacedText OracleReader::quotedItem(const xml::Element& element, const std::string& text,
                                    std::size_t& at) {
    const std::size_t open = at;
    PlacedText item{{}, element.textPosition(open + 1)};
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        const bool isEscape = text[at] == '\\' && at + 1 < text.size() &&
                              (text[at + 1] == '"' || text[at + 1] == '\\');
        at += isEscape ? 1 : 0;
        item.text += text[at];
    }
    if (at >= text.size()) {
        diagnostics_.error(element.textPosition(open), "a double quote that is never closed");
    } else {
        ++at;
    }
    return item;
}

std::optional<Entry> OracleReader::entry(const PlacedText& item) {
    const std::size_t equals = item.text.find('=');
    if (equals == std::string::npos) {
        diagnostics_.error(item.position, "\"" + item.text + "\" has no \"=\", expected KEY=VALUE");
        return std::nullopt;
    }
    xml::Position right = item.position;
    right.column += static_cast<int>(equals) + 1;
    return Entry{{item.text.substr(0, equals), item.position},
                 {item.text.substr(equals + 1), right}};
}

std::vector<Entry> OracleReader::entries(std::string_view name) {
    std::vector<Entry> all;
    for (const xml::Element& element : elements(name)) {
        for (const PlacedText& item : items(element)) {
            if (std::optional<Entry> parsed = entry(item)) all.push_back(std::move(*parsed));
        }
    }
    return all;
}

void OracleReader::relUrl(const xml::Element& element, const PlacedText& item,
                          const std::string& method) {
    const std::optional<Entry> parsed = entry(item);
    const std::optional<OperationKey> key =
        parsed ? parseKey(parsed->left, diagnostics_) : std::nullopt;
    if (!key) {
        return;
    }
    OperationDraft draft{.relUrl = {.key = *key, .method = method}};
    draft.relUrl.form = RelUrlTemplate::Form::kOracle;
    draft.relUrl.position = element.name() == "relURL" ? element.position() : item.position;
    url(draft.relUrl, parsed->right);
    draft_.operations.push_back(std::move(draft));
}

/** Jira's templates put the filter straight behind the path and go on with "&"; read that way, too.
 */
void OracleReader::url(RelUrlTemplate& relUrl, const PlacedText& text) {
    constexpr std::string_view kFilter = "$(Filter Suffix)$";
    std::size_t end = std::min(text.text.find('?'), text.text.size());
    std::size_t next = end + 1;
    if (const std::size_t filter = text.text.find(kFilter); filter < end) {
        end = filter;
        next = filter;
    }
    relUrl.path = parsePlaceholders({text.text.substr(0, end), text.position}, diagnostics_);
    while (next < text.text.size()) {
        const std::size_t stop = std::min(text.text.find('&', next), text.text.size());
        xml::Position position = text.position;
        position.column += static_cast<int>(next);
        if (stop > next) {
            queryPiece(relUrl, {text.text.substr(next, stop - next), position});
        }
        next = stop + 1;
    }
}

void OracleReader::queryPiece(RelUrlTemplate& relUrl, const PlacedText& piece) {
    const PlaceholderText whole = parsePlaceholders(piece, diagnostics_);
    const bool isRaw = !whole.parts().empty() && whole.parts().front().isPlaceholder;
    QueryRule rule{.name = {}, .value = whole, .position = piece.position};
    if (!isRaw) {
        const std::size_t equals = std::min(piece.text.find('='), piece.text.size());
        rule.name = piece.text.substr(0, equals);
        rule.isBare = equals == piece.text.size();
        rule.value = parsePlaceholders(
            {rule.isBare ? std::string() : piece.text.substr(equals + 1), piece.position},
            diagnostics_);
    }
    relUrl.query.push_back(std::move(rule));
}

OperationDraft* OracleReader::draftOf(const PlacedText& keyText, std::string_view element) {
    const std::optional<OperationKey> key = parseKey(keyText, diagnostics_);
    if (!key) {
        return nullptr;
    }
    for (OperationDraft& draft : draft_.operations) {
        if (draft.relUrl.key.canonical() == key->canonical()) return &draft;
    }
    diagnostics_.error(keyText.position, "<" + std::string(element) + "> names \"" + keyText.text +
                                             "\", which has no relURL in this file");
    return nullptr;
}

ClassRule& OracleReader::classOf(const std::string& name, const xml::Position& position) {
    ClassRule& rule = draft_.classes[name];
    if (rule.position.line == 0) {
        rule.position = position;
    }
    return rule;
}

void OracleReader::operationTypes() {
    for (const Entry& item : entries("opTypes")) {
        OperationDraft* draft = draftOf(item.left, "opTypes");
        const std::vector<std::string_view> known = methodWords();
        if (std::find(known.begin(), known.end(), item.right.text) == known.end()) {
            diagnostics_.error(item.right.position, "method \"" + item.right.text +
                                                        "\", expected " + xml::quotedList(known));
        } else if (draft != nullptr) {
            draft->relUrl.method = item.right.text;
        }
    }
}

/** `"__ACCOUNT__.email"`: the class ends at the first dot, the member path follows. */
void OracleReader::attributeLists() {
    for (const char* name : {"nameAttributes", "uidAttributes"}) {
        for (const xml::Element& element : elements(name)) {
            for (const PlacedText& item : items(element)) {
                const std::size_t dot = item.text.find('.');
                if (dot == std::string::npos || dot == 0 || dot + 1 == item.text.size()) {
                    diagnostics_.error(item.position,
                                       "\"" + item.text + "\", expected CLASS.ATTRIBUTE");
                    continue;
                }
                ClassRule& rule = classOf(item.text.substr(0, dot), item.position);
                (element.name() == "uidAttributes" ? rule.uid : rule.name) =
                    item.text.substr(dot + 1);
            }
        }
    }
}

/** `"__ACCOUNT__=users"` for a class; `"__ACCOUNT__.__GROUP__=records"` for an attribute's
 * SEARCHOP. */
void OracleReader::resourceTags() {
    for (const Entry& item : entries("jsonResourcesTag")) {
        if (item.left.text.find('.') == std::string::npos) {
            classOf(item.left.text, item.left.position).records = item.right.text;
            continue;
        }
        OperationDraft* draft =
            draftOf({item.left.text + ".SEARCHOP", item.left.position}, "jsonResourcesTag");
        if (draft != nullptr) {
            draft->records = item.right.text;
        }
    }
}

void OracleReader::payloads() {
    for (const Entry& item : entries("customPayload")) {
        if (OperationDraft* draft = draftOf(item.left, "customPayload")) {
            draft->relUrl.body = parsePlaceholders(item.right, diagnostics_);
        }
    }
}

void OracleReader::specialHandling() {
    for (const Entry& item : entries("specialAttributeHandling")) {
        OperationDraft* draft = draftOf(item.left, "specialAttributeHandling");
        if (item.right.text != "SINGLE") {
            diagnostics_.error(item.right.position,
                               "handling \"" + item.right.text + "\", expected \"SINGLE\"");
        } else if (draft != nullptr) {
            draft->relUrl.perValue = draft->relUrl.key.attributePath();
        }
    }
}

std::optional<PlacedText> OracleReader::only(std::string_view name) {
    xml::allowOnce(root_, name, diagnostics_);
    const std::vector<xml::Element> all = elements(name);
    if (all.empty()) {
        return std::nullopt;
    }
    const std::vector<PlacedText> found = items(all.front());
    return found.empty() ? std::nullopt : std::optional(found.front());
}

/** Oracle has one paging setting for all classes; it goes to those that page by it. */
void OracleReader::paging() {
    const std::optional<PlacedText> token = only("pageTokenAttribute");
    const std::optional<PlacedText> size = only("pageSize");
    std::int64_t records = 0;
    if (size) {
        const char* end = size->text.data() + size->text.size();
        const auto [last, failure] = std::from_chars(size->text.data(), end, records);
        if (failure != std::errc{} || last != end || records < 1) {
            diagnostics_.error(size->position,
                               "page size \"" + size->text + "\", expected a positive integer");
        }
    }
    for (const OperationDraft& draft : draft_.operations) {
        if (draft.relUrl.form != RelUrlTemplate::Form::kOracle || (!token && !size)) {
            continue;
        }
        ClassRule& rule = classOf(draft.relUrl.key.objectClass(), draft.relUrl.position);
        if (token && rule.nextPageToken.empty()) rule.nextPageToken = token->text;
        if (rule.pageSize == 0) rule.pageSize = records;
    }
}

void OracleReader::mediaTypes() {
    const auto read = [this](std::string_view name, std::optional<std::string>& into) {
        if (const std::optional<PlacedText> type = only(name);
            type && checkMediaType(*type, diagnostics_)) {
            into = type->text;
        }
    };
    read("httpHeaderContentType", draft_.contentType);
    read("httpHeaderAccept", draft_.accept);
}

}  // namespace

std::vector<std::string_view> oracleElements() {
    return {"relURL",
            "relURLs",
            "relURI",
            "relURIs",
            "opTypes",
            "nameAttributes",
            "uidAttributes",
            "customPayload",
            "jsonResourcesTag",
            "specialAttributeHandling",
            "pageTokenAttribute",
            "pageSize",
            "httpHeaderContentType",
            "httpHeaderAccept"};
}

void readOracle(const xml::Element& root, CatalogDraft& draft, xml::Diagnostics& diagnostics) {
    OracleReader(root, draft, diagnostics).run();
}

}  // namespace muster::rest
