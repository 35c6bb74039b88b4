#include <boost/test/unit_test.hpp>

#include "store/outcome_rule.h"

using namespace muster;
using namespace muster::store;

namespace {

/** A step from "name METHOD outcome"; the outcome "-" has no end. */
struct Row {
    std::string name;
    std::string method;
    std::optional<Outcome> outcome;
};

std::vector<StepRecord> steps(const std::vector<Row>& rows) {
    std::vector<StepRecord> all;
    for (const Row& row : rows) {
        StepRecord step{.ordinal = {static_cast<std::int64_t>(all.size()) + 1},
                        .start = {.name = row.name, .method = row.method}};
        if (row.outcome) {
            step.end = StepEnd{.outcome = *row.outcome};
        }
        all.push_back(std::move(step));
    }
    return all;
}

constexpr auto kYes = Outcome::kApplied;
constexpr auto kNo = Outcome::kNotApplied;
constexpr auto kDoubt = Outcome::kUnknown;
constexpr std::optional<Outcome> kOpen = std::nullopt;

}  // namespace

BOOST_AUTO_TEST_SUITE(outcome_rule_tests)

BOOST_AUTO_TEST_CASE(the_steps_tell_what_is_known_of_an_interrupted_operation) {
    struct Case {
        std::vector<Row> rows;
        Outcome expected;
        std::string sentence;
    };
    const std::vector<Case> cases = {
        {{}, Outcome::kNotApplied, "nothing that changes the target had been sent"},
        {{{"find", "GET", kYes}}, Outcome::kNotApplied, "nothing that changes"},
        {{{"find", "GET", kOpen}}, Outcome::kNotApplied, "nothing that changes"},
        {{{"a", "POST", kOpen}}, Outcome::kUnknown, "step \"a\" is not known"},
        {{{"a", "", kOpen}}, Outcome::kUnknown, "step \"a\" is not known"},
        {{{"a", "POST", kDoubt}}, Outcome::kUnknown, "step \"a\" is not known"},
        {{{"a", "POST", Outcome::kUnset}}, Outcome::kUnknown, "step \"a\" is not known"},
        {{{"a", "POST", kNo}}, Outcome::kNotApplied, "no step had been applied"},
        {{{"a", "POST", kYes}}, Outcome::kPartial, "applied was \"a\""},
        {{{"a", "POST", kNo}, {"a", "POST", kYes}}, Outcome::kPartial, "was \"a\";"},
        {{{"a", "POST", kNo}, {"b", "POST", kYes}}, Outcome::kPartial, "was \"b\";"},
        {{{"a", "POST", kYes}, {"b", "PUT", kOpen}}, Outcome::kUnknown, "step \"b\" is"},
        {{{"a", "POST", kYes}, {"b", "GET", kOpen}}, Outcome::kPartial, "was \"a\";"},
        {{{"a", "PATCH", kYes}}, Outcome::kPartial, "whether more was to come"},
        {{{"a", "PATCH", kYes}, {"b", "PUT", kYes}}, Outcome::kPartial, "\"a\", \"b\";"},
        {{{"a", "PATCH", kYes}, {"b", "PUT", kNo}}, Outcome::kPartial, "was \"a\";"},
        {{{"a", "PATCH", kNo}, {"b", "PUT", kNo}}, Outcome::kNotApplied, "no step"},
        {{{"a", "PATCH", Outcome::kPartial}}, Outcome::kPartial, "whether more"},
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
        BOOST_TEST_CONTEXT("case " << i) {
            const auto given = steps(cases[i].rows);
            BOOST_TEST(toString(interruptedOutcome(given)) == toString(cases[i].expected));
            const std::string message = interruptedMessage(given);
            BOOST_TEST(message.find(cases[i].sentence) != std::string::npos, message);
        }
    }
}

BOOST_AUTO_TEST_CASE(words_of_kinds_and_states_read_back) {
    for (const auto kind :
         {OperationKind::kCreate, OperationKind::kUpdate, OperationKind::kDelete,
          OperationKind::kDisassociate, OperationKind::kEnable, OperationKind::kDisable}) {
        BOOST_TEST((operationKindFromString(toString(kind)) == kind), toString(kind));
    }
    for (const auto state :
         {OperationState::kOpen, OperationState::kEnded, OperationState::kInterrupted}) {
        BOOST_TEST((operationStateFromString(toString(state)) == state), toString(state));
    }
    BOOST_TEST(!operationKindFromString("CREATE").has_value());
    BOOST_TEST(!operationStateFromString("").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
