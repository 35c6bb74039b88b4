#include "lineworks/user.h"

namespace sandbox::lineworks {

std::vector<std::string> mailsOf(const User& user) {
    std::vector<std::string> mails = {user.email};
    mails.insert(mails.end(), user.aliasEmails.begin(), user.aliasEmails.end());
    for (const auto& each : user.organizations) {
        if (!each.email.empty()) mails.push_back(each.email);
    }
    return mails;
}

std::vector<std::string> linksOf(const User& user) {
    std::vector<std::string> ids;
    if (user.deleted()) ids.emplace_back(kDeletedLink);
    for (const auto& organization : user.organizations) {
        for (const auto& post : organization.orgUnits) ids.push_back(post.orgUnitId);
    }
    return ids;
}

const Post* postIn(const User& user, std::string_view orgUnitId) {
    for (const auto& organization : user.organizations) {
        for (const auto& post : organization.orgUnits) {
            if (post.orgUnitId == orgUnitId) return &post;
        }
    }
    return nullptr;
}

}  // namespace sandbox::lineworks
