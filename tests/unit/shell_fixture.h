#pragma once

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "shell/shell.h"

/** Whether a text holds a piece. */
inline bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/** An account with a number, a secret and a list. */
inline muster::ConnectorObject hana() {
    return {.objectClass = "__ACCOUNT__",
            .uid = "u1",
            .name = "hana@example.com",
            .attributes = {{"type", muster::Value(2)},
                           {"pin", muster::Value(muster::Secret("S3cret!"))},
                           muster::Attribute::list("groups", {"a", "b"})}};
}

/** A home in memory: one target "zoom" with one class, whose answers the cases set. */
class FakeServices : public muster::shell::Services {
public:
    using OperationRequest = muster::provision::OperationRequest;
    using OperationResult = muster::provision::OperationResult;

    FakeServices() {
        using namespace muster;
        auto target = std::make_shared<host::Target>();
        target->name = "zoom";
        target->connector = "zoom";
        auto description = std::make_shared<Description>();
        description->usesTemplatedCalls = true;
        ObjectClassInfo account{.name = "__ACCOUNT__", .create = Support::kSupported};
        account.attributes = {{.name = "__NAME__", .nativeName = "email"},
                              {.name = "type", .type = ValueKind::kInteger},
                              {.name = "pin", .type = ValueKind::kSecret, .readable = false},
                              {.name = "groups", .multiValued = true}};
        account.options = {
            {.name = "policy", .operations = {"delete"}, .allowed = {"delete", "deactivate"}},
            {.name = "force", .type = ValueKind::kBoolean, .operations = {"delete"}}};
        account.attributes.push_back(
            {.name = "role", .type = ValueKind::kReference, .referenceClass = "__ROLE__"});
        description->classes = {account, {.name = "__ROLE__", .search = Support::kSupported}};
        description->actions = {{.name = "greet",
                                 .description = "Says hello",
                                 .parameters = {{.name = "words", .required = true},
                                                {.name = "pin", .type = ValueKind::kSecret}}}};
        view.target = target;
        view.description = description;
    }

