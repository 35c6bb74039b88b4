#include "command.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace crash {

namespace json = boost::json;

namespace {

json::array pairsOf(const std::vector<std::pair<std::string, std::string>>& pairs) {
    json::array rows;
    for (const auto& [name, value] : pairs) rows.push_back(json::array{name, value});
    return rows;
}

}  // namespace

std::string_view wordOf(Kind kind) {
    switch (kind) {
        case Kind::kCreate:
            return "create";
        case Kind::kUpdate:
            return "update";
        case Kind::kDelete:
            return "delete";
        case Kind::kDisassociate:
            return "disassociate";
        case Kind::kEnable:
            return "enable";
        case Kind::kDisable:
            return "disable";
    }
    return "";
}

std::string Command::typed() const {
    std::string line = std::string(wordOf(kind)) + " " + target;
    if (!objectClass.empty()) line += " --class " + objectClass;
    line += kind == Kind::kCreate ? " __NAME__=" + name : " name:" + name;
    for (const auto& [attribute, value] : attributes) {
        line.append(" '").append(attribute).append("=").append(value).append("'");
    }
    for (const auto& [option, value] : options) {
        line.append(" --").append(option).append(" ").append(value);
    }
    if (timeoutMs > 0) line += " --timeout " + std::to_string(timeoutMs / 1000.0);
    return line;
}

json::value Command::told() const {
    return {{"kind", wordOf(kind)},
            {"target", target},
            {"class", objectClass},
            {"name", name},
            {"attributes", pairsOf(attributes)},
            {"options", pairsOf(options)},
            {"timeout_ms", timeoutMs}};
}

std::string Command::password() const {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [](const auto& pair) {
        return pair.second.starts_with(kPasswordReference);
    });
    return found == attributes.end() ? "" : found->second;
}

std::string passwordVariable(int number) { return "PW" + std::to_string(number % kPasswords); }

std::string passwordReference(int number) { return "@env:" + passwordVariable(number); }

}  // namespace crash
