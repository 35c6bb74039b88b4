#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "xml/diagnostics.h"
#include <muster/core/result.h>
#include <muster/core/text_table.h>
#include <muster/core/value.h>

namespace muster::lookup {

/** The left side of a lookup entry: what goes on the wire. Its own type, so that it is never mixed
 * up with what people see. */
struct CodeKey {
    std::string text;
    friend auto operator<=>(const CodeKey&, const CodeKey&) = default;
};

/** The right side of a lookup entry in one language. */
struct Decode {
    std::string text;
    std::string language;  ///< BCP 47, as written: "en", "ja"
    friend bool operator==(const Decode&, const Decode&) = default;
};

struct LookupEntry {
    CodeKey codeKey;
    std::vector<Decode> decodes;  ///< one a language, at least one
    /** Still understood and shown, but no longer offered by the target as a matter of course. */
    bool legacy = false;
    std::string description = {};
    xml::Position position = {};

    /** The decode in that language; else in its base language ("ja" for "ja-JP"), else in
     * `fallback`, else the first. */
    const std::string& label(std::string_view language, std::string_view fallback) const;
};

/** A lookup definition. Immutable once made; any number of threads may read it. */
class LookupDefinition {
public:
    /** What a definition is made of. */
    struct Parts {
        std::string name = {};
        std::string description = {};
        /** A closed lookup refuses what it does not list. */
        bool closed = true;
        /** The language of a label when the asked one has none. */
        std::string language = "en";
        std::optional<CodeKey> defaultCodeKey = {};
        std::vector<LookupEntry> entries = {};
        xml::Position position = {};
    };

    /** Checks the parts, reporting everything: no entry, a duplicate code key, an empty code key or
     * decode, two decodes of an entry in one language, a decode that means two entries, a decode
     * that is the code key of another entry, an unknown default. Nothing when there was an error.
     */
    static std::optional<LookupDefinition> make(Parts parts, xml::Diagnostics& diagnostics);
    LookupDefinition(LookupDefinition&&) = default;
    LookupDefinition& operator=(LookupDefinition&&) = default;
    LookupDefinition(const LookupDefinition&) = delete;
    LookupDefinition& operator=(const LookupDefinition&) = delete;
    ~LookupDefinition() = default;

    const std::string& name() const { return parts_.name; }
    const std::string& description() const { return parts_.description; }
    bool isClosed() const { return parts_.closed; }
    const std::string& language() const { return parts_.language; }
    const std::optional<CodeKey>& defaultCodeKey() const { return parts_.defaultCodeKey; }
    /** In the order of the file. */
    const std::vector<LookupEntry>& entries() const { return parts_.entries; }
    const xml::Position& position() const { return parts_.position; }

    /** The entry of exactly that code key, or null. */
    const LookupEntry* find(std::string_view codeKey) const;

    /** What was typed -> what goes on the wire: an exact code key first, then any decode in any
     * language (ASCII case is ignored, white space at the ends too). An open lookup lets an unknown
     * text pass as a code key.
     * kInvalidAttributeValue for an unknown text in a closed lookup, with the list of known ones in
     * `language`. */
    Result<CodeKey> resolve(std::string_view typed, std::string_view language = {}) const;

    /** The code key of what was typed, as a value that lives as long as this object; null for what
     * no entry knows, in an open lookup too. Finds what `resolve` finds, and copies nothing. */
    const Value* wireValue(std::string_view typed) const;

    /** What people see for a code key; the code key itself when it has no entry. */
    std::string label(std::string_view codeKey, std::string_view language) const;

    /** `1 (Basic), 2 (Licensed), ...` for messages and help. Legacy entries come last, marked. */
    std::string knownValues(std::string_view language) const;

private:
    explicit LookupDefinition(Parts parts);
    std::size_t indexOf(std::string_view typed) const;

    Parts parts_;
    std::vector<Value> wireValues_;  ///< of the entries, in their order
    TextTable codeKeys_;
    TextTable asWritten_;  ///< code keys and decodes; a code key goes before a decode
    std::unordered_map<std::string, std::size_t> byDecode_;  ///< folded
};

}  // namespace muster::lookup
