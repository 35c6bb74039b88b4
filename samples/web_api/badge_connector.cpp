// Holders of badges at a badge office (a REST service) as accounts. What is sent stands in
// lookups/badge/operations.xml.
#include <muster/sdk/connection_properties.h>
#include <muster/sdk/define_connector.h>
#include <muster/sdk/json.h>
#include <muster/sdk/search_position.h>
#include <muster/sdk/web_target.h>

namespace badge {

using namespace muster;
using MaybeHolder = Result<std::optional<ConnectorObject>>;

class BadgeConnector : public sdk::Connector,
                       public sdk::TestOp,
                       public sdk::GetOp,
                       public sdk::CreateOp,
                       public sdk::UpdateOp,
                       public sdk::DeleteOp,
                       public sdk::DisassociateOp,
                       public sdk::SearchOp {
public:
    static Result<std::unique_ptr<BadgeConnector>> make(const sdk::Properties&) {
        return std::make_unique<BadgeConnector>();
    }

    // [schema] `nativeName` is what the office calls it, in its JSON too.
    static ObjectClassInfo holderClass() {
        ObjectClassInfo holder = sdk::classOf<BadgeConnector>(object_class::kAccount);
        holder.attributes = {
            {.name = "__NAME__", .nativeName = "login", .required = true},
            {.name = "fullName", .required = true},
            {.name = "kind", .lookup = "Lookup.Badge.kind"},
            {.name = "floor", .type = ValueKind::kInteger, .description = "1 to 40"},
            {.name = "zones", .multiValued = true, .description = "Doors that the badge opens"},
            {.name = "__ENABLE__", .nativeName = "active", .type = ValueKind::kBoolean}};
        return holder;
    }

    // [keys] Address and credentials are the host's: `connectionProperties` declares them. Each
    // key has a template in operations.xml. Idempotent is what may be sent again after a lost
    // answer; GET is by itself.
    static Description describe() {
        return {.displayName = "Badge office",
                .classes = {holderClass()},
                .properties = sdk::connectionProperties(
                    {.authenticationType = "header", .headerName = "X-Api-Key"}),
                .operationKeys = {{.key = "__ACCOUNT__.TESTOP"},
                                  {.key = "__ACCOUNT__.GETOP"},
                                  {.key = "__ACCOUNT__.SEARCHOP"},
                                  {.key = "__ACCOUNT__.CREATEOP"},
                                  {.key = "__ACCOUNT__.UPDATEOP", .idempotent = true},
                                  {.key = "__ACCOUNT__.zones.UPDATEOP", .idempotent = true},
                                  {.key = "__ACCOUNT__.DELETEOP", .idempotent = true},
                                  {.key = "__ACCOUNT__.DISASSOCIATEOP", .idempotent = true}},
                .usesTemplatedCalls = true};
    }

    // [test] A call without a step is a read. Its error is already classified by <errors>.
    Result<void> test(sdk::Call& call) override {
        MUSTER_RETURN_IF_ERROR(call.host().call({.key = "__ACCOUNT__.TESTOP"}));
        return {};
    }

    // [get] By Uid or by name; nothing there is no error.
    MaybeHolder get(sdk::Call& call, std::string_view, const ObjectRef& ref,
                    const std::vector<std::string>&) override {
        return ref.isName() ? findByName(call, ref.text()) : findByUid(call, ref.text());
    }

    // [create] A call with a step is a write, and a step by itself: no Call::step around it.
    // `uid` and `name` are what the template's rules found in the answer.
    Result<WriteReport> create(sdk::Call& call, std::string_view,
                               const sdk::AttributesView& attributes) override {
        MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> given, attributes.copy());
        std::vector<Attribute> body;
        std::string state = "active";  // the office's default
        for (const Attribute& attribute : given) {
            if (attribute.values().empty()) {
                continue;  // `__ENABLE__=` says nothing
            }
            body.push_back(sdk::toNative(attribute, holderClass()));
            if (equalNames(attribute.name(), attr::kEnable)) {
                state = stateOf(attribute);
            }
        }
        MUSTER_ASSIGN_OR_RETURN(const sdk::Response answer,
                                call.host().call({.key = "__ACCOUNT__.CREATEOP",
                                                  .step = "holder",
                                                  .body = ObjectValue(std::move(body))}));
        return WriteReport{.uid = answer.uid, .name = answer.name, .state = state};
    }

