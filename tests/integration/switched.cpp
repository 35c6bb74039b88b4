#include "switched.h"

namespace {

/// A home whose targets are waited for quickly, with one target for each sort of trouble.
class SwitchesHome : public support::LineworksHome {
public:
    SwitchesHome() : LineworksHome(works()) {
        const std::string limits = "lookups/lineworks/limits.xml";
        edit(limits, "first-ms=\"1000\"", "first-ms=\"20\"");
        edit(limits, "least-interval-ms=\"1000\"", "least-interval-ms=\"60\"");
        const std::string standard = "<plan name=\"standard\">\n    ";
        edit(limits,
             standard + R"(<limit name="minute" key="operation" rate="240" per-seconds="60"/>)",
             standard + R"(<limit name="minute" key="operation" rate="10000" per-seconds="1"/>)");
        addTarget("nosso", "<property name=\"singleSignOn\">false</property>");
        addTarget("deep", "<property name=\"maxOrgDepth\">0</property>");
        addTarget("special", "<property name=\"passwordNeedsSpecial\">true</property>");
        addTarget("foreign", "", ">10000001<", ">99<");
        addTarget("wrong-secret", "", "file:secrets/lw<", "file:secrets/wrong<");
        addTarget("wrong-account", "", "sandbox.serviceaccount@", "nobody.serviceaccount@");
        addTarget("wrong-key", "", "file:secrets/lw.key<", "file:secrets/wrong.key<");
        writeSecret("secrets/wrong", "wrong");
        writeSecret("secrets/wrong.key", support::LineworksSandbox().privateKey());
    }

private:
    void addTarget(const std::string& name, const std::string& properties,
                   const std::string& from = "name=\"lw\"", const std::string& to = {}) {
        const std::string file = "targets/" + name + ".xml";
        write(file, read(std::string(kTarget)));
        if (!to.empty()) {
            edit(file, from, to);
        }
        edit(file, "name=\"lw\"", "name=\"" + name + "\"");
        edit(file, "</target>", properties + "</target>");
    }
};

/// The company at the start: LineworksCase's, and nine levels of org units.
void seedCompany() {
    works().reset();
    std::string chain = R"({"orgUnitName":"9","orgUnitExternalKey":"n9"})";
    for (int level = 8; level >= 1; --level) {
        const std::string number = std::to_string(level);
        chain = R"({"orgUnitName":")" + number + R"(","orgUnitExternalKey":"n)" + number +
                R"(","children":[)" + chain + "]}";
    }
    works().seed(R"({"orgUnits":[{"orgUnitName":"本社","orgUnitExternalKey":"hq","children":[
      {"orgUnitName":"営業部","orgUnitExternalKey":"sales"},
      {"orgUnitName":"人事部","orgUnitExternalKey":"hr"}]},)" +
                 chain + R"(],
      "users":[{"email":"taro@example.com","userExternalKey":"e1",
        "userName":{"lastName":"山田","firstName":"太郎"},
        "organizations":[{"domainId":10000001,
          "orgUnits":[{"orgUnitId":"externalKey:sales"}]}]}]})");
    works().set(R"({"org-interval-ms":50})");
}

struct Running {
    Running() : home((seedCompany(), SwitchesHome())), script(home) {}
    SwitchesHome home;
    support::MusterScript script;
};

Running& running() {
    static Running all;
    return all;
}

std::string withNumber(std::string text, int number) {
    const std::string digits = std::to_string(number);
    for (auto at = text.find('#'); at != std::string::npos; at = text.find('#', at)) {
        text.replace(at, 1, digits);
    }
    return text;
}

}  // namespace

Switched::Switched(std::string name, std::string value)
    : name_(std::move(name)), value_(std::move(value)) {
    static int lastNumber = 100;
    number_ = ++lastNumber;
    running();
    defaults();
    set(name_, value_);
    works().control("DELETE", "requests");
    works().reconnect();
}

Switched::~Switched() {
    try {
        boost::json::object all = defaults();
        for (const char* const kept : {"client-secret", "admin-email", "id-seed"}) {
            all.erase(kept);
        }
        works().set(boost::json::serialize(all));
        works().control("DELETE", "faults");
    } catch (const std::exception& failure) {
        BOOST_ERROR("the switches could not be put back: " << failure.what());
    }
}

