#pragma once

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "host/instance.h"
#include "plugin_files.h"

namespace muster::testing {

/** A log in memory. */
class MemoryLog : public host::Log {
public:
    bool wants(Severity) const override { return true; }
    void write(Severity, std::string_view line) override { text += std::string(line) + '\n'; }
    std::string text;
};

inline std::shared_ptr<const host::LoadedConnector> loadPlugin(const std::string& target) {
    host::CheckFailure failure;
    auto connector = host::LoadedConnector::open(pluginFile(target).string(),
                                                 {.name = target, .version = "1.0.0"}, failure);
    BOOST_REQUIRE_MESSAGE(connector != nullptr, target << ": " << failure.found);
    return connector;
}

inline Result<std::unique_ptr<host::Instance>> makeInstance(
    std::shared_ptr<const host::LoadedConnector> connector,
    std::shared_ptr<host::Log> log = std::make_shared<MemoryLog>()) {
    auto services = std::make_shared<host::HostServices>(nullptr, nullptr, std::move(log));
    return host::Instance::create(std::move(connector), std::move(services), {});
}

inline Result<std::unique_ptr<host::Instance>> makeInstance(const std::string& target) {
    return makeInstance(loadPlugin(target));
}

/** An instance of one bad connector, and each call on it with the arguments that do not matter. */
struct Rubbish {
    std::unique_ptr<host::Instance> instance;
    std::vector<ConnectorObject> shown = {};
    ObjectRef ref{valueOf(Uid::parse("u1"))};

    explicit Rubbish(std::unique_ptr<host::Instance> made) : instance(std::move(made)) {}
    explicit Rubbish(const std::string& kind) : Rubbish(valueOf(makeInstance("broken_" + kind))) {}

    static std::shared_ptr<host::CallContext> context() {
        auto made = std::make_shared<host::CallContext>();
        made->deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        return made;
    }
    host::WriteAnswer test() { return instance->test(context()); }
    host::WriteAnswer create() {
        const Attribute name("__NAME__", "ann");
        return instance->create(context(), "__ACCOUNT__", std::vector<AttributeParts>{name}, {});
    }
    host::WriteAnswer update() {
        return instance->update(context(), "__ACCOUNT__", ref,
                                {{DeltaMode::kReplace, Attribute("__NAME__", "bob")}}, {});
    }
    host::WriteAnswer remove() { return instance->remove(context(), "__ACCOUNT__", ref, {}); }
    host::WriteAnswer disassociate() {
        return instance->disassociate(context(), "__ACCOUNT__", ref, {});
    }
    host::GetAnswer get() { return instance->get(context(), "__ACCOUNT__", ref, {}); }
    host::SearchAnswer search() {
        return instance->search(context(), "__ACCOUNT__", {}, [this](const ConnectorObject& found) {
            shown.push_back(found);
            return true;
        });
    }
};

inline void checkAnswer(const std::optional<Error>& error, ErrorCode code,
                        const std::string& piece) {
    BOOST_REQUIRE_MESSAGE(error.has_value(), "expected an error about \"" << piece << "\"");
    BOOST_TEST(toString(error->code) == toString(code));
    BOOST_TEST(holdsPiece(error->message, piece), error->message);
    BOOST_TEST((error->effectiveOutcome() == defaultOutcome(code)));
}

}  // namespace muster::testing
