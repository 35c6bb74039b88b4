// The hello connector with one fault, named by the environment variable MUSTER_FAULT: a fixture
// that the contract suite must find out. So that every clause can be broken, it does more than the
// hello connector even without a fault: an update takes one step for each delta, `test`, `get` and
// `search` need a token, and its target may keep silent (it answers through a pipe).
#include <csignal>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <muster/sdk/define_connector.h>

#undef MUSTER_DEFINE_CONNECTOR
#define MUSTER_DEFINE_CONNECTOR(Class, connectorName, connectorVersion)
#include "../../samples/hello_connector/hello_connector.cpp"

namespace {

using namespace muster;

bool has(std::string_view fault) {
    const char* chosen = std::getenv("MUSTER_FAULT");
    return chosen != nullptr && fault == chosen;
}

/** What hello says of itself, with one fault. */
Description described() {
    Description all = hello::HelloConnector::describe();
    if (has("takes-a-name-twice")) {
        all.classes.front().attributes.back().nativeName = "greeting";
    } else if (has("has-a-default-of-another-type")) {
        all.properties.push_back(
            {.name = "size", .type = ValueKind::kInteger, .defaultValue = "many"});
    } else if (has("shows-a-secret")) {
        all.properties.push_back({.name = "badge", .type = ValueKind::kSecret});
    } else if (has("has-keys-without-calls")) {
        all.operationKeys = {{.key = "__ACCOUNT__.CREATEOP"}};
    }
    return all;
}

const muster_connector& real() { return *sdk::boundary::Table<hello::HelloConnector>::table(); }

const muster_search_extension& realSearch() {
    return *static_cast<const muster_search_extension*>(
        real().get_extension(muster::abi::view(MUSTER_EXTENSION_SEARCH_1)));
}

/** An instance: that of the hello connector, and what its host gave. */
struct Careless {
    muster_instance* hello = nullptr;
    muster_host outer = {};
    muster_host changed = {};  // what the hello connector is given
    std::string pipe = {};
    std::filesystem::path queue = {};  // holds a file for each object that waits
    bool hasToken = false;
};

Careless& from(muster_instance* instance) { return *reinterpret_cast<Careless*>(instance); }

const muster_description* describe() {
    static const Description kDescription = [] {
        Description made = described();
        made.properties.push_back({.name = "pipe", .help = "Through which its target answers"});
        made.properties.push_back({.name = "queue", .help = "Folder of those who wait"});
        made.properties.push_back({.name = "token",
                                   .type = ValueKind::kSecret,
                                   .confidential = true,
                                   .help = "For the target"});
        return made;
    }();
    static muster::abi::Marshal marshal;
    static const muster_description* const kMade = marshal.description(kDescription);
    return kMade;
}

muster_status fail(const muster_sink& sink, muster_status status, const char* message,
                   std::int32_t outcome = MUSTER_OUTCOME_UNSET) {
    const muster_error error = {sizeof error, status, outcome, 0, 0, -1, muster::abi::view(message),
                                {},           {},     {}};
    sink.error(sink.context, &error);
    return status;
}

// What goes on in the update under way.
thread_local std::string stepName;          // the hello connector's own name for each is "change"
thread_local const muster_sink* outerSink;  // where the hello connector's reports go on to
thread_local std::optional<WriteReport> written;

muster_status beginStep(void* context, const muster_step* step, muster_step_decision* decision) {
    const Careless& self = *static_cast<Careless*>(context);
    muster_step named = *step;
    named.name = stepName.empty() ? step->name : muster::abi::view(stepName);
    const muster_status status = self.outer.begin_step(self.outer.context, &named, decision);
    const bool isIgnored =
        (has("acts-in-dry-run") && decision->verdict == MUSTER_STEP_DRY_RUN) ||
        (has("repeats-steps") && decision->verdict == MUSTER_STEP_ALREADY_APPLIED);
    if (isIgnored) {
        decision->verdict = MUSTER_STEP_PROCEED;
    }
    return has("ignores-deadline") ? MUSTER_OK : status;
}

/** Only steps and log lines are asked for by the hello connector. */
muster_host hostBetween(Careless& self) {
    muster_host host = {};
    host.struct_size = sizeof host;
    host.context = &self;
    host.begin_step = &beginStep;
    return host;
}

muster_status createInstance(const muster_host* host, muster_attribute_list properties,
                             const muster_sink* sink, muster_instance** instance) {
    if (has("logs-too-early")) {
        host->log(host->context, MUSTER_LOG_INFO, muster::abi::view("hello"), {});
    }
    auto made = std::make_unique<Careless>();
    made->outer = *host;
    made->changed = hostBetween(*made);
    const auto given = muster::abi::copyAttributes(properties).valueOr({});
    if (const Attribute* pipe = findAttribute(given, "pipe"); pipe != nullptr) {
        made->pipe = *pipe->text();
    }
    if (const Attribute* queue = findAttribute(given, "queue"); queue != nullptr) {
        made->queue = *queue->text();
    }
    const muster_status status =
        real().create_instance(&made->changed, properties, sink, &made->hello);
    if (status == MUSTER_OK) {
        *instance = reinterpret_cast<muster_instance*>(made.release());
    }
    return status;
}

void destroyInstance(muster_instance* instance) {
    const std::unique_ptr<Careless> owned(&from(instance));
    real().destroy_instance(owned->hello);
}

/** Waits for the target's answer, as long as the call's time allows. */
muster_status await(const Careless& self, const muster_sink& sink) {
    const int pipe = open(self.pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (pipe < 0) {
        return MUSTER_OK;  // nobody keeps it silent
    }
    pollfd waiting = {pipe, POLLIN, 0};
    const auto left = static_cast<int>(self.outer.remaining_ms(self.outer.context));
    const int answers = poll(&waiting, 1, has("waits-for-ever") ? -1 : left);
    close(pipe);
    return answers > 0
               ? MUSTER_OK
               : fail(sink, MUSTER_E_TIMEOUT, "the target is silent", MUSTER_OUTCOME_NOT_APPLIED);
}

/** Asks for the token, and then for the target's answer. */
muster_status reach(Careless& self, const muster_sink& sink) {
    if (!has("keeps-the-secret") || !self.hasToken) {
        muster_value token = {};
        const muster_status status =
            self.outer.secret(self.outer.context, muster::abi::view("token"), &token);
        if (status != MUSTER_OK) {
            return fail(sink, status, "the host gave no token", MUSTER_OUTCOME_NOT_APPLIED);
        }
        self.hasToken = true;
    }
    return await(self, sink);
}

muster_status test(muster_instance* instance, const muster_call* call, const muster_sink* sink) {
    const muster_status status = reach(from(instance), *sink);
    return status == MUSTER_OK ? real().test(from(instance).hello, call, sink) : status;
}

muster_status checkAlive(muster_instance* instance, const muster_call* call,
                         const muster_sink* sink) {
    return real().check_alive(from(instance).hello, call, sink);
}

void reportTo(const muster_sink& sink, const char* text) {
    const muster_notice notice = {
        sizeof notice, muster::abi::view(text), muster::abi::view(text), {}};
    sink.notice(sink.context, &notice);
}

// What is shown later as the greeting, without having been copied.
muster_attribute_list keptList = {};

/** An object whose name begins so waits until somebody takes it out of the queue. */
bool isGuest(const muster_attribute_list& attributes) {
    const auto given = muster::abi::copyAttributes(attributes).valueOr({});
    const Attribute* name = findAttribute(given, "__NAME__");
    return name != nullptr && name->text() != nullptr && name->text()->starts_with("guest");
}

bool isWaiting(const Careless& self, const muster_object_ref& ref) {
    const std::string uid(muster::abi::text(ref.uid));
    return !self.queue.empty() && !uid.empty() && uid.size() < 100 &&
           std::filesystem::exists(self.queue / uid);
}

muster_status createGuest(Careless& self, const muster_call& call, muster_string_view objectClass,
                          const muster_attribute_list& attributes, const muster_sink& sink) {
    outerSink = &sink;
    written.reset();
    muster_sink changed = sink;
    changed.write = [](void*, const muster_write_report* report) {
        written = muster::abi::copyWriteReport(*report).valueOr({});
    };
    const muster_status status =
        real().create(self.hello, &call, objectClass, attributes, &changed);
    if (status == MUSTER_OK && written) {
        std::ofstream(self.queue / written->uid);
        written->state = "waiting";
        written->accepted = true;
        muster::abi::Marshal marshal;
        sink.write(sink.context, marshal.writeReport(*written));
    }
    return status;
}

/** Nothing is done now: that is what the report says. */
muster_status deferUpdate(const muster_object_ref& ref, const muster_delta_list& deltas,
                          const muster_sink& sink) {
    if (has("refuses-what-waits")) {
        return fail(sink, MUSTER_E_INVALID_STATE, "the object waits", MUSTER_OUTCOME_NOT_APPLIED);
    }
    WriteReport report{.uid = std::string(muster::abi::text(ref.uid)), .state = "waiting"};
    if (!has("forgets-what-waits")) {
        report.accepted = true;
        report.deferred = muster::abi::copyDeltas(deltas).valueOr({});
    }
    muster::abi::Marshal marshal;
    sink.write(sink.context, marshal.writeReport(report));
    return MUSTER_OK;
}

/** Makes the object, and then fails over something that comes after it. */
muster_status createAndFail(Careless& self, const muster_call& call, muster_string_view objectClass,
                            const muster_attribute_list& attributes, const muster_sink& sink) {
    muster_sink silent = sink;
    silent.write = [](void*, const muster_write_report*) {};
    if (const muster_status status =
            real().create(self.hello, &call, objectClass, attributes, &silent);
        status != MUSTER_OK) {
        return status;
    }
    if (self.outer.throttle(self.outer.context, muster::abi::view("later")) != MUSTER_OK) {
        return fail(sink, MUSTER_E_TIMEOUT, "no time was left for the rest",
                    MUSTER_OUTCOME_NOT_APPLIED);
    }
    return MUSTER_OK;
}

muster_status create(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, muster_attribute_list attributes,
                     const muster_sink* sink) {
    Careless& self = from(instance);
    muster_sink changed = *sink;
    if (has("reports-no-uid")) {
        changed.write = [](void*, const muster_write_report*) {};
    }
    if (has("reports-an-empty-uid")) {
        muster_write_report empty{};  // whatever is appended to it later
        empty.struct_size = sizeof empty;
        sink->write(sink->context, &empty);
    }
    if (has("reports-on-another-thread")) {
        std::thread([sink] { reportTo(*sink, "elsewhere"); }).join();
    }
    if (has("refuses-longer-structs") && call->struct_size != sizeof *call) {
        return fail(*sink, MUSTER_E_INTERNAL, "the call is of another size");
    }
    if (has("walks-by-sizeof")) {
        attributes.stride = sizeof(muster_attribute);
    }
    keptList = attributes;
    if (!self.queue.empty() && isGuest(attributes)) {
        return createGuest(self, *call, objectClass, attributes, *sink);
    }
    if (has("forgets-what-it-made")) {
        return createAndFail(self, *call, objectClass, attributes, *sink);
    }
    return real().create(self.hello, call, objectClass, attributes, &changed);
}

/** Shows the object with attributes that were lent for its create. */
void showKept(const muster_object& object) {
    muster_object changed = object;
    changed.attributes = keptList;
    outerSink->object(outerSink->context, &changed);
}

muster_status get(muster_instance* instance, const muster_call* call,
                  muster_string_view objectClass, const muster_object_ref* ref,
                  muster_string_list attributes, const muster_sink* sink) {
    Careless& self = from(instance);
    if (has("throws-at-odd-input") && ref->uid.size > 1000) {
        throw std::runtime_error("a Uid of more than 1000 bytes");
    }
    if (has("crashes-at-odd-input") && ref->uid.size > 1000) {
        std::raise(SIGFPE);
    }
    if (const muster_status status = reach(self, *sink); status != MUSTER_OK) {
        if (has("throws-when-refused")) {
            throw 42;
        }
        return status;
    }
    static thread_local bool isShown;
    isShown = false;
    outerSink = sink;
    muster_sink changed = *sink;
    changed.object = [](void* context, const muster_object* object) {
        isShown = true;
        if (has("keeps-what-was-lent")) {
            showKept(*object);
            return 1;
        }
        return outerSink->object(context, object);
    };
    const muster_status status =
        real().get(self.hello, call, objectClass, ref, attributes, &changed);
    return has("says-absence-is-an-error") && !isShown ? MUSTER_E_UNKNOWN_UID : status;
}

/** A sink that keeps the write for the end, and gives the step its name. */
muster_sink sinkOfUpdate(const muster_sink& outer) {
    muster_sink changed = outer;
    changed.write = [](void*, const muster_write_report* report) {
        written = muster::abi::copyWriteReport(*report).valueOr({});
    };
    changed.step = [](void* context, const muster_step_report* report) {
        muster_step_report named = *report;
        named.name = muster::abi::view(stepName);
        named.outcome = has("denies-its-change") ? MUSTER_OUTCOME_NOT_APPLIED : report->outcome;
        outerSink->step(context, &named);
    };
    if (has("hides-a-failed-step")) {
        changed.error = [](void*, const muster_error*) {};
    }
    return changed;
}

/** The deltas in the order in which they are written. */
std::vector<AttributeDelta> inOrder(const muster_delta_list& list) {
    static thread_local int updates = 0;
    std::vector<AttributeDelta> deltas = muster::abi::copyDeltas(list).valueOr({});
    if (has("swaps-the-steps") && ++updates % 2 == 0) {
        std::reverse(deltas.begin(), deltas.end());
    }
    if (has("takes-no-values-for-silence")) {
        std::erase_if(deltas, [](const AttributeDelta& delta) {
            return delta.mode == DeltaMode::kReplace && delta.attribute.values().empty();
        });
    }
    const bool isNamed = std::any_of(deltas.begin(), deltas.end(), [](const AttributeDelta& delta) {
        return delta.name() == "greeting";
    });
    if (has("takes-silence-for-no-values") && !isNamed) {
        deltas.push_back({DeltaMode::kReplace, Attribute::list("greeting", {})});
    }
    return has("forgets-updates") ? std::vector<AttributeDelta>() : deltas;
}

/** One delta, one step. */
muster_status updateOne(const Careless& self, const muster_call& call,
                        muster_string_view objectClass, const muster_object_ref& ref,
                        const std::vector<AttributeDelta>& deltas, const muster_sink& sink) {
    muster::abi::Marshal marshal;
    return real().update(self.hello, &call, objectClass, &ref, marshal.deltas(deltas), &sink);
}

muster_status finishUpdate(const muster_sink& sink, muster_status status) {
    if (written && status == MUSTER_OK) {
        muster::abi::Marshal marshal;
        sink.write(sink.context, marshal.writeReport(*written));
    }
    return status;
}

muster_status update(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, const muster_object_ref* ref,
                     muster_delta_list list, const muster_sink* sink) {
    const Careless& self = from(instance);
    if (isWaiting(self, *ref) || has("defers-for-ever")) {
        return deferUpdate(*ref, list, *sink);
    }
    outerSink = sink;
    written.reset();
    std::vector<std::vector<AttributeDelta>> steps;
    for (const AttributeDelta& delta : inOrder(list)) {
        steps.push_back({delta});
    }
    if (steps.empty()) {
        steps.emplace_back();  // one that changes nothing
    }
    const muster_sink changed = sinkOfUpdate(*sink);
    muster_status status = MUSTER_OK;
    for (const std::vector<AttributeDelta>& step : steps) {
        stepName = "change";
        if (has("goes-on-afresh") && (call->flags & MUSTER_CALL_RESUMED) != 0) {
            stepName += ":again";
        }
        if (!step.empty()) {
            stepName += ":" + step.front().name() + ":" +
                        std::to_string(static_cast<int>(step.front().mode));
        }
        status = updateOne(self, *call, objectClass, *ref, step, changed);
        stepName.clear();
        if (status != MUSTER_OK) {
            break;
        }
    }
    if (has("denies-its-change") && status == MUSTER_OK) {
        return fail(*sink, MUSTER_E_CONFLICT, "nothing was changed", MUSTER_OUTCOME_NOT_APPLIED);
    }
    return finishUpdate(*sink, has("hides-a-failed-step") ? MUSTER_OK : status);
}

muster_status deleteObject(muster_instance* instance, const muster_call* call,
                           muster_string_view objectClass, const muster_object_ref* ref,
                           const muster_sink* sink) {
    if (has("forgets-deletes")) {
        return MUSTER_OK;
    }
    muster_sink changed = *sink;
    if (has("hides-absence")) {
        changed.error = [](void*, const muster_error*) {};
    }
    const muster_status status =
        real().delete_object(from(instance).hello, call, objectClass, ref, &changed);
    if (status != MUSTER_OK && has("reports-two-errors")) {
        fail(*sink, status, "again");
    }
    if (status != MUSTER_OK && has("returns-another-code")) {
        return MUSTER_E_INTERNAL;
    }
    return has("hides-absence") ? MUSTER_OK : status;
}

muster_status disassociate(muster_instance* instance, const muster_call* call,
                           muster_string_view objectClass, const muster_object_ref* ref,
                           const muster_sink* sink) {
    return real().disassociate(from(instance).hello, call, objectClass, ref, sink);
}

muster_status search(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, const muster_filter* filter,
                     const muster_search_options* options, const muster_sink* sink) {
    Careless& self = from(instance);
    if (const muster_status status = reach(self, *sink); status != MUSTER_OK) {
        return status;
    }
    outerSink = sink;
    muster_sink changed = *sink;
    if (has("ignores-the-stop")) {
        changed.object = [](void* context, const muster_object* object) {
            outerSink->object(context, object);
            return 1;
        };
    }
    muster_search_options wanted = *options;
    if (has("ignores-the-limit")) {
        wanted.limit = 0;
    }
    muster_filter all{};
    all.struct_size = sizeof all;
    return realSearch().search(self.hello, call, objectClass,
                               has("ignores-filters") ? &all : filter, &wanted, &changed);
}

const muster_action_list* describeActions() {
    static const std::vector<ActionInfo> kActions = [] {
        std::vector<ActionInfo> made = hello::HelloConnector::describe().actions;
        if (has("lists-an-action-twice")) {
            made.push_back(made.front());
        }
        return made;
    }();
    static muster::abi::Marshal marshal;
    static const muster_action_list* const kMade = marshal.actions(kActions);
    return kMade;
}

muster_status act(muster_instance* instance, const muster_call* call,
                  muster_string_view objectClass, const muster_object_ref* ref,
                  muster_string_view action, muster_attribute_list parameters,
                  const muster_sink* sink) {
    const bool isKnown = muster::abi::text(action) == "praise";
    if (has("acts-without-steps") || (has("takes-any-action") && !isKnown)) {
        return isKnown || has("takes-any-action")
                   ? MUSTER_OK
                   : fail(*sink, MUSTER_E_NOT_SUPPORTED, "there is only praise");
    }
    static thread_local std::string lastActedOn;
    const std::string uid(muster::abi::text(ref->uid));
    if (has("acts-once") && isKnown && uid == lastActedOn) {
        return fail(*sink, MUSTER_E_CONFLICT, "it was praised before");
    }
    lastActedOn = uid;
    muster_sink changed = *sink;
    if (has("acts-on-nobody") && isKnown) {
        changed.error = [](void*, const muster_error*) {};
    }
    const auto* praise = static_cast<const muster_action_extension*>(
        real().get_extension(muster::abi::view(MUSTER_EXTENSION_ACTION_1)));
    const muster_status status =
        praise->run(from(instance).hello, call, objectClass, ref, action, parameters, &changed);
    return has("acts-on-nobody") && isKnown ? MUSTER_OK : status;
}

const void* extension(muster_string_view id) {
    static const muster_search_extension kSearch = {sizeof kSearch, &search};
    static const muster_action_extension kAction = {sizeof kAction, &describeActions, &act};
    if (muster::abi::text(id) == MUSTER_EXTENSION_ACTION_1) {
        return &kAction;
    }
    return muster::abi::text(id) == MUSTER_EXTENSION_SEARCH_1 ? &kSearch : nullptr;
}

}  // namespace

extern "C" MUSTER_EXPORT_SYMBOL const muster_connector_info_v0 muster_connector_info;
extern "C" const muster_connector_info_v0 muster_connector_info = {MUSTER_CONNECTOR_MAGIC,
                                                                   sizeof muster_connector_info,
                                                                   MUSTER_ABI_MAJOR,
                                                                   MUSTER_ABI_MINOR,
                                                                   0,
                                                                   "careless",
                                                                   "1.0.0"};

extern "C" MUSTER_EXPORT_SYMBOL const muster_connector* muster_connector_entry(void);
extern "C" const muster_connector* muster_connector_entry(void) {
    static const muster_connector kTable = {sizeof(muster_connector),
                                            MUSTER_ABI_MAJOR,
                                            MUSTER_ABI_MINOR,
                                            &describe,
                                            &createInstance,
                                            &destroyInstance,
                                            &test,
                                            &checkAlive,
                                            &get,
                                            &create,
                                            &update,
                                            &deleteObject,
                                            &disassociate,
                                            &extension};
    return &kTable;
}
