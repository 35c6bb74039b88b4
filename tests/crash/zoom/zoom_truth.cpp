#include "zoom/zoom_truth.h"

#include "truth_reader.h"

namespace crash {

namespace json = boost::json;

namespace {

constexpr std::string_view kUsers = "/v2/users";

class ZoomReader : public TruthReader {
public:
    using TruthReader::TruthReader;

protected:
    void readState(const json::object& state) override {
        for (const auto& row : state.at("users").as_array()) {
            const json::object& user = row.as_object();
            std::map<std::string, std::string> fields = textsOf(user);
            if (const auto* profile = user.if_contains("profile")) {
                fields.merge(textsOf(profile->as_object()));
            }
            add(textOf(user, "id"), textOf(user, "email"), std::move(fields));
        }
    }

    /// The address of a create stands in the body, every other user in the path.
    std::string namedIn(const json::object& request) const override {
        const std::string path = pathOf(request);
        if (path != kUsers) return segmentAfter(path, kUsers);
        const auto* body = bodyOf(request);
        const auto* info = body == nullptr ? nullptr : body->if_contains("user_info");
        return info == nullptr || !info->is_object() ? "" : textOf(info->get_object(), "email");
    }

    void interpret(const json::object& request, Write& write) const override {
        write.ending = endingAfter(pathOf(request), kUsers);
        const auto* body = bodyOf(request);
        write.action = body == nullptr ? "" : textOf(*body, "action");
        // RFC 9110 section 9.2.2; a PATCH sets values, as the connector says of its templates.
        write.isRepeatable = write.method != "POST";
        if (write.ending == "/status") {
            write.asks = write.action == "activate" ? "active" : "inactive";
            write.becomes = write.asks;
        } else if (write.method == "POST") {
            write.becomes = write.action == "create" ? "pending" : "active";
        } else if (write.method == "DELETE" && write.ending.empty()) {
            write.becomes = "gone";
        }
    }
};

}  // namespace

Truth readZoomTruth(support::ZoomSandbox& zoom, const std::vector<Command>& commands) {
    return ZoomReader(zoom, commands).read();
}

}  // namespace crash
