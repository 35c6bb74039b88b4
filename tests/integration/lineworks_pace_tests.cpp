// A company provisioned at the speed that LINE WORKS' limits allow. Host and simulator live by one
// clock, which goes on when all workers wait: what takes twelve minutes there is over as soon as
// the machine is done, and no moment depends on how fast that is.
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>

#include "checks.h"
#include "host/catalogue/connector_catalogue.h"
#include "host/log.h"
#include "host/targets.h"
#include "lineworks_home.h"
#include "manual_clock.h"
#include "provision/provisioner.h"
#include "store/journal.h"

namespace {

using namespace muster;
using muster::testing::valueOf;
using provision::OperationRequest;
using std::chrono::duration;
using std::chrono::milliseconds;

constexpr int kWorkers = 8;
constexpr int kDivisions = 19;
constexpr int kOrgUnits = 200;  // the realm, its divisions, and what is in those
constexpr int kMembers = 2000;
constexpr double kPerSecond = 240 / 60.0;  // requests of one API operation
constexpr double kLeastShare = 0.95;

/// The simulator, which keeps the strictest reading of each limit, with its time in our hands.
class Works : public support::LineworksSandbox {
public:
    Works() : LineworksSandbox({"--limits", "on", "--switch", "limit-window=sliding"}) {
        control("POST", "clock", R"({"stopped":true})");
    }
    void advance(milliseconds by) {
        control("POST", "clock", R"({"advance_ms":)" + std::to_string(by.count()) + "}");
    }
    /// What the simulator counted of one API operation: "POST:/users".
    boost::json::object counted(const std::string& operation) {
        const auto limits = control("GET", "limits");
        for (const auto& row : limits.at("operations").as_array()) {
            if (row.at("operation").as_string() == operation) {
                return row.as_object();
            }
        }
        return {};
    }
};

/// All of muster but its shell, on a home of its own.
class House {
public:
    explicit House(Works& works) : works_(works), home_(works) {
        home_.edit(std::string(support::LineworksHome::kTarget),
                   R"(workers="2" timeout-seconds="60")", R"(workers="8" timeout-seconds="3600")");
        muster::testing::checkSuccess(catalogue_.scan());
        journal_ = valueOf(store::Journal::open({.folder = home_.path()}));
        targets_ = std::make_unique<host::Targets>(
            host::Home{home_.path()}, catalogue_, valueOf(host::makeLog({})),
            host::Targets::CountersOf(), host::kSettingsLimit, clock_);
        targets_->load();
        provisioner_ = std::make_unique<provision::Provisioner>(*journal_, *targets_);
    }

    /// Eight workers do `count` operations, each the next one that is left.
    /// @return the time that it took by the one clock.
    duration<double> run(int count, const std::function<OperationRequest(int)>& request) {
        const rest::SteadyTime begun = clock_.now();
        std::atomic<int> next{0};
        std::vector<std::jthread> workers;
        for (int i = 0; i < std::min(kWorkers, count); ++i) {
            clock_.beginWork();
            workers.emplace_back([&] {
                for (int number = next++; number < count; number = next++) {
                    note(provisioner_->run(request(number)));
                }
                clock_.endWork();
            });
        }
        while (const auto wait = clock_.awaitIdle()) {
            const auto step = std::chrono::ceil<milliseconds>(*wait);
            works_.advance(step);
            clock_.advance(step);
        }
        return clock_.now() - begun;
    }

    /// One operation, by one worker.
    duration<double> run(const OperationRequest& request) {
        return run(1, [&](int) { return request; });
    }

    /// How many operations were not applied, and why the first of them was not.
    int failures() const { return failures_; }
    const std::string& firstFailure() const { return firstFailure_; }

private:
    void note(const provision::OperationResult& result) {
        if (result.outcome == Outcome::kApplied && !result.error) {
            return;
        }
        const std::lock_guard lock(mutex_);
        if (failures_++ == 0) {
            firstFailure_ = result.error ? result.error->describe() : "not applied";
        }
    }

    Works& works_;
    muster::testing::ManualClock clock_{
        std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()),
        std::chrono::steady_clock::now()};
    support::LineworksHome home_;
    host::ConnectorCatalogue catalogue_{{.pluginsFolder = home_.path() / "plugins",
                                         .loadedFolder = home_.path() / "loaded",
                                         .probeProgram = MUSTER_PROBE_CHILD,
                                         .settleTime = milliseconds(0)}};
    std::unique_ptr<store::Journal> journal_;
    std::unique_ptr<host::Targets> targets_;
    std::unique_ptr<provision::Provisioner> provisioner_;
    std::mutex mutex_;
    int failures_ = 0;
    std::string firstFailure_;
};

std::string unitKey(int number) { return "unit-" + std::to_string(number); }

OperationRequest newOrgUnit(int number) {
    std::vector<Attribute> attributes = {
        Attribute("__NAME__", Value("第" + std::to_string(number) + "部")),
        Attribute("externalKey", Value(unitKey(number))), Attribute("displayOrder", Value(1))};
    if (number > 0) {
        const int parent = number <= kDivisions ? 0 : 1 + number % kDivisions;
        attributes.emplace_back("parentOrgUnitId", Value("externalKey:" + unitKey(parent)));
    }
    return {.kind = store::OperationKind::kCreate,
            .target = "lw",
            .objectClass = "__ORGUNIT__",
            .attributes = std::move(attributes),
            .askedBy = "tester"};
}

