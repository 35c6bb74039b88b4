#include "provision/reference_names.h"

#include <algorithm>

#include "xml/diagnostics.h"
#include <muster/core/ids.h>

namespace muster::provision {
namespace {

/** More names than any target is known to have of groups (Zoom: 5000). */
constexpr std::int64_t kMostNames = 20'000;

Error ambiguous(const AttributeInfo& info, const std::string& text,
                const std::vector<store::AccountRecord>& found) {
    std::vector<std::string_view> uids;
    uids.reserve(found.size());
    for (const store::AccountRecord& record : found) {
        uids.emplace_back(record.uid);
    }
    return Error{.code = ErrorCode::kInvalidAttributeValue,
                 .message = "attribute \"" + info.name + "\": \"" + text + "\" is the name of " +
                            std::to_string(found.size()) + " objects of class " +
                            info.referenceClass,
                 .hint = "say which by its uid: " + xml::quotedList(uids),
                 .attributes = {info.name}};
}

Notice notKnown(const AttributeInfo& info, const std::string& text,
                const std::vector<store::AccountRecord>& all) {
    std::vector<std::string_view> names;
    names.reserve(all.size());
    for (const store::AccountRecord& record : all) {
        names.emplace_back(record.name);
    }
    const std::string_view near = xml::nearest(text, names);
    return {"reference-not-known",
            "\"" + text + "\" is neither a known uid nor a known name of class " +
                info.referenceClass + ", and is taken as a uid" +
                (near.empty() ? std::string("; `lookup sync` reads the names again")
                              : "; did you mean \"" + std::string(near) + "\"?"),
            info.name};
}

}  // namespace

Result<std::vector<store::AccountRecord>> ReferenceNames::known(store::AccountQuery query) const {
    query.target = target_;
    query.released = false;
    MUSTER_ASSIGN_OR_RETURN(std::vector<store::AccountRecord> found, journal_.accounts(query));
    std::erase_if(found,
                  [](const store::AccountRecord& record) { return record.state == kStateDeleted; });
    return found;
}

/** Whether it reads `externalKey:org-sales`, and objects of the class have that attribute. */
bool ReferenceNames::isByMark(const AttributeInfo& info, std::string_view text) const {
    const std::size_t colon = text.find(':');
    const ObjectClassInfo* referred =
        description_ == nullptr ? nullptr : description_->findClass(info.referenceClass);
    if (referred == nullptr || colon == std::string_view::npos || colon + 1 == text.size()) {
        return false;
    }
    const std::string_view name = text.substr(0, colon);
    const auto& classes = description_->classes;
    return referred->find(name) != nullptr &&
           std::any_of(classes.begin(), classes.end(), [&](const ObjectClassInfo& other) {
               return !other.markAttribute.empty() && other.markAttribute == name;
           });
}

std::optional<std::string> ReferenceNames::atTarget(const AttributeInfo& info,
                                                    const std::string& text) const {
    return read_ ? read_(info.referenceClass, text).valueOr(std::nullopt) : std::nullopt;
}

Result<std::string> ReferenceNames::uidOf(const AttributeInfo& info, const std::string& text,
                                          std::vector<Notice>& notices) const {
    MUSTER_ASSIGN_OR_RETURN(const auto byUid,
                            known({.objectClass = info.referenceClass, .uid = text, .limit = 1}));
    if (!byUid.empty()) {
        return text;
    }
    MUSTER_ASSIGN_OR_RETURN(auto found, known({.objectClass = info.referenceClass, .name = text}));
    std::vector<store::AccountRecord> all;
    if (found.empty()) {
        MUSTER_ASSIGN_OR_RETURN(all,
                                known({.objectClass = info.referenceClass, .limit = kMostNames}));
        std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                     [&](const auto& record) { return equalNames(record.name, text); });
    }
    if (found.size() > 1) {
        return ambiguous(info, text, found);
    }
    if (!found.empty()) {
        return found.front().uid;
    }
    if (const std::optional<std::string> shown = atTarget(info, text)) {
        return *shown;
    }
    const bool isAccount = equalNames(info.referenceClass, object_class::kAccount);
    if (!all.empty() && !isAccount && !isByMark(info, text)) {
        notices.push_back(notKnown(info, text, all));
    }
    return text;
}

namespace {

void addReferred(const Description& description, const std::vector<AttributeInfo>& attributes,
                 std::vector<std::string>& classes) {
    for (const AttributeInfo& info : attributes) {
        const ObjectClassInfo* referred = description.findClass(info.referenceClass);
        if (referred != nullptr && referred->name != object_class::kAccount &&
            std::find(classes.begin(), classes.end(), referred->name) == classes.end()) {
            classes.push_back(referred->name);
        }
        addReferred(description, info.attributes, classes);
    }
}

}  // namespace

std::vector<std::string> referredClasses(const Description& description) {
    std::vector<std::string> classes;
    for (const ObjectClassInfo& owner : description.classes) {
        addReferred(description, owner.attributes, classes);
    }
    return classes;
}

}  // namespace muster::provision