    muster::Result<void> close() override { return {}; }
    bool hasAbandoned() const override { return false; }
    std::string homeFolder() const override { return "/home-of-tests"; }
    muster::Result<std::vector<muster::host::CatalogueEntry>> connectors() override {
        return entries;
    }
    muster::Result<muster::shell::ConnectorView> connector(
        std::string_view name, std::optional<std::string_view> version) override {
        for (const auto& entry : entries) {
            if (entry.name == name && (!version || entry.version == *version)) {
                return muster::shell::ConnectorView{entry, view.description};
            }
        }
        return muster::Error{.code = muster::ErrorCode::kUnknownUid, .message = "no connector"};
    }
    muster::Result<std::vector<std::string>> targetNames() override {
        return std::vector<std::string>{"broken", "zoom"};
    }
    muster::Result<std::vector<muster::shell::TargetSummary>> targets() override {
        return std::vector<muster::shell::TargetSummary>{
            {.name = "broken",
             .connector = "zoom",
             .file = "broken.xml",
             .problems = {{.position = {"broken.xml", 3, 5}, .message = "no such property"}},
             .isUsable = false},
            {.name = "zoom", .connector = "zoom", .file = "zoom.xml"}};
    }
    muster::Result<muster::shell::TargetView> target(std::string_view name) override {
        if (name == "zoom") {
            return view;
        }
        return muster::Error{.code = muster::ErrorCode::kConfiguration,
                             .message = "target \"broken\" cannot be used"};
    }
    muster::Result<void> test(std::string_view /*target*/, std::vector<muster::Notice>& notices,
                              const std::stop_token& /*cancel*/) override {
        notices = {{.code = "plan", .message = "the plan is pro"}};
        return {};
    }
    /** What a check finds; an error stands for one that cannot be made. */
    muster::Result<muster::provision::CheckResult> checked = muster::provision::CheckResult();
    muster::Result<muster::provision::CheckResult> check(
        std::string_view /*target*/, std::optional<std::chrono::milliseconds> /*timeout*/,
        const std::stop_token& /*cancel*/) override {
        return checked;
    }
    muster::Result<std::int64_t> syncNames(std::string_view /*target*/,
                                           std::string_view objectClass,
                                           const std::stop_token& /*cancel*/) override {
        synced.emplace_back(objectClass);
        return std::int64_t{3};
    }
    muster::Result<std::vector<muster::shell::TemplateView>> templates(
        std::string_view /*target*/) override {
        return std::vector<muster::shell::TemplateView>{
            {.key = "__ACCOUNT__.CREATEOP", .method = "POST", .path = "/v2/users"}};
    }
    muster::Result<std::vector<muster::rest::LimitStatus>> limits(
        std::string_view /*target*/) override {
        return limited;
    }
    std::vector<std::string> lookupFolders() override { return folders; }
    OperationResult run(const OperationRequest& request) override {
        requests.push_back(request);
        return result;
    }
    muster::provision::ResumedOperation resume(
        const muster::provision::ResumeRequest& request) override {
        resumes.push_back(request);
        return {.request = {.target = "zoom"}, .result = result};
    }
    muster::Result<void> abandon(muster::store::OperationId id, const std::string& why,
                                 const std::string& by) override {
        abandoned = std::to_string(id.number) + " " + why + " " + by;
        return {};
    }
    muster::Result<void> hold(const std::string& target, const std::string& why,
                              const std::string& by) override {
        held = target + " " + why + " " + by;
        return {};
    }
    muster::Result<void> release(const std::string& target) override {
        held = "";
        view.hold.reset();
        released = target;
        return {};
    }
    void startRecovery() override { ++recoveries; }
    muster::Result<std::optional<muster::ConnectorObject>> get(
        std::string_view /*target*/, std::string_view /*objectClass*/,
        const muster::ObjectRef& object, const std::vector<std::string>& attributes,
        std::vector<muster::Notice>& /*notices*/, const std::stop_token& /*cancel*/) override {
        asked = attributes;
        askedFor = (object.isName() ? "name:" : "uid:") + object.text();
        return objects.empty() ? std::optional<muster::ConnectorObject>() : objects.front();
    }
    muster::Result<muster::provision::SearchResult> search(
        const muster::provision::SearchRequest& request,
        const std::function<bool(const muster::ConnectorObject&)>& handler) override {
        searched = request;
        for (const auto& object : objects) {
            if (!handler(object)) {
                break;
            }
        }
        return muster::provision::SearchResult{};
    }
    muster::Result<std::vector<muster::store::OperationRecord>> operations(
        const muster::store::OperationQuery& query) override {
        listed = query;
        return journal;
    }
    muster::Result<std::optional<muster::store::OperationRecord>> operation(
        muster::store::OperationId id) override {
        for (const auto& record : journal) {
            if (record.id == id) {
                return std::optional(record);
            }
        }
        return std::optional<muster::store::OperationRecord>();
    }
    muster::Result<muster::store::UnsettledCount> unsettledCount() override { return left; }
    muster::Result<std::vector<muster::store::AccountRecord>> accounts(
        const muster::store::AccountQuery& query) override {
        auto found = met;
        std::erase_if(found, [&](const auto& record) {
            return record.objectClass != query.objectClass.value_or(record.objectClass) ||
                   record.uid != query.uid.value_or(record.uid);
        });
        return found;
    }
    muster::Result<std::optional<muster::store::AccountRecord>> account(
        std::string_view /*target*/, std::string_view uidOrName,
        std::string_view objectClass) override {
        for (const muster::store::AccountRecord& record : met) {
            const bool isOfClass = objectClass.empty() || record.objectClass == objectClass;
            if (isOfClass && (record.uid == uidOrName || record.name == uidOrName)) {
                return std::optional(record);
            }
        }
        return std::optional<muster::store::AccountRecord>();
    }

