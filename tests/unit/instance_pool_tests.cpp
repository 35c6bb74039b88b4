#include <atomic>
#include <filesystem>
#include <mutex>
#include <thread>

#include <sqlite3.h>

#include "host/instance_pool.h"
#include "instance_fixture.h"
#include "temporary_folder.h"

// Which instances are used again: tried with a connector that holds a file open between its calls.

using namespace muster;
using namespace muster::testing;
namespace fs = std::filesystem;
using std::chrono::milliseconds;

namespace {

std::shared_ptr<const host::LoadedConnector> sqlTable() {
    host::CheckFailure failure;
    auto connector = host::LoadedConnector::open(
        MUSTER_SQL_TABLE_CONNECTOR, {.name = "sql-table", .version = "1.0.0"}, failure);
    BOOST_REQUIRE_MESSAGE(connector != nullptr, failure.found);
    return connector;
}

/** A database with so many accounts, and a pool of instances for it. */
struct PoolCase {
    TemporaryFolder folder;
    std::string file = (folder.path() / "app.db").string();
    std::shared_ptr<const host::LoadedConnector> connector = sqlTable();
    int made = 0;

    PoolCase() { putDatabase(0); }

    /** In the place of what is there now. */
    void putDatabase(int accounts) const {
        const std::string other = file + ".new";
        sqlite3* handle = nullptr;
        BOOST_REQUIRE(sqlite3_open(other.c_str(), &handle) == SQLITE_OK);
        std::string sql =
            "CREATE TABLE accounts (id INTEGER PRIMARY KEY, login TEXT, password TEXT,"
            " enabled INTEGER, display_name TEXT, email TEXT, department TEXT, created TEXT);";
        for (int i = 0; i < accounts; ++i) {
            sql += "INSERT INTO accounts (login) VALUES ('a');";
        }
        BOOST_REQUIRE(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(handle);
        fs::rename(other, file);
    }

    host::InstancePool pool(milliseconds trustedIdle, std::size_t most = 1) {
        const auto make = [this]() -> Result<std::unique_ptr<host::Instance>> {
            ++made;
            folder.write("pepper", "salt\n");
            fs::permissions(folder / "pepper", fs::perms::owner_read);
            auto secrets = std::make_shared<host::SecretReader>(
                std::map<std::string, std::string, std::less<>>{{"pepper", "file:pepper"}},
                folder.path());
            auto services = std::make_shared<host::HostServices>(nullptr, std::move(secrets),
                                                                 std::make_shared<MemoryLog>());
            return host::Instance::create(connector, std::move(services),
                                          {Attribute("file", file), Attribute("table", "accounts"),
                                           Attribute("iterations", 10)});
        };
        return {most, make, trustedIdle};
    }

    /** What the connector says of its table. */
    static std::string told(host::InstancePool& pool) {
        auto lease = pool.acquire(Rubbish::context());
        BOOST_REQUIRE(lease.hasValue());
        const host::WriteAnswer answer = (*lease)->test(Rubbish::context());
        BOOST_REQUIRE_MESSAGE(!answer.error, answer.error->message);
        return answer.notices.at(0).message;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(instance_pool_tests, PoolCase)

BOOST_AUTO_TEST_CASE(an_instance_is_used_again) {
    host::InstancePool instances = pool(milliseconds(0));
    BOOST_TEST(told(instances) == "table accounts has 0 accounts");
    BOOST_TEST(told(instances) == "table accounts has 0 accounts");
    BOOST_TEST(made == 1);
}

BOOST_AUTO_TEST_CASE(an_instance_whose_file_was_replaced_is_not_used_again) {
    host::InstancePool instances = pool(milliseconds(0));
    BOOST_TEST(told(instances) == "table accounts has 0 accounts");
    putDatabase(3);
    BOOST_TEST(told(instances) == "table accounts has 3 accounts");
    BOOST_TEST(made == 2);
    fs::rename(file, file + ".away");
    auto lease = instances.acquire(Rubbish::context());
    BOOST_REQUIRE(lease.hasValue());
    checkAnswer((*lease)->test(Rubbish::context()).error, ErrorCode::kConnectionFailed,
                "unable to open database file");
}

BOOST_AUTO_TEST_CASE(an_instance_that_was_just_used_is_not_asked) {
    host::InstancePool instances = pool(std::chrono::hours(1));
    BOOST_TEST(told(instances) == "table accounts has 0 accounts");
    putDatabase(3);
    BOOST_TEST(told(instances) == "table accounts has 0 accounts", "the old file is still open");
    BOOST_TEST(made == 1);
}

BOOST_AUTO_TEST_CASE(an_instance_that_broke_the_contract_is_not_used_again) {
    host::InstancePool instances = pool(std::chrono::hours(1));
    {
        auto lease = instances.acquire(Rubbish::context());
        BOOST_REQUIRE(lease.hasValue());
        lease->discard();
    }
    BOOST_TEST(told(instances) == "table accounts has 0 accounts");
    BOOST_TEST(made == 2);
}

BOOST_AUTO_TEST_CASE(who_finds_all_instances_taken_is_told_so_at_the_deadline) {
    host::InstancePool instances = pool(std::chrono::hours(1));
    const auto taken = instances.acquire(Rubbish::context());
    BOOST_REQUIRE(taken.hasValue());
    auto late = Rubbish::context();
    late->deadline = std::chrono::steady_clock::now();
    checkError(instances.acquire(late), ErrorCode::kTimeout,
               "all 1 workers of the target were busy");
}

/** Who comes first of seven that wait for the only place when it comes free: the urgent one, which
 * began to wait last, or one of the six others. */
bool urgentComesFirst(host::InstancePool& instances) {
    constexpr int kOthers = 6;
    std::mutex mutex;
    std::vector<bool> order;  // whether it was the urgent one
    std::atomic<int> begun = 0;
    const auto wait = [&](rest::Urgency urgency) {
        const auto context = Rubbish::context();
        context->urgency = urgency;
        ++begun;
        const auto lease = instances.acquire(context);
        const std::lock_guard lock(mutex);
        order.push_back(lease.hasValue() && urgency == rest::Urgency::kUrgent);
    };
    std::vector<std::jthread> waiting;
    {
        const auto taken = instances.acquire(Rubbish::context());
        BOOST_REQUIRE(taken.hasValue());
        for (int i = 0; i <= kOthers; ++i) {
            waiting.emplace_back(wait,
                                 i < kOthers ? rest::Urgency::kNormal : rest::Urgency::kUrgent);
        }
        // Each try takes the pool's lock and gives it back, so that the others come to wait.
        const auto late = Rubbish::context();
        late->deadline = std::chrono::steady_clock::now();
        for (int tries = 0; begun <= kOthers || tries < 200; ++tries) {
            BOOST_REQUIRE(!instances.acquire(late).hasValue());
            std::this_thread::yield();
        }
    }
    waiting.clear();
    BOOST_REQUIRE(order.size() == kOthers + 1U);
    return order.front();
}

BOOST_AUTO_TEST_CASE(an_urgent_call_overtakes_those_that_wait_for_an_instance) {
    host::InstancePool instances = pool(std::chrono::hours(1));
    constexpr int kRounds = 20;
    int first = 0;
    for (int round = 0; round < kRounds; ++round) {
        first += urgentComesFirst(instances) ? 1 : 0;
    }
    // By chance it would be 3. All 20 only if each thread waits by the time the place comes free,
    // which nobody can see from outside.
    BOOST_TEST(first >= 15, first << " of " << kRounds);
    BOOST_TEST(made == 1);
}

BOOST_AUTO_TEST_SUITE_END()
