#include "provision/recovery/reference_uids.h"

#include <map>
#include <set>

#include <muster/core/ids.h>

namespace muster::provision {
namespace {

void addReferences(const std::vector<Attribute>& attributes, std::set<std::string>& uids) {
    for (const Attribute& attribute : attributes) {
        for (const Value& value : attribute.values()) {
            if (const auto* reference = value.as<Reference>()) {
                uids.insert(reference->uid);
            } else if (const auto* object = value.as<ObjectValue>()) {
                addReferences(object->attributes(), uids);
            }
        }
    }
}

const AttributeInfo* infoOf(const std::vector<AttributeInfo>& infos, const std::string& name) {
    for (const AttributeInfo& info : infos) {
        if (equalNames(info.name, name) || equalNames(info.nativeName, name)) {
            return &info;
        }
    }
    return nullptr;
}

/** Reads each reference once. */
class Resolver {
public:
    Resolver(const ConnectorObject& shown, const ReadUid& read) : read_(read) {
        addReferences(shown.attributes, shown_);
    }

    Result<std::vector<Attribute>> resolved(const std::vector<AttributeInfo>& infos,
                                            const std::vector<Attribute>& attributes) {
        std::vector<Attribute> all;
        for (const Attribute& attribute : attributes) {
            const AttributeInfo* info = infoOf(infos, attribute.name());
            std::vector<Value> values;
            for (const Value& value : attribute.values()) {
                MUSTER_ASSIGN_OR_RETURN(Value other, resolvedValue(info, value));
                values.push_back(std::move(other));
            }
            all.push_back(attribute.isList() || values.size() != 1
                              ? Attribute::list(attribute.name(), std::move(values))
                              : Attribute(attribute.name(), std::move(values.front())));
        }
        return all;
    }

private:
    Result<Value> resolvedValue(const AttributeInfo* info, const Value& value) {
        const auto* object = value.as<ObjectValue>();
        if (info != nullptr && object != nullptr) {
            MUSTER_ASSIGN_OR_RETURN(std::vector<Attribute> parts,
                                    resolved(info->attributes, object->attributes()));
            return Value(ObjectValue(std::move(parts)));
        }
        const auto* reference = value.as<Reference>();
        if (info == nullptr || reference == nullptr || info->referenceClass.empty() ||
            shown_.contains(reference->uid)) {
            return value;
        }
        MUSTER_ASSIGN_OR_RETURN(std::string uid, uidOf(info->referenceClass, reference->uid));
        return Value(Reference{std::move(uid)});
    }

    Result<std::string> uidOf(const std::string& objectClass, const std::string& reference) {
        const std::pair key(objectClass, reference);
        if (const auto known = known_.find(key); known != known_.end()) {
            return known->second;
        }
        if (known_.size() >= kMostReferencesRead) {
            return reference;
        }
        MUSTER_ASSIGN_OR_RETURN(const std::optional<std::string> uid,
                                read_(objectClass, reference));
        return known_.emplace(key, uid.value_or(reference)).first->second;
    }

    const ReadUid& read_;
    std::set<std::string> shown_;
    std::map<std::pair<std::string, std::string>, std::string> known_;
};

}  // namespace

Result<std::vector<Attribute>> withShownUids(const ObjectClassInfo& info,
                                             const std::vector<Attribute>& asked,
                                             const ConnectorObject& shown, const ReadUid& read) {
    return Resolver(shown, read).resolved(info.attributes, asked);
}

}  // namespace muster::provision