std::string memberKey(int number) { return "person-" + std::to_string(number); }
std::string loginOf(int number) { return memberKey(number) + "@example.com"; }

std::string postIn(int number) {
    return R"({"orgUnitId":"externalKey:)" + unitKey(number % kOrgUnits) + R"("})";
}

OperationRequest newMember(int number) {
    return {.kind = store::OperationKind::kCreate,
            .target = "lw",
            .attributes = {Attribute("__NAME__", Value(loginOf(number))),
                           Attribute("externalKey", Value(memberKey(number))),
                           Attribute("lastName", Value("佐藤")),
                           Attribute("firstName", Value(std::to_string(number))),
                           Attribute::list("orgUnits", {Value(postIn(number))})},
            .askedBy = "tester"};
}

/// Two changes of each member, one beside the other: by the login id, and by the External Key.
OperationRequest change(int number) {
    const int member = number / 2;
    const bool isByKey = number % 2 == 1;
    return {.kind = store::OperationKind::kUpdate,
            .target = "lw",
            .object = valueOf(
                Name::parse(isByKey ? "externalKey:" + memberKey(member) : loginOf(member))),
            .deltas = {{DeltaMode::kReplace, Attribute(isByKey ? "location" : "telephone",
                                                       Value(isByKey ? "東京" : "03-1234-5678"))}},
            .askedBy = "tester"};
}

/// What of the permitted rate was used: so many requests in so long a time, the first at its begin.
double shareOf(double permittedPerSecond, int requests, duration<double> took) {
    return (requests - 1) / permittedPerSecond / took.count();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lineworks_pace_tests)

BOOST_AUTO_TEST_CASE(a_company_is_provisioned_as_fast_as_the_limits_permit_and_breaks_none) {
    Works works;
    House house(works);

    auto took = house.run(1, newOrgUnit);
    took += house.run(kDivisions, [](int number) { return newOrgUnit(1 + number); });
    took += house.run(kOrgUnits - 1 - kDivisions,
                      [](int number) { return newOrgUnit(1 + kDivisions + number); });
    BOOST_TEST(house.failures() == 0, house.firstFailure());
    BOOST_TEST(shareOf(1, kOrgUnits, took) >= kLeastShare, "org units took " << took.count());

    took = house.run(kMembers, newMember);
    BOOST_TEST(house.failures() == 0, house.firstFailure());
    BOOST_TEST(shareOf(kPerSecond, kMembers, took) >= kLeastShare, "members took " << took.count());

    const auto audit = works.control("GET", "pacing").as_object();
    BOOST_TEST(audit.at("total").as_int64() == 0, audit);
    BOOST_TEST(audit.at("org_unit_writes").as_int64() == kOrgUnits);
    BOOST_TEST(audit.at("user_writes").as_int64() == kMembers);
    const auto made = works.counted("POST:/users");
    BOOST_TEST(made.at("admitted").as_int64() == kMembers);
    BOOST_TEST(made.at("of_permitted").as_double() >= kLeastShare, made);
    const auto limits = works.control("GET", "limits");
    for (const auto& row : limits.at("operations").as_array()) {
        BOOST_TEST(row.at("refused").as_int64() == 0, row);
    }
}

BOOST_AUTO_TEST_CASE(changes_of_one_member_never_meet_by_whatever_name_it_is_called) {
    constexpr int kSome = 16;
    Works works;
    House house(works);
    works.set(R"({"write-ms":5})");
    house.run(kSome, [](int number) {
        OperationRequest request = newMember(number);
        request.attributes.pop_back();
        return request;
    });
    house.run(2 * kSome, change);
    BOOST_TEST(house.failures() == 0, house.firstFailure());
    const auto audit = works.control("GET", "pacing").as_object();
    BOOST_TEST(audit.at("total").as_int64() == 0, audit);
    BOOST_TEST(audit.at("user_writes").as_int64() == 3 * kSome);
}

BOOST_AUTO_TEST_CASE(a_refusal_for_speed_is_waited_out_for_as_long_as_the_target_says) {
    Works works;
    House house(works);
    house.run(1, newOrgUnit);
    house.run(newMember(0));
    works.control(
        "POST", "faults",
        R"({"fault":"throttle","method":"PATCH","wait_seconds":20,"path":"/v1.0/users/*"})");
    const auto took = house.run(change(0));
    BOOST_TEST(house.failures() == 0, house.firstFailure());
    BOOST_TEST(took.count() >= 20);
    BOOST_TEST(took.count() < 31);
    BOOST_TEST(works.get("/users/" + loginOf(0)).text("telephone") == "03-1234-5678");
}

BOOST_AUTO_TEST_CASE(a_new_org_unit_is_waited_for_by_a_few_requests) {
    Works works;
    House house(works);
    works.set(R"({"orgunit-late-ms":15000})");
    house.run(1, newOrgUnit);
    works.control("DELETE", "requests");
    const auto took = house.run(newMember(0));
    BOOST_TEST(house.failures() == 0, house.firstFailure());
    BOOST_TEST(took.count() >= 14);
    const auto made = works.counted("POST:/users");
    BOOST_TEST(made.at("admitted").as_int64() >= 2);
    BOOST_TEST(made.at("admitted").as_int64() <= 6);
    BOOST_TEST(works.get("/users/" + loginOf(0)).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
