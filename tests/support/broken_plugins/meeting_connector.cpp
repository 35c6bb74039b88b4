// A good connector in whose updates calls can meet: each stays inside until `test` opens the door.
// So that a case can see who is inside together, `get` of "met:2" waits until two updates are, and
// `get` of an object shows how many of its own ever were.
#include <condition_variable>
#include <map>
#include <mutex>

#include <muster/sdk/define_connector.h>

namespace {

using namespace muster;

struct Room {
    std::mutex access;
    std::condition_variable changed;
    std::map<std::string, int> inside;
    std::map<std::string, int> most;
    int together = 0;
    bool isOpen = false;
};

Room& roomOf(const std::string& name) {
    static std::mutex access;
    static std::map<std::string, Room> rooms;
    const std::scoped_lock lock(access);
    return rooms[name];
}

class MeetingConnector : public sdk::Connector,
                         public sdk::TestOp,
                         public sdk::GetOp,
                         public sdk::UpdateOp {
public:
    explicit MeetingConnector(Room& room) : room_(room) {}
    static Result<std::unique_ptr<MeetingConnector>> make(const sdk::Properties& properties) {
        return std::make_unique<MeetingConnector>(roomOf(properties.text("room")));
    }
    static Description describe() {
        ObjectClassInfo account = sdk::classOf<MeetingConnector>(object_class::kAccount);
        account.attributes = {{.name = "__NAME__"}, {.name = "most", .type = ValueKind::kInteger}};
        return {.displayName = "Meeting",
                .classes = {account},
                .properties = {{.name = "room", .defaultValue = "default", .help = "Its name"}}};
    }

    Result<void> test(sdk::Call&) override {
        const std::scoped_lock lock(room_.access);
        room_.isOpen = true;
        room_.changed.notify_all();
        return {};
    }

    Result<std::optional<ConnectorObject>> get(sdk::Call& call, std::string_view,
                                               const ObjectRef& ref,
                                               const std::vector<std::string>&) override {
        std::unique_lock lock(room_.access);
        if (ref.text().starts_with("met:")) {
            const int wanted = std::stoi(ref.text().substr(4));
            if (!wait(lock, call, [&] { return room_.together >= wanted; })) {
                return std::optional<ConnectorObject>();
            }
        }
        return std::optional(ConnectorObject{
            .objectClass = "__ACCOUNT__",
            .uid = ref.text(),
            .name = ref.text(),
            .attributes = {Attribute("most", std::int64_t{room_.most[ref.text()]})}});
    }

    Result<WriteReport> update(sdk::Call& call, std::string_view, const ObjectRef& ref,
                               const sdk::DeltasView&) override {
        const auto meet = [&]() -> Result<void> {
            std::unique_lock lock(room_.access);
            const int inside = ++room_.inside[ref.text()];
            room_.most[ref.text()] = std::max(room_.most[ref.text()], inside);
            ++room_.together;
            room_.changed.notify_all();
            wait(lock, call, [&] { return room_.isOpen; });
            --room_.inside[ref.text()];
            --room_.together;
            return {};
        };
        MUSTER_RETURN_IF_ERROR(call.step("meet", "stay until the door opens", meet));
        return WriteReport{.uid = ref.text()};
    }

private:
    template <typename Condition>
    bool wait(std::unique_lock<std::mutex>& lock, const sdk::Call& call,
              const Condition& condition) {
        return room_.changed.wait_for(lock, call.host().remaining(), condition);
    }

    Room& room_;
};

}  // namespace

MUSTER_DEFINE_CONNECTOR(MeetingConnector, "meeting", "1.0.0")
