#include <boost/test/unit_test.hpp>

#include "journal_fixture.h"
#include "provision/attribute_values.h"
#include "provision/reference_names.h"

using namespace muster;
using muster::testing::checkError;
using muster::testing::checkSuccess;
using muster::testing::valueOf;

namespace {

struct Fixture : JournalFixture {
    const AttributeInfo groups{.name = "group_ids",
                               .type = ValueKind::kReference,
                               .multiValued = true,
                               .referenceClass = "__GROUP__"};
    std::vector<Notice> notices;

    void meet(const std::string& uid, const std::string& name, const std::string& state = "present",
              const std::string& target = "zoom", const std::string& objectClass = "__GROUP__") {
        journal->rememberAccount({.target = target,
                                  .objectClass = objectClass,
                                  .uid = uid,
                                  .name = name,
                                  .state = state});
        checkSuccess(journal->flush());
    }
    Result<std::string> uidOf(const std::string& text) {
        return provision::ReferenceNames(*journal, "zoom").uidOf(groups, text, notices);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reference_names_tests, Fixture)

BOOST_AUTO_TEST_CASE(a_name_becomes_the_uid_and_a_uid_stays) {
    meet("g1", "Sales");
    meet("g2", "g1");  // a name that is somebody else's uid
    BOOST_TEST(valueOf(uidOf("Sales")) == "g1");
    BOOST_TEST(valueOf(uidOf("sales")) == "g1");
    BOOST_TEST(valueOf(uidOf("g1")) == "g1");
    BOOST_TEST(valueOf(uidOf("g2")) == "g2");
    BOOST_TEST(notices.empty());
}

BOOST_AUTO_TEST_CASE(an_exact_name_wins_over_one_in_other_letters) {
    meet("g1", "Sales");
    meet("g2", "SALES");
    BOOST_TEST(valueOf(uidOf("SALES")) == "g2");
    checkError(uidOf("sales"), ErrorCode::kInvalidAttributeValue, "sales");
}

BOOST_AUTO_TEST_CASE(a_name_of_several_objects_is_refused_with_their_uids) {
    meet("g1", "Sales");
    meet("g2", "Sales");
    const auto result = uidOf("Sales");
    checkError(result, ErrorCode::kInvalidAttributeValue, "Sales");
    BOOST_TEST(result.error().hint.find("\"g1\" or \"g2\"") != std::string::npos);
    BOOST_TEST(result.error().attributes.front() == "group_ids");
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_taken_as_a_uid_and_said_when_names_are_known) {
    BOOST_TEST(valueOf(uidOf("g9")) == "g9");
    BOOST_TEST(notices.empty());
    meet("g1", "Sales");
    BOOST_TEST(valueOf(uidOf("Slaes")) == "Slaes");
    BOOST_REQUIRE(notices.size() == 1U);
    BOOST_TEST(notices.front().code == "reference-not-known");
    BOOST_TEST(notices.front().message.find("did you mean \"Sales\"?") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(objects_of_other_targets_and_classes_and_deleted_ones_do_not_count) {
    meet("g1", "Sales", "deleted");
    meet("g2", "Sales", "present", "other");
    meet("r1", "Sales", "present", "zoom", "__ROLE__");
    BOOST_TEST(valueOf(uidOf("Sales")) == "Sales");
    meet("g3", "Sales");
    BOOST_TEST(valueOf(uidOf("Sales")) == "g3");
}

BOOST_AUTO_TEST_CASE(an_object_given_by_its_mark_is_no_unknown_name) {
    const Description description{
        .classes = {{.name = "__ORGUNIT__",
                     .attributes = {{.name = "__NAME__"}, {.name = "externalKey"}},
                     .markAttribute = "externalKey"},
                    {.name = "__GROUP__", .attributes = {{.name = "externalKey"}}},
                    {.name = "__ROLE__", .attributes = {{.name = "__NAME__"}}}}};
    const provision::ReferenceNames names(*journal, "zoom", &description);
    meet("g1", "Sales");
    meet("r1", "Owner", "present", "zoom", "__ROLE__");
    BOOST_TEST(valueOf(names.uidOf(groups, "externalKey:sales", notices)) == "externalKey:sales");
    BOOST_TEST(notices.empty());
    const AttributeInfo role{.name = "role", .referenceClass = "__ROLE__"};
    BOOST_TEST(valueOf(names.uidOf(role, "externalKey:sales", notices)) == "externalKey:sales");
    BOOST_TEST(notices.size() == 1U, "roles have no such attribute");
    BOOST_TEST(valueOf(names.uidOf(groups, "externalKey:", notices)) == "externalKey:");
    BOOST_TEST(valueOf(names.uidOf(groups, "__NAME__:Sales", notices)) == "__NAME__:Sales");
    BOOST_TEST(notices.size() == 3U);
}

BOOST_AUTO_TEST_CASE(of_accounts_not_all_names_are_known_so_that_an_unknown_one_is_no_slip) {
    meet("u1", "ann@example.com", "active", "zoom", "__ACCOUNT__");
    const AttributeInfo members{.name = "members", .referenceClass = "__ACCOUNT__"};
    const provision::ReferenceNames names(*journal, "zoom");
    BOOST_TEST(valueOf(names.uidOf(members, "ann@example.com", notices)) == "u1");
    BOOST_TEST(valueOf(names.uidOf(members, "bob@example.com", notices)) == "bob@example.com");
    BOOST_TEST(notices.empty());
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_read_where_the_target_may_be_asked) {
    std::vector<std::string> asked;
    const provision::ReadUid read =
        [&](const std::string& objectClass,
            const std::string& text) -> Result<std::optional<std::string>> {
        asked.push_back(objectClass + " " + text);
        return text == "externalKey:sales" ? std::optional<std::string>("g7") : std::nullopt;
    };
    const provision::ReferenceNames names(*journal, "zoom", nullptr, read);
    meet("g1", "Sales");
    BOOST_TEST(valueOf(names.uidOf(groups, "Sales", notices)) == "g1");
    BOOST_TEST(asked.empty());
    BOOST_TEST(valueOf(names.uidOf(groups, "externalKey:sales", notices)) == "g7");
    BOOST_TEST(notices.empty());
    BOOST_TEST(valueOf(names.uidOf(groups, "Slaes", notices)) == "Slaes");
    BOOST_TEST(notices.size() == 1U);
    BOOST_TEST(
        asked == (std::vector<std::string>{"__GROUP__ externalKey:sales", "__GROUP__ Slaes"}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(classes_to_read_are_those_referred_to_without_accounts) {
    const Description description{
        .classes = {{.name = "__ACCOUNT__", .attributes = {groups, groups}},
                    {.name = "__GROUP__",
                     .attributes = {{.name = "members",
                                     .type = ValueKind::kReference,
                                     .referenceClass = "__ACCOUNT__"}}}}};
    BOOST_TEST(provision::referredClasses(description) == std::vector<std::string>{"__GROUP__"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_and_decodes_within_an_object_value_are_understood) {
    meet("g1", "Sales");
    xml::Diagnostics diagnostics;
    const auto lookups = lookup::LookupCatalog::load(
        std::string(MUSTER_TEST_SOURCE) + "/framework/docs/examples/lookups", diagnostics);
    BOOST_REQUIRE_MESSAGE(lookups != nullptr, diagnostics.toText());
    const provision::ReferenceNames names(*journal, "zoom");
    const provision::Words words{.lookups = *lookups, .references = &names};
    const AttributeInfo posts{
        .name = "posts",
        .type = ValueKind::kObject,
        .multiValued = true,
        .attributes = {{.name = "group",
                        .type = ValueKind::kReference,
                        .key = true,
                        .referenceClass = "__GROUP__"},
                       {.name = "card", .lookup = "Lookup.Library.cardKind"},
                       {.name = "titles", .multiValued = true, .maxLength = 5}}};
    provision::Resolved resolved;
    const auto post = [&](const Value& given) {
        return provision::resolvedValue(posts, given, words, resolved);
    };
    const Value wanted = ObjectValue({Attribute("group", Value(Reference{"g1"})),
                                      Attribute("card", "C"), Attribute::list("titles", {"head"})});
    BOOST_TEST((valueOf(post(R"({"group":"Sales","card":"児童","titles":["head"]})")) == wanted));
    BOOST_TEST((valueOf(post(ObjectValue({Attribute("group", "Sales"), Attribute("card", "Child"),
                                          Attribute::list("titles", {"head"})}))) == wanted));
    BOOST_REQUIRE(resolved.lookupsUsed.size() == 1U);
    BOOST_TEST(resolved.lookupsUsed.front()->name() == "Lookup.Library.cardKind");
    BOOST_TEST(
        (valueOf(post(R"({"card":null})")) == Value(ObjectValue({Attribute::list("card", {})}))));

    const auto unknown = post(R"({"card":"gold"})");
    checkError(unknown, ErrorCode::kInvalidAttributeValue, "gold");
    BOOST_TEST(unknown.error().attributes == (std::vector<std::string>{"posts", "card"}),
               boost::test_tools::per_element());
    checkError(post(ObjectValue({Attribute::list("titles", {"president"})})),
               ErrorCode::kInvalidAttributeValue, "9 characters");
    checkError(post(ObjectValue({Attribute("floor", 3)})), ErrorCode::kInvalidAttributeValue,
               "a part \"floor\"");
    checkError(post(ObjectValue({Attribute::list("card", {"A", "C"})})),
               ErrorCode::kInvalidAttributeValue, "2 values of card");
}

BOOST_AUTO_TEST_SUITE_END()
