#include <algorithm>
#include <stdexcept>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"

namespace muster::testing {
namespace {

bool isTouched(const std::vector<AttributeDelta>& deltas, const Attribute& attribute) {
    return std::any_of(deltas.begin(), deltas.end(), [&](const AttributeDelta& delta) {
        return equalNames(delta.name(), attribute.name());
    });
}

/** The quirk `list`, which cases with `needsList` have. */
const ListSample& listOf(const Bench& bench) {
    const std::optional<ListSample>& list = bench.quirks().list;
    if (!list) {
        throw std::logic_error("quirk list is not set");
    }
    return *list;
}

AttributeDelta listDelta(const Bench& bench, DeltaMode mode, std::vector<Value> values) {
    return {mode, Attribute::list(listOf(bench).name, std::move(values))};
}

void replaceLeavesTheOthers(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    const ConnectorObject before = bench.read(*session, uid);
    const std::vector<AttributeDelta> deltas = bench.quirks().change(number);
    expectOk(session->update(uid, deltas), "C-32");
    const ConnectorObject after = bench.read(*session, uid);
    for (const AttributeDelta& delta : deltas) {
        expectHolds(bench, after, delta.attribute, "C-32");
    }
    for (const Attribute& attribute : bench.attributes(number)) {
        const Attribute* old = before.find(attribute.name());
        if (!isTouched(deltas, attribute) && old != nullptr) {
            expectHolds(bench, after, *old, "C-32, an attribute without a delta");
        }
    }
}

void replaceWithNothingClears(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    expectOk(session->update(uid, bench.quirks().change(number)), "C-32");
    const std::string& name = bench.quirks().clearable;
    BOOST_TEST(!sameValues(bench.read(*session, uid).find(name), nullptr),
               "C-33: neither newObject nor change sets \"" << name << "\"");
    const AttributeDelta clear = {DeltaMode::kReplace, Attribute::list(name, {})};
    expectOk(session->update(uid, {clear}), "C-33");
    BOOST_TEST(sameValues(bench.read(*session, uid).find(name), nullptr),
               "C-33: \"" << name << "\" still has a value");
}

/** What sets the quirk `clearable`. */
AttributeDelta settingClearable(const Bench& bench, int number) {
    const std::string& name = bench.quirks().clearable;
    for (const AttributeDelta& delta : bench.quirks().change(number)) {
        if (equalNames(delta.name(), name)) {
            return delta;
        }
    }
    const std::vector<Attribute> attributes = bench.attributes(number);
    const Attribute* given = findAttribute(attributes, name);
    BOOST_REQUIRE_MESSAGE(given != nullptr, "neither newObject nor change sets \"" << name << "\"");
    return {DeltaMode::kReplace, *given};
}

/** Deltas that do not name the quirk `clearable`. */
std::vector<AttributeDelta> deltasBesideClearable(const ConnectorQuirks& quirks, int number) {
    std::vector<AttributeDelta> deltas = quirks.change(number);
    std::erase_if(deltas, [&](const AttributeDelta& delta) {
        return equalNames(delta.name(), quirks.clearable);
    });
    if (deltas.empty() && quirks.list) {
        deltas = {{DeltaMode::kReplace,
                   Attribute::list(quirks.list->name, {quirks.list->values.front()})}};
    }
    return deltas;
}

std::string needsDeltasBeside(const Subject& subject) {
    const bool hasSome = !deltasBesideClearable(subject.quirks, Bench::nextNumber()).empty();
    return hasSome ? "" : "the quirks have no delta for another attribute than clearable";
}

void noValuesSayThatThereAreNone(Bench& bench) {
    const auto session = bench.open();
    const std::string& name = bench.quirks().clearable;
    std::vector<Attribute> attributes = bench.attributes(Bench::nextNumber());
    std::erase_if(attributes, [&](const Attribute& each) { return equalNames(each.name(), name); });
    attributes.push_back(Attribute::list(name, {}));
    const CallResult made = session->create(attributes);
    expectOk(made, "C-25, a create with an attribute without values");
    BOOST_REQUIRE(made.writes.size() == 1U);
    const Uid uid = *Uid::parse(made.writes.front().uid);
    bench.remember(uid);
    if (bench.quirks().activate) {
        bench.quirks().activate(uid.text());
    }
    BOOST_TEST(sameValues(bench.read(*session, uid).find(name), nullptr),
               "C-25: \"" << name << "\" was given without values, and has one");
    const AttributeDelta set = settingClearable(bench, Bench::nextNumber());
    expectOk(session->update(uid, {set}), "C-32");
    expectHolds(bench, bench.read(*session, uid), set.attribute, "C-32");
    expectOk(session->update(uid, {{DeltaMode::kReplace, Attribute::list(name, {})}}), "C-33");
    BOOST_TEST(sameValues(bench.read(*session, uid).find(name), nullptr),
               "C-25: no values say that there are none, and \"" << name << "\" still has one");
}

void aMissingAttributeSaysNothing(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    const AttributeDelta set = settingClearable(bench, number);
    expectOk(session->update(uid, {set}), "C-32");
    expectOk(session->update(uid, deltasBesideClearable(bench.quirks(), number)), "C-32");
    expectHolds(bench, bench.read(*session, uid), set.attribute,
                "C-25, an attribute that the update does not name");
}

std::string needsList(const Subject& subject) {
    return subject.quirks.list ? "" : "quirk list is not set";
}

void addAndRemoveKeepTheOthers(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    const std::vector<Value>& v = listOf(bench).values;
    BOOST_REQUIRE_MESSAGE(v.size() >= 3U, "quirk list needs three values");
    const auto expectList = [&](const std::vector<Value>& values) {
        expectHolds(bench, bench.read(*session, uid), Attribute::list(listOf(bench).name, values),
                    "C-34");
    };
    expectOk(session->update(uid, {listDelta(bench, DeltaMode::kReplace, {v[0], v[1]})}), "C-32");
    expectList({v[0], v[1]});
    const std::vector<AttributeDelta> both = {listDelta(bench, DeltaMode::kAdd, {v[2]}),
                                              listDelta(bench, DeltaMode::kRemove, {v[0]})};
    expectOk(session->update(uid, both), "C-34");
    expectList({v[1], v[2]});
}

void addAndRemoveCanBeRepeated(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    const std::vector<Value>& v = listOf(bench).values;
    expectOk(session->update(uid, {listDelta(bench, DeltaMode::kReplace, {v[0]})}), "C-32");
    expectOk(session->update(uid, {listDelta(bench, DeltaMode::kAdd, {v[0]})}), "C-34");
    expectOk(session->update(uid, {listDelta(bench, DeltaMode::kRemove, {v[1]})}), "C-34");
    expectHolds(bench, bench.read(*session, uid), Attribute::list(listOf(bench).name, {v[0]}),
                "C-34");
}

void whatIsAlreadySoIsNoError(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    expectOk(session->update(uid, bench.quirks().change(number)), "C-32");
    const ConnectorObject once = bench.read(*session, uid);
    expectOk(session->update(uid, bench.quirks().change(number)), "C-35");
    for (const Attribute& attribute : once.attributes) {
        expectHolds(bench, bench.read(*session, uid), attribute, "C-35");
    }
}

void theUidIsReported(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    const CallResult result = session->update(uid, bench.quirks().change(number));
    expectOk(result, "C-36");
    BOOST_REQUIRE_MESSAGE(result.writes.size() == 1U, "C-36: the update reported no write");
    BOOST_TEST(bench.isThere(*session, *Uid::parse(result.writes.front().uid)));
}

void anAbsentObjectIsUnknown(Bench& bench) {
    const auto session = bench.open();
    expectCode(session->update(bench.absent(), bench.quirks().change(Bench::nextNumber())),
               ErrorCode::kUnknownUid, "C-37");
}

void anUpdateByNameWorks(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    const CallResult result =
        session->update(nameOf(bench.attributes(number)), bench.quirks().change(number));
    expectOk(result, "C-36");
    BOOST_REQUIRE(result.writes.size() == 1U);
    BOOST_TEST(result.writes.front().uid == uid.text());
}

AttributeDelta rename(const Name& name) {
    return {DeltaMode::kReplace, Attribute(std::string(attr::kName), name.text())};
}

void aRenameIsSeen(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    const Name other = nameOf(bench.attributes(Bench::nextNumber()));
    const CallResult result = session->update(uid, {rename(other)});
    expectOk(result, "C-38");
    BOOST_REQUIRE(result.writes.size() == 1U);
    const Uid now = *Uid::parse(result.writes.front().uid);
    bench.remember(now);
    BOOST_TEST(bench.read(*session, now).name == other.text());
    BOOST_TEST((now == uid || !bench.isThere(*session, uid)),
               "C-36: the Uid has changed, and the old one is still there");
}

void aRenameOntoAnotherIsRefused(Bench& bench) {
    const auto session = bench.open();
    const int first = Bench::nextNumber();
    const int second = Bench::nextNumber();
    bench.make(*session, first);
    const Uid uid = bench.make(*session, second);
    expectCode(session->update(uid, {rename(nameOf(bench.attributes(first)))}),
               ErrorCode::kAlreadyExists, "C-38");
    BOOST_TEST(bench.read(*session, uid).name == nameOf(bench.attributes(second)).text());
}

void disableAndEnableAreSeen(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    for (const bool isOn : {false, true}) {
        const Attribute state(std::string(attr::kEnable), isOn);
        expectOk(session->update(uid, {{DeltaMode::kReplace, state}}), "C-38");
        expectHolds(bench, bench.read(*session, uid), state, "C-38");
    }
}

}  // namespace

std::vector<Case> updateCases() {
    const auto fresh = need::quirk(&ConnectorQuirks::updatesFreshObjects, "updatesFreshObjects");
    const auto reads = need::quirk(&ConnectorQuirks::readsOwnWrites, "readsOwnWrites");
    const auto byName = need::quirk(&ConnectorQuirks::findsByName, "findsByName");
    const auto renames = need::quirk(&ConnectorQuirks::supportsRename, "supportsRename");
    const auto unique =
        need::quirk(&ConnectorQuirks::refusesDuplicateNames, "refusesDuplicateNames");
    const auto absence = need::quirk(&ConnectorQuirks::noticesAbsence, "noticesAbsence");
    std::vector<Case> cases = {
        {"C-32", "replace leaves the other attributes", replaceLeavesTheOthers},
        {"C-25",
         "no values say that there are none",
         noValuesSayThatThereAreNone,
         {need::clearable}},
        {"C-25",
         "a missing attribute says nothing",
         aMissingAttributeSaysNothing,
         {need::clearable, needsDeltasBeside}},
        {"C-33", "replace with nothing clears", replaceWithNothingClears, {need::clearable}},
        {"C-34", "add and remove keep the others", addAndRemoveKeepTheOthers, {needsList}},
        {"C-34", "add and remove can be repeated", addAndRemoveCanBeRepeated, {needsList}},
        {"C-35", "what is already so is no error", whatIsAlreadySoIsNoError},
        {"C-36", "an update reports the uid", theUidIsReported},
        {"C-36", "an update by name works", anUpdateByNameWorks, {byName}},
        {"C-37", "an absent object is unknown", anAbsentObjectIsUnknown, {absence}},
        {"C-38", "a rename is seen", aRenameIsSeen, {renames}},
        {"C-38",
         "a rename onto another is refused",
         aRenameOntoAnotherIsRefused,
         {renames, unique}},
        {"C-38",
         "disable and enable are seen",
         disableAndEnableAreSeen,
         {need::attribute(std::string(attr::kEnable))}}};
    for (Case& item : cases) {
        item.needs.insert(item.needs.begin(), {need::operation("create"), need::operation("update"),
                                               need::operation("get"), fresh, reads});
    }
    return cases;
}

}  // namespace muster::testing
