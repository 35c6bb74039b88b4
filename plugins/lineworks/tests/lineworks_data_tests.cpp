#include <boost/test/unit_test.hpp>

#include "../src/schema.h"
#include "lookup/lookup_catalog.h"
#include "rest/limits/limit_catalog.h"
#include "rest/template/expansion.h"
#include "rest/template/operation_catalog.h"
#include "xml/diagnostics.h"

using namespace muster;

namespace {

const std::string kFolder = std::string(MUSTER_TEST_SOURCE) + "/lookups/lineworks";

const Description& description() {
    static const Description kDescription = muster::lineworks::describeConnector();
    return kDescription;
}

std::shared_ptr<const rest::OperationCatalog> operations() {
    xml::Diagnostics diagnostics;
    auto catalog =
        rest::OperationCatalog::load(kFolder, {.description = &description()}, diagnostics);
    BOOST_REQUIRE_MESSAGE(catalog != nullptr, diagnostics.toText());
    BOOST_TEST(diagnostics.toText() == "");
    return catalog;
}

rest::Classified judge(const std::string& key, int status, const std::string& code) {
    const auto catalog = operations();
    const auto relUrl = catalog->require(key);
    BOOST_REQUIRE(relUrl);
    rest::ExpandedRequest request;
    request.operationKey = key;
    request.method = (*relUrl)->method;
    request.idempotent = (*relUrl)->idempotent;
    const auto judged =
        catalog->judge(request, status, R"({"code":")" + code + R"(","description":"anything"})");
    BOOST_REQUIRE(judged.has_value());
    return *judged;
}

struct Row {
    const char* key;
    int status;
    const char* code;
    ErrorCode kind;
    Outcome outcome;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(lineworks_data_tests)

BOOST_AUTO_TEST_CASE(each_key_of_the_description_has_a_template_with_its_scopes) {
    const auto catalog = operations();
    for (const OperationKeyInfo& info : description().operationKeys) {
        const auto relUrl = catalog->require(info.key);
        BOOST_REQUIRE_MESSAGE(relUrl, info.key);
        BOOST_TEST(!(*relUrl)->scopes.empty(), info.key);
        BOOST_TEST((*relUrl)->idempotent == info.idempotent, info.key);
    }
    BOOST_TEST(catalog->all().size() == description().operationKeys.size());
}

BOOST_AUTO_TEST_CASE(writes_of_members_and_org_units_are_paced) {
    const auto catalog = operations();
    for (const rest::RelUrlTemplate* relUrl : catalog->all()) {
        const std::string key = relUrl->key.toString();
        const bool isUser = key.starts_with("__ACCOUNT__");
        const bool isOrgUnit = key.starts_with("__ORGUNIT__");
        const bool namesMember = !relUrl->isReadOnly() && isUser && key != "__ACCOUNT__.CREATEOP" &&
                                 key != "__ACCOUNT__.externalKeys.UPDATEOP";
        const std::string expected = namesMember                          ? "member"
                                     : isOrgUnit && !relUrl->isReadOnly() ? "orgunit"
                                                                          : "";
        BOOST_TEST(relUrl->limit == expected, key);
    }
}

BOOST_AUTO_TEST_CASE(the_limits_have_all_plans_of_the_setting) {
    xml::Diagnostics diagnostics;
    const auto limits = rest::LimitCatalog::load({kFolder}, diagnostics);
    BOOST_REQUIRE_MESSAGE(limits != nullptr, diagnostics.toText());
    BOOST_TEST(diagnostics.toText() == "");
}

BOOST_AUTO_TEST_CASE(each_lookup_is_there_with_english_and_japanese_labels) {
    xml::Diagnostics diagnostics;
    const auto lookups = lookup::LookupCatalog::load(kFolder, diagnostics);
    BOOST_REQUIRE_MESSAGE(lookups != nullptr, diagnostics.toText());
    for (const std::string& each : description().lookups) {
        const auto definition = lookups->require(each);
        BOOST_REQUIRE_MESSAGE(definition, each);
    }
    const auto locale = lookups->require("Lookup.LineWorks.locale");
    BOOST_TEST((*locale)->resolve("日本語")->text == "ja_JP");
    BOOST_TEST((*locale)->resolve("Japanese")->text == "ja_JP");
}

BOOST_AUTO_TEST_CASE(errors_mean_what_the_vendors_pages_say) {
    const Row rows[] = {
        {"__ACCOUNT__.GETOP", 404, "NOT_FOUND", ErrorCode::kUnknownUid, Outcome::kNotApplied},
        {"__ACCOUNT__.GETOP", 404, "USER_NOT_EXIST", ErrorCode::kUnknownUid, Outcome::kNotApplied},
        {"__ACCOUNT__.GETOP", 410, "DELETED", ErrorCode::kUnknownUid, Outcome::kNotApplied},
        {"__ACCOUNT__.GETOP", 403, "FORBIDDEN", ErrorCode::kPermissionDenied, Outcome::kNotApplied},
        {"__ACCOUNT__.SEARCHOP", 403, "ACCESS_DENIED", ErrorCode::kPermissionDenied,
         Outcome::kNotApplied},
        {"__ACCOUNT__.CREATEOP", 409, "ALREADY_EXIST", ErrorCode::kAlreadyExists,
         Outcome::kNotApplied},
        {"__ACCOUNT__.CREATEOP", 409, "CONFLICT", ErrorCode::kAlreadyExists, Outcome::kNotApplied},
        {"__ACCOUNT__.CREATEOP", 400, "INVALID_PARAMETER", ErrorCode::kInvalidAttributeValue,
         Outcome::kNotApplied},
        {"__ACCOUNT__.CREATEOP", 404, "ORGUNIT_NOT_EXIST", ErrorCode::kRetryable,
         Outcome::kNotApplied},
        {"__ACCOUNT__.CREATEOP", 404, "LEVEL_NOT_EXIST", ErrorCode::kInvalidAttributeValue,
         Outcome::kNotApplied},
        {"__ACCOUNT__.CREATEOP", 404, "NOT_FOUND", ErrorCode::kInvalidAttributeValue,
         Outcome::kNotApplied},
        {"__ACCOUNT__.CREATEOP", 429, "TOO_MANY_REQUESTS", ErrorCode::kRetryable,
         Outcome::kNotApplied},
        {"__ACCOUNT__.CREATEOP", 503, "SERVICE_UNAVAILABLE", ErrorCode::kRetryable,
         Outcome::kUnknown},
        {"__ACCOUNT__.DELETEOP", 400, "BAD_REQUEST", ErrorCode::kInvalidState,
         Outcome::kNotApplied},
        {"__ACCOUNT__.DELETEOP", 403, "FORBIDDEN", ErrorCode::kPermissionDenied,
         Outcome::kNotApplied},
        {"__ACCOUNT__.__ENABLE__.DELETEOP", 400, "INVALID_PARAMETER", ErrorCode::kInvalidState,
         Outcome::kNotApplied},
        {"__ACCOUNT__.aliasEmails.DELETEOP", 404, "NOT_FOUND", ErrorCode::kUnknownUid,
         Outcome::kApplied},
        {"__ORGUNIT__.CREATEOP", 400, "LIMIT_EXCEEDED", ErrorCode::kQuotaExceeded,
         Outcome::kNotApplied},
        {"__ORGUNIT__.CREATEOP", 403, "LIMIT_EXCEEDED", ErrorCode::kQuotaExceeded,
         Outcome::kNotApplied},
        {"__ORGUNIT__.DELETEOP", 400, "BAD_REQUEST", ErrorCode::kConflict, Outcome::kNotApplied},
        {"__ORGUNIT__.DELETEOP", 409, "CONFLICT", ErrorCode::kConflict, Outcome::kNotApplied},
        {"__GROUP__.members.UPDATEOP", 409, "CONFLICT", ErrorCode::kAlreadyExists,
         Outcome::kApplied},
        {"__GROUP__.members.DELETEOP", 404, "USER_NOT_EXIST", ErrorCode::kUnknownUid,
         Outcome::kApplied},
        {"__ACCOUNT__.externalKeys.UPDATEOP", 409, "CONFLICT", ErrorCode::kConflict,
         Outcome::kNotApplied},
    };
    for (const Row& row : rows) {
        const rest::Classified judged = judge(row.key, row.status, row.code);
        const std::string what = std::string(row.key) + " " + std::to_string(row.status) + " " +
                                 row.code + " is " + std::string(toString(judged.error.code)) +
                                 ", " + std::string(toString(judged.error.effectiveOutcome()));
        BOOST_TEST((judged.error.code == row.kind), what);
        BOOST_TEST((judged.error.effectiveOutcome() == row.outcome), what);
    }
}

BOOST_AUTO_TEST_CASE(a_rejected_token_is_fetched_anew) {
    BOOST_TEST(judge("__ACCOUNT__.GETOP", 401, "UNAUTHORIZED").tokenRejected);
}

BOOST_AUTO_TEST_SUITE_END()
