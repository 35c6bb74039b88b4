#pragma once

#include <compare>
#include <string>
#include <string_view>

#include <muster/core/result.h>

namespace muster {

/** The target's own identifier of an object. Never empty, valid UTF-8. A reference, not an
 * attribute. */
class Uid {
public:
    /** kInvalidAttributeValue for an empty text, one that is no UTF-8 or one with a NUL. */
    static Result<Uid> parse(std::string_view text);
    const std::string& text() const { return text_; }
    friend auto operator<=>(const Uid&, const Uid&) = default;

private:
    explicit Uid(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/** The identifier that people use (an e-mail address at Zoom). Never empty, valid UTF-8. */
class Name {
public:
    /** kInvalidAttributeValue for an empty text, one that is no UTF-8 or one with a NUL. */
    static Result<Name> parse(std::string_view text);
    const std::string& text() const { return text_; }
    friend auto operator<=>(const Name&, const Name&) = default;

private:
    explicit Name(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/** How an existing object is addressed: by Uid or by name. */
class ObjectRef {
public:
    // NOLINTBEGIN(google-explicit-constructor): either is a reference
    ObjectRef(const Uid& uid) : text_(uid.text()), byName_(false) {}
    ObjectRef(const Name& name) : text_(name.text()), byName_(true) {}
    // NOLINTEND(google-explicit-constructor)
    bool isName() const { return byName_; }
    const std::string& text() const { return text_; }
    /** The version that the caller has read (ETag), or empty. */
    const std::string& revision() const { return revision_; }
    ObjectRef& setRevision(std::string revision) {
        revision_ = std::move(revision);
        return *this;
    }
    friend bool operator==(const ObjectRef&, const ObjectRef&) = default;

private:
    std::string text_;
    std::string revision_;
    bool byName_;
};

/** Names that mean the same for every connector, as in ICF (two underscores on each side). */
namespace object_class {
inline constexpr std::string_view kAccount = "__ACCOUNT__";
inline constexpr std::string_view kGroup = "__GROUP__";
}  // namespace object_class

namespace attr {
inline constexpr std::string_view kUid = "__UID__";
inline constexpr std::string_view kName = "__NAME__";
inline constexpr std::string_view kPassword = "__PASSWORD__";
inline constexpr std::string_view kEnable = "__ENABLE__";
inline constexpr std::string_view kLockOut = "__LOCK_OUT__";
}  // namespace attr

}  // namespace muster
