#include "testing/session.h"

#include <algorithm>
#include <charconv>
#include <mutex>

#include <boost/test/unit_test.hpp>

#include "testing/fake_host.h"
#include <muster/core/abi_convert.h>

namespace muster::testing {
namespace {

Value defaultOf(const PropertyInfo& info) {
    if (info.type == ValueKind::kBoolean) {
        return Value(info.defaultValue == "true");
    }
    if (info.type == ValueKind::kInteger) {
        std::int64_t number = 0;
        const std::string& text = info.defaultValue;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return Value(number);
    }
    return Value(info.defaultValue);
}

std::unique_ptr<HostServices> servicesOf(const ConnectorQuirks& quirks) {
    return quirks.host ? quirks.host() : std::make_unique<FakeHost>(quirks.secrets);
}

template <typename Extension>
const Extension* extensionOf(const muster_connector& table, std::string_view id) {
    return table.get_extension == nullptr
               ? nullptr
               : static_cast<const Extension*>(table.get_extension(abi::view(id)));
}

}  // namespace

std::vector<Attribute> filledProperties(const Description& description,
                                        const std::vector<Attribute>& given) {
    std::vector<Attribute> filled = given;
    for (const PropertyInfo& info : description.properties) {
        const bool isOurs = !info.hostOwned && !info.confidential;
        if (isOurs && findAttribute(given, info.name) == nullptr) {
            filled.emplace_back(info.name, defaultOf(info));
        }
    }
    return filled;
}

namespace {

/** What the plugin's function returned; one that throws has broken C-21, and the rest of the checks
 * then finds an error of the call. */
template <typename Function>
muster_status enter(const char* operation, CallResult& thrown, const Function& function) {
    std::string what;
    try {
        return function();
    } catch (const std::exception& exception) {
        what = exception.what();
    } catch (...) {
        what = "something that is no exception";
    }
    thrown.violations.push_back("C-21: " + std::string(operation) +
                                " let an exception cross the border: " + what);
    thrown.errors.push_back(Error{.code = ErrorCode::kInternal, .message = "it threw " + what});
    return MUSTER_E_INTERNAL;
}

}  // namespace

Session::Session(const muster_connector& table, const Description& description,
                 const ConnectorQuirks& quirks, Layout layout)
    : table_(table),
      search_(extensionOf<muster_search_extension>(table, MUSTER_EXTENSION_SEARCH_1)),
      action_(extensionOf<muster_action_extension>(table, MUSTER_EXTENSION_ACTION_1)),
      check_(extensionOf<muster_check_extension>(table, MUSTER_EXTENSION_CHECK_1)),
      quirks_(quirks),
      layout_(layout),
      // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks): the member owns it
      services_(servicesOf(quirks)),
      gate_(services_->table()),
      lentForLife_(layout),
      sink_(*services_) {
    learnSecrets(quirks.secrets);
    LentMemory lent(layout_);
    const muster_attribute_list properties =
        lent.attributes(filledProperties(description, quirks.properties));
    CallResult thrown;
    sink_.open(0);
    const muster_status status = enter("create_instance", thrown, [&] {
        return table_.create_instance(lentForLife_.host(gate_.table()), properties,
                                      lent.sink(sink_.table()), &instance_);
    });
    CallResult result = sink_.close();
    result.status = status;
    result.errors.insert(result.errors.end(), thrown.errors.begin(), thrown.errors.end());
    BOOST_REQUIRE_MESSAGE(
        result.isOk() && instance_ != nullptr,
        "C-10: create_instance refused the settings of the quirks: " << result.describe());
    for (const std::string& violation : services_->takeViolations()) {
        BOOST_ERROR("C-10, create_instance calls no host service. " << violation);
    }
}

Session::~Session() {
    if (instance_ == nullptr) {
        return;
    }
    CallResult thrown;
    enter("destroy_instance", thrown, [this] {
        table_.destroy_instance(instance_);
        return MUSTER_OK;
    });
    for (const std::string& violation : thrown.violations) {
        BOOST_ERROR(violation);
    }
}

template <typename Function>
CallResult Session::run(const char* operation, Reports reports, const CallSettings& settings,
                        std::size_t stopAfter, const Function& function) {
    const auto options = quirks_.options.find(operation);
    const std::vector<Attribute> said =
        options == quirks_.options.end() ? std::vector<Attribute>() : options->second;
    abi::Marshal marshal;
    LentMemory lent(layout_);
    const muster_call* call =
        lent.call({sizeof(muster_call), abi::view("contract-suite"),
                   (settings.isDryRun ? std::uint32_t{MUSTER_CALL_DRY_RUN} : 0U) |
                       (settings.isResumed ? std::uint32_t{MUSTER_CALL_RESUMED} : 0U),
                   0, marshal.attributes(said)});
    const Arguments arguments{*call, *lent.sink(sink_.table()), lent.text(quirks_.objectClass),
                              lent};
    services_->beginCall(settings);
    gate_.open(settings.servicesGranted);
    sink_.open(stopAfter);
    CallResult thrown;
    const muster_status status = enter(operation, thrown, [&] { return function(arguments); });
    lent.takeBack();
    CallResult result = sink_.close();
    result.status = status;
    result.stepsBegun = services_->endCall();
    result.asked = gate_.close();
    if (!thrown.errors.empty()) {
        result.errors = thrown.errors;
    }
    for (const std::vector<std::string>& more : {thrown.violations, services_->takeViolations()}) {
        result.violations.insert(result.violations.end(), more.begin(), more.end());
    }
    // Boost.Test takes one assertion at a time, and some cases use several threads.
    static std::mutex assertions;
    const std::scoped_lock lock(assertions);
    checkReports(result, operation, reports, settings);
    checkSteps(result, operation);
    checkSecrets(result, operation);
    return result;
}

void Session::checkReports(const CallResult& result, const char* operation, Reports reports,
                           const CallSettings& settings) {
    for (const std::string& violation : result.violations) {
        BOOST_ERROR(operation << ": " << violation);
    }
    BOOST_TEST(result.writes.size() <= 1U,
               "C-17: " << operation << " reported " << result.writes.size() << " writes");
    BOOST_TEST(result.errors.size() == (result.isOk() ? 0U : 1U),
               "C-17: " << operation << " returned " << result.status << " and reported "
                        << result.errors.size() << " errors; expected an error exactly when the "
                        << "status is not MUSTER_OK");
    for (const Error& error : result.errors) {
        BOOST_TEST(static_cast<muster_status>(error.code) == result.status,
                   "C-17: " << operation << " returned " << result.status << " and reported "
                            << static_cast<int>(error.code));
        BOOST_TEST(!error.message.empty(), "C-20: " << operation << " gave no message");
    }
    const bool mayWrite = reports == Reports::kWrite || reports == Reports::kRemains;
    const bool mayShow = reports == Reports::kObjects || reports == Reports::kSearch;
    BOOST_TEST((mayWrite || result.writes.empty()), "C-22: " << operation << " reported a write");
    BOOST_TEST((mayShow || result.objects.empty()), "C-22: " << operation << " showed an object");
    BOOST_TEST((!settings.isDryRun || result.writes.empty()),
               "C-57: a dry run of " << operation << " reported a write");
    if (!mayWrite && reports != Reports::kNothing) {
        BOOST_TEST(result.stepsBegun.empty(),
                   "C-46: " << operation << " only reads, and began a step");
    }
}

void Session::checkSteps(const CallResult& result, const char* operation) {
    for (const StepBegun& begun : result.stepsBegun) {
        const auto ends =
            std::count_if(result.stepsEnded.begin(), result.stepsEnded.end(),
                          [&](const StepReportMessage& ended) { return ended.name == begun.name; });
        const bool isOurs = begun.verdict == MUSTER_STEP_PROCEED && !begun.isTemplatedCall;
        BOOST_TEST(ends == (isOurs ? 1 : 0), "C-54: " << operation << " reported the end of step \""
                                                      << begun.name << "\" " << ends << " times");
    }
    for (const StepReportMessage& ended : result.stepsEnded) {
        const bool isKnown = ended.outcome == MUSTER_OUTCOME_APPLIED ||
                             ended.outcome == MUSTER_OUTCOME_NOT_APPLIED ||
                             ended.outcome == MUSTER_OUTCOME_UNKNOWN;
        BOOST_TEST(isKnown,
                   "C-54: step \"" << ended.name << "\" ended with the outcome " << ended.outcome);
    }
}

void Session::checkSecrets(const CallResult& result, const char* operation) {
    std::string told = services_->logText();
    for (const Error& error : result.errors) {
        told += error.describe() + '\n';
    }
    for (const Notice& notice : result.notices) {
        told += notice.code + notice.message + '\n';
    }
    for (const StepBegun& step : result.stepsBegun) {
        told += step.name + step.action + '\n';
    }
    for (const StepReportMessage& step : result.stepsEnded) {
        told += step.result + '\n';
    }
    for (const Secret& secret : secrets_) {
        BOOST_TEST((secret.empty() || told.find(secret.expose()) == std::string::npos),
                   "C-20: " << operation << " told a secret in an error, notice, step or log line");
    }
}

void Session::learnSecrets(const std::vector<Attribute>& attributes) {
    for (const Attribute& attribute : attributes) {
        for (const Value& value : attribute.values()) {
            if (const auto* secret = value.as<Secret>()) {
                secrets_.push_back(*secret);
            } else if (const auto* object = value.as<ObjectValue>()) {
                learnSecrets(object->attributes());
            }
        }
    }
}

CallResult Session::test(const CallSettings& settings) {
    return run("test", Reports::kNothing, settings, 0, [&](const Arguments& with) {
        return table_.test(instance_, &with.call, &with.sink);
    });
}

CallResult Session::checkAlive(const CallSettings& settings) {
    return run("check_alive", Reports::kNothing, settings, 0, [&](const Arguments& with) {
        return table_.check_alive(instance_, &with.call, &with.sink);
    });
}

CallResult Session::get(const ObjectRef& ref, const std::vector<std::string>& attributes,
                        const CallSettings& settings) {
    return run("get", Reports::kObjects, settings, 0, [&](const Arguments& with) {
        return table_.get(instance_, &with.call, with.objectClass, with.lent.ref(ref),
                          with.lent.texts(attributes), &with.sink);
    });
}

CallResult Session::create(const std::vector<Attribute>& attributes, const CallSettings& settings) {
    learnSecrets(attributes);
    return run("create", Reports::kWrite, settings, 0, [&](const Arguments& with) {
        return table_.create(instance_, &with.call, with.objectClass,
                             with.lent.attributes(attributes), &with.sink);
    });
}

CallResult Session::update(const ObjectRef& ref, const std::vector<AttributeDelta>& deltas,
                           const CallSettings& settings) {
    for (const AttributeDelta& delta : deltas) {
        learnSecrets({delta.attribute});
    }
    return run("update", Reports::kWrite, settings, 0, [&](const Arguments& with) {
        return table_.update(instance_, &with.call, with.objectClass, with.lent.ref(ref),
                             with.lent.deltas(deltas), &with.sink);
    });
}

CallResult Session::remove(const ObjectRef& ref, const CallSettings& settings) {
    return run("delete", Reports::kRemains, settings, 0, [&](const Arguments& with) {
        return table_.delete_object(instance_, &with.call, with.objectClass, with.lent.ref(ref),
                                    &with.sink);
    });
}

CallResult Session::disassociate(const ObjectRef& ref, const CallSettings& settings) {
    return run("disassociate", Reports::kRemains, settings, 0, [&](const Arguments& with) {
        return table_.disassociate(instance_, &with.call, with.objectClass, with.lent.ref(ref),
                                   &with.sink);
    });
}

CallResult Session::search(const Search& wanted, const CallSettings& settings) {
    BOOST_REQUIRE_MESSAGE(search_ != nullptr, "C-05: the connector has no muster.search/1");
    return run("search", Reports::kSearch, settings, wanted.stopAfter, [&](const Arguments& with) {
        const muster_search_options* options =
            with.lent.searchOptions({sizeof(muster_search_options),
                                     {},
                                     abi::view(wanted.pageToken),
                                     wanted.pageSize,
                                     wanted.limit});
        return search_->search(instance_, &with.call, with.objectClass,
                               with.lent.filter(wanted.filter), options, &with.sink);
    });
}

CallResult Session::act(const ObjectRef& ref, const std::string& action,
                        const std::vector<Attribute>& parameters, const CallSettings& settings) {
    BOOST_REQUIRE_MESSAGE(action_ != nullptr, "C-05: the connector has no muster.action/1");
    learnSecrets(parameters);
    return run("action", Reports::kRemains, settings, 0, [&](const Arguments& a) {
        return action_->run(instance_, &a.call, a.objectClass, a.lent.ref(ref), a.lent.text(action),
                            a.lent.attributes(parameters), &a.sink);
    });
}

CallResult Session::check(std::size_t stopAfter, const CallSettings& settings) {
    BOOST_REQUIRE_MESSAGE(check_ != nullptr, "C-05: the connector has no muster.check/1");
    return run("check", Reports::kObjects, settings, stopAfter,
               [&](const Arguments& a) { return check_->check(instance_, &a.call, &a.sink); });
}

}  // namespace muster::testing
