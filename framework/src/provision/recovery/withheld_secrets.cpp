#include "provision/recovery/withheld_secrets.h"

#include <algorithm>
#include <random>

namespace muster::provision {
namespace {

/** 20 characters: upper case, lower case and digits in turn, none twice in a row. */
Secret standIn() {
    constexpr std::string_view kClasses[] = {"ACDEFGHJKLMNPQRTUVWXY", "acdefghjkmnpqrtuvwxyz",
                                             "2346789"};
    std::random_device source;
    std::string text;
    while (text.size() < 20) {
        const std::string_view from = kClasses[text.size() % 3];
        text += from[source() % from.size()];
    }
    return Secret::take(text);
}

bool isMissing(const Value& value) {
    const Secret* secret = value.as<Secret>();
    return secret != nullptr && secret->empty();
}

class Filler {
public:
    explicit Filler(const std::vector<Attribute>& given) : given_(given) {}

    Attribute filled(const Attribute& attribute) {
        const bool lacks =
            std::any_of(attribute.values().begin(), attribute.values().end(), &isMissing);
        if (!lacks) {
            return attribute;
        }
        note(needed_, attribute.name());
        if (const Attribute* mine = findAttribute(given_, attribute.name())) {
            used_.push_back(mine->name());
            return attribute.values().size() == 1 && mine->single() != nullptr
                       ? Attribute(attribute.name(), *mine->single())
                       : Attribute::list(attribute.name(), mine->values());
        }
        note(withheld_.names, attribute.name());
        std::vector<Value> values;
        for (const Value& value : attribute.values()) {
            values.push_back(isMissing(value) ? Value(withheld_.standIns.emplace_back(standIn()))
                                              : value);
        }
        return attribute.values().size() == 1 ? Attribute(attribute.name(), values.front())
                                              : Attribute::list(attribute.name(), values);
    }

    Result<WithheldSecrets> result() {
        for (const Attribute& attribute : given_) {
            if (std::find(used_.begin(), used_.end(), attribute.name()) == used_.end()) {
                return noSuchSecret(attribute.name());
            }
        }
        return std::move(withheld_);
    }

private:
    static void note(std::vector<std::string>& names, const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }

    Error noSuchSecret(const std::string& name) const {
        std::string names;
        std::string assignments;
        for (const std::string& each : needed_) {
            names += (names.empty() ? "" : ", ") + each;
            assignments += (assignments.empty() ? "" : " ") + each + "=@prompt";
        }
        return Error{.code = ErrorCode::kInvalidAttributeValue,
                     .message = "the operation has no secret \"" + name + "\"; it has " +
                                (names.empty() ? "none" : names),
                     .hint = names.empty() ? "leave it out" : "give it as " + assignments,
                     .attributes = {name}};
    }

    const std::vector<Attribute>& given_;
    std::vector<std::string> needed_;  ///< names of all secrets that are not kept
    std::vector<std::string> used_;
    WithheldSecrets withheld_;
};

}  // namespace

Result<WithheldSecrets> fillSecrets(store::Request& request, const std::vector<Attribute>& given) {
    Filler filler(given);
    for (Attribute& attribute : request.attributes) {
        attribute = filler.filled(attribute);
    }
    for (AttributeDelta& delta : request.deltas) {
        delta.attribute = filler.filled(delta.attribute);
    }
    return filler.result();
}

}  // namespace muster::provision
