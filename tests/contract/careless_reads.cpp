// What the careless connector shows, and its actions.
#include <algorithm>
#include <csignal>
#include <stdexcept>
#include <utility>

#include "careless.h"
#include <muster/core/abi_convert.h>

namespace careless {

using namespace muster;

namespace {

/** Shows the object with attributes that were lent for its create. */
void showKept(const muster_object& object) {
    muster_object changed = object;
    changed.attributes = keptList;
    outerSink->object(outerSink->context, &changed);
}

}  // namespace

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
    if (has("lets-the-sdk-catch-it") && ref->uid.size > 1000) {
        return fail(*sink, MUSTER_E_INTERNAL, "the connector threw an exception: too long");
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

namespace {

// The Uids shown last and before it, by the search under way.
thread_local std::string lastShown;
thread_local std::string shownBefore;

/** What its target's pages, or its own tokens, make of a search. */
void spoilPages(muster_search_options& wanted, muster_sink& changed) {
    if (has("stops-at-a-page-end") && wanted.page_size > 0) {
        const bool isShorter = wanted.limit > 0 && wanted.limit < wanted.page_size;
        wanted.limit = isShorter ? wanted.limit : wanted.page_size;
        changed.search_end = [](void* context, const muster_search_report* report) {
            muster_search_report ended = *report;
            ended.next_page_token = {};
            outerSink->search_end(context, &ended);
        };
    }
    if (has("leads-back")) {
        changed.object = [](void* context, const muster_object* object) {
            shownBefore = std::exchange(lastShown, std::string(muster::abi::text(object->uid)));
            return outerSink->object(context, object);
        };
        changed.search_end = [](void* context, const muster_search_report* report) {
            muster_search_report ended = *report;
            if (ended.next_page_token.size > 0) {
                ended.next_page_token = muster::abi::view(shownBefore);
            }
            outerSink->search_end(context, &ended);
        };
    }
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
    spoilPages(wanted, changed);
    muster_filter all{};
    all.struct_size = sizeof all;
    return realSearch().search(self.hello, call, objectClass,
                               has("ignores-filters") ? &all : filter, &wanted, &changed);
}

const muster_action_list* describeActions() {
    static const std::vector<ActionInfo> kActions = [] {
        std::vector<ActionInfo> made = helloActions();
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
    const muster_status status = realActions().run(from(instance).hello, call, objectClass, ref,
                                                   action, parameters, &changed);
    return has("acts-on-nobody") && isKnown ? MUSTER_OK : status;
}

muster_status check(muster_instance* instance, const muster_call* call, const muster_sink* sink) {
    outerSink = sink;
    muster_sink changed = *sink;
    changed.object = [](void* context, const muster_object* object) {
        muster_object told = *object;
        if (has("finds-without-a-word")) {
            told.attributes.count = 0;
        }
        const int goesOn = outerSink->object(context, &told);
        return has("checks-on-and-on") ? 1 : goesOn;
    };
    const auto* hello = static_cast<const muster_check_extension*>(
        real().get_extension(muster::abi::view(MUSTER_EXTENSION_CHECK_1)));
    return has("finds-nothing") ? MUSTER_OK : hello->check(from(instance).hello, call, &changed);
}

}  // namespace

const void* extension(muster_string_view id) {
    static const muster_search_extension kSearch = {sizeof kSearch, &search};
    static const muster_check_extension kCheck = {sizeof kCheck, &check};
    static const muster_action_extension kAction = {sizeof kAction, &describeActions, &act};
    if (muster::abi::text(id) == MUSTER_EXTENSION_ACTION_1) {
        return &kAction;
    }
    if (muster::abi::text(id) == MUSTER_EXTENSION_CHECK_1) {
        return &kCheck;
    }
    return muster::abi::text(id) == MUSTER_EXTENSION_SEARCH_1 ? &kSearch : nullptr;
}

}  // namespace careless