    muster::shell::TargetView view;
    OperationResult result{.id = muster::store::OperationId{7},
                           .outcome = muster::Outcome::kApplied,
                           .report = muster::WriteReport{.uid = "u1", .name = "hana@example.com"}};
    std::vector<OperationRequest> requests;
    std::vector<muster::provision::ResumeRequest> resumes;
    std::string abandoned;
    std::string held;
    std::string released;
    int recoveries = 0;
    std::vector<muster::ConnectorObject> objects;
    std::vector<muster::store::OperationRecord> journal;
    muster::store::UnsettledCount left;
    std::vector<muster::host::CatalogueEntry> entries;
    std::vector<std::string> folders;
    std::vector<muster::rest::LimitStatus> limited;
    std::vector<std::string> synced;
    std::vector<muster::store::AccountRecord> met;
    std::vector<std::string> asked;
    std::string askedFor;
    muster::provision::SearchRequest searched;
    muster::store::OperationQuery listed;
};

class FakeChecks : public muster::shell::FileChecks {
public:
    muster::host::CatalogueEntry verifyConnector(const std::string& file) override {
        return {.file = file, .failure = failure};
    }
    std::size_t checkLookups(const std::string& folder, muster::xml::Diagnostics& found) override {
        checked.push_back(folder);
        found.append(findings);
        return 2;
    }
    bool hasTemplates(const std::string& folder) override { return withTemplates.contains(folder); }
    std::size_t checkTemplates(const std::string& folder,
                               muster::xml::Diagnostics& found) override {
        return checkLookups(folder, found);
    }
    std::optional<muster::host::CheckFailure> failure;
    muster::xml::Diagnostics findings;
    std::vector<std::string> checked;
    std::set<std::string> withTemplates;
};

/** A whole shell in memory. */
struct ShellFixture {
    explicit ShellFixture(muster::shell::OutputOptions options = {})
        : output(out, err, std::move(options)),
          values({.input = &input,
                  .ask = [this](std::string_view) -> muster::Result<muster::Secret> {
                      const std::string text = answers.empty() ? "" : answers.front();
                      if (!answers.empty()) {
                          answers.erase(answers.begin());
                      }
                      return muster::Secret(text);
                  },
                  .environment = [this](const char* name) -> const char* {
                      const auto found = environment.find(name);
                      return found == environment.end() ? nullptr : found->second.c_str();
                  }}),
          session(
              {.output = output,
               .values = values,
               .checks = checks,
               .openHome = [this]() -> muster::Result<std::unique_ptr<muster::shell::Services>> {
                   ++opened;
                   if (openFailure) {
                       return *openFailure;
                   }
                   auto made = std::make_unique<FakeServices>();
                   prepare(*made);
                   services = made.get();
                   return std::unique_ptr<muster::shell::Services>(std::move(made));
               },
               .askedBy = "tester"}),
          shell(session) {}

    int run(const std::string& line,
            muster::shell::LineOrigin origin = muster::shell::LineOrigin::kCommand) {
        out.str("");
        err.str("");
        std::string copy = line;
        return static_cast<int>(shell.runLine(copy, origin));
    }
    FakeServices& home() {
        BOOST_REQUIRE(session.open().hasValue());
        return *services;
    }

    std::ostringstream out;
    std::ostringstream err;
    std::istringstream input;
    std::vector<std::string> answers;
    std::map<std::string, std::string> environment;
    std::function<void(FakeServices&)> prepare = [](FakeServices&) {};
    std::optional<muster::Error> openFailure;
    int opened = 0;
    FakeServices* services = nullptr;
    FakeChecks checks;
    muster::shell::Output output;
    muster::shell::ValueSource values;
    muster::shell::Session session;
    muster::shell::Shell shell;
};