    // [update] Two steps at most, always in this order: `profile` (all single values), then
    // `zones`. What can fail without a change stands before the first step. When a step fails,
    // what is true by then is reported: after a rename a resumed operation must look for the Uid,
    // not for the name that it was asked with.
    Result<WriteReport> update(sdk::Call& call, std::string_view, const ObjectRef& ref,
                               const sdk::DeltasView& view) override {
        MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> deltas, view.copy());
        MUSTER_ASSIGN_OR_RETURN(const std::string uid, resolve(call, ref));
        const WriteReport before{.uid = uid, .name = ref.isName() ? ref.text() : ""};
        WriteReport after = before;
        std::vector<Attribute> profile;
        std::vector<AttributeDelta> zones;
        for (const AttributeDelta& delta : deltas) {
            if (equalNames(delta.name(), "zones")) {
                zones.push_back(delta);
                continue;
            }
            MUSTER_RETURN_IF_ERROR(note(delta.attribute, after));
            profile.push_back(sdk::toNative(delta.attribute, holderClass()));
        }
        MUSTER_ASSIGN_OR_RETURN(
            const Attribute allZones,
            sdk::wholeListAfter(call, "zones", zones, [&] { return findByUid(call, uid); }));
        const auto tell = [&](Result<void> sent, const WriteReport& soFar) {
            if (!sent) {
                call.reportEarly(soFar);
            }
            return sent;
        };
        if (!profile.empty()) {
            MUSTER_RETURN_IF_ERROR(
                tell(write(call, "__ACCOUNT__.UPDATEOP", "profile", uid, profile), before));
        }
        if (!zones.empty()) {
            MUSTER_RETURN_IF_ERROR(
                tell(write(call, "__ACCOUNT__.zones.UPDATEOP", "zones", uid, {allZones}), after));
        }
        return after;
    }

    // [remove] Nobody there is kUnknownUid, by the error table; the host counts it as done. The
    // Uid is reported for its list of accounts, since we may have been asked by name.
    Result<void> remove(sdk::Call& call, std::string_view, const ObjectRef& ref) override {
        MUSTER_ASSIGN_OR_RETURN(const std::string uid, resolve(call, ref));
        MUSTER_RETURN_IF_ERROR(write(call, "__ACCOUNT__.DELETEOP", "delete", uid));
        call.reportEarly({.uid = uid});
        return {};
    }

    // [disassociate] The badge is handed back: no zones, not active. The office keeps the person.
    Result<void> disassociate(sdk::Call& call, std::string_view, const ObjectRef& ref) override {
        MUSTER_ASSIGN_OR_RETURN(const std::string uid, resolve(call, ref));
        MUSTER_RETURN_IF_ERROR(write(call, "__ACCOUNT__.DISASSOCIATEOP", "return", uid));
        call.reportEarly({.uid = uid, .state = "returned"});
        return {};
    }

    // [search] The office's pages know no filter, so what does not match is passed over here.
    // `position` follows the walk to the record at which it stopped.
    Result<sdk::SearchReport> search(sdk::Call& call, std::string_view, const Filter& filter,
                                     const sdk::SearchOptions& options,
                                     const sdk::ObjectHandler& handler) override {
        MUSTER_ASSIGN_OR_RETURN(
            sdk::SearchPosition position,
            sdk::SearchPosition::parse(options.pageToken,
                                       options.pageSize > 0 ? options.pageSize : 50));
        std::int64_t shown = 0;
        const auto show = [&](const std::string& record) -> Result<bool> {
            MUSTER_ASSIGN_OR_RETURN(const ConnectorObject holder, holderIn(record));
            return !filter.matches(holder) || (handler(holder) && ++shown != options.limit);
        };
        sdk::PageWalk pages(call.host(), {.key = "__ACCOUNT__.SEARCHOP"}, position.pageSize,
                            "holders");
        MUSTER_ASSIGN_OR_RETURN(const bool isEnd, pages.run(position.page, show));
        return sdk::SearchReport{.nextPageToken = isEnd ? "" : position.toToken(),
                                 .filterEvaluated = true};
    }

