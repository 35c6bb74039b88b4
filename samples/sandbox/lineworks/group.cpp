#include "lineworks/group.h"

#include "common/json_text.h"

namespace sandbox::lineworks {

std::vector<std::string> mailsOf(const Group& group) {
    const auto mail = textOf(group.more, "email");
    if (mail.empty()) return {};
    return {std::string(mail)};
}

std::vector<std::string> linksOf(const Group& group) {
    auto ids = group.administrators;
    for (const auto& each : group.members) ids.push_back(each.id);
    return ids;
}

}  // namespace sandbox::lineworks
