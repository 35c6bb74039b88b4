#include <boost/test/unit_test.hpp>

#include "checks.h"
#include "scripted_host.h"
#include <muster/sdk/named_json.h>
#include <muster/sdk/search_position.h>

using namespace muster;
using namespace muster::support;
using muster::testing::checkError;
using muster::testing::valueOf;
using Lines = std::vector<std::string>;

namespace {

const ObjectClassInfo& deskClass() {
    static const ObjectClassInfo kDesk = {
        .name = "__DESK__",
        .attributes = {{.name = "__NAME__", .nativeName = "label"},
                       {.name = "code", .nativeName = "deskCode"},
                       {.name = "seats", .multiValued = true, .returnedByDefault = false}}};
    return kDesk;
}

Error said(Error error) {
    error.hint = "explained";
    return error;
}

bool isWord(std::string_view text) { return text == "all"; }

const sdk::NamedClass& desks() {
    static const sdk::NamedClass kDesks{.info = deskClass(),
                                        .getKey = "__DESK__.GETOP",
                                        .searchKey = "__DESK__.SEARCHOP",
                                        .noun = "desk",
                                        .place = "this library",
                                        .maxPageSize = 50,
                                        .uidMember = "deskId",
                                        .nameMember = "label",
                                        .parse = &sdk::parseNamed,
                                        .explained = &said,
                                        .keyAttribute = "code",
                                        .keyPrefix = "code:",
                                        .isWordOfThePath = &isWord};
    return kDesks;
}

std::string desk(const std::string& id, const std::string& label) {
    return R"({"deskId":")" + id + R"(","label":")" + label + R"(","deskCode":"c-)" + id + "\"}";
}

struct Library {
    ScriptedHost host;
    Recorder recorder;
    muster_call raw = {sizeof(muster_call), muster::abi::view("corr"), 0, 0, {}};
    sdk::Host services{*host.table()};
    sdk::Call call{raw, *recorder.sink(), services};
    sdk::NamedReader reader{call, desks()};
    std::vector<std::string> shown;

    static ObjectRef uid(const char* text) { return Uid::parse(text).value(); }
    static ObjectRef name(const char* text) { return Name::parse(text).value(); }

    Result<sdk::SearchReport> search(const char* filter, const sdk::SearchOptions& options = {},
                                     const sdk::CompleteObject& complete = {}) {
        shown.clear();
        const sdk::ObjectHandler handler = [this](const ConnectorObject& object) {
            shown.push_back(object.uid);
            return true;
        };
        return sdk::searchNamed(call, desks(), valueOf(parseFilter(filter)), options, handler,
                                complete);
    }
};

const Answer kNobody = refused(ErrorCode::kUnknownUid, 404, "NOT_FOUND", "no such desk");

}  // namespace

BOOST_FIXTURE_TEST_SUITE(named_objects_tests, Library)

