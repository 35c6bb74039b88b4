#include "connector_fixture.h"

#include <charconv>
#include <functional>

#include <boost/test/unit_test.hpp>

#include <muster/abi/action.h>
#include <muster/abi/check.h>
#include <muster/abi/search.h>
#include <muster/core/ids.h>

extern "C" const muster_connector* muster_connector_entry(void);

namespace muster::support {
namespace {

Value defaultOf(const PropertyInfo& info) {
    if (info.defaultValue.empty()) {
        return {};
    }
    if (info.type == ValueKind::kBoolean) {
        return Value(info.defaultValue == "true");
    }
    if (info.type == ValueKind::kInteger) {
        std::int64_t number = 0;
        const char* first = info.defaultValue.data();
        std::from_chars(first, first + info.defaultValue.size(), number);
        return Value(number);
    }
    return Value(info.defaultValue);
}

/** The declared settings with their defaults, or with what the test says. */
std::vector<Attribute> settingsOf(const std::vector<Attribute>& said) {
    const Result<Description> description =
        abi::copyDescription(*muster_connector_entry()->describe());
    BOOST_REQUIRE(description);
    std::vector<Attribute> all;
    for (const PropertyInfo& info : description->properties) {
        const Attribute* given = findAttribute(said, info.name);
        if (given != nullptr) {
            all.push_back(*given);
        } else if (!info.hostOwned && !info.confidential && !info.defaultValue.empty()) {
            all.emplace_back(info.name, defaultOf(info));
        }
    }
    return all;
}

using Work = std::function<muster_status(const muster_connector&, muster_instance*,
                                         const muster_call*, const muster_sink*, abi::Marshal&)>;

Outcome run(ConnectorFixture& fixture, const Work& work) {
    Recorder recorder(fixture.stopAfter);
    abi::Marshal marshal;
    const muster_connector* table = muster_connector_entry();
    const std::vector<Attribute> settings = settingsOf(fixture.settings);
    muster_instance* instance = nullptr;
    recorder.outcome.status = table->create_instance(
        fixture.host.table(), marshal.attributes(settings), recorder.sink(), &instance);
    if (recorder.outcome.status != MUSTER_OK) {
        return recorder.outcome;
    }
    if (fixture.isDryRun) {
        fixture.host.setDryRun();
    }
    const muster_call call = {sizeof(muster_call), abi::view(fixture.correlation),
                              (fixture.isDryRun ? std::uint32_t{MUSTER_CALL_DRY_RUN} : 0U) |
                                  (fixture.isResumed ? std::uint32_t{MUSTER_CALL_RESUMED} : 0U),
                              0, marshal.attributes(fixture.options)};
    recorder.outcome.status = work(*table, instance, &call, recorder.sink(), marshal);
    table->destroy_instance(instance);
    return recorder.outcome;
}

ObjectRef refOf(const std::string& text) {
    constexpr std::string_view kName = "name:";
    if (text.starts_with(kName)) {
        return ObjectRef(Name::parse(text.substr(kName.size())).value());
    }
    return text.find('@') == std::string::npos ? ObjectRef(Uid::parse(text).value())
                                               : ObjectRef(Name::parse(text).value());
}

}  // namespace

Outcome ConnectorFixture::makeInstance() {
    return run(*this, [](const auto&, auto*, auto*, auto*, auto&) { return MUSTER_OK; });
}

Outcome ConnectorFixture::test() {
    return run(*this,
               [](const muster_connector& table, muster_instance* instance, const muster_call* call,
                  const muster_sink* sink, auto&) { return table.test(instance, call, sink); });
}

Outcome ConnectorFixture::create(const std::vector<Attribute>& attributes) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        return table.create(instance, call, abi::view(objectClass), marshal.attributes(attributes),
                            sink);
    });
}

Outcome ConnectorFixture::update(const std::string& text,
                                 const std::vector<AttributeDelta>& deltas) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const ObjectRef ref = refOf(text);
        return table.update(instance, call, abi::view(objectClass), marshal.ref(ref),
                            marshal.deltas(deltas), sink);
    });
}

Outcome ConnectorFixture::remove(const std::string& text) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const ObjectRef ref = refOf(text);
        return table.delete_object(instance, call, abi::view(objectClass), marshal.ref(ref), sink);
    });
}

Outcome ConnectorFixture::disassociate(const std::string& text) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const ObjectRef ref = refOf(text);
        return table.disassociate(instance, call, abi::view(objectClass), marshal.ref(ref), sink);
    });
}

Outcome ConnectorFixture::act(const std::string& text, const std::string& action,
                              const std::vector<Attribute>& parameters) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const auto* extension = static_cast<const muster_action_extension*>(
            table.get_extension(abi::view(MUSTER_EXTENSION_ACTION_1)));
        const ObjectRef ref = refOf(text);
        return extension->run(instance, call, abi::view(objectClass), marshal.ref(ref),
                              abi::view(action), marshal.attributes(parameters), sink);
    });
}

Outcome ConnectorFixture::get(const std::string& text, const std::vector<std::string>& wanted) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const ObjectRef ref = refOf(text);
        return table.get(instance, call, abi::view(objectClass), marshal.ref(ref),
                         marshal.texts(wanted), sink);
    });
}

Outcome ConnectorFixture::check() {
    return run(*this, [](const muster_connector& table, muster_instance* instance,
                         const muster_call* call, const muster_sink* sink, abi::Marshal&) {
        const auto* extension = static_cast<const muster_check_extension*>(
            table.get_extension(abi::view(MUSTER_EXTENSION_CHECK_1)));
        return extension->check(instance, call, sink);
    });
}

Outcome ConnectorFixture::search(const std::string& filter, std::int64_t limit,
                                 const std::string& pageToken,
                                 const std::vector<std::string>& wanted) {
    const Result<Filter> parsed = parseFilter(filter);
    BOOST_REQUIRE(parsed);
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const auto* extension = static_cast<const muster_search_extension*>(
            table.get_extension(abi::view(MUSTER_EXTENSION_SEARCH_1)));
        const muster_search_options asked = {sizeof asked, marshal.texts(wanted),
                                             abi::view(pageToken), 0, limit};
        return extension->search(instance, call, abi::view(objectClass), marshal.filter(*parsed),
                                 &asked, sink);
    });
}

AttributeDelta replace(const std::string& name, Value value) {
    return {DeltaMode::kReplace, Attribute(name, std::move(value))};
}

AttributeDelta cleared(const std::string& name) {
    return {DeltaMode::kReplace, Attribute::list(name, {})};
}

AttributeDelta added(const std::string& name, std::vector<Value> values) {
    return {DeltaMode::kAdd, Attribute::list(name, std::move(values))};
}

AttributeDelta taken(const std::string& name, std::vector<Value> values) {
    return {DeltaMode::kRemove, Attribute::list(name, std::move(values))};
}

}  // namespace muster::support
