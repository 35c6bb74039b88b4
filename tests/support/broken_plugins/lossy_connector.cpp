// A connector whose target loses answers, makes people wait and finishes things later, as the
// attribute `trouble` of the first call says:
//   lost-after    the first step is done and its answer lost
//   lost-before   the first step is not done and its answer lost
//   wait          the second step is refused once, to be tried again in a minute
//   pending       the account is made pending; its note is taken once it is activated
// The actions `poke` (resumable) and `push` (not) write a note, and their first answer is lost.
// Accounts are kept by the setting `store`, in the process. Names need not be unique. WITH_SEARCH:
// accounts can be sought.
#include <map>
#include <mutex>
#include <set>

#include <muster/sdk/define_connector.h>
#include <muster/sdk/merge.h>

namespace muster::lossy {

struct Store {
    std::map<std::string, ConnectorObject> accounts;  // by Uid
    std::set<std::string> done;                       // troubles that were made
    int made = 0;
};
std::map<std::string, Store> stores;
std::mutex mutex;

class LossyConnector : public sdk::Connector,
                       public sdk::TestOp,
                       public sdk::GetOp,
                       public sdk::CreateOp,
                       public sdk::UpdateOp,
                       public sdk::DeleteOp,
                       public sdk::ActionOp
#ifdef WITH_SEARCH
    ,
                       public sdk::SearchOp
#endif
{
public:
    explicit LossyConnector(Store& store) : store_(store) {}
    static Result<std::unique_ptr<LossyConnector>> make(const sdk::Properties& properties) {
        const std::scoped_lock lock(mutex);
        return std::make_unique<LossyConnector>(stores[properties.text("store")]);
    }

    static Description describe() {
        ObjectClassInfo account = sdk::classOf<LossyConnector>(object_class::kAccount);
        account.attributes = {
            {.name = "__NAME__", .required = true},
            {.name = "note"},
            {.name = "mark"},
            {.name = "pin", .type = ValueKind::kSecret, .readable = false},
            {.name = "trouble", .readable = false, .returnedByDefault = false},
            {.name = "activate", .type = ValueKind::kBoolean, .readable = false},
            {.name = "status", .creatable = false, .updateable = false},
            {.name = "created", .type = ValueKind::kTime, .creatable = false, .updateable = false}};
        account.markAttribute = "mark";
#ifndef WITHOUT_CREATED
        account.createdAttribute = "created";
        account.createdTrustedStates = {"active"};
#endif
        return {.displayName = "Lossy",
                .classes = {account},
                .properties = {{.name = "store", .defaultValue = "default", .help = "Its name"}},
                .actions = {{.name = "poke", .resumable = true}, {.name = "push"}}};
    }

    Result<void> test(sdk::Call&) override { return {}; }

    Result<std::optional<ConnectorObject>> get(sdk::Call&, std::string_view, const ObjectRef& ref,
                                               const std::vector<std::string>&) override {
        const std::scoped_lock lock(mutex);
        return find(ref);
    }

    Result<WriteReport> create(sdk::Call& call, std::string_view,
                               const sdk::AttributesView& view) override {
        const std::scoped_lock lock(mutex);
        MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> attributes, view.copy());
        const std::string accountName = textOf(attributes, "__NAME__");
        const std::string trouble = textOf(attributes, "trouble");
        const auto add = [&]() -> Result<std::string> { return addAccount(attributes, trouble); };
        MUSTER_ASSIGN_OR_RETURN(const std::string uid, call.step("add", "add " + accountName, add));
        if (call.isDryRun()) {
            return WriteReport{.uid = "planned", .name = accountName};
        }
        WriteReport report{.uid = uid, .name = accountName};
        const Attribute* note = findAttribute(attributes, "note");
        if (note == nullptr) {
            return report;
        }
        call.reportEarly(pending(uid, *note, report));
        if (report.deferred.empty()) {
            MUSTER_RETURN_IF_ERROR(writeNote(call, uid, *note, trouble));
        }
        return report;
    }

