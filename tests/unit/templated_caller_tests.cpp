#include <boost/test/unit_test.hpp>

#include "catalog_fixture.h"
#include "checks.h"
#include "host/templated_caller.h"

using namespace muster;
using muster::testing::checkError;

BOOST_AUTO_TEST_SUITE(templated_caller_tests)

BOOST_AUTO_TEST_CASE(a_page_size_that_is_no_number_is_refused) {
    host::Target target{.name = "t"};
    target.settings = {{.info = {.name = "baseUrl"}, .value = Value("https://api.example.com/v2")}};
    host::TemplatedCaller caller(target, muster::testing::shippedCatalog("lookups/zoom"), {}, {},
                                 {});
    host::CallContext context;
    context.dryRun = true;
    const auto search = [&](Value pageSize) {
        return caller.call(context,
                           {.key = "__ACCOUNT__.SEARCHOP",
                            .placeholders = {Attribute("PAGE_SIZE", std::move(pageSize))}});
    };
    checkError(search("50"), ErrorCode::kInternal, "gave PAGE_SIZE as the string \"50\"");
    BOOST_TEST(context.planned.empty());
    BOOST_TEST(search(50).hasValue());
    BOOST_REQUIRE(context.planned.size() == 1U);
    BOOST_TEST(context.planned.front().url.find("page_size=50") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
