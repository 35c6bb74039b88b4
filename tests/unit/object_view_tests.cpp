#include <boost/test/unit_test.hpp>

#include "checks.h"
#include <muster/core/object_view.h>

using namespace muster;
using muster::testing::checkError;
using muster::testing::checkSuccess;

namespace {

ConnectorObject sample() {
    ConnectorObject object{.objectClass = "__ACCOUNT__",
                           .uid = "u1",
                           .name = "ann@example.com",
                           .revision = "r7",
                           .attributes = {{"dept", "営業"},
                                          {"floor", 3},
                                          {"share", 0.5},
                                          {"enabled", true},
                                          {"hired", Time{1'000'000}},
                                          {"photo", Bytes{"\xFF\x01"}},
                                          {"boss", Reference{"u2"}},
                                          {"nothing", Value()},
                                          Attribute::list("teams", {"a", "b"}),
                                          Attribute::list("empty", {})}};
    object.attributes.back().markIncomplete();
    return object;
}

struct Crossed {
    ConnectorObject object = sample();
    muster::abi::Marshal marshal;
    const muster_object* raw = marshal.object(object);
    ObjectView view{*raw};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(object_view_tests)

BOOST_AUTO_TEST_CASE(an_object_is_read_where_it_lies) {
    const Crossed crossed{};
    checkSuccess(muster::abi::checkObject(*crossed.raw));
    const ObjectView& view = crossed.view;
    BOOST_TEST(view.objectClass() == "__ACCOUNT__");
    BOOST_TEST(view.uid() == "u1");
    BOOST_TEST((view.uid().data() == crossed.object.uid.data()));
    BOOST_TEST(view.name() == "ann@example.com");
    BOOST_TEST(view.revision() == "r7");
    BOOST_TEST(view.count() == 10U);
    BOOST_TEST(view.attribute(0).name() == "dept");
    BOOST_TEST(view.attribute(0).value(0).text() == "営業");
    BOOST_TEST(view.attribute(8).count() == 2U);
    BOOST_TEST(view.attribute(8).isList());
    BOOST_TEST(!view.attribute(0).isList());
    BOOST_TEST(view.attribute(9).isIncomplete());
    BOOST_TEST(!view.attribute(8).isIncomplete());
}

BOOST_AUTO_TEST_CASE(a_value_tells_what_its_kind_has_and_nothing_else) {
    const Crossed crossed{};
    const auto value = [&](std::string_view name) {
        return crossed.view.find(name).value().value(0);
    };
    BOOST_TEST(value("floor").integer() == 3);
    BOOST_TEST(value("enabled").integer() == 1);
    BOOST_TEST(value("hired").integer() == 1'000'000);
    BOOST_TEST(value("share").real() == 0.5);
    BOOST_TEST(value("photo").text() == "\xFF\x01");
    BOOST_TEST(value("boss").text() == "u2");
    BOOST_TEST((value("nothing").kind() == ValueKind::kNull));
    BOOST_TEST(value("floor").text() == "");
    BOOST_TEST(value("dept").integer() == 0);
    BOOST_TEST(value("floor").real() == 0.0);
}

BOOST_AUTO_TEST_CASE(an_attribute_is_found_whatever_the_case_of_its_name) {
    const Crossed crossed{};
    BOOST_TEST(crossed.view.find("DEPT").has_value());
    BOOST_TEST(!crossed.view.find("dep").has_value());
}

BOOST_AUTO_TEST_CASE(a_copy_owns_what_the_object_held) {
    ConnectorObject copy;
    {
        const Crossed crossed{};
        copy = crossed.view.copy();
    }
    BOOST_TEST((copy == sample()));
}

BOOST_AUTO_TEST_CASE(rubbish_is_found_without_copying) {
    const Crossed crossed{};
    muster_object nameless = *crossed.raw;
    nameless.name = {};
    checkError(muster::abi::checkObject(nameless), ErrorCode::kProtocol,
               "an object has an empty name");
    muster_object odd = *crossed.raw;
    odd.attributes.stride = 7;
    checkError(muster::abi::checkObject(odd), ErrorCode::kProtocol, "a stride of 7 bytes");
}

BOOST_AUTO_TEST_SUITE_END()
