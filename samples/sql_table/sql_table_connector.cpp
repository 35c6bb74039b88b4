// Accounts in a table of an SQLite file: a connector that speaks no HTTP and does its own I/O. What
// `hello_connector` leaves out is shown here, with the services of the host that such a connector
// needs: a step for each write, leave of a rate limit, a secret of its own, the deadline of the
// call inside a library that knows none, and a check whether an idle instance is still good.
#include <array>

#include "database.h"
#include "password_digest.h"
#include <muster/sdk/define_connector.h>

namespace muster::sql_table {
namespace {

constexpr std::int64_t kMostIterations = 10'000'000;
constexpr const char* kColumns = "id, login, enabled, display_name, email, department, created";

bool isIdentifier(const std::string& text) {
    return !text.empty() && text.find_first_not_of(
                                "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string::npos;
}

/** The column of an attribute: its own name, but for those that mean the same everywhere. */
std::string columnOf(std::string_view attribute) {
    if (attribute == attr::kName) return "login";
    if (attribute == attr::kEnable) return "enabled";
    if (attribute == attr::kPassword) return "password";
    return std::string(attribute);
}

/** What INSERT and UPDATE set: columns, the places of their values, and these. */
struct Assignments {
    std::string columns = {};
    std::string places = {};
    std::vector<Value> values = {};

    void add(const std::string& column, Value value) {
        const char* const comma = columns.empty() ? "" : ", ";
        values.push_back(std::move(value));
        columns += comma + column;
        places += comma + ("?" + std::to_string(values.size()));
    }
};

ConnectorObject objectOf(const Database::Row& row) {
    ConnectorObject object{.objectClass = std::string(object_class::kAccount),
                           .uid = row[0].toDisplay(),
                           .name = row[1].toDisplay()};
    object.attributes = {{std::string(attr::kName), object.name},
                         {std::string(attr::kEnable), row[2] != Value(0)}};
    constexpr std::array kTexts = {"display_name", "email", "department"};
    for (std::size_t i = 0; i < kTexts.size(); ++i) {
        if (!row[3 + i].isNull()) {
            object.attributes.emplace_back(kTexts.at(i), row[3 + i]);
        }
    }
    if (const Result<Time> created = Time::parse(row[6].toDisplay())) {
        object.attributes.emplace_back("created", *created);
    }
    return object;
}

}  // namespace

class SqlTableConnector : public sdk::Connector,
                          public sdk::TestOp,
                          public sdk::GetOp,
                          public sdk::CreateOp,
                          public sdk::UpdateOp,
                          public sdk::DeleteOp,
                          public sdk::SearchOp {
public:
    SqlTableConnector(std::string file, std::string table, int iterations)
        : file_(std::move(file)), table_(std::move(table)), iterations_(iterations) {}

    // [make] Checks the settings and does no I/O: the file is opened at the first call.
    static Result<std::unique_ptr<SqlTableConnector>> make(const sdk::Properties& properties) {
        if (!isIdentifier(properties.text("table"))) {
            return Error{.code = ErrorCode::kConfiguration,
                         .message = "property \"table\" has \"" + properties.text("table") +
                                    "\"; expected letters, digits and _",
                         .hint = "name a table without quotes; a view may give it another name"};
        }
        const std::int64_t iterations = properties.integer("iterations");
        if (iterations < 1 || iterations > kMostIterations) {
            return Error{.code = ErrorCode::kConfiguration,
                         .message = "property \"iterations\" has " + std::to_string(iterations) +
                                    "; expected 1 to " + std::to_string(kMostIterations),
                         .hint = "leave it out for 210000"};
        }
        return std::make_unique<SqlTableConnector>(
            properties.text("file"), properties.text("table"), static_cast<int>(iterations));
    }

    // [describe] `pepper` is confidential and not host-owned: the connector may ask for it, and
    // `connector show` says so. Disassociating is disabling: the row stays.
    static Description describe() {
        ObjectClassInfo account = sdk::classOf<SqlTableConnector>(object_class::kAccount);
        account.disassociate = Support::kSameAsDisable;
        account.attributes = {
            {.name = "__NAME__", .nativeName = "login", .required = true, .maxLength = 64},
            {.name = "__PASSWORD__", .type = ValueKind::kSecret, .readable = false},
            {.name = "__ENABLE__", .nativeName = "enabled", .type = ValueKind::kBoolean},
            {.name = "display_name", .maxLength = 128},
            {.name = "email", .maxLength = 254},
            {.name = "department", .maxLength = 128},
            {.name = "created", .type = ValueKind::kTime, .creatable = false, .updateable = false}};
        return {.displayName = "SQL table",
                .classes = {account},
                .properties = {
                    {.name = "file", .required = true, .help = "The SQLite file, which exists"},
                    {.name = "table", .defaultValue = "accounts", .help = "The table's name"},
                    // OWASP Password Storage Cheat Sheet: 210,000 of PBKDF2-HMAC-SHA512.
                    {.name = "iterations",
                     .type = ValueKind::kInteger,
                     .defaultValue = "210000",
                     .help = "Work for each password's digest; fewer are easier to guess"},
                    {.name = "pepper",
                     .type = ValueKind::kSecret,
                     .required = true,
                     .confidential = true,
                     .help = "Mixed into each password's digest; kept out of the database"}}};
    }

    Result<void> test(sdk::Call& call) override {
        MUSTER_RETURN_IF_ERROR(call.host().secret("pepper"));  // better missed now than in a create
        MUSTER_ASSIGN_OR_RETURN(Database * database, open(call, "read"));
        const auto found =
            database->rows("SELECT COUNT(*), MAX(password) FROM (SELECT " + std::string(kColumns) +
                               ", password FROM " + table_ + ")",
                           {});
        MUSTER_RETURN_IF_ERROR(found);
        call.notice("reachable",
                    "table " + table_ + " has " + found->front()[0].toDisplay() + " accounts");
        return {};
    }

    // [check_alive] Cheap: an instance whose file was moved away is replaced before it writes
    // there.
    Result<void> checkAlive(sdk::Call&) override {
        if (database_ != nullptr && !database_->isSameFile()) {
            return Error{.code = ErrorCode::kConnectionBroken,
                         .message = "\"" + file_ + "\" is another file now",
                         .hint = "nothing: the next call opens it anew"};
        }
        return {};
    }

    Result<std::optional<ConnectorObject>> get(sdk::Call& call, std::string_view,
                                               const ObjectRef& ref,
                                               const std::vector<std::string>&) override {
        MUSTER_ASSIGN_OR_RETURN(Database * database, open(call, "read"));
        return find(*database, ref);
    }

    Result<WriteReport> create(sdk::Call& call, std::string_view,
                               const sdk::AttributesView& attributes) override {
        MUSTER_ASSIGN_OR_RETURN(Database * database, open(call, "write"));
        MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> given, attributes.copy());
        Assignments row;
        row.add("created", Time::now().toString());
        for (const Attribute& attribute : given) {
            MUSTER_ASSIGN_OR_RETURN(Value value, stored(call, attribute));
            row.add(columnOf(attribute.name()), std::move(value));
        }
        const std::string sql =
            "INSERT INTO " + table_ + " (" + row.columns + ") VALUES (" + row.places + ")";
        const auto insert = [&]() -> Result<std::string> {
            MUSTER_RETURN_IF_ERROR(database->change(sql, row.values));
            return std::to_string(database->lastInsertId());
        };
        MUSTER_ASSIGN_OR_RETURN(const std::string uid, call.step("insert", sql, insert));
        return WriteReport{.uid = uid,
                           .name = std::string(attributes.find(attr::kName)->text().value_or(""))};
    }

