#pragma once

#include <vector>

#include "store/journal.h"

namespace bench {

/** Operations as the facade records them, with nothing done in between. */
struct DurableLoad {
    enum class Shape {
        kIntentAndEnd,  ///< of a connector without steps: two records, each durable
        kWithOneStep,   ///< and one step between, as of a create at Zoom: three
        kLeftOpen,      ///< intent and step, and no end: as a crash leaves it
    };
    Shape shape = Shape::kIntentAndEnd;
    int inFlight = 64;
    int operations = 0;
    int firstNumber = 0;  ///< names and Uids are made from numbers; none is used twice
};

struct DurableRates {
    double perSecond = 0;
    std::vector<double> latenciesMs = {};  ///< from before the intent until the end is durable
};

/** Ends the program when a record cannot be written. */
DurableRates runDurably(muster::store::Journal& journal, const DurableLoad& load);

}  // namespace bench
