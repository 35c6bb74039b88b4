#pragma once

#include <span>
#include <vector>

#include <muster/core/value.h>

namespace muster::provision {

/** The first value that equals an earlier one, or null. */
const Value* firstTwice(std::span<const Value> values);

/** The first value of `second` that `first` has too, or null. */
const Value* firstShared(const std::vector<Value>& first, const std::vector<Value>& second);

}  // namespace muster::provision
