#include <cstdlib>
#include <deque>
#include <iostream>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"
#include "testing/loopback.h"
#include <muster/abi/action.h>
#include <muster/core/abi_convert.h>
#include <muster/testing/contract_suite.h>

namespace muster::testing {
namespace {

namespace ut = boost::unit_test;

/** What lives as long as the program. */
struct Run {
    ConnectorQuirks (*makeQuirks)() = nullptr;
    ConnectorQuirks quirks;
    std::unique_ptr<PluginLibrary> library;
    std::unique_ptr<Description> description;
    std::vector<std::unique_ptr<Subject>> subjects;
    /** Boost.Test keeps a pointer to a description, and no copy. */
    std::deque<std::string> titles;
};

Run& run() {
    static Run instance;
    return instance;
}

/** "C-27", "get finds it by name" -> "c_27_get_finds_it_by_name". */
std::string identifier(const Case& item) {
    std::string name = item.clause + "_" + item.sentence;
    for (char& c : name) {
        c = c == ' ' || c == '-' ? '_' : c;
    }
    name.front() = 'c';
    return name;
}

boost::test_tools::assertion_result canBeTried(const Case& item, const Subject& subject) {
    for (const auto& reasonAgainst : item.needs) {
        if (const std::string reason = reasonAgainst(subject); !reason.empty()) {
            std::cout << "skipped " << item.clause << " (" << item.sentence << "): " << reason
                      << std::endl;
            boost::test_tools::assertion_result refused(false);
            refused.message() << reason;
            return refused;
        }
    }
    return true;
}

void addCases(ut::test_suite& suite, const Subject& subject) {
    for (const auto& group :
         {loadingCases, instanceCases, borderCases, createCases, updateCases, deleteCases, getCases,
          searchCases, stepCases, failureCases, actionCases, checkCases, deferredCases}) {
        for (const Case& item : group()) {
            const auto body = [item, &subject] {
                Bench bench(subject);
                item.run(bench);
            };
            ut::test_case* made = ut::make_test_case(body, identifier(item), __FILE__, __LINE__);
            ut::decorator::collector_t& decorators =
                *ut::description(run().titles.emplace_back(item.clause + " " + item.sentence)) *
                ut::precondition(
                    [item, &subject](ut::test_unit_id) { return canBeTried(item, subject); });
            decorators.store_in(*made);
            decorators.reset();
            suite.add(made);
        }
    }
}

Result<ConnectorQuirks> quirksOf(const Run& now) {
    try {
        return now.makeQuirks();
    } catch (const std::exception& problem) {  // whatever the author's program needs for them
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "the quirks cannot be had: " + std::string(problem.what())};
    }
}

Result<void> load(Run& now) {
    MUSTER_ASSIGN_OR_RETURN(now.quirks, quirksOf(now));
    if (const char* path = std::getenv("MUSTER_CONTRACT_PLUGIN")) {
        now.quirks.plugin = path;
    }
    if (!now.quirks.newObject || !now.quirks.change) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "the quirks lack newObject or change"};
    }
    MUSTER_RETURN_IF_ERROR(Uid::parse(now.quirks.absentUid));
    MUSTER_ASSIGN_OR_RETURN(now.library, PluginLibrary::open(now.quirks.plugin));
    const muster_connector* table = now.library->table();
    const muster_description* raw = table == nullptr ? nullptr : table->describe();
    if (raw == nullptr) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = table == nullptr ? "C-03: the entry function returned null"
                                                 : "C-07: describe returned null"};
    }
    MUSTER_ASSIGN_OR_RETURN(Description description, abi::copyDescription(*raw));
    if (const void* found = table->get_extension == nullptr
                                ? nullptr
                                : table->get_extension(abi::view(MUSTER_EXTENSION_ACTION_1))) {
        const auto& extension = *static_cast<const muster_action_extension*>(found);
        const muster_action_list* list = extension.describe();
        if (list == nullptr) {
            return Error{.code = ErrorCode::kConfiguration,
                         .message = "C-68: describe of muster.action/1 returned null"};
        }
        MUSTER_ASSIGN_OR_RETURN(description.actions, abi::copyActions(*list));
    }
    now.description = std::make_unique<Description>(std::move(description));
    if (now.description->usesTemplatedCalls && !now.quirks.host) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message =
                         "the connector uses templated calls, and the quirks give no host "
                         "services that could send them",
                     .hint =
                         "link muster::testing_host and call useTarget(quirks, ...) from "
                         "<muster/testing/target_host.h> (writing-a-connector.md, The contract "
                         "test)"};
    }
    if (now.description->findClass(now.quirks.objectClass) == nullptr) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "the quirks ask for the object class \"" + now.quirks.objectClass +
                                "\", which the connector has not"};
    }
    return {};
}

void addMode(Run& now, const char* name, const muster_connector& table, bool isLoopback) {
    const ObjectClassInfo& info = *now.description->findClass(now.quirks.objectClass);
    now.subjects.push_back(std::make_unique<Subject>(
        Subject{*now.library, table, *now.description, info, now.quirks, isLoopback}));
    auto* suite = new ut::test_suite(name, __FILE__, __LINE__);  // the framework owns it
    addCases(*suite, *now.subjects.back());
    ut::framework::master_test_suite().add(suite);
}

bool initialise() {
    Run& now = run();
    if (const Result<void> loaded = load(now); !loaded) {
        std::cerr << loaded.error().describe() << '\n';
        return false;
    }
    ut::framework::master_test_suite().p_name.value =
        "contract of " + std::string(now.library->info().name);
    addMode(now, "direct", *now.library->table(), false);
    addMode(now, "loopback", *loopbackOf(*now.library->table()), true);
    return true;
}

}  // namespace

int runContractSuite(ConnectorQuirks (*quirks)(), int argc, char** argv) {
    run().makeQuirks = quirks;
    const int code = ut::unit_test_main(&initialise, argc, argv);
    // The plugin is unloaded last, after everything that points into it.
    run().subjects.clear();
    return code;
}

}  // namespace muster::testing
