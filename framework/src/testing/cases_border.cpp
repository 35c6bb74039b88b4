#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"

namespace muster::testing {
namespace {

/** Makes an object through structs of a later version. @return its Uid. */
Uid makeGrown(Bench& bench, Session& grown, int number) {
    const CallResult made = grown.create(bench.attributes(number));
    expectOk(made, "C-04, a create with longer structs");
    BOOST_REQUIRE(made.writes.size() == 1U);
    Uid uid = *Uid::parse(made.writes.front().uid);
    bench.remember(uid);
    if (bench.quirks().activate) {
        bench.quirks().activate(uid.text());
    }
    return uid;
}

std::vector<std::string> readableNames(const ObjectClassInfo& info) {
    std::vector<std::string> names;
    for (const AttributeInfo& attribute : info.attributes) {
        if (attribute.readable) {
            names.push_back(attribute.name);
        }
    }
    return names;
}

void longerStructsAreRead(Bench& bench) {
    const auto grown = bench.open(Layout::kGrown);
    const int number = Bench::nextNumber();
    const Uid uid = makeGrown(bench, *grown, number);
    const ConnectorObject plain = bench.read(*bench.open(), uid);
    for (const Attribute& written : bench.attributes(number)) {
        expectHolds(bench, plain, written, "C-04, a create with longer structs");
    }
    const CallResult asked = grown->get(uid, readableNames(bench.subject().objectClass));
    expectOk(asked, "C-04, a get with a list of longer elements");
    BOOST_REQUIRE(asked.objects.size() == 1U);
    for (const Attribute& written : bench.attributes(number)) {
        expectHolds(bench, asked.objects.front(), written,
                    "C-04, a get with a list of longer elements");
    }
}

void longerDeltasAreRead(Bench& bench) {
    const auto grown = bench.open(Layout::kGrown);
    const int number = Bench::nextNumber();
    const Uid uid = makeGrown(bench, *grown, number);
    const std::vector<AttributeDelta> deltas = bench.quirks().change(number);
    expectOk(grown->update(uid, deltas), "C-04, an update with longer structs");
    const ConnectorObject plain = bench.read(*bench.open(), uid);
    for (const AttributeDelta& delta : deltas) {
        expectHolds(bench, plain, delta.attribute, "C-04, an update with longer structs");
    }
}

/** Each call's arguments are overwritten when it has returned: what the connector did not copy
 * would now be shown as "####". */
void nothingLentIsKept(Bench& bench) {
    const auto session = bench.open();
    const int first = Bench::nextNumber();
    const int second = Bench::nextNumber();
    const Uid one = bench.make(*session, first);
    const Uid other = bench.make(*session, second);
    for (const auto& [uid, number] : {std::pair(one, first), std::pair(other, second)}) {
        BOOST_REQUIRE_MESSAGE(bench.isThere(*session, uid),
                              "C-15: the object is not found once the arguments of its create "
                              "have gone");
        const ConnectorObject shown = bench.read(*session, uid);
        for (const Attribute& written : bench.attributes(number)) {
            expectHolds(bench, shown, written, "C-15");
        }
    }
}

/** Uids that a target could meet and none of its objects has. */
std::vector<Uid> oddUids() {
    std::vector<Uid> uids;
    for (const std::string& text :
         {std::string(4000, 'x'), std::string("../../etc/passwd"), std::string("%2e%2e/%00"),
          std::string("a b\tc?d=e&f#g"), std::string("\"; DROP TABLE people; --"),
          std::string("人事部"), std::string("{\"id\":1}")}) {
        if (const Result<Uid> uid = Uid::parse(text)) {
            uids.push_back(*uid);
        }
    }
    return uids;
}

/** That nothing crosses the border is checked of every call. What the SDK caught before it did is
 * as little an answer to what the connector was asked. */
void expectNothingThrown(const CallResult& result, const std::string& what) {
    BOOST_TEST(result.status != MUSTER_E_INTERNAL,
               "C-21: " << what << " ended with " << result.describe()
                        << "; the SDK makes that of an exception which a connector lets out");
}

void oddInputThrowsNothing(Bench& bench) {
    const auto session = bench.open();
    const ObjectClassInfo& info = bench.subject().objectClass;
    for (const Uid& uid : oddUids()) {
        const std::string of = " of the Uid \"" + uid.text().substr(0, 40) + "\" (" +
                               std::to_string(uid.text().size()) + " bytes)";
        if (info.get == Support::kSupported) {
            expectNothingThrown(session->get(uid, {"no-such-attribute", ""}), "get" + of);
        }
        if (info.update == Support::kSupported) {
            expectNothingThrown(session->update(uid, bench.quirks().change(Bench::nextNumber())),
                                "update" + of);
        }
        if (info.remove == Support::kSupported) {
            expectNothingThrown(session->remove(uid), "delete" + of);
        }
        if (info.disassociate == Support::kSupported) {
            expectNothingThrown(session->disassociate(uid), "disassociate" + of);
        }
        if (info.search == Support::kSupported) {
            expectNothingThrown(session->search({.pageToken = uid.text(), .limit = 2}),
                                "search with a page token instead" + of);
        }
    }
}

void refusedServicesThrowNothing(Bench& bench) {
    const auto session = bench.open();
    const ObjectClassInfo& info = bench.subject().objectClass;
    const CallSettings refused{.servicesGranted = 0};
    const std::string without = ", when the host refuses what it asks for,";
    expectNothingThrown(session->test(refused), "test" + without);
    expectNothingThrown(session->checkAlive(refused), "check_alive" + without);
    if (info.get == Support::kSupported) {
        expectNothingThrown(session->get(bench.absent(), {}, refused), "get" + without);
    }
    if (info.create == Support::kSupported) {
        const CallResult made = session->create(bench.attributes(Bench::nextNumber()), refused);
        expectNothingThrown(made, "create" + without);
        if (!made.writes.empty()) {
            bench.remember(*Uid::parse(made.writes.front().uid));
        }
    }
    if (info.search == Support::kSupported) {
        expectNothingThrown(session->search({.limit = 2}, refused), "search" + without);
    }
}

std::string needsSecrets(const Subject& subject) {
    const auto& properties = subject.description.properties;
    const bool hasOwn = std::any_of(properties.begin(), properties.end(), [](const auto& info) {
        return info.confidential && !info.hostOwned;
    });
    if (!hasOwn) {
        return "the connector has no confidential property of its own";
    }
    return subject.quirks.secrets.empty() ? "quirk secrets is not set" : "";
}

using Secrets = std::vector<std::string>;

/** A connector that asks for a secret in one call asks again in the next of that kind: it has kept
 * none. */
void secretsAreAskedForAnew(Bench& bench) {
    const auto session = bench.open();
    const std::pair<const char*, std::function<Secrets()>> calls[] = {
        {"test", [&] { return session->test().asked.secrets; }},
        {"get", [&] { return session->get(bench.absent()).asked.secrets; }},
        {"search", [&] {
             return bench.subject().objectClass.search == Support::kSupported
                        ? session->search({.limit = 1}).asked.secrets
                        : Secrets();
         }}};
    bool hasAsked = false;
    for (const auto& [operation, call] : calls) {
        const Secrets first = call();
        const Secrets second = call();
        hasAsked = hasAsked || !first.empty();
        for (const std::string& property : first) {
            BOOST_TEST((std::find(second.begin(), second.end(), property) != second.end()),
                       "C-63: " << operation << " asked for the secret \"" << property
                                << "\" the first time only: it is kept longer than the call");
        }
    }
    BOOST_TEST(hasAsked,
               "C-63: neither test nor get nor search asked for a secret when it was "
               "needed");
}

}  // namespace

std::vector<Case> borderCases() {
    const auto create = need::operation("create");
    const auto get = need::operation("get");
    const auto update = need::operation("update");
    const auto reads = need::quirk(&ConnectorQuirks::readsOwnWrites, "readsOwnWrites");
    const auto fresh = need::quirk(&ConnectorQuirks::updatesFreshObjects, "updatesFreshObjects");
    return {{"C-04", "longer structs are read", longerStructsAreRead, {create, get, reads}},
            {"C-04",
             "longer deltas are read",
             longerDeltasAreRead,
             {create, update, get, fresh, reads}},
            {"C-15", "nothing lent is kept", nothingLentIsKept, {create, get, reads}},
            {"C-21", "odd input throws nothing", oddInputThrowsNothing},
            {"C-21", "refused services throw nothing", refusedServicesThrowNothing},
            {"C-63", "secrets are asked for anew", secretsAreAskedForAnew, {needsSecrets, get}}};
}

}  // namespace muster::testing
