#include "lineworks/lineworks_truth.h"

#include "truth_reader.h"

namespace crash {

namespace json = boost::json;

namespace {

constexpr std::string_view kUsers = "/v1.0/users";
constexpr std::string_view kOrgUnits = "/v1.0/orgunits";
constexpr std::string_view kGroups = "/v1.0/groups";

std::string_view listOf(const std::string& path) {
    for (const std::string_view list : {kUsers, kOrgUnits, kGroups}) {
        if (path.starts_with(list)) return list;
    }
    return "";
}

/// Member of a body that names the new object of a list.
std::string_view nameMember(std::string_view list) {
    return list == kUsers ? "email" : list == kOrgUnits ? "orgUnitName" : "groupName";
}

/// "/members/u1" is one of the writes "/members", as "/members" is.
std::string withoutItem(const std::string& ending) {
    return ending.substr(0, ending.find('/', ending.empty() ? 0 : 1));
}

class LineworksReader : public TruthReader {
public:
    using TruthReader::TruthReader;

protected:
    void readState(const json::object& state) override {
        for (const auto& row : state.at("users").as_array()) {
            const json::object& user = row.as_object();
            memberKeys_[textOf(user, "userId")] = textOf(user, "userExternalKey");
        }
        for (const auto& row : state.at("users").as_array()) {
            const json::object& user = row.as_object();
            if (user.at("isDeleted").as_bool()) continue;
            std::map<std::string, std::string> fields = textsOf(user);
            fields["status"] = user.at("isSuspended").as_bool() ? "suspended" : "active";
            fields["posts"] = postsOf(user);
            add(textOf(user, "userId"), textOf(user, "email"), std::move(fields));
        }
        for (const auto& row : state.at("orgUnits").as_array()) {
            const json::object& unit = row.as_object();
            add(textOf(unit, "orgUnitId"), textOf(unit, "orgUnitName"), textsOf(unit));
        }
        for (const auto& row : state.at("groups").as_array()) {
            const json::object& group = row.as_object();
            std::map<std::string, std::string> fields = textsOf(group);
            addMembers(group, fields);
            add(textOf(group, "groupId"), textOf(group, "groupName"), std::move(fields));
        }
    }

    /// The name of a new object stands in the body, every other in the path.
    std::string namedIn(const json::object& request) const override {
        const std::string path = pathOf(request);
        const std::string_view list = listOf(path);
        if (list.empty()) return "";
        if (path != list) return segmentAfter(path, list);
        const auto* body = bodyOf(request);
        return body == nullptr ? "" : textOf(*body, nameMember(list));
    }

    void interpret(const json::object& request, Write& write) const override {
        const std::string path = pathOf(request);
        const bool isNew = path == listOf(path);
        write.ending = withoutItem(endingAfter(path, listOf(path)));
        // As the templates say: of what is posted these alone can be repeated.
        write.isRepeatable = write.method != "POST" || write.ending == "/move" ||
                             write.ending == "/members" || write.ending == "/administrators";
        write.action = partOf(request, path);
        if (write.ending == "/suspend" || write.ending == "/unsuspend") {
            write.asks = write.ending == "/suspend" ? "suspended" : "active";
            write.becomes = write.asks;
        } else if (write.method == "POST" && isNew) {
            write.becomes = "active";
        } else if (write.method == "DELETE" &&
                   (write.ending.empty() || write.ending == "/forcedelete")) {
            write.becomes = "gone";
        }
    }

    bool namesObject(const json::object& entry) const override {
        const std::string object = textOf(entry, "object");
        return object == "user" || object == "orgunit" || object == "group";
    }

    bool isOfPart(const json::object& entry) const override {
        const std::string object = textOf(entry, "object");
        return object == "group_member" || object == "group_administrator";
    }

private:
    /// Who comes into a group or leaves it, which tells such writes apart.
    static std::string partOf(const json::object& request, const std::string& path) {
        if (!path.starts_with(kGroups)) return "";
        const auto* body = bodyOf(request);
        const std::string id = body == nullptr ? "" : textOf(*body, "id");
        const std::string ending = endingAfter(path, kGroups);
        return !id.empty()       ? id
               : body != nullptr ? textOf(*body, "userId")
                                 : ending.substr(withoutItem(ending).size());
    }

    /// "member boss" is "yes": those members of a group who are members of the tenant, by key.
    void addMembers(const json::object& group, std::map<std::string, std::string>& fields) const {
        for (const auto& row : group.at("members").as_array()) {
            const auto key = memberKeys_.find(textOf(row.as_object(), "id"));
            if (key != memberKeys_.end()) fields["member " + key->second] = "yes";
        }
    }

    /// External Keys of the org units of a member's posts, in the order of the simulator.
    static std::string postsOf(const json::object& user) {
        std::string posts;
        for (const auto& organization : user.at("organizations").as_array()) {
            for (const auto& post : organization.at("orgUnits").as_array()) {
                posts +=
                    (posts.empty() ? "" : ",") + textOf(post.as_object(), "orgUnitExternalKey");
            }
        }
        return posts;
    }

    std::map<std::string, std::string> memberKeys_;  ///< External Keys by id
};

}  // namespace

Truth readLineworksTruth(support::LineworksSandbox& works, const std::vector<Command>& commands) {
    return LineworksReader(works, commands).read();
}

}  // namespace crash
