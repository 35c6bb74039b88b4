#include <boost/test/unit_test.hpp>

#include "checks.h"
#include <muster/core/check_finding.h>

using namespace muster;
using muster::testing::checkError;
using muster::testing::valueOf;

namespace {

CheckFinding tooDeep() {
    return {.severity = CheckFinding::Severity::kWarning,
            .code = "too-deep",
            .objectClass = "__ORGUNIT__",
            .uid = "o1",
            .name = "Sales",
            .message = "org unit \"Sales\" is too deep",
            .hint = "move it"};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(check_finding_tests)

BOOST_AUTO_TEST_CASE(a_finding_crosses_the_border_as_an_object) {
    CheckFinding finding = tooDeep();
    BOOST_TEST((valueOf(findingOf(toObject(finding))) == finding));
    finding.severity = CheckFinding::Severity::kError;
    finding.hint.clear();
    BOOST_TEST((valueOf(findingOf(toObject(finding))) == finding));
    BOOST_TEST(toObject(finding).find("hint") == nullptr);
}

BOOST_AUTO_TEST_CASE(an_object_that_is_no_finding_is_refused) {
    ConnectorObject object = toObject(tooDeep());
    object.attributes[0] = Attribute("severity", Value("grave"));
    checkError(findingOf(object), ErrorCode::kProtocol, "the severity \"grave\"");
    for (const char* missing : {"code", "message"}) {
        object = toObject(tooDeep());
        std::erase_if(object.attributes, [&](const Attribute& a) { return a.name() == missing; });
        checkError(findingOf(object), ErrorCode::kProtocol, "has no code or no message");
    }
    checkError(findingOf(ConnectorObject{}), ErrorCode::kProtocol, "the severity \"\"");
}

BOOST_AUTO_TEST_SUITE_END()
