#include <boost/test/unit_test.hpp>

#include "../src/checks.h"
#include "../src/text_rules.h"

using namespace muster;
using namespace muster::lineworks;

namespace {

struct Row {
    const char* text;
    bool isLegal;
};

void check(const char* rule, Fault (*faultOf)(std::string_view), const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        const Fault fault = faultOf(row.text);
        BOOST_TEST(fault.has_value() != row.isLegal,
                   rule << " of \"" << row.text << "\": " << fault.value_or("legal"));
    }
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

Value object(std::vector<Attribute> parts) { return Value(ObjectValue(std::move(parts))); }

Value posted(const char* orgUnit, bool primary) {
    return object(
        {Attribute("orgUnitId", Value(Reference{orgUnit})), Attribute("primary", Value(primary))});
}

/** The message of the refusal; empty when the attribute is legal. */
std::string refusalOf(const Attribute& attribute, const Settings& settings = {}) {
    const Result<void> checked = checkAttribute(attribute, settings);
    if (checked) {
        return {};
    }
    BOOST_TEST((checked.error().code == ErrorCode::kInvalidAttributeValue));
    BOOST_TEST((checked.error().attributes == std::vector<std::string>{attribute.name()}));
    return checked.error().message;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lineworks_rule_tests)

BOOST_AUTO_TEST_CASE(names_may_hold_letters_of_any_script_and_no_emoji) {
    check("name", &faultOfName,
          {{"森田", true},
           {"髙橋 𠮷野", true},
           {"ﾔﾏﾀﾞ ﾊﾅｺ", true},
           {"佐々木・ジョン", true},
           {"葛\U000E0100城 辻\U000E0101", true},
           {"\U000E0100葛城", false},
           {"Aiko\U000E0100", false},
           {"O'Neil #2 (Jr.)", true},
           {"", true},
           {"花子😀", false},
           {"花子☺", false},
           {"a\"b", false},
           {"a<b", false},
           {"a:b", false},
           {"a\nb", false}});
    BOOST_TEST(*faultOfName("花子😀") == "holds \"😀\" (U+1F600)");
    BOOST_TEST(*faultOfName("a\nb") == "holds (U+000A)");
    BOOST_TEST(*faultOfName("\U000E0100葛") == "holds (U+E0100)");
}

BOOST_AUTO_TEST_CASE(names_of_org_units_take_fewer_signs) {
    check("org unit name", &faultOfOrgUnitName,
          {{"営業部 (東京) A/B", true}, {"R&D_1", true}, {"A#1", false}, {"It's", false}});
}

BOOST_AUTO_TEST_CASE(phonetics_are_katakana_of_either_width) {
    check("phonetic", &faultOfPhonetic,
          {{"モリタ アイコ", true},
           {"ﾔﾏﾀﾞ", true},
           {"ジャン＝ポール", false},
           {"もりた", false},
           {"Morita", false}});
}

BOOST_AUTO_TEST_CASE(external_keys_hold_none_of_five_signs) {
    check("External Key", &faultOfExternalKey,
          {{"8f14e45f-ceea", true},
           {"社員 1", true},
           {"50%", false},
           {"a\\b", false},
           {"a#b", false},
           {"a/b", false},
           {"a?b", false},
           {"", false}});
}

BOOST_AUTO_TEST_CASE(login_ids_keep_to_the_pattern_before_the_at) {
    check("login id", &faultOfLoginId,
          {{"taro.yamada@example.com", true},
           {"t1@example.com", true},
           {"a_b-c@group", true},
           {"t@example.com", false},
           {".taro@example.com", false},
           {"_taro@example.com", false},
           {"taro.@example.com", false},
           {"ta..ro@example.com", false},
           {"Taro@example.com", false},
           {"ta ro@example.com", false},
           {"taro", false},
           {"taro@", false},
           {"ta@ro@example.com", false}});
    const std::string forty = repeated("a", 40);
    BOOST_TEST(!faultOfLoginId(forty + "@example.com"));
    BOOST_TEST(faultOfLoginId(forty + "a@example.com").has_value());
}

BOOST_AUTO_TEST_CASE(addresses_of_org_units_may_begin_with_two_signs_more) {
    check("org unit address", &faultOfOrgUnitEmail,
          {{"!sales@example.com", true},
           {"#r-d@example.com", true},
           {".sales@example.com", false},
           {"s@example.com", false}});
}

BOOST_AUTO_TEST_CASE(telephones_days_and_zones_have_their_patterns) {
    check("telephone", &faultOfPhone,
          {{"+81-3-1234-5678", true},
           {"03(1234)5678P12#", true},
           {"03　1234", true},
           {"()", false},
           {"03 1234", false},
           {"電話", false}});
    check("day", &faultOfDate,
          {{"2024-02-29", true},
           {"2023-02-29", false},
           {"1900-02-29", false},
           {"2000-02-29", true},
           {"2024-13-01", false},
           {"2024-00-10", false},
           {"2024-1-1", false},
           {"-024-01-01", false}});
    check("zone", &faultOfTimeZone,
          {{"Asia/Tokyo", true},
           {"America/Argentina/Buenos_Aires", true},
           {"UTC", true},
           {"東京", false},
           {"", false},
           {"Asia/", false}});
}

BOOST_AUTO_TEST_CASE(private_addresses_have_their_own_lengths) {
    BOOST_TEST(!faultOfPrivateEmail("Hanako.Y@mail.example.org"));
    BOOST_TEST(faultOfPrivateEmail("hanako").has_value());
    BOOST_TEST(faultOfPrivateEmail(repeated("a", 65) + "@example.org").has_value());
    BOOST_TEST(faultOfPrivateEmail("a@" + repeated("b", 254)).has_value());
}

BOOST_AUTO_TEST_CASE(names_have_eighty_characters_together_and_not_bytes) {
    BOOST_TEST(checkNames(repeated("髙", 40), repeated("𠮷", 40)).hasValue());
    const auto tooLong = checkNames(repeated("髙", 40), repeated("𠮷", 41));
    BOOST_REQUIRE(!tooLong);
    BOOST_TEST(tooLong.error().message ==
               "lastName and firstName have 81 characters together; LINE WORKS takes at most 80");
    BOOST_TEST(!checkNames("", ""));
    BOOST_TEST(checkNames("", "愛子").hasValue());
}

BOOST_AUTO_TEST_CASE(a_value_is_refused_by_the_name_of_its_attribute) {
    BOOST_TEST(refusalOf(Attribute("nickName", "花😀")) == "nickName \"花😀\" holds \"😀\" (U+1F600)");
    BOOST_TEST(refusalOf(Attribute("externalKey", "50%")) ==
               "externalKey \"50%\" holds \"%\" (U+0025)");
    BOOST_TEST(refusalOf(Attribute("nickName", "花")).empty());
    BOOST_TEST(refusalOf(Attribute::list("nickName", {})).empty());
}

BOOST_AUTO_TEST_CASE(login_ids_stay_in_the_domains_of_the_settings) {
    const Settings settings{.emailDomains = {"example.com", "example.jp"}};
    BOOST_TEST(refusalOf(Attribute("__NAME__", "taro@example.jp"), settings).empty());
    BOOST_TEST(refusalOf(Attribute("__NAME__", "taro@example.org"), settings) ==
               "__NAME__ \"taro@example.org\" is of none of the domains that the setting "
               "emailDomains names");
    BOOST_TEST(
        !refusalOf(Attribute::list("aliasEmails", {Value("taro@example.org")}), settings).empty());
}

BOOST_AUTO_TEST_CASE(lists_have_their_most_elements) {
    std::vector<Value> aliases;
    std::vector<Value> relations;
    std::vector<Value> fields;
    std::vector<Value> posts;
    for (int i = 0; i < 31; ++i) {
        const std::string number = std::to_string(i);
        aliases.emplace_back("alias" + number + "@example.com");
        relations.push_back(object({Attribute("relationUserId", Value(Reference{"u" + number}))}));
        fields.push_back(object({Attribute("customFieldId", "f1"), Attribute("value", number)}));
        posts.push_back(posted(("o" + number).c_str(), false));
    }
    const auto upTo = [](const std::vector<Value>& values, std::ptrdiff_t count) {
        return std::vector<Value>(values.begin(), values.begin() + count);
    };
    BOOST_TEST(refusalOf(Attribute::list("aliasEmails", upTo(aliases, 10))).empty());
    BOOST_TEST(refusalOf(Attribute::list("aliasEmails", upTo(aliases, 11))) ==
               "aliasEmails would have 11 values; LINE WORKS keeps at most 10");
    BOOST_TEST(refusalOf(Attribute::list("relations", upTo(relations, 10))).empty());
    BOOST_TEST(!refusalOf(Attribute::list("relations", upTo(relations, 11))).empty());
    BOOST_TEST(refusalOf(Attribute::list("customFields", upTo(fields, 10))).empty());
    BOOST_TEST(!refusalOf(Attribute::list("customFields", upTo(fields, 11))).empty());
    BOOST_TEST(refusalOf(Attribute::list("orgUnits", upTo(posts, 30))).empty());
    BOOST_TEST(!refusalOf(Attribute::list("orgUnits", upTo(posts, 31))).empty());
}

BOOST_AUTO_TEST_CASE(objects_need_their_parts) {
    const auto messenger = [](std::vector<Attribute> parts) {
        return refusalOf(Attribute("messenger", object(std::move(parts))));
    };
    BOOST_TEST(
        messenger({Attribute("protocol", "LINE"), Attribute("messengerId", "taro")}).empty());
    BOOST_TEST(!messenger({Attribute("protocol", "LINE")}).empty());
    BOOST_TEST(messenger({Attribute("protocol", "CUSTOM"), Attribute("messengerId", "taro")}) ==
               "messenger has the protocol CUSTOM without customProtocol");
    const Value japanese = object({Attribute("language", "ja_JP"), Attribute("lastName", "森")});
    BOOST_TEST(refusalOf(Attribute::list("i18nNames", {japanese})).empty());
    BOOST_TEST(refusalOf(Attribute::list("i18nNames", {japanese, japanese})) ==
               "i18nNames has two elements of ja_JP");
    BOOST_TEST(!refusalOf(Attribute::list("relations", {object({})})).empty());
    BOOST_TEST(!refusalOf(Attribute::list("orgUnits", {object({})})).empty());
}

BOOST_AUTO_TEST_CASE(one_post_is_the_main_one) {
    BOOST_TEST(
        refusalOf(Attribute::list("orgUnits", {posted("a", true), posted("b", false)})).empty());
    BOOST_TEST(refusalOf(Attribute::list("orgUnits", {posted("a", true), posted("b", true)})) ==
               "orgUnits would have two main elements");
}

BOOST_AUTO_TEST_CASE(custom_properties_hold_one_kind_of_value) {
    const auto property = [](std::vector<Attribute> parts) {
        parts.insert(parts.begin(), Attribute("propertyName", "size"));
        return refusalOf(Attribute::list("customProperties", {object(std::move(parts))}));
    };
    BOOST_TEST(property({Attribute::list("value", {Value("L")})}).empty());
    BOOST_TEST(property({Attribute::list("number", {Value(0)})}).empty());
    BOOST_TEST(!property({Attribute::list("number", {Value(-1)})}).empty());
    BOOST_TEST(
        property({Attribute::list("value", {Value("L")}), Attribute::list("number", {Value(1)})}) ==
        "custom property size has values of several kinds");
    BOOST_TEST(!property({Attribute::list("value", std::vector<Value>(11, Value("x")))}).empty());
}

BOOST_AUTO_TEST_CASE(passwords_keep_to_the_rule_and_are_not_shown) {
    const Settings plain;
    const Settings strict{.passwordNeedsSpecial = true};
    BOOST_TEST(checkPassword(Secret("abcd1234"), plain).hasValue());
    BOOST_TEST(!checkPassword(Secret("abcd1234"), strict));
    BOOST_TEST(checkPassword(Secret("abcd1234!"), strict).hasValue());
    for (const char* bad : {"abc1234", "abcdefgh", "12345678", "abcdefghij12345678901"}) {
        const auto refused = checkPassword(Secret(bad), plain);
        BOOST_REQUIRE(!refused);
        BOOST_TEST(refused.error().message.find(bad) == std::string::npos);
        BOOST_TEST(refused.error().attributes.front() == "__PASSWORD__");
    }
}

BOOST_AUTO_TEST_CASE(who_makes_the_password_fits_what_is_given) {
    const Settings sso;
    const Settings noSso{.hasSingleSignOn = false};
    BOOST_TEST(checkPasswordChoice("", false, false, sso).hasValue());
    BOOST_TEST(!checkPasswordChoice("ADMIN", false, true, sso));
    BOOST_TEST(!checkPasswordChoice("MEMBER", true, true, sso));
    BOOST_TEST(checkPasswordChoice("ADMIN", true, false, noSso).hasValue());
    const auto noAddress = checkPasswordChoice("", false, false, noSso);
    BOOST_REQUIRE(!noAddress);
    BOOST_TEST(noAddress.error().attributes.front() == "privateEmail");
    BOOST_TEST(checkPasswordChoice("MEMBER", false, true, noSso).hasValue());
}

BOOST_AUTO_TEST_SUITE_END()
