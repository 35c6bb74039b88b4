#include <boost/test/unit_test.hpp>

#include "provision/recovery/later_rule.h"
#include "store/request_json.h"

using namespace muster;
using namespace muster::provision;
using store::OperationKind;
using store::OperationRecord;

namespace {

OperationRecord update(std::int64_t id, const std::string& attribute) {
    return {.id = {id},
            .kind = OperationKind::kUpdate,
            .requestJson = store::requestToJson(
                {.deltas = {{DeltaMode::kReplace, Attribute(attribute, Value("x"))}}})};
}

OperationRecord of(std::int64_t id, OperationKind kind) { return {.id = {id}, .kind = kind}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(later_rule_tests)

BOOST_AUTO_TEST_CASE(a_later_operation_counts_when_it_wrote_the_same) {
    const OperationRecord mine = update(1, "dept");
    BOOST_TEST(laterWrite(mine, {}) == nullptr);
    BOOST_TEST(laterWrite(mine, {update(2, "title")}) == nullptr);
    const std::vector<OperationRecord> later = {update(2, "title"), update(3, "DEPT"),
                                                update(4, "dept")};
    BOOST_REQUIRE(laterWrite(mine, later) != nullptr);
    BOOST_TEST(laterWrite(mine, later)->id.number == 3);
}

BOOST_AUTO_TEST_CASE(of_changes_that_wait_for_the_target_only_these_count) {
    OperationRecord made = of(1, OperationKind::kCreate);
    made.deferredJson = update(1, "dept").requestJson;
    BOOST_TEST(laterWrite(made, {update(2, "title")}) == nullptr);
    BOOST_TEST(laterWrite(made, {update(2, "dept")}) != nullptr);
}

BOOST_AUTO_TEST_CASE(what_makes_or_removes_the_object_counts_always) {
    for (const OperationKind kind :
         {OperationKind::kCreate, OperationKind::kDelete, OperationKind::kDisassociate}) {
        BOOST_TEST(laterWrite(update(1, "dept"), {of(2, kind)}) != nullptr, toString(kind));
    }
    for (const OperationKind kind :
         {OperationKind::kCreate, OperationKind::kDelete, OperationKind::kDisassociate}) {
        BOOST_TEST(laterWrite(of(1, kind), {update(2, "dept")}) != nullptr, toString(kind));
    }
}

BOOST_AUTO_TEST_SUITE_END()
