#include "lineworks/lineworks_truth.h"

#include "truth_reader.h"

namespace crash {

namespace json = boost::json;

namespace {

constexpr std::string_view kUsers = "/v1.0/users";
constexpr std::string_view kOrgUnits = "/v1.0/orgunits";

std::string_view listOf(const std::string& path) {
    return path.starts_with(kUsers) ? kUsers : path.starts_with(kOrgUnits) ? kOrgUnits : "";
}

class LineworksReader : public TruthReader {
public:
    using TruthReader::TruthReader;

protected:
    void readState(const json::object& state) override {
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
    }

    /// The name of a new object stands in the body, every other in the path.
    std::string namedIn(const json::object& request) const override {
        const std::string path = pathOf(request);
        const std::string_view list = listOf(path);
        if (list.empty()) return "";
        if (path != list) return segmentAfter(path, list);
        const auto* body = bodyOf(request);
        return body == nullptr ? "" : textOf(*body, list == kUsers ? "email" : "orgUnitName");
    }

    void interpret(const json::object& request, Write& write) const override {
        const std::string path = pathOf(request);
        const bool isNew = path == listOf(path);
        write.ending = endingAfter(path, listOf(path));
        // As the templates say: of what is posted a move alone can be repeated.
        write.isRepeatable = write.method != "POST" || write.ending == "/move";
        if (write.ending == "/suspend" || write.ending == "/unsuspend") {
            write.asks = write.ending == "/suspend" ? "suspended" : "active";
            write.becomes = write.asks;
        } else if (write.method == "POST" && isNew) {
            write.becomes = "active";
        } else if (write.method == "DELETE") {
            write.becomes = "gone";
        }
    }

    bool namesObject(const json::object& entry) const override {
        const std::string object = textOf(entry, "object");
        return object == "user" || object == "orgunit";
    }

private:
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
};

}  // namespace

Truth readLineworksTruth(support::LineworksSandbox& works, const std::vector<Command>& commands) {
    return LineworksReader(works, commands).read();
}

}  // namespace crash