private:
    static std::string stateOf(const Attribute& enable) {
        return *enable.single()->as<bool>() ? "active" : "inactive";
    }

    // What a delta of a single value will make of the account's name and state.
    static Result<void> note(const Attribute& to, WriteReport& after) {
        if (equalNames(to.name(), attr::kName)) {
            after.name = *to.text();
        }
        if (!equalNames(to.name(), attr::kEnable)) {
            return {};
        }
        if (to.values().empty()) {
            return Error{.code = ErrorCode::kInvalidAttributeValue,
                         .message = "__ENABLE__ cannot be cleared, expected true or false",
                         .attributes = {std::string(attr::kEnable)}};
        }
        after.state = stateOf(to);
        return {};
    }

    // [write] The values of a template's placeholders go along by their names.
    static Result<void> write(sdk::Call& call, const std::string& key, const std::string& step,
                              const std::string& uid, std::vector<Attribute> body = {}) {
        sdk::TemplatedCall request{
            .key = key, .step = step, .placeholders = {Attribute(std::string(attr::kUid), uid)}};
        if (!body.empty()) {
            request.body = ObjectValue(std::move(body));
        }
        MUSTER_RETURN_IF_ERROR(call.host().call(request));
        return {};
    }

    // [read] JSON becomes attributes by the schema; Uid and name we take ourselves.
    static Result<ConnectorObject> holderIn(std::string_view text) {
        const auto holder = sdk::parseJsonObject(text);
        const std::string uid = holder ? sdk::jsonText(*holder, "id") : "";
        const std::string name = holder ? sdk::jsonText(*holder, "login") : "";
        if (!holder || uid.empty() || name.empty()) {
            return Error{.code = ErrorCode::kProtocol,
                         .message = "the office shows a holder without id or login"};
        }
        return ConnectorObject{.objectClass = std::string(object_class::kAccount),
                               .uid = uid,
                               .name = name,
                               .attributes = sdk::attributesOf(*holder, holderClass().attributes)};
    }

    // [by_uid] The answer's JSON is in `body`. In a dry run nothing was sent, and there is none.
    static MaybeHolder findByUid(sdk::Call& call, const std::string& uid) {
        const Result<sdk::Response> answer =
            call.host().call({.key = "__ACCOUNT__.GETOP",
                              .placeholders = {Attribute(std::string(attr::kUid), uid)}});
        if (answer ? answer->isDryRun : answer.error().code == ErrorCode::kUnknownUid) {
            return std::optional<ConnectorObject>();
        }
        return answer ? some(holderIn(answer->body)) : answer.error();
    }

    // [by_name] `query` sets a parameter beside those of the template; one without a value takes
    // a parameter of the template out.
    static MaybeHolder findByName(sdk::Call& call, const std::string& name) {
        MUSTER_ASSIGN_OR_RETURN(const sdk::Response answer,
                                call.host().call({.key = "__ACCOUNT__.SEARCHOP",
                                                  .query = {{"login", name}, {"size"}}}));
        return answer.records.empty() ? std::optional<ConnectorObject>()
                                      : some(holderIn(answer.records.front()));
    }

    // [resolve] In a dry run the name stands for the Uid, and `uidOf` says so in a notice.
    static Result<std::string> resolve(sdk::Call& call, const ObjectRef& ref) {
        return sdk::uidOf(call, ref, [&] { return findByName(call, ref.text()); });
    }

    static MaybeHolder some(Result<ConnectorObject> holder) {
        MUSTER_RETURN_IF_ERROR(holder);
        return std::optional(*std::move(holder));
    }
};

}  // namespace badge

MUSTER_DEFINE_CONNECTOR(badge::BadgeConnector, "badge", "1.0.0")