    Result<WriteReport> update(sdk::Call& call, std::string_view, const ObjectRef& ref,
                               const sdk::DeltasView& deltas) override {
        MUSTER_ASSIGN_OR_RETURN(Database * database, open(call, "write"));
        MUSTER_ASSIGN_OR_RETURN(const ConnectorObject before, require(*database, ref));
        MUSTER_ASSIGN_OR_RETURN(const std::vector<AttributeDelta> given, deltas.copy());
        WriteReport report{.uid = before.uid, .name = before.name};
        Assignments row{.values = {before.uid}};
        for (const AttributeDelta& delta : given) {
            MUSTER_ASSIGN_OR_RETURN(Value value, stored(call, delta.attribute));
            report.name = delta.name() == attr::kName ? value.toDisplay() : report.name;
            row.add(columnOf(delta.name()), std::move(value));
        }
        const std::string sql =
            "UPDATE " + table_ + " SET (" + row.columns + ") = (" + row.places + ") WHERE id = ?1";
        MUSTER_RETURN_IF_ERROR(writeOne(call, *database, "update", sql, row.values));
        return report;
    }

    Result<void> remove(sdk::Call& call, std::string_view, const ObjectRef& ref) override {
        MUSTER_ASSIGN_OR_RETURN(Database * database, open(call, "write"));
        MUSTER_ASSIGN_OR_RETURN(const ConnectorObject there, require(*database, ref));
        return writeOne(call, *database, "delete", "DELETE FROM " + table_ + " WHERE id = ?1",
                        {there.uid});
    }

