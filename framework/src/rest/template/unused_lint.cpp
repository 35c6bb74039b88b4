// Names in limits.xml that no request has. Such a limit counts nothing, which looks like a limit
// that is kept.
#include <algorithm>

#include "rest/template/catalog_draft.h"

namespace muster::rest {
namespace {

using Names = std::vector<std::string_view>;

/** The templates whose requests the limit counts by their operation. */
std::vector<const RelUrlTemplate*> countedBy(const LimitNames& names,
                                             const OperationCatalog& catalog) {
    std::vector<const RelUrlTemplate*> counted;
    for (const RelUrlTemplate* relUrl : catalog.all()) {
        const bool isCounted =
            std::any_of(names.operations.begin(), names.operations.end(),
                        [&](const OperationKey& key) { return catalog.find(key) == relUrl; });
        if (names.operations.empty() || isCounted) {
            counted.push_back(relUrl);
        }
    }
    return counted;
}

std::string meant(std::string_view near, const char* before, const char* after) {
    return near.empty()
               ? ""
               : std::string("did you mean \"") + before + std::string(near) + after + "\"?";
}

class LimitNamesLint {
public:
    LimitNamesLint(const OperationCatalog& catalog, const CatalogOptions& options,
                   const std::vector<std::string>& configuration, xml::Diagnostics& diagnostics)
        : catalog_(catalog),
          description_(options.description),
          configuration_(configuration),
          diagnostics_(diagnostics) {}

    void check(const LimitNames& names) {
        operations(names);
        labels(names);
        if (!names.placeholder.empty()) {
            name(names, names.placeholder, {"$(", ")$"}, names.keyPosition);
        }
        if (!names.whenName.empty()) {
            name(names, names.whenName, {"", ""}, names.whenPosition);
        }
    }

private:
    struct Marks {
        const char* before;
        const char* after;
    };

    void operations(const LimitNames& names) {
        std::vector<std::string> known;
        for (const RelUrlTemplate* relUrl : catalog_.all()) {
            known.push_back(relUrl->key.toString());
        }
        for (const OperationKey& key : names.operations) {
            if (catalog_.find(key) == nullptr) {
                diagnostics_.error(
                    names.operationPosition,
                    "limit \"" + names.limit + "\": there is no template for \"" + key.toString() +
                        "\", so it would never count",
                    meant(xml::nearest(key.toString(), Names(known.begin(), known.end())), "", ""));
            }
        }
    }

    /** A vendor's label may have no template yet; a slip of the pen is near one that has. */
    void labels(const LimitNames& names) {
        Names used;
        for (const RelUrlTemplate* relUrl : catalog_.all()) {
            if (!relUrl->limit.empty()) {
                used.push_back(relUrl->limit);
            }
        }
        for (const std::string& label : names.labels) {
            const std::string_view near = xml::nearest(label, used);
            if (!near.empty() && std::find(used.begin(), used.end(), label) == used.end()) {
                diagnostics_.warning(names.labelPosition,
                                     "limit \"" + names.limit + "\": no template has the label \"" +
                                         label + "\", so it never counts",
                                     meant(near, "", ""));
            }
        }
    }

    void name(const LimitNames& names, const std::string& name, Marks marks,
              const xml::Position& position) {
        const auto counted = countedBy(names, catalog_);
        if (description_ == nullptr) {
            nearName(names, name, marks, position);
            return;
        }
        Names legal;
        for (const RelUrlTemplate* relUrl : counted) {
            if (isLegalName(*description_, *relUrl, configuration_, name)) {
                return;
            }
            for (const std::string_view each : legalNames(*description_, *relUrl, configuration_)) {
                if (std::find(legal.begin(), legal.end(), each) == legal.end()) {
                    legal.push_back(each);
                }
            }
        }
        if (counted.empty()) {
            return;  // that there is no template is told already
        }
        Names native = nativeNames(counted);
        native.insert(native.begin(), legal.begin(), legal.end());
        diagnostics_.error(position,
                           "limit \"" + names.limit + "\": no request that it counts has \"" +
                               marks.before + name + marks.after + "\", expected " +
                               xml::quotedList(legal),
                           meant(xml::nearest(name, native), marks.before, marks.after));
    }

    /** Without the connector its attributes are not known. */
    void nearName(const LimitNames& names, const std::string& name, Marks marks,
                  const xml::Position& position) {
        Names known = builtInPlaceholders();
        known.insert(known.end(), configuration_.begin(), configuration_.end());
        const std::string_view near = xml::nearest(name, known);
        if (!near.empty() && std::find(known.begin(), known.end(), name) == known.end()) {
            diagnostics_.warning(position,
                                 "limit \"" + names.limit + "\": \"" + marks.before + name +
                                     marks.after + "\" is nearly \"" + marks.before +
                                     std::string(near) + marks.after + "\"",
                                 "without the connector its attributes are not known");
        }
    }

    Names nativeNames(const std::vector<const RelUrlTemplate*>& counted) const {
        Names names;
        for (const RelUrlTemplate* relUrl : counted) {
            const ObjectClassInfo* info = description_->findClass(relUrl->key.objectClass());
            for (std::size_t i = 0; info != nullptr && i < info->attributes.size(); ++i) {
                if (!info->attributes[i].nativeName.empty()) {
                    names.emplace_back(info->attributes[i].nativeName);
                }
            }
        }
        return names;
    }

    const OperationCatalog& catalog_;
    const Description* description_;
    const std::vector<std::string>& configuration_;
    xml::Diagnostics& diagnostics_;
};

}  // namespace

void lintLimitNames(const OperationCatalog& catalog, const CatalogOptions& options,
                    const std::vector<std::string>& configuration, const KnownLimits& known,
                    xml::Diagnostics& diagnostics) {
    LimitNamesLint lint(catalog, options, configuration, diagnostics);
    for (const LimitNames& names : known.names) {
        lint.check(names);
    }
}

void lintUnused(const OperationCatalog& catalog,
                const std::map<std::string, ClassRule, std::less<>>& classes,
                xml::Diagnostics& diagnostics) {
    std::vector<std::string> keys;
    std::vector<std::string_view> classNames;
    for (const RelUrlTemplate* relUrl : catalog.all()) {
        keys.push_back(relUrl->key.toString());
        classNames.push_back(relUrl->key.objectClass());
    }
    if (keys.empty()) {
        return;  // a file that only others extend
    }
    for (const ErrorRule& rule : catalog.errors().rules()) {
        if (rule.operation && catalog.find(*rule.operation) == nullptr) {
            const std::string key = rule.operation->toString();
            const std::vector<std::string_view> known(keys.begin(), keys.end());
            diagnostics.error(
                rule.position,
                "<error> of \"" + key + "\", which has no template, so it would never be looked at",
                meant(xml::nearest(key, known), "", ""));
        }
    }
    for (const auto& [name, rule] : classes) {
        if (std::find(classNames.begin(), classNames.end(), name) == classNames.end()) {
            diagnostics.error(
                rule.position,
                "<class> \"" + name + "\" has no template, so it would never be looked at",
                meant(xml::nearest(name, classNames), "", ""));
        }
    }
}

}  // namespace muster::rest
