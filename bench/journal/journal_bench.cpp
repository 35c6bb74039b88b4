// How many operations a second the journal makes durable, and how long one waits for it, beside how
// often the same disk can sync in the same run.
#include <algorithm>
#include <string>

#include "common/disk_sync.h"
#include "common/durable_load.h"
#include "common/must.h"
#include "common/options.h"
#include "common/row.h"
#include "common/timing.h"
#include "temporary_folder.h"

namespace {

using namespace muster;
using bench::DurableLoad;
using bench::DurableRates;

constexpr int kInFlight = 64;
constexpr int kFillers = 256;

struct Plan {
    int rows = 0;      ///< of the small journal
    int manyRows = 0;  ///< of the large one
    int measured = 0;  ///< operations of each measurement
    int alone = 0;     ///< operations with nothing else in flight
    int syncs = 0;
};

std::string withCommas(int number) {
    std::string digits = std::to_string(number);
    for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

class Benchmark {
public:
    explicit Benchmark(const Plan& plan) : plan_(plan) {}

    void run() {
        alone(DurableLoad::Shape::kIntentAndEnd, "", {bench::ratioAtMost(3)});
        alone(DurableLoad::Shape::kWithOneStep, ", with a step", {});
        fillTo(plan_.rows);
        const double small = manyInFlight(20, {bench::atLeast(10'000), bench::ratioAtLeast(3)});
        stepped();
        fillTo(plan_.manyRows);
        const double large = manyInFlight(40, {});
        bench::print({.bench = "journal",
                      .name = "durable operations, " + withCommas(plan_.manyRows) + " rows",
                      .figure = large,
                      .unit = "operations/s",
                      .reference = {{withCommas(plan_.rows) + " rows", small, "operations/s"}},
                      .goals = {bench::ratioAtLeast(1 / 1.5)}});
    }

private:
    double syncs() const { return bench::syncsPerSecond(folder_.path(), plan_.syncs); }

    DurableRates measure(DurableLoad load) {
        load.firstNumber = rows_;
        rows_ += load.operations;
        return bench::runDurably(*journal_, load);
    }

    void fillTo(int rows) {
        if (rows > rows_) {
            measure({.inFlight = kFillers, .operations = rows - rows_});
        }
    }

    void alone(DurableLoad::Shape shape, const std::string& how, std::vector<bench::Goal> goals) {
        const double before = syncs();
        const DurableRates rates =
            measure({.shape = shape, .inFlight = 1, .operations = plan_.alone});
        const double syncMs = 2000 / (before + syncs());
        bench::print({.bench = "journal",
                      .name = "one durable operation alone" + how,
                      .figure = bench::median(rates.latenciesMs),
                      .unit = "ms",
                      .reference = {{"one fsync", syncMs, "ms"}},
                      .goals = std::move(goals)});
    }

    double manyInFlight(double mostMs, std::vector<bench::Goal> goals) {
        const std::string rows = withCommas(rows_) + " rows";
        const double before = syncs();
        const DurableRates rates = measure({.inFlight = kInFlight, .operations = plan_.measured});
        const bench::Reference reference{"fsync", (before + syncs()) / 2, "syncs/s"};
        bench::print({.bench = "journal",
                      .name = "durable operations, 64 in flight, " + rows,
                      .figure = rates.perSecond,
                      .unit = "operations/s",
                      .reference = reference,
                      .goals = std::move(goals)});
        bench::print({.bench = "journal",
                      .name = "p99 of them, " + rows,
                      .figure = bench::quantile(rates.latenciesMs, 0.99),
                      .unit = "ms",
                      .reference = {{"one fsync", 1000 / reference.figure, "ms"}},
                      .goals = {bench::atMost(mostMs)}});
        return rates.perSecond;
    }

    /** As many durable records again for the step: reported beside the others. */
    void stepped() {
        const double before = syncs();
        const DurableRates rates = measure({.shape = DurableLoad::Shape::kWithOneStep,
                                            .inFlight = kInFlight,
                                            .operations = plan_.measured});
        bench::print({.bench = "journal",
                      .name = "durable operations with a step, 64 in flight",
                      .figure = rates.perSecond,
                      .unit = "operations/s",
                      .reference = {{"fsync", (before + syncs()) / 2, "syncs/s"}}});
    }

    Plan plan_;
    muster::testing::TemporaryFolder folder_;
    std::unique_ptr<store::Journal> journal_ =
        bench::must(store::Journal::open({.folder = folder_.path()}));
    int rows_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
    const bench::Size size = bench::sizeFrom(count, arguments);
    using bench::bySize;
    Benchmark({.rows = bySize(size, 200, 20'000, 100'000),
               .manyRows = bySize(size, 600, 60'000, 1'000'000),
               .measured = bySize(size, 128, 10'000, 40'000),
               .alone = bySize(size, 5, 200, 1'000),
               .syncs = bySize(size, 5, 200, 500)})
        .run();
    return 0;
}