    Result<WriteReport> update(sdk::Call& call, std::string_view, const ObjectRef& ref,
                               const sdk::DeltasView& view) override {
        const std::scoped_lock lock(mutex);
        std::optional<ConnectorObject> found = find(ref);
        if (!found) {
            if (!ref.isName()) {
                call.reportEarly({.uid = ref.text()});  // of somebody who is not there
            }
            return Error{.code = ErrorCode::kUnknownUid, .message = "no account " + ref.text()};
        }
        MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> deltas, view.copy());
        WriteReport report{.uid = found->uid, .name = found->name};
        std::string trouble;
        const AttributeDelta* note = nullptr;
        for (const AttributeDelta& delta : deltas) {
            trouble = delta.name() == "trouble" ? *delta.attribute.text() : trouble;
            note = delta.name() == "note" ? &delta : note;
            if (delta.name() == "activate") {
                MUSTER_RETURN_IF_ERROR(call.step("activate", "activate", [&]() -> Result<void> {
                    sdk::mergeDelta(store_.accounts[report.uid].attributes,
                                    {.attribute = Attribute("status", Value("active"))});
                    return {};
                }));
            }
        }
        if (note == nullptr) {
            return report;
        }
        pending(report.uid, note->attribute, report);
        if (report.deferred.empty()) {
            MUSTER_RETURN_IF_ERROR(writeNote(call, report.uid, note->attribute, trouble));
        }
        return report;
    }

    Result<void> remove(sdk::Call& call, std::string_view, const ObjectRef& ref) override {
        const std::scoped_lock lock(mutex);
        const std::optional<ConnectorObject> found = find(ref);
        if (!found) {
            return Error{.code = ErrorCode::kUnknownUid, .message = "no account " + ref.text()};
        }
        return call.step("remove", "remove", [&]() -> Result<void> {
            store_.accounts.erase(found->uid);
            return {};
        });
    }

    Result<void> act(sdk::Call& call, std::string_view, const ObjectRef& ref,
                     std::string_view action, const sdk::AttributesView&) override {
        const std::scoped_lock lock(mutex);
        const std::optional<ConnectorObject> found = find(ref);
        if (!found) {
            return Error{.code = ErrorCode::kUnknownUid, .message = "no account " + ref.text()};
        }
        return call.step(action, "write a note", [&]() -> Result<void> {
            sdk::mergeDelta(store_.accounts[found->uid].attributes,
                            {.attribute = Attribute("note", Value(action))});
            return happens("lost", "lost", std::string(action) + " " + found->name)
                       ? Result<void>(lost())
                       : Result<void>();
        });
    }
#ifdef WITH_SEARCH
    Result<sdk::SearchReport> search(sdk::Call&, std::string_view, const Filter&,
                                     const sdk::SearchOptions&,
                                     const sdk::ObjectHandler& handler) override {
        const std::scoped_lock lock(mutex);
        for (const auto& [uid, account] : store_.accounts) {
            if (!handler(account)) {
                break;
            }
        }
        return sdk::SearchReport{};
    }
#endif

private:
    Store& store_;

    static std::string textOf(const std::vector<Attribute>& attributes, std::string_view name) {
        const Attribute* found = findAttribute(attributes, name);
        return found == nullptr || found->text() == nullptr ? "" : *found->text();
    }
    static Error lost() {
        return Error{.code = ErrorCode::kConnectionBroken, .message = "the answer was lost"};
    }

    std::optional<ConnectorObject> find(const ObjectRef& ref) const {
        for (const auto& [uid, account] : store_.accounts) {
            if (ref.isName() ? account.name == ref.text() : uid == ref.text()) {
                return account;
            }
        }
        return std::nullopt;
    }

    /** Each trouble happens once for each name. */
    bool happens(const std::string& trouble, const std::string& wanted, const std::string& name) {
        return trouble == wanted && store_.done.insert(trouble + " " + name).second;
    }

    Result<std::string> addAccount(const std::vector<Attribute>& attributes,
                                   const std::string& trouble) {
        const std::string accountName = textOf(attributes, "__NAME__");
        if (happens(trouble, "lost-before", accountName)) {
            return lost();
        }
        ConnectorObject account{.objectClass = "__ACCOUNT__",
                                .uid = "a" + std::to_string(++store_.made),
                                .name = accountName};
        account.attributes = {
            Attribute("__NAME__", Value(accountName)),
            Attribute("mark", Value(textOf(attributes, "mark"))),
            Attribute("status", Value(trouble == "pending" ? "pending" : "active")),
            Attribute("created", Value(Time::now()))};
        store_.accounts[account.uid] = account;
        return happens(trouble, "lost-after", accountName) ? Result<std::string>(lost())
                                                           : account.uid;
    }

    /** Puts the note among what is deferred while the account is pending. */
    const WriteReport& pending(const std::string& uid, const Attribute& note, WriteReport& report) {
        if (textOf(store_.accounts[uid].attributes, "status") == "pending") {
            report.state = "pending";
            report.accepted = true;
            report.deferred = {{DeltaMode::kReplace, note}};
        }
        return report;
    }

    Result<void> writeNote(sdk::Call& call, const std::string& uid, const Attribute& note,
                           const std::string& trouble) {
        return call.step("note", "write the note", [&]() -> Result<void> {
            ConnectorObject& account = store_.accounts[uid];
            if (happens(trouble, "wait", account.name)) {
                return Error{.code = ErrorCode::kRetryable,
                             .message = "too many requests",
                             .retryAfter = std::chrono::seconds(60)};
            }
            sdk::mergeDelta(account.attributes, {.attribute = note});
            return happens(trouble, "note-lost-after", account.name) ? Result<void>(lost())
                                                                     : Result<void>();
        });
    }
};

}  // namespace muster::lossy

MUSTER_DEFINE_CONNECTOR(muster::lossy::LossyConnector, PLUGIN_NAME, "1.0.0")