std::string Switched::own(std::string text) const { return withNumber(std::move(text), number_); }

support::Finished Switched::run(const std::string& command) const {
    return running().script.run(own(command));
}

support::Finished Switched::does(const std::string& command,
                                 const std::vector<std::string>& pieces) const {
    support::Finished ended = run(command);
    BOOST_TEST_CONTEXT(own(command)) { checkEnd(ended, 0); }
    for (const std::string& piece : pieces) {
        BOOST_TEST(has(ended.err, own(piece)),
                   own(command) << ": stderr lacks: " << own(piece) << "; it is: " << ended.err);
    }
    return ended;
}

support::Finished Switched::refuses(const std::string& command,
                                    const std::vector<std::string>& pieces) const {
    support::Finished ended = run(command);
    BOOST_TEST_CONTEXT(own(command) << "\nstdout: " << ended.out << "\nstderr: " << ended.err) {
        BOOST_TEST(ended.exitCode != 0);
        BOOST_TEST(has(ended.err, "hint: "));
        BOOST_TEST(!has(ended.err, "outcome: unknown"));
        for (const std::string& piece : pieces) {
            BOOST_TEST(has(ended.err, own(piece)), "stderr lacks: " << own(piece));
        }
    }
    return ended;
}

std::string Switched::lastOperation() {
    const auto listed = running().script.run("operation list --limit 1");
    const auto line = listed.out.find('\n');
    BOOST_REQUIRE_MESSAGE(line != std::string::npos, "no operation: " << listed.out << listed.err);
    return listed.out.substr(line + 1, listed.out.find(' ', line + 1) - line - 1);
}

void Switched::set(const std::string& name, const std::string& value) {
    works().set(boost::json::serialize(boost::json::object{{name, value}}));
}

const boost::json::object& Switched::defaults() {
    static const boost::json::object kAll = [] {
        running();
        return works().control("GET", "state").at("settings").as_object();
    }();
    return kAll;
}

std::vector<boost::json::object> Switched::live(const std::string& email) const {
    std::vector<boost::json::object> found;
    const auto state = works().control("GET", "state");
    for (const auto& user : state.at("users").as_array()) {
        const auto& object = user.as_object();
        if (textOf(object, "email") == own(email) && !object.at("isDeleted").as_bool()) {
            found.push_back(object);
        }
    }
    return found;
}

void Switched::isMadeOnce(const std::string& email, const std::string& key) const {
    const auto found = live(email);
    BOOST_TEST(found.size() == 1U, own(email) << " is there " << found.size() << " times");
    if (found.size() == 1) {
        BOOST_TEST(textOf(found.front(), "userExternalKey") == own(key));
    }
}

void Switched::call(const std::string& method, const std::string& target, int status,
                    const std::string& body) const {
    const auto reply = works().call(method, own(target), own(body));
    BOOST_REQUIRE_MESSAGE(reply.status == status, method << " " << own(target) << ": "
                                                         << reply.status << " " << reply.body);
}

std::vector<std::int64_t> Switched::answers(std::string_view method, std::string_view end) {
    std::vector<std::int64_t> statuses;
    const auto all = works().control("GET", "requests");
    for (const auto& one : all.as_array()) {
        const auto& request = one.as_object();
        if (textOf(request, "method") == method && textOf(request, "target").ends_with(end)) {
            statuses.push_back(request.at("status").as_int64());
        }
    }
    return statuses;
}

void Switched::wasAnswered(std::string_view method, std::string_view end, std::int64_t status) {
    const std::vector<std::int64_t> all = answers(method, end);
    BOOST_TEST_CONTEXT(method << " ..." << end) {
        BOOST_TEST_REQUIRE(!all.empty(), "no such request reached the simulator");
        BOOST_TEST(all.back() == status);
    }
}

void Switched::passDays(int days) {
    works().control("POST", "clock",
                    R"({"advance_seconds":)" + std::to_string(days * 86'400) + "}");
    works().reconnect();
}
