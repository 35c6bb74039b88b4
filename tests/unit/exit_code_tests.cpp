#include <boost/test/unit_test.hpp>

#include "shell/exit_code.h"

namespace shell = muster::shell;
using muster::Error;
using muster::ErrorCode;
using muster::Outcome;
using muster::provision::OperationResult;

BOOST_AUTO_TEST_SUITE(exit_code_tests)

BOOST_AUTO_TEST_CASE(every_way_an_operation_ends_has_its_code) {
    struct Row {
        std::string what;
        OperationResult result;
        int code;
    };
    const auto ended = [](Outcome outcome, std::optional<ErrorCode> error, bool refused) {
        OperationResult result{.outcome = outcome, .refused = refused};
        if (error) {
            result.error = Error{.code = *error, .message = "m"};
        }
        return result;
    };
    const std::vector<Row> rows = {
        {"done", ended(Outcome::kApplied, {}, false), 0},
        {"nothing to do", ended(Outcome::kNotApplied, {}, false), 0},
        {"bad value", ended(Outcome::kNotApplied, ErrorCode::kInvalidAttributeValue, true), 3},
        {"not able", ended(Outcome::kNotApplied, ErrorCode::kNotSupported, true), 3},
        {"not there", ended(Outcome::kNotApplied, ErrorCode::kUnknownUid, false), 4},
        {"there already", ended(Outcome::kNotApplied, ErrorCode::kAlreadyExists, false), 5},
        {"no permission", ended(Outcome::kNotApplied, ErrorCode::kPermissionDenied, false), 6},
        {"no connection", ended(Outcome::kNotApplied, ErrorCode::kConnectionFailed, false), 6},
        {"cancelled in time", ended(Outcome::kNotApplied, ErrorCode::kCancelled, false), 6},
        {"timeout", ended(Outcome::kUnknown, ErrorCode::kTimeout, false), 7},
        {"unknown beats its code", ended(Outcome::kUnknown, ErrorCode::kAlreadyExists, false), 7},
        {"partial", ended(Outcome::kPartial, ErrorCode::kAlreadyExists, false), 8},
        {"bad target file", ended(Outcome::kNotApplied, ErrorCode::kConfiguration, true), 9},
        {"our bug", ended(Outcome::kNotApplied, ErrorCode::kInternal, false), 1},
    };
    for (const Row& row : rows) {
        BOOST_TEST(static_cast<int>(shell::exitCodeOf(row.result)) == row.code, row.what);
    }
}

BOOST_AUTO_TEST_SUITE_END()
