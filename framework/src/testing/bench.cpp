#include "testing/bench.h"

#include <algorithm>
#include <atomic>

#include <boost/test/unit_test.hpp>

namespace muster::testing {
namespace {

Support supportOf(const ObjectClassInfo& info, const std::string& operation) {
    const std::map<std::string, Support> supports = {
        {"create", info.create}, {"update", info.update},
        {"delete", info.remove}, {"disassociate", info.disassociate},
        {"get", info.get},       {"search", info.search}};
    return supports.at(operation);
}

}  // namespace

Bench::~Bench() {
    if (made_.empty() || !quirks().supportsDelete ||
        subject_.objectClass.remove != Support::kSupported) {
        return;
    }
    Session session(subject_.table, subject_.description, quirks());
    for (const Uid& uid : made_) {
        session.remove(uid);  // that it is gone already is as good
    }
}

std::unique_ptr<Session> Bench::open(Layout layout) const {
    return std::make_unique<Session>(subject_.table, subject_.description, quirks(), layout);
}

int Bench::nextNumber() {
    static std::atomic<int> last = 0;
    return ++last;
}

Uid Bench::make(Session& session, int number) { return make(session, attributes(number)); }

Uid Bench::makeForAction(Session& session) {
    const auto& newObject = quirks().action->newObject;
    const int number = nextNumber();
    return make(session, newObject ? newObject(number) : attributes(number));
}

Uid Bench::make(Session& session, const std::vector<Attribute>& attributes) {
    const CallResult result = session.create(attributes);
    BOOST_REQUIRE_MESSAGE(result.isOk(), "C-27: create failed: " << result.describe());
    BOOST_REQUIRE_MESSAGE(result.writes.size() == 1, "C-27: create reported no Uid");
    const Uid uid = *Uid::parse(result.writes.front().uid);
    remember(uid);
    if (quirks().activate) {
        quirks().activate(uid.text());
    }
    return uid;
}

namespace {

ConnectorObject readOnce(Session& session, const ObjectRef& ref,
                         const std::vector<std::string>& attributes) {
    const CallResult result = session.get(ref, attributes);
    expectOk(result, "C-44");
    BOOST_REQUIRE_MESSAGE(result.objects.size() == 1,
                          "C-44: get of \"" << ref.text() << "\" showed " << result.objects.size()
                                            << " objects, expected one");
    return result.objects.front();
}

}  // namespace

ConnectorObject Bench::read(Session& session, const ObjectRef& ref) const {
    ConnectorObject object = readOnce(session, ref, {});
    std::vector<std::string> onlyWhenAsked;
    for (const AttributeInfo& info : subject_.objectClass.attributes) {
        if (info.readable && !info.returnedByDefault) {
            onlyWhenAsked.push_back(info.name);
        }
    }
    if (onlyWhenAsked.empty()) {
        return object;
    }
    for (Attribute& attribute : readOnce(session, ref, onlyWhenAsked).attributes) {
        if (object.find(attribute.name()) == nullptr) {
            object.attributes.push_back(std::move(attribute));
        }
    }
    return object;
}

bool Bench::isThere(Session& session, const ObjectRef& ref) const {
    const CallResult result = session.get(ref);
    expectOk(result, "C-44");
    return !result.objects.empty();
}

Name nameOf(const std::vector<Attribute>& attributes) {
    const Attribute* name = findAttribute(attributes, attr::kName);
    BOOST_REQUIRE_MESSAGE(name != nullptr && name->text() != nullptr,
                          "the quirks' newObject gives no text for __NAME__");
    return *Name::parse(*name->text());
}

void expectCode(const CallResult& result, ErrorCode code, std::string_view clause) {
    BOOST_TEST(result.status == static_cast<muster_status>(code),
               clause << ": expected " << toString(code) << ", got " << result.describe());
}

void expectOk(const CallResult& result, std::string_view clause) {
    BOOST_TEST(result.isOk(), clause << ": expected OK, got " << result.describe());
}

bool sameValues(const Attribute* a, const Attribute* b) {
    static const std::vector<Value> kNone;
    const std::vector<Value>& left = a == nullptr ? kNone : a->values();
    const std::vector<Value>& right = b == nullptr ? kNone : b->values();
    return left.size() == right.size() &&
           std::is_permutation(left.begin(), left.end(), right.begin());
}

void expectHolds(const Bench& bench, const ConnectorObject& object, const Attribute& written,
                 std::string_view clause) {
    const AttributeInfo* info = bench.subject().objectClass.find(written.name());
    const std::vector<std::string>& changed = bench.quirks().changedByTarget;
    const bool isFree = std::any_of(changed.begin(), changed.end(), [&](const std::string& name) {
        return equalNames(name, written.name());
    });
    if (isFree || info == nullptr || !info->readable) {
        return;
    }
    if (equalNames(info->name, attr::kName)) {
        BOOST_TEST((written.text() != nullptr && object.name == *written.text()),
                   clause << ": the name is \"" << object.name << "\", expected \""
                          << written.single()->toDisplay() << "\"");
        return;
    }
    const Attribute* found = object.find(info->name);
    BOOST_TEST(sameValues(found, &written),
               clause << ": attribute \"" << info->name << "\" is "
                      << Value(ObjectValue(found == nullptr ? std::vector<Attribute>()
                                                            : std::vector<Attribute>{*found}))
                             .toDisplay()
                      << ", expected " << Value(ObjectValue({written})).toDisplay());
}

namespace need {

std::function<std::string(const Subject&)> operation(std::string name) {
    return [name = std::move(name)](const Subject& subject) -> std::string {
        if (supportOf(subject.objectClass, name) == Support::kSupported) {
            return {};
        }
        return "the description says that " + subject.objectClass.name + " does not support " +
               name;
    };
}

std::function<std::string(const Subject&)> quirk(bool ConnectorQuirks::*flag, std::string name) {
    return [flag, name = std::move(name)](const Subject& subject) -> std::string {
        return subject.quirks.*flag ? std::string() : "quirk " + name + " is false";
    };
}

std::function<std::string(const Subject&)> attribute(std::string name) {
    return [name = std::move(name)](const Subject& subject) -> std::string {
        const AttributeInfo* info = subject.objectClass.find(name);
        return info != nullptr && info->updateable && info->readable
                   ? std::string()
                   : "the schema has no " + name + " that can be updated and read";
    };
}

std::string clearable(const Subject& subject) {
    return subject.quirks.clearable.empty() ? "quirk clearable is not set" : "";
}

}  // namespace need
}  // namespace muster::testing
