#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/abi/action.h>
#include <muster/abi/check.h>
#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>
#include <muster/core/schema.h>

/** What the files of the careless connector share. */
namespace careless {

/** Whether this fault was chosen. */
bool has(std::string_view fault);

/** The hello connector behind it. */
const muster_connector& real();
const muster_search_extension& realSearch();
const muster_action_extension& realActions();
/** What it says of its actions. */
std::vector<muster::ActionInfo> helloActions();

/** An instance: that of the hello connector, and what its host gave. */
struct Careless {
    muster_instance* hello = nullptr;
    muster_host outer = {};
    muster_host changed = {};  // what the hello connector is given
    std::string pipe = {};
    std::filesystem::path queue = {};  // holds a file for each object that waits
    bool hasToken = false;
};
inline Careless& from(muster_instance* instance) { return *reinterpret_cast<Careless*>(instance); }

/** Reports an error and gives its status. */
muster_status fail(const muster_sink& sink, muster_status status, const char* message,
                   std::int32_t outcome = MUSTER_OUTCOME_UNSET);
/** Asks for the token, and then for the target's answer. */
muster_status reach(Careless& self, const muster_sink& sink);

// What goes on in the call under way.
extern thread_local std::string stepName;  // the hello connector's own name for each is "change"
extern thread_local const muster_sink* outerSink;  // where the hello connector's reports go on to
/** What is shown later as the greeting, without having been copied. */
extern muster_attribute_list keptList;

muster_status create(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, muster_attribute_list attributes,
                     const muster_sink* sink);
muster_status update(muster_instance* instance, const muster_call* call,
                     muster_string_view objectClass, const muster_object_ref* ref,
                     muster_delta_list list, const muster_sink* sink);
muster_status deleteObject(muster_instance* instance, const muster_call* call,
                           muster_string_view objectClass, const muster_object_ref* ref,
                           const muster_sink* sink);
muster_status disassociate(muster_instance* instance, const muster_call* call,
                           muster_string_view objectClass, const muster_object_ref* ref,
                           const muster_sink* sink);
muster_status get(muster_instance* instance, const muster_call* call,
                  muster_string_view objectClass, const muster_object_ref* ref,
                  muster_string_list attributes, const muster_sink* sink);
const void* extension(muster_string_view id);

}  // namespace careless
