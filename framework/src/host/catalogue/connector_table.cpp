#include "host/catalogue/connector_table.h"

#include <stdexcept>

#include <dlfcn.h>
#include <fmt/format.h>

#include "host/catalogue/description_check.h"
#include "host/catalogue/escaped_exception.h"
#include <muster/core/abi_convert.h>

namespace muster::host {
namespace {

using Failed = std::optional<CheckFailure>;

/** What `call` returns, which is a function of the plugin; what that throws comes out as an
 * exception of ours, with a sentence. */
template <typename Call>
auto fromPlugin(const char* function, const Call& call) {
    try {
        return call();
    } catch (...) {
        throw std::runtime_error(escapedException(function));
    }
}

CheckFailure tableFailure(std::string found, std::string expected) {
    return {.step = "table", .found = std::move(found), .expected = std::move(expected)};
}

Failed checkTable(const muster_connector* table) {
    if (table == nullptr) {
        return tableFailure("the entry function returned null", "the connector's table");
    }
    if (table->struct_size < sizeof(muster_connector)) {
        return tableFailure(fmt::format("a table of {} bytes", table->struct_size),
                            fmt::format("at least {}", sizeof(muster_connector)));
    }
    if (table->abi_major != MUSTER_ABI_MAJOR || table->abi_minor != MUSTER_ABI_MINOR) {
        return tableFailure(
            fmt::format("a table of contract {}.{}", table->abi_major, table->abi_minor),
            fmt::format("{}.{}, as its descriptor says", MUSTER_ABI_MAJOR, MUSTER_ABI_MINOR));
    }
    const std::pair<const char*, bool> required[] = {
        {"describe", table->describe != nullptr},
        {"create_instance", table->create_instance != nullptr},
        {"destroy_instance", table->destroy_instance != nullptr},
        {"test", table->test != nullptr},
        {"check_alive", table->check_alive != nullptr},
        {"get", table->get != nullptr},
        {"create", table->create != nullptr},
        {"update", table->update != nullptr},
        {"delete_object", table->delete_object != nullptr}};
    std::string missing;
    for (const auto& [name, isThere] : required) {
        missing += isThere ? "" : fmt::format("{}\"{}\"", missing.empty() ? "" : ", ", name);
    }
    if (!missing.empty()) {
        return tableFailure("no function for " + missing, "every required function");
    }
    return std::nullopt;
}

/** Whether what the classes promise has a function. */
Failed checkPromises(const ObjectClassInfo& info, const ConnectorTable& made) {
    const auto promise = [&info](const char* operation, const char* function) {
        return CheckFailure{.step = "table",
                            .found = fmt::format("no {}, although class \"{}\" supports {}",
                                                 function, info.name, operation),
                            .expected = "a function for what the description promises"};
    };
    if (info.disassociate == Support::kSupported && made.table->disassociate == nullptr) {
        return promise("disassociate", "\"disassociate\" function");
    }
    if (info.search == Support::kSupported && made.search == nullptr) {
        return promise("search", "extension \"" MUSTER_EXTENSION_SEARCH_1 "\"");
    }
    return std::nullopt;
}

Failed readSearch(ConnectorTable& made) {
    if (made.table->get_extension == nullptr) {
        return std::nullopt;
    }
    const void* extension = fromPlugin("get_extension", [&] {
        return made.table->get_extension(abi::view(MUSTER_EXTENSION_SEARCH_1));
    });
    made.search = static_cast<const muster_search_extension*>(extension);
    if (made.search != nullptr && (made.search->struct_size < sizeof(muster_search_extension) ||
                                   made.search->search == nullptr)) {
        return tableFailure("an extension \"" MUSTER_EXTENSION_SEARCH_1
                            "\" that is too short or "
                            "has no function",
                            "a whole one, or null");
    }
    return std::nullopt;
}

Failed readActions(ConnectorTable& made) {
    if (made.table->get_extension == nullptr) {
        return std::nullopt;
    }
    const void* extension = fromPlugin("get_extension", [&] {
        return made.table->get_extension(abi::view(MUSTER_EXTENSION_ACTION_1));
    });
    made.action = static_cast<const muster_action_extension*>(extension);
    if (made.action == nullptr) {
        return std::nullopt;
    }
    if (made.action->struct_size < sizeof(muster_action_extension) ||
        made.action->describe == nullptr || made.action->run == nullptr) {
        return tableFailure("an extension \"" MUSTER_EXTENSION_ACTION_1
                            "\" that is too short or has no function",
                            "a whole one, or null");
    }
    const muster_action_list* list = fromPlugin("describe of " MUSTER_EXTENSION_ACTION_1,
                                                [&] { return made.action->describe(); });
    if (list == nullptr) {
        return tableFailure("an extension \"" MUSTER_EXTENSION_ACTION_1 "\" that describes nothing",
                            "a list of actions, which may be empty");
    }
    Result<std::vector<ActionInfo>> actions = abi::copyActions(*list);
    if (!actions) {
        return CheckFailure{.step = "description",
                            .found = actions.error().message,
                            .expected = "actions that the contract allows"};
    }
    made.description.actions = *std::move(actions);
    return std::nullopt;
}

Failed readCheck(ConnectorTable& made) {
    if (made.table->get_extension == nullptr) {
        return std::nullopt;
    }
    const void* extension = fromPlugin("get_extension", [&] {
        return made.table->get_extension(abi::view(MUSTER_EXTENSION_CHECK_1));
    });
    made.check = static_cast<const muster_check_extension*>(extension);
    if (made.check != nullptr && (made.check->struct_size < sizeof(muster_check_extension) ||
                                  made.check->check == nullptr)) {
        return tableFailure("an extension \"" MUSTER_EXTENSION_CHECK_1
                            "\" that is too short or has no function",
                            "a whole one, or null");
    }
    return std::nullopt;
}

Failed readAll(void* library, const PhaseHandler& onPhase, ConnectorTable& made) {
    auto* const entry = reinterpret_cast<muster_connector_entry_fn>(
        ::dlsym(library, MUSTER_CONNECTOR_ENTRY_SYMBOL));
    if (entry == nullptr) {
        return tableFailure("no symbol \"" MUSTER_CONNECTOR_ENTRY_SYMBOL "\"", "the function");
    }
    onPhase("entry function");
    made.table = fromPlugin(MUSTER_CONNECTOR_ENTRY_SYMBOL, entry);
    if (Failed failed = checkTable(made.table)) {
        return failed;
    }
    onPhase("describe function");
    const muster_description* described = fromPlugin("describe", made.table->describe);
    if (described == nullptr) {
        return CheckFailure{.step = "description",
                            .found = "the describe function returned null",
                            .expected = "the connector's description"};
    }
    Result<Description> description = abi::copyDescription(*described);
    if (!description) {
        return CheckFailure{.step = "description",
                            .found = description.error().message,
                            .expected = "a description that the contract allows"};
    }
    made.description = *std::move(description);
    onPhase("get_extension function");
    if (Failed failed = readSearch(made)) {
        return failed;
    }
    if (Failed failed = readActions(made)) {
        return failed;
    }
    if (Failed failed = readCheck(made)) {
        return failed;
    }
    for (const ObjectClassInfo& info : made.description.classes) {
        if (Failed failed = checkPromises(info, made)) {
            return failed;
        }
    }
    return checkDescription(made.description);
}

}  // namespace

std::optional<ConnectorTable> readConnectorTable(void* library, const PhaseHandler& onPhase,
                                                 CheckFailure& failure) {
    ConnectorTable made;
    Failed failed;
    try {
        failed = readAll(library, onPhase, made);
    } catch (const std::exception& exception) {
        failed = tableFailure(exception.what(), "functions that throw nothing");
    }
    if (failed) {
        failure = *std::move(failed);
        return std::nullopt;
    }
    return made;
}

}  // namespace muster::host
