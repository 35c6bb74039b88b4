#include <boost/test/unit_test.hpp>

#include "testing/bench.h"

namespace muster::testing {
namespace {

void whatIsDeletedIsGone(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    expectOk(session->remove(uid), "C-40");
    BOOST_TEST(!bench.isThere(*session, uid), "C-40: get still finds the object");
}

void aDeleteByNameWorks(Bench& bench) {
    const auto session = bench.open();
    const int number = Bench::nextNumber();
    const Uid uid = bench.make(*session, number);
    expectOk(session->remove(nameOf(bench.attributes(number))), "C-40");
    BOOST_TEST(!bench.isThere(*session, uid), "C-40: get still finds the object");
}

void aSecondDeleteIsUnknown(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    expectOk(session->remove(uid), "C-40");
    expectCode(session->remove(uid), ErrorCode::kUnknownUid, "C-41");
}

void deletingAnAbsentObjectIsUnknown(Bench& bench) {
    expectCode(bench.open()->remove(bench.absent()), ErrorCode::kUnknownUid, "C-41");
}

void disassociateCanBeRepeated(Bench& bench) {
    const auto session = bench.open();
    const Uid uid = bench.make(*session, Bench::nextNumber());
    expectOk(session->disassociate(uid), "C-42");
    const CallResult again = session->disassociate(uid);
    BOOST_TEST((again.isOk() || again.status == MUSTER_E_UNKNOWN_UID),
               "C-42: repeated, it returned " << again.describe());
}

void disassociatingAnAbsentObjectIsUnknown(Bench& bench) {
    expectCode(bench.open()->disassociate(bench.absent()), ErrorCode::kUnknownUid, "C-43");
}

/** Calls an operation that the class does not support. */
void unsupportedOperationsSaySo(Bench& bench) {
    const auto session = bench.open();
    const ObjectClassInfo& info = bench.subject().objectClass;
    int tried = 0;
    const auto expectRefused = [&](Support support, const auto& call) {
        if (support == Support::kNone) {
            ++tried;
            expectCode(call(), ErrorCode::kNotSupported, "C-52");
        }
    };
    const int number = Bench::nextNumber();
    expectRefused(info.create, [&] { return session->create(bench.attributes(number)); });
    expectRefused(info.update,
                  [&] { return session->update(bench.absent(), bench.quirks().change(number)); });
    expectRefused(info.remove, [&] { return session->remove(bench.absent()); });
    expectRefused(info.get, [&] { return session->get(bench.absent()); });
    if (bench.subject().table.disassociate != nullptr) {
        expectRefused(info.disassociate, [&] { return session->disassociate(bench.absent()); });
    }
    BOOST_TEST(tried > 0);
}

std::string needsSomethingUnsupported(const Subject& subject) {
    const ObjectClassInfo& info = subject.objectClass;
    const bool isDisassociateTried =
        info.disassociate == Support::kNone && subject.table.disassociate != nullptr;
    const bool isAny = info.create == Support::kNone || info.update == Support::kNone ||
                       info.remove == Support::kNone || info.get == Support::kNone ||
                       isDisassociateTried;
    return isAny ? "" : "the class supports every operation that can be called";
}

}  // namespace

std::vector<Case> deleteCases() {
    const auto create = need::operation("create");
    const auto get = need::operation("get");
    const auto reads = need::quirk(&ConnectorQuirks::readsOwnWrites, "readsOwnWrites");
    const auto byName = need::quirk(&ConnectorQuirks::findsByName, "findsByName");
    const auto absence = need::quirk(&ConnectorQuirks::noticesAbsence, "noticesAbsence");
    const auto remove = need::operation("delete");
    const auto removes = need::quirk(&ConnectorQuirks::supportsDelete, "supportsDelete");
    const auto release = need::operation("disassociate");
    const auto releases =
        need::quirk(&ConnectorQuirks::supportsDisassociate, "supportsDisassociate");
    return {{"C-40",
             "what is deleted is gone",
             whatIsDeletedIsGone,
             {create, remove, removes, get, reads}},
            {"C-40",
             "a delete by name works",
             aDeleteByNameWorks,
             {create, remove, removes, get, reads, byName}},
            {"C-41",
             "a second delete is unknown",
             aSecondDeleteIsUnknown,
             {create, remove, removes, reads, absence}},
            {"C-41",
             "deleting an absent object is unknown",
             deletingAnAbsentObjectIsUnknown,
             {remove, removes, absence}},
            {"C-42",
             "disassociate can be repeated",
             disassociateCanBeRepeated,
             {create, release, releases}},
            {"C-43",
             "disassociating an absent object is unknown",
             disassociatingAnAbsentObjectIsUnknown,
             {release, releases, absence}},
            {"C-52",
             "unsupported operations say so",
             unsupportedOperationsSaySo,
             {needsSomethingUnsupported}}};
}

}  // namespace muster::testing
