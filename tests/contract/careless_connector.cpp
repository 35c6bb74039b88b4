// The hello connector with one fault, named by the environment variable MUSTER_FAULT: a fixture
// that the contract suite must find out. So that every clause can be broken, it does more than the
// hello connector even without a fault: an update takes one step for each delta, `test`, `get` and
// `search` need a token, and its target may keep silent (it answers through a pipe).
#include <cstdlib>
#include <map>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "careless.h"
#include <muster/sdk/define_connector.h>

#undef MUSTER_DEFINE_CONNECTOR
#define MUSTER_DEFINE_CONNECTOR(Class, connectorName, connectorVersion)
// NOLINTNEXTLINE(bugprone-suspicious-include): the whole connector but for its entry
#include "../../samples/hello_connector/hello_connector.cpp"

namespace careless {

using namespace muster;

thread_local std::string stepName;
thread_local const muster_sink* outerSink;
muster_attribute_list keptList = {};

bool has(std::string_view fault) {
    const char* chosen = std::getenv("MUSTER_FAULT");
    return chosen != nullptr && fault == chosen;
}

const muster_connector& real() { return *sdk::boundary::Table<hello::HelloConnector>::table(); }

const muster_search_extension& realSearch() {
    return *static_cast<const muster_search_extension*>(
        real().get_extension(muster::abi::view(MUSTER_EXTENSION_SEARCH_1)));
}

const muster_action_extension& realActions() {
    return *static_cast<const muster_action_extension*>(
        real().get_extension(muster::abi::view(MUSTER_EXTENSION_ACTION_1)));
}

std::vector<ActionInfo> helloActions() { return hello::HelloConnector::describe().actions; }

muster_status fail(const muster_sink& sink, muster_status status, const char* message,
                   std::int32_t outcome) {
    const muster_error error = {sizeof error, status, outcome, 0, 0, -1, muster::abi::view(message),
                                {},           {},     {}};
    sink.error(sink.context, &error);
    return status;
}

namespace {

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

}  // namespace

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

namespace {

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

muster_status test(muster_instance* instance, const muster_call* call, const muster_sink* sink) {
    const muster_status status = reach(from(instance), *sink);
    return status == MUSTER_OK ? real().test(from(instance).hello, call, sink) : status;
}

muster_status checkAlive(muster_instance* instance, const muster_call* call,
                         const muster_sink* sink) {
    return real().check_alive(from(instance).hello, call, sink);
}

}  // namespace

}  // namespace careless

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
    static const muster_connector kTable = {
        sizeof(muster_connector), MUSTER_ABI_MAJOR,          MUSTER_ABI_MINOR,
        &careless::describe,      &careless::createInstance, &careless::destroyInstance,
        &careless::test,          &careless::checkAlive,     &careless::get,
        &careless::create,        &careless::update,         &careless::deleteObject,
        &careless::disassociate,  &careless::extension};
    return &kTable;
}
