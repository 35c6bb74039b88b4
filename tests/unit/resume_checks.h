#pragma once

#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include "lossy_house.h"

inline muster::Attribute text(const std::string& name, const std::string& value) {
    return muster::Attribute(name, muster::Value(value));
}

inline void checkIs(const muster::store::OperationRecord& record, std::string_view state,
                    std::string_view outcome) {
    BOOST_TEST_CONTEXT("reason: " << record.reason
                                  << "; error: " << (record.error ? record.error->message : "")) {
        BOOST_TEST(toString(record.state) == state);
        BOOST_TEST(toString(record.outcome) == outcome);
    }
}
