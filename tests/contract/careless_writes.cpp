// What the careless connector writes.
#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "careless.h"
#include <muster/core/abi_convert.h>

namespace careless {

using namespace muster;

namespace {

thread_local std::optional<WriteReport> written;

void reportTo(const muster_sink& sink, const char* text) {
    const muster_notice notice = {
        sizeof notice, muster::abi::view(text), muster::abi::view(text), {}};
    sink.notice(sink.context, &notice);
}

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

/** Makes an object that can be used at once, whatever was asked for. */
muster_status createEnabled(const Careless& self, const muster_call& call,
                            muster_string_view objectClass, const muster_attribute_list& attributes,
                            const muster_sink& sink) {
    auto given = muster::abi::copyAttributes(attributes).valueOr({});
    std::erase_if(given, [](const Attribute& each) { return each.name() == "__ENABLE__"; });
    given.emplace_back("__ENABLE__", true);
    muster::abi::Marshal marshal;
    return real().create(self.hello, &call, objectClass, marshal.attributes(given), &sink);
}

}  // namespace

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
    if (has("enables-everybody")) {
        return createEnabled(self, *call, objectClass, attributes, changed);
    }
    return real().create(self.hello, call, objectClass, attributes, &changed);
}

namespace {

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

}  // namespace

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

}  // namespace careless
