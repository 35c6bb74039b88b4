#include "host/used_classes.h"

#include <algorithm>

#include "xml/strict.h"

namespace muster::host {

std::vector<std::string> readUsedClasses(const xml::Element& target,
                                         xml::Diagnostics& diagnostics) {
    const auto text = xml::nonEmptyAttribute(target, "object-classes", diagnostics);
    std::vector<std::string> classes = xml::wordsOf(text.value_or(""));
    if (text && classes.empty()) {
        diagnostics.error(xml::placeOf(target, "object-classes"),
                          "attribute \"object-classes\" of <target> names no object class",
                          "leave it out to use all");
    }
    return classes;
}

std::vector<std::string> usedClasses(const TargetFile& file, const Description& description,
                                     xml::Diagnostics& diagnostics) {
    std::vector<std::string_view> names;
    names.reserve(description.classes.size());
    for (const ObjectClassInfo& info : description.classes) {
        names.push_back(info.name);
    }
    std::vector<std::string> used;
    for (const std::string& name : file.objectClasses) {
        if (const ObjectClassInfo* info = description.findClass(name)) {
            used.push_back(info->name);
            continue;
        }
        const std::string near(xml::nearest(name, names));
        diagnostics.error(file.position,
                          "object-classes names \"" + name + "\"; connector \"" + file.connector +
                              "\" has " + xml::quotedList(names),
                          near.empty() ? "" : "did you mean \"" + near + "\"?");
    }
    return used;
}

Description restrictedTo(Description all, const std::vector<std::string>& classes) {
    if (classes.empty()) {
        return all;
    }
    const auto isUnused = [&](const std::string& name) {
        return std::find(classes.begin(), classes.end(), name) == classes.end();
    };
    std::vector<std::string> unused;
    for (const ObjectClassInfo& info : all.classes) {
        if (isUnused(info.name)) {
            unused.push_back(info.name);
        }
    }
    std::erase_if(all.classes, [&](const ObjectClassInfo& info) { return isUnused(info.name); });
    std::erase_if(all.actions, [&](const ActionInfo& info) { return isUnused(info.objectClass); });
    std::erase_if(all.operationKeys, [&](const OperationKeyInfo& info) {
        return std::any_of(unused.begin(), unused.end(), [&](const std::string& name) {
            return info.key.starts_with(name + ".");
        });
    });
    return all;
}

}  // namespace muster::host