BOOST_AUTO_TEST_CASE(an_id_costs_one_request) {
    host.answer("__DESK__.GETOP", {.body = desk("d1", "Front")});
    const auto found = valueOf(reader.find(uid("d1")));
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(found->uid == "d1");
    BOOST_TEST(found->name == "Front");
    BOOST_TEST(*found->find("code")->text() == "c-d1");
    BOOST_TEST(host.requests() == Lines{"__DESK__.GETOP d1"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_key_addresses_an_object_as_uid_and_as_name) {
    for (const ObjectRef& ref : {uid("code:c-d1"), name("code:c-d1")}) {
        host.answer("__DESK__.GETOP", {.body = desk("d1", "Front")});
        const auto found = valueOf(reader.find(ref));
        BOOST_REQUIRE(found.has_value());
        BOOST_TEST(found->uid == "d1");
        BOOST_TEST(host.requests().back() == "__DESK__.GETOP code:c-d1");
    }
}

BOOST_AUTO_TEST_CASE(a_name_is_found_by_a_walk_whatever_its_case) {
    host.answer("__DESK__.SEARCHOP", {.nextPageToken = "p2", .records = {desk("d1", "Front")}});
    host.answer("__DESK__.SEARCHOP", {.records = {desk("d2", "Back"), desk("d3", "Yard")}});
    const auto found = valueOf(reader.find(name("back")));
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(found->uid == "d2");
    BOOST_TEST(host.requests().back() == "__DESK__.SEARCHOP 50 p2");
}

BOOST_AUTO_TEST_CASE(a_name_of_several_is_refused_with_their_ids) {
    host.answer("__DESK__.SEARCHOP", {.records = {desk("d1", "Front"), desk("d2", "Front")}});
    checkError(reader.find(name("Front")), ErrorCode::kInvalidAttributeValue,
               "several desks are called \"Front\": \"d1\", \"d2\"");
}

BOOST_AUTO_TEST_CASE(nobody_there_is_nothing_for_a_read_and_an_error_for_a_write) {
    host.answer("__DESK__.GETOP", kNobody);
    BOOST_TEST(!valueOf(reader.find(uid("d9"))).has_value());
    host.answer("__DESK__.GETOP", kNobody);
    checkError(reader.require(uid("d9")), ErrorCode::kUnknownUid,
               "there is no desk \"d9\" in this library");
}

BOOST_AUTO_TEST_CASE(a_word_of_the_path_is_no_id_and_sends_nothing) {
    BOOST_TEST(!valueOf(reader.find(uid("all"))).has_value());
    BOOST_TEST(host.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_dry_run_assumes_the_object_and_says_so) {
    raw.flags = MUSTER_CALL_DRY_RUN;
    host.setDryRun();
    BOOST_TEST(valueOf(reader.require(uid("d1"))).uid == "d1");
    BOOST_TEST(recorder.outcome.hasNotice("dry-run-assumption"));
}

BOOST_AUTO_TEST_CASE(errors_of_calls_come_out_explained) {
    host.answer("__DESK__.GETOP", refused(ErrorCode::kPermissionDenied, 403, "FORBIDDEN", "no"));
    const auto refusedRead = reader.find(uid("d1"));
    BOOST_REQUIRE(!refusedRead);
    BOOST_TEST(refusedRead.error().hint == "explained");
}

BOOST_AUTO_TEST_CASE(an_answer_without_id_is_no_object) {
    host.answer("__DESK__.GETOP", {.body = R"({"label":"Front"})"});
    checkError(reader.find(uid("d1")), ErrorCode::kProtocol, "a desk without id or name");
    host.answer("__DESK__.GETOP", {.body = "no JSON"});
    checkError(reader.find(uid("d1")), ErrorCode::kProtocol, "a desk without id or name");
}

BOOST_AUTO_TEST_CASE(a_search_by_id_or_key_is_one_read) {
    for (const char* filter : {"__UID__ = d1", "code = c-d1", "deskCode = c-d1"}) {
        host.answer("__DESK__.GETOP", {.body = desk("d1", "Front")});
        BOOST_TEST(valueOf(search(filter)).filterEvaluated);
        BOOST_TEST(shown == Lines{"d1"}, boost::test_tools::per_element());
    }
    BOOST_TEST(host.requests() == (Lines{"__DESK__.GETOP d1", "__DESK__.GETOP code:c-d1",
                                         "__DESK__.GETOP code:c-d1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_search_shows_what_fulfils_the_filter_and_nothing_else) {
    host.answer("__DESK__.SEARCHOP", {.records = {desk("d1", "Front"), desk("d2", "Back")}});
    BOOST_TEST(valueOf(search("label startsWith B")).remaining == 0);
    BOOST_TEST(shown == Lines{"d2"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_search_with_a_limit_can_be_gone_on_with) {
    host.answer("__DESK__.SEARCHOP",
                {.nextPageToken = "p2", .records = {desk("d1", "A"), desk("d2", "B")}});
    const auto first = valueOf(search("", {.limit = 1}));
    BOOST_TEST(shown == Lines{"d1"}, boost::test_tools::per_element());
    BOOST_TEST(host.requests().back() == "__DESK__.SEARCHOP 1");
    host.answer("__DESK__.SEARCHOP",
                {.nextPageToken = "p2", .records = {desk("d1", "A"), desk("d2", "B")}});
    host.answer("__DESK__.SEARCHOP", {.records = {desk("d3", "C")}});
    const auto rest = valueOf(search("", {.pageToken = first.nextPageToken}));
    BOOST_TEST(shown == (Lines{"d2", "d3"}), boost::test_tools::per_element());
    BOOST_TEST(rest.nextPageToken.empty());
    checkError(search("", {.pageToken = "rubbish"}), ErrorCode::kInvalidAttributeValue,
               "the page token \"rubbish\" was not given");
}

BOOST_AUTO_TEST_CASE(what_rows_lack_is_asked_for_before_the_filter_is_checked) {
    host.answer("__DESK__.SEARCHOP", {.records = {desk("d1", "A"), desk("d2", "B")}});
    const auto addSeats = [](ConnectorObject& object) -> Result<void> {
        object.attributes.push_back(Attribute::list("seats", {Value("s-" + object.uid)}));
        return {};
    };
    BOOST_TEST(search("seats = s-d2", {}, addSeats).hasValue());
    BOOST_TEST(shown == Lines{"d2"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_position_survives_its_token) {
    using sdk::SearchPosition;
    for (const SearchPosition& position :
         {SearchPosition{},
          SearchPosition{.walk = 2, .pageSize = 30, .page = {.token = "a.b==/c", .row = 17}},
          SearchPosition{.walk = 1, .pageSize = 2000}}) {
        BOOST_TEST((valueOf(SearchPosition::parse(position.toToken(), 7)) == position));
    }
    BOOST_TEST((valueOf(SearchPosition::parse("", 7)) == SearchPosition{.pageSize = 7}));
    for (const char* text : {"7", "x.1.1.t", "1.1.0.t", "-1.1.1.t", " 1.1.1.t", "1.1.t",
                             "99999999999999999999.1.1.t"}) {
        checkError(SearchPosition::parse(text), ErrorCode::kInvalidAttributeValue, text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
