// The smallest connector worth reading: accounts kept in memory. Three roles meet in it.
//   host       calls us, one operation at a time, and has checked the input against `describe()`
//   connector  the class below: an instance serves one thread; the host keeps several per target
//   target     where the accounts live: here a `Store` of this process, elsewhere a server
#include <map>
#include <mutex>

#include <muster/sdk/define_connector.h>
#include <muster/sdk/merge.h>

namespace muster::hello {

// [store] Instances come and go with the host's pool: what they share stands outside, locked.
struct Store {
    std::map<std::string, ConnectorObject> accounts;  // by Uid
    int made = 0;
};
std::map<std::string, Store> stores;  // by the target's setting `store`
std::mutex mutex;                     // of all stores

// [class] Deriving from the interface of an operation is what says that we can do it.
class HelloConnector : public sdk::Connector,
                       public sdk::TestOp,
                       public sdk::GetOp,
                       public sdk::CreateOp,
                       public sdk::UpdateOp,
                       public sdk::DeleteOp,
                       public sdk::DisassociateOp,
                       public sdk::SearchOp,
                       public sdk::ActionOp,
                       public sdk::CheckOp {
public:
    explicit HelloConnector(Store& store) : store_(store) {}
    static Result<std::unique_ptr<HelloConnector>> make(const sdk::Properties& properties) {
        const std::scoped_lock lock(mutex);
        return std::make_unique<HelloConnector>(stores[properties.text("store")]);
    }

    // [describe] What the host knows of us: it checks every call against this, and shows it.
    static Description describe() {
        ObjectClassInfo account = sdk::classOf<HelloConnector>(object_class::kAccount);
        account.attributes = {{.name = "__NAME__", .required = true},
                              {.name = "__ENABLE__", .type = ValueKind::kBoolean},
                              {.name = "greeting", .maxLength = 64},
                              {.name = "teams", .multiValued = true}};
        return {.displayName = "Hello (in memory)",
                .classes = {account},
                .properties = {{.name = "store", .defaultValue = "default", .help = "Its name"}},
                .actions = {{.name = "praise",
                             .description = "Greets with praise",
                             .parameters = {{.name = "word", .maxLength = 20}},
                             .resumable = true}}};
    }

    Result<void> test(sdk::Call&) override { return {}; }

    // [get] An object that is not there is nothing, and no error.
    Result<std::optional<ConnectorObject>> get(sdk::Call&, std::string_view, const ObjectRef& ref,
                                               const std::vector<std::string>&) override {
        const std::scoped_lock lock(mutex);
        const Result<ConnectorObject> found = find(ref);
        return found ? std::optional(*found) : std::nullopt;
    }

    // [create] Attributes come as a view that lives as long as the call; `copy` makes them ours.
    Result<WriteReport> create(sdk::Call& call, std::string_view,
                               const sdk::AttributesView& attributes) override {
        const std::scoped_lock lock(mutex);
        ConnectorObject account{.objectClass = "__ACCOUNT__",
                                .uid = "a" + std::to_string(++store_.made)};
        MUSTER_ASSIGN_OR_RETURN(account.attributes, attributes.copy());
        return write(call, "add", account);
    }

    // [update] Deltas change a copy; `write` checks the copy and puts it in place.
    Result<WriteReport> update(sdk::Call& call, std::string_view, const ObjectRef& ref,
                               const sdk::DeltasView& deltas) override {
        const std::scoped_lock lock(mutex);
        MUSTER_ASSIGN_OR_RETURN(ConnectorObject account, find(ref));
        MUSTER_RETURN_IF_ERROR(sdk::mergeDeltas(account.attributes, deltas));
        return write(call, "change", account);
    }

    // [delete] Nothing there to delete is kUnknownUid; the host counts that as done, and says so.
    Result<void> remove(sdk::Call& call, std::string_view, const ObjectRef& ref) override {
        const std::scoped_lock lock(mutex);
        MUSTER_ASSIGN_OR_RETURN(const ConnectorObject account, find(ref));
        return call.step("remove", "remove account " + account.uid, [&]() -> Result<void> {
            store_.accounts.erase(account.uid);
            return {};
        });
    }

    // [disassociate] Our hold on the account ends (here: its teams); the person's own stays.
    Result<void> disassociate(sdk::Call& call, std::string_view, const ObjectRef& ref) override {
        const std::scoped_lock lock(mutex);
        MUSTER_ASSIGN_OR_RETURN(ConnectorObject account, find(ref));
        sdk::mergeDelta(account.attributes, {.attribute = Attribute::list("teams", {})});
        MUSTER_RETURN_IF_ERROR(write(call, "release", account));
        return {};
    }

    // [search] Looks at a copy, since whoever takes the objects must not wait for our lock.
    Result<sdk::SearchReport> search(sdk::Call&, std::string_view, const Filter& filter,
                                     const sdk::SearchOptions& options,
                                     const sdk::ObjectHandler& handler) override {
        std::unique_lock lock(mutex);
        const auto accounts = store_.accounts;
        lock.unlock();
        for (std::int64_t shown = 0; const auto& [uid, account] : accounts) {
            if (uid > options.pageToken && filter.matches(account) &&
                (!handler(account) || ++shown == options.limit)) {
                return sdk::SearchReport{.nextPageToken = uid, .filterEvaluated = true};
            }
        }
        return sdk::SearchReport{.filterEvaluated = true};
    }

    // [action] Named work on one object, listed with its parameters in `describe`.
    Result<void> act(sdk::Call& call, std::string_view, const ObjectRef& ref,
                     std::string_view action, const sdk::AttributesView& parameters) override {
        if (action != "praise") {
            return Error{.code = ErrorCode::kNotSupported, .message = "there is only praise"};
        }
        const std::scoped_lock lock(mutex);
        MUSTER_ASSIGN_OR_RETURN(ConnectorObject account, find(ref));
        const auto given = parameters.find("word");
        const std::string word(given ? given->text().value_or("Bravo") : "Bravo");
        sdk::mergeDelta(account.attributes,
                        {.attribute = Attribute("greeting", word + ", " + account.name + "!")});
        MUSTER_RETURN_IF_ERROR(write(call, "praise", account));
        return {};
    }

    // [check] What somebody should look at before provisioning begins; the handler may end it.
    Result<void> check(sdk::Call&, const sdk::FindingHandler& handler) override {
        std::unique_lock lock(mutex);
        const auto accounts = store_.accounts;
        lock.unlock();
        for (const auto& [uid, account] : accounts) {
            if (account.find("greeting") == nullptr &&
                !handler({.severity = CheckFinding::Severity::kWarning,
                          .code = "no-greeting",
                          .objectClass = account.objectClass,
                          .uid = uid,
                          .name = account.name,
                          .message = "account \"" + account.name + "\" has no greeting"})) {
                break;
            }
        }
        return {};
    }

private:
    Store& store_;

    // [errors] An error is a value: a code for programs, one sentence for people.
    Result<ConnectorObject> find(const ObjectRef& ref) const {
        for (const auto& [uid, account] : store_.accounts) {
            if (ref.isName() ? equalNames(account.name, ref.text()) : uid == ref.text()) {
                return account;
            }
        }
        return Error{.code = ErrorCode::kUnknownUid, .message = "no account " + ref.text()};
    }

    // [step] Writes in a named step: the host journals it before it begins, does not let it begin
    // in a dry run, and gives a resumed operation the saved result. What a second run would meet
    // of the first (its own name, taken) is therefore checked within the step.
    Result<WriteReport> write(sdk::Call& call, std::string_view step, ConnectorObject& account) {
        account.name = *account.find("__NAME__")->text();
        if (account.name.find(' ') != std::string::npos) {
            return Error{.code = ErrorCode::kInvalidAttributeValue,
                         .message = "a name is one word, found \"" + account.name + "\"",
                         .attributes = {"__NAME__"}};
        }
        const auto work = [&]() -> Result<std::string> {
            const Result<ConnectorObject> other = find(*Name::parse(account.name));
            if (other && other->uid != account.uid) {
                return Error{.code = ErrorCode::kAlreadyExists, .message = other->uid + " has it"};
            }
            return (store_.accounts[account.uid] = account).uid;
        };
        MUSTER_ASSIGN_OR_RETURN(const std::string uid, call.step(step, "write an account", work));
        return WriteReport{.uid = uid, .name = account.name};
    }
};
}  // namespace muster::hello

MUSTER_DEFINE_CONNECTOR(muster::hello::HelloConnector, "hello", "1.0.0")
