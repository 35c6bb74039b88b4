#pragma once

#include <type_traits>
#include <utility>

#include <boost/test/unit_test.hpp>

namespace muster::testing {

/** What every value type must do: copies and moves carry the value, assignment to itself changes
 * nothing, and equality tells `one` from `other` in both directions. `one` and `other` must differ.
 */
template <typename T>
void checkValueType(const T& one, const T& other) {
    static_assert(std::is_nothrow_move_constructible_v<T>, "a value type is cheap to move");
    BOOST_TEST((one == one));
    BOOST_TEST(!(one == other));
    BOOST_TEST(!(other == one));
    BOOST_TEST((one != other));

    T copy(one);
    BOOST_TEST((copy == one));
    T& alias = copy;  // the compiler would warn of the plain form
    copy = alias;
    BOOST_TEST((copy == one));

    T moved(std::move(copy));
    BOOST_TEST((moved == one));
    copy = other;  // a moved-from value can be assigned to
    BOOST_TEST((copy == other));
    moved = std::move(copy);
    BOOST_TEST((moved == other));

    T changed(one);
    const T kept(changed);
    changed = other;
    BOOST_TEST((kept == one));  // a copy is independent of what it came from
    BOOST_TEST((changed == other));
}

}  // namespace muster::testing