    // [search] Page by page, so that a table of any size takes little memory. The filter is checked
    // here, row by row; a connector that turns it into SQL would be faster and no longer short.
    Result<sdk::SearchReport> search(sdk::Call& call, std::string_view, const Filter& filter,
                                     const sdk::SearchOptions& options,
                                     const sdk::ObjectHandler& handler) override {
        constexpr int kPage = 500;
        const std::string sql = "SELECT " + std::string(kColumns) + " FROM " + table_ +
                                " WHERE id > ?1 ORDER BY id LIMIT " + std::to_string(kPage);
        std::string last = options.pageToken.empty() ? "0" : options.pageToken;
        for (std::int64_t shown = 0;;) {
            MUSTER_ASSIGN_OR_RETURN(Database * database, open(call, "read"));
            MUSTER_ASSIGN_OR_RETURN(const auto page, database->rows(sql, {last}));
            for (const Database::Row& row : page) {
                last = row[0].toDisplay();
                const ConnectorObject object = objectOf(row);
                if (filter.matches(object) && (!handler(object) || ++shown == options.limit)) {
                    return sdk::SearchReport{.nextPageToken = last, .filterEvaluated = true};
                }
            }
            if (page.size() < kPage) {
                return sdk::SearchReport{.filterEvaluated = true};
            }
        }
    }

private:
    std::string file_;
    std::string table_;
    int iterations_;
    std::unique_ptr<Database> database_;

    // [deadline] Every statement may use what is left of the call's time, waiting for another
    // writer included. [throttle] `lookups/sql_table/limits.xml` says how fast labels may go.
    Result<Database*> open(sdk::Call& call, std::string_view label) {
        if (database_ == nullptr) {
            MUSTER_ASSIGN_OR_RETURN(database_, Database::open(file_));
        }
        MUSTER_RETURN_IF_ERROR(call.host().throttle(label));
        const sdk::Host host = call.host();
        database_->watch([host] { return host.remaining() <= std::chrono::milliseconds(0); });
        return database_.get();
    }

    // [secret] A password never stands in the table; its digest is made with the host's secret.
    Result<Value> stored(sdk::Call& call, const Attribute& given) {
        const Value* value = given.single();
        const Secret* password = value == nullptr ? nullptr : value->as<Secret>();
        if (password == nullptr) {
            return value == nullptr ? Value() : *value;
        }
        MUSTER_ASSIGN_OR_RETURN(const Secret pepper, call.host().secret("pepper"));
        MUSTER_ASSIGN_OR_RETURN(std::string digest, passwordDigest(*password, pepper, iterations_));
        return Value(std::move(digest));
    }

    Result<std::optional<ConnectorObject>> find(Database& database, const ObjectRef& ref) const {
        MUSTER_ASSIGN_OR_RETURN(
            const auto found,
            database.rows("SELECT " + std::string(kColumns) + " FROM " + table_ + " WHERE " +
                              (ref.isName() ? "login" : "id") + " = ?1",
                          {ref.text()}));
        return found.empty() ? std::nullopt : std::optional(objectOf(found.front()));
    }

    Result<ConnectorObject> require(Database& database, const ObjectRef& ref) const {
        MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> found, find(database, ref));
        if (!found) {
            return Error{.code = ErrorCode::kUnknownUid,
                         .message = "table " + table_ + " has no account \"" + ref.text() + "\"",
                         .hint = "\"search TARGET\" shows those that it has"};
        }
        return *std::move(found);
    }

    // [step] The host journals the step before the statement runs, and its end after.
    static Result<void> writeOne(sdk::Call& call, Database& database, std::string_view step,
                                 const std::string& sql, const std::vector<Value>& values) {
        return call.step(step, sql, [&]() -> Result<void> {
            MUSTER_ASSIGN_OR_RETURN(const std::int64_t touched, database.change(sql, values));
            if (touched == 0) {
                return Error{.code = ErrorCode::kUnknownUid,
                             .message = "the account went away meanwhile",
                             .hint = "\"search TARGET\" shows those that are left"};
            }
            return {};
        });
    }
};

}  // namespace muster::sql_table

MUSTER_DEFINE_CONNECTOR(muster::sql_table::SqlTableConnector, "sql-table", "1.0.0")
