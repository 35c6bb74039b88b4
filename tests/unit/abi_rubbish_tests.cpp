#include <boost/test/unit_test.hpp>

#include "checks.h"
#include <muster/core/abi_convert.h>

using namespace muster;
using muster::testing::checkError;

namespace {

constexpr muster_string_view kNullText = {nullptr, 5};
constexpr muster_string_view kBadText = {"a\xff", 2};

muster_string_view text(const char* literal) { return muster::abi::view(literal); }

/** An attribute with one string, and the list of it. */
struct OneAttribute {
    muster_value value = {MUSTER_VALUE_STRING, 0, {text("v")}};
    muster_attribute attribute = {sizeof(muster_attribute), text("nick"), &value, 1, 0};
    muster_attribute_list list = {&attribute, 1, sizeof(muster_attribute)};
};

void checkRefused(const muster_attribute_list& list, const std::string& piece) {
    checkError(muster::abi::copyAttributes(list), ErrorCode::kProtocol, piece);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(abi_rubbish_tests)

BOOST_AUTO_TEST_CASE(text_must_be_there_and_be_utf8_without_nul) {
    checkError(muster::abi::copyText(kNullText, "a name"), ErrorCode::kProtocol,
               "a name has a size of 5 and a null pointer");
    checkError(muster::abi::copyText(kBadText, "a name"), ErrorCode::kProtocol, "not valid UTF-8");
    checkError(muster::abi::copyText({"a\0b", 3}, "a name"), ErrorCode::kProtocol, "holds a NUL");
    BOOST_TEST(muster::testing::valueOf(muster::abi::copyText({nullptr, 0}, "a name")).empty());
}

BOOST_AUTO_TEST_CASE(a_list_of_texts_must_be_walkable) {
    const muster_string_view texts[] = {text("a"), kBadText};
    checkError(muster::abi::copyTexts({nullptr, 2, 16}, "names"), ErrorCode::kProtocol,
               "names has a count of 2 and a null pointer");
    checkError(muster::abi::copyTexts({texts, 1, 0}, "names"), ErrorCode::kProtocol,
               "a stride of 0 bytes; expected at least 16");
    checkError(muster::abi::copyTexts({texts, 2, 16}, "names"), ErrorCode::kProtocol,
               "not valid UTF-8");
}

BOOST_AUTO_TEST_CASE(a_value_must_be_of_a_known_kind_and_whole) {
    muster_value value{};
    value.kind = 10;
    checkError(muster::abi::copyValue(value, "x"), ErrorCode::kProtocol, "a value of kind 10");
    for (const std::uint32_t kind :
         {MUSTER_VALUE_STRING, MUSTER_VALUE_BYTES, MUSTER_VALUE_SECRET, MUSTER_VALUE_REFERENCE}) {
        value.kind = kind;
        value.as.text = kNullText;
        checkError(muster::abi::copyValue(value, "x"), ErrorCode::kProtocol, "x has a size of 5");
    }
    value.kind = MUSTER_VALUE_OBJECT;
    value.as.object = {nullptr, 1, sizeof(muster_attribute)};
    checkError(muster::abi::copyValue(value, "x"), ErrorCode::kProtocol, "a count of 1 and a null");
}

BOOST_AUTO_TEST_CASE(a_secret_that_is_no_text_is_not_shown) {
    muster_value value = {MUSTER_VALUE_SECRET, 0, {{"hunter2\xff", 8}}};
    const auto result = muster::abi::copyValue(value, "x");
    checkError(result, ErrorCode::kProtocol, "not valid UTF-8");
    BOOST_TEST(result.error().describe().find("hunter2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_attribute_must_have_a_name_and_its_values) {
    OneAttribute one;
    one.list.first = nullptr;
    checkRefused(one.list, "a list of attributes has a count of 1 and a null pointer");
    one = {};
    one.list = {&one.attribute, 1, 0};
    checkRefused(one.list, "a stride of 0 bytes; expected at least");
    const std::pair<void (*)(OneAttribute&), const char*> rows[] = {
        {[](OneAttribute& o) { o.attribute.struct_size = 0; }, "a struct_size of 0"},
        {[](OneAttribute& o) { o.attribute.name = {}; }, "an attribute has an empty name"},
        {[](OneAttribute& o) { o.attribute.name = kBadText; }, "an attribute's name"},
        {[](OneAttribute& o) { o.attribute.values = nullptr; }, "attribute \"nick\" has a count"},
        {[](OneAttribute& o) { o.value.kind = 99; }, "attribute \"nick\" has a value of kind 99"}};
    for (const auto& [spoil, piece] : rows) {
        OneAttribute spoiled;
        spoil(spoiled);
        checkRefused(spoiled.list, piece);
    }
}

BOOST_AUTO_TEST_CASE(a_count_or_size_that_nothing_has_is_refused_before_it_is_walked) {
    OneAttribute one;
    one.list.count = SIZE_MAX / 2;
    checkRefused(one.list, "a count of ");
    OneAttribute values;
    values.attribute.value_count = SIZE_MAX / 4;
    checkRefused(values.list, "attribute \"nick\" has a count of ");
    checkError(muster::abi::copyText({"a", SIZE_MAX / 2}, "a name"), ErrorCode::kProtocol,
               "a size of ");
}

BOOST_AUTO_TEST_CASE(a_stride_that_misaligns_is_refused) {
    OneAttribute one;
    one.list.stride = sizeof(muster_attribute) + 1;
    checkRefused(one.list, "a stride of " + std::to_string(sizeof(muster_attribute) + 1));
}

BOOST_AUTO_TEST_CASE(an_object_in_itself_is_refused) {
    OneAttribute one;
    one.value.kind = MUSTER_VALUE_OBJECT;
    one.value.as.object = one.list;
    one.value.as.object.first = &one.attribute;
    checkRefused(one.list, "more than 16 levels");
}

BOOST_AUTO_TEST_CASE(a_delta_must_have_a_mode_and_an_attribute) {
    const OneAttribute one;
    const std::pair<muster_delta, const char*> rows[] = {
        {{sizeof(muster_delta), 0, 0, &one.attribute}, "the mode 0"},
        {{sizeof(muster_delta), 4, 0, &one.attribute}, "the mode 4"},
        {{sizeof(muster_delta), MUSTER_DELTA_ADD, 0, nullptr}, "no attribute"},
        {{4, MUSTER_DELTA_ADD, 0, &one.attribute}, "a struct_size of 4"}};
    for (const auto& [delta, piece] : rows) {
        checkError(muster::abi::copyDeltas({&delta, 1, sizeof delta}), ErrorCode::kProtocol, piece);
    }
    checkError(muster::abi::copyDeltas({nullptr, 1, sizeof(muster_delta)}), ErrorCode::kProtocol,
               "a list of deltas");
}

BOOST_AUTO_TEST_CASE(an_object_must_have_a_uid_and_a_name) {
    const muster_object good = {
        sizeof(muster_object), text("__ACCOUNT__"), text("u1"), text("ann"), {}, {}};
    BOOST_TEST(muster::abi::copyObject(good).hasValue());
    muster_object object = good;
    object.uid = {};
    checkError(muster::abi::copyObject(object), ErrorCode::kProtocol, "an object has an empty Uid");
    object = good;
    object.name = {};
    checkError(muster::abi::copyObject(object), ErrorCode::kProtocol,
               "an object has an empty name");
    object = good;
    object.struct_size = 16;
    checkError(muster::abi::copyObject(object), ErrorCode::kProtocol, "a struct_size of 16");
    object = good;
    object.revision = kBadText;
    checkError(muster::abi::copyObject(object), ErrorCode::kProtocol, "an object's revision");
}

BOOST_AUTO_TEST_CASE(a_reference_must_have_exactly_one_address) {
    muster_object_ref ref = {sizeof(muster_object_ref), text("u1"), text("ann"), {}};
    checkError(muster::abi::copyRef(ref), ErrorCode::kProtocol, "an object reference has both");
    ref.uid = ref.name = {};
    checkError(muster::abi::copyRef(ref), ErrorCode::kProtocol, "an object reference has neither");
    ref.struct_size = 0;
    checkError(muster::abi::copyRef(ref), ErrorCode::kProtocol, "a struct_size of 0");
}

BOOST_AUTO_TEST_CASE(a_write_report_must_have_a_uid) {
    muster_write_report report = {
        sizeof(muster_write_report), {}, text("ann"), {}, {}, 0, 0, {}, {}};
    checkError(muster::abi::copyWriteReport(report), ErrorCode::kProtocol, "an empty Uid");
    report.uid = kBadText;
    checkError(muster::abi::copyWriteReport(report), ErrorCode::kProtocol, "a write report's Uid");
    report.struct_size = 1;
    checkError(muster::abi::copyWriteReport(report), ErrorCode::kProtocol, "a struct_size of 1");
}

BOOST_AUTO_TEST_CASE(a_notice_must_be_text) {
    muster_notice notice = {sizeof(muster_notice), text("code"), kBadText, {}};
    checkError(muster::abi::copyNotice(notice), ErrorCode::kProtocol, "a notice's message");
    notice.struct_size = 0;
    checkError(muster::abi::copyNotice(notice), ErrorCode::kProtocol, "a struct_size of 0");
}

BOOST_AUTO_TEST_CASE(a_filter_must_be_a_finite_tree) {
    muster_filter filter{};
    filter.struct_size = sizeof filter;
    filter.op = 13;
    checkError(muster::abi::copyFilter(filter), ErrorCode::kProtocol, "the operator 13");
    filter.op = MUSTER_FILTER_NOT;
    filter.child_count = 1;
    checkError(muster::abi::copyFilter(filter), ErrorCode::kProtocol, "a filter's children");
    const muster_filter* child = nullptr;
    filter.children = &child;
    checkError(muster::abi::copyFilter(filter), ErrorCode::kProtocol, "no child");
    child = &filter;
    checkError(muster::abi::copyFilter(filter), ErrorCode::kProtocol, "too many levels");
    filter.struct_size = 0;
    checkError(muster::abi::copyFilter(filter), ErrorCode::kProtocol, "a struct_size of 0");
}

BOOST_AUTO_TEST_CASE(a_filter_must_have_as_many_children_as_its_operator_joins) {
    muster_filter leaf{};
    leaf.struct_size = sizeof leaf;
    leaf.op = MUSTER_FILTER_PRESENT;
    const muster_filter* const two[] = {&leaf, &leaf};
    const std::vector<std::pair<std::int32_t, std::size_t>> rows = {
        {MUSTER_FILTER_NOT, 0}, {MUSTER_FILTER_NOT, 2}, {MUSTER_FILTER_AND, 0},
        {MUSTER_FILTER_AND, 1}, {MUSTER_FILTER_OR, 0},  {MUSTER_FILTER_OR, 1},
    };
    for (const auto& [op, count] : rows) {
        muster_filter filter{};
        filter.struct_size = sizeof filter;
        filter.op = op;
        filter.children = two;
        filter.child_count = count;
        checkError(muster::abi::copyFilter(filter), ErrorCode::kProtocol,
                   "a filter has " + std::to_string(count) + " children");
    }
}

BOOST_AUTO_TEST_CASE(a_reference_with_a_size_and_no_text_is_refused) {
    muster_object_ref ref{};
    ref.struct_size = sizeof ref;
    ref.uid = kNullText;
    checkError(muster::abi::copyRef(ref), ErrorCode::kProtocol, "and a null pointer");
    ref.uid = {};
    ref.name = kNullText;
    checkError(muster::abi::copyRef(ref), ErrorCode::kProtocol, "and a null pointer");
    ref.name = kBadText;
    checkError(muster::abi::copyRef(ref), ErrorCode::kProtocol, "not valid UTF-8");
}

BOOST_AUTO_TEST_CASE(an_error_is_always_readable) {
    muster_error error{};
    error.struct_size = 8;
    BOOST_TEST(muster::abi::copyError(error).message.find("too short") != std::string::npos);

    error.struct_size = sizeof error;
    error.retry_after_ms = -1;
    error.message = kBadText;
    error.hint = kNullText;
    error.outcome = 77;
    error.retryable = 9;
    error.attributes = {nullptr, 3, 16};
    for (const std::int32_t code : {0, -1, 19, 999}) {
        error.code = code;
        const Error copy = muster::abi::copyError(error);
        BOOST_TEST(toString(copy.code) == "Internal");
        BOOST_TEST(copy.message.find("unknown code " + std::to_string(code)) != std::string::npos,
                   copy.message);
        BOOST_TEST(copy.message.find("not valid UTF-8") != std::string::npos, copy.message);
        BOOST_TEST((copy.outcome == Outcome::kUnset));
        BOOST_TEST(!copy.retryable.has_value());
        BOOST_TEST(copy.attributes.empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
