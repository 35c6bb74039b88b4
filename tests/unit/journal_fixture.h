#pragma once

#include <memory>
#include <string>

#include "checks.h"
#include "store/journal.h"
#include "store/sqlite/database.h"
#include "store/sqlite/statement.h"
#include "temporary_folder.h"

/** A journal in a folder of its own. */
struct JournalFixture {
    muster::testing::TemporaryFolder folder;
    std::unique_ptr<muster::store::Journal> journal = open();

    std::unique_ptr<muster::store::Journal> open(muster::store::JournalOptions options = {}) {
        options.folder = folder.path();
        return muster::testing::valueOf(muster::store::Journal::open(options));
    }

    /** As the next start of muster: the journal is opened anew. */
    void restart() {
        journal.reset();
        journal = open();
    }

    static muster::store::Intent createIntent(const std::string& name = "taro@example.com") {
        return {.correlationId = "7f3a",
                .target = "zoom-prod",
                .objectClass = "__ACCOUNT__",
                .kind = muster::store::OperationKind::kCreate,
                .name = name,
                .askedBy = "root",
                .connectorName = "zoom",
                .connectorVersion = "0.1.0",
                .request = {.attributes = {{"type", 2}}}};
    }

    static muster::store::StepStart post(const std::string& name = "create") {
        return {.name = name,
                .operationKey = "__ACCOUNT__.CREATEOP",
                .method = "POST",
                .url = "https://api.example.com/v2/users"};
    }

    static muster::store::StepEnd applied() {
        return {.outcome = muster::Outcome::kApplied,
                .httpStatus = 201,
                .savedResult = R"({"id":"u1"})",
                .duration = std::chrono::milliseconds(184)};
    }

    /** What a second, plain connection sees: what a crash at this moment would leave. */
    std::int64_t seenByOthers(const std::string& sql) const {
        auto database = muster::testing::valueOf(muster::sqlite::Database::open(
            folder / "muster.db", muster::sqlite::OpenMode::kExisting));
        return muster::testing::valueOf(database->integer(sql));
    }
};
