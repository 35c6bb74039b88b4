#include <algorithm>
#include <set>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"

namespace muster::testing {
namespace {

void getFindsWhatWasMade(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    BOOST_TEST(bench.read(*session, uid).uid == uid.text());
}

void getFindsItByName(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    const Name name = nameOf(bench.attributes(number));
    BOOST_TEST(bench.read(*session, name).uid == uid.text());
}

void valuesAreReadBack(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const ConnectorObject object = bench.read(*session, bench.make(*session, number));
    for (const Attribute& written : bench.attributes(number)) {
        expectHolds(bench, object, written, "C-23");
    }
}

void objectsKeepToTheSchema(Bench& bench) {
    const auto session = bench.open();
    const ObjectClassInfo& schema = bench.subject().objectClass;
    const ConnectorObject object = bench.read(*session, bench.make(*session, Bench::nextNumber()));
    BOOST_TEST(equalNames(object.objectClass, schema.name),
               "C-24: the object is of class \"" << object.objectClass << "\"");
    std::set<std::string> seen;
    for (const Attribute& attribute : object.attributes) {
        const AttributeInfo* info = schema.find(attribute.name());
        BOOST_TEST(seen.insert(attribute.name()).second,
                   "C-24: \"" << attribute.name() << "\" stands twice");
        BOOST_REQUIRE_MESSAGE(info != nullptr,
                              "C-24: the schema has no attribute \"" << attribute.name() << "\"");
        BOOST_TEST(info->readable, "C-24: \"" << info->name << "\" is not readable, and was shown");
        BOOST_TEST((info->multiValued || attribute.values().size() <= 1U),
                   "C-24: \"" << info->name << "\" has several values");
        for (const Value& value : attribute.values()) {
            BOOST_TEST((value.isNull() || value.kind() == info->type),
                       "C-24: \"" << info->name << "\" is of kind " << toString(value.kind())
                                  << ", expected " << toString(info->type));
        }
    }
}

/** The schema's word is taken: what says that `__ENABLE__` can be given to a create makes disabled
 * objects. */
void aDisabledObjectCanBeMade(Bench& bench) {
    const auto session = bench.open();
    const Attribute off(std::string(attr::kEnable), false);
    std::vector<Attribute> attributes = bench.attributes(Bench::nextNumber());
    std::erase_if(attributes, [](const Attribute& attribute) {
        return equalNames(attribute.name(), attr::kEnable);
    });
    attributes.push_back(off);
    const CallResult made = session->create(attributes);
    expectOk(made, "C-76, a create with __ENABLE__ = false");
    BOOST_REQUIRE(made.writes.size() == 1U);
    const Uid uid = *Uid::parse(made.writes.front().uid);
    bench.remember(uid);
    expectHolds(bench, bench.read(*session, uid), off, "C-76, a create with __ENABLE__ = false");
}

std::string needsEnableInCreate(const Subject& subject) {
    const AttributeInfo* info = subject.objectClass.find(attr::kEnable);
    return info != nullptr && info->creatable && info->readable
               ? ""
               : "the schema has no __ENABLE__ that a create takes and get shows";
}

std::string needsFinishedCreate(const Subject& subject) {
    return subject.quirks.createIsAccepted ? "quirk createIsAccepted is true" : "";
}

void anExistingNameIsRefused(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    const ConnectorObject before = bench.read(*session, uid);
    const CallResult again = session->create(bench.attributes(number));
    expectCode(again, ErrorCode::kAlreadyExists, "C-28");
    BOOST_TEST((bench.read(*session, uid) == before), "C-28: the existing object has changed");
}

std::string needsRefusedValue(const Subject& subject) {
    return subject.quirks.refusedValue ? "" : "quirk refusedValue is not set";
}

void aRefusedValueIsNamed(Bench& bench) {
    const auto session = bench.open();
    const Attribute& refused = *bench.quirks().refusedValue;
    std::vector<Attribute> attributes = bench.attributes(Bench::nextNumber());
    std::erase_if(attributes, [&](const Attribute& attribute) {
        return equalNames(attribute.name(), refused.name());
    });
    attributes.push_back(refused);
    const CallResult result = session->create(attributes);
    expectCode(result, ErrorCode::kInvalidAttributeValue, "C-29");
    BOOST_REQUIRE(result.errors.size() == 1U);
    const std::vector<std::string>& named = result.errors.front().attributes;
    BOOST_TEST(
        std::any_of(named.begin(), named.end(),
                    [&](const std::string& name) { return equalNames(name, refused.name()); }),
        "C-29: the error does not name \"" << refused.name() << "\"");
    BOOST_TEST(result.writes.empty(), "C-30: a Uid was reported");
}

void acceptedIsSaid(Bench& bench) {
    const auto session = bench.open();
    const CallResult result = session->create(bench.attributes(Bench::nextNumber()));
    expectOk(result, "C-31");
    BOOST_REQUIRE(result.writes.size() == 1U);
    const WriteReport& report = result.writes.front();
    bench.remember(*Uid::parse(report.uid));
    BOOST_TEST(report.accepted == bench.quirks().createIsAccepted,
               "C-31: accepted is " << report.accepted << ", and the quirks say "
                                    << bench.quirks().createIsAccepted);
    BOOST_TEST((!report.accepted || !report.state.empty()),
               "C-31: the create was accepted, and no state is said");
}

}  // namespace

std::vector<Case> createCases() {
    const auto create = need::operation("create");
    const auto get = need::operation("get");
    const auto reads = need::quirk(&ConnectorQuirks::readsOwnWrites, "readsOwnWrites");
    const auto byName = need::quirk(&ConnectorQuirks::findsByName, "findsByName");
    const auto unique =
        need::quirk(&ConnectorQuirks::refusesDuplicateNames, "refusesDuplicateNames");
    return {{"C-23", "values are read back as written", valuesAreReadBack, {create, get, reads}},
            {"C-24", "objects keep to the schema", objectsKeepToTheSchema, {create, get, reads}},
            {"C-27", "get finds what create reported", getFindsWhatWasMade, {create, get, reads}},
            {"C-27", "get finds it by name", getFindsItByName, {create, get, reads, byName}},
            {"C-28", "an existing name is refused", anExistingNameIsRefused, {create, get, unique}},
            {"C-29", "a refused value is named", aRefusedValueIsNamed, {create, needsRefusedValue}},
            {"C-31", "what is accepted is said", acceptedIsSaid, {create}},
            {"C-76",
             "a disabled object can be made",
             aDisabledObjectCanBeMade,
             {create, get, reads, needsEnableInCreate, needsFinishedCreate}}};
}

}  // namespace muster::testing
