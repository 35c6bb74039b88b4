#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "testing/plugin_library.h"
#include "testing/session.h"

namespace muster::testing {

/** What every case of one mode (direct or loop-back) works with. */
struct Subject {
    const PluginLibrary& library;
    const muster_connector& table;
    const Description& description;
    const ObjectClassInfo& objectClass;
    const ConnectorQuirks& quirks;
    bool isLoopback = false;
};

/** The tools of one case. Objects that it made are deleted when it goes. */
class Bench {
public:
    explicit Bench(const Subject& subject) : subject_(subject) {}
    ~Bench();
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    const Subject& subject() const { return subject_; }
    const ConnectorQuirks& quirks() const { return subject_.quirks; }
    /** A further instance of the connector, whose host lays out structs so. */
    std::unique_ptr<Session> open(Layout layout = Layout::kExact) const;
    /** A number that no other object of this process has had. */
    static int nextNumber();
    std::vector<Attribute> attributes(int number) const { return quirks().newObject(number); }
    /** Makes an object and makes it fit for updates; fails the case when that cannot be done.
     * @return its Uid. */
    Uid make(Session& session, int number);
    /** The same for an object with these attributes. */
    Uid make(Session& session, const std::vector<Attribute>& attributes);
    /** The same for an object that can take the action of the quirks. */
    Uid makeForAction(Session& session);
    /** A Uid that this case is to delete at its end. */
    void remember(const Uid& uid) { made_.push_back(uid); }
    /** The object as `get` shows it, with what it shows only when asked for it; fails the case when
     * it is not there. */
    ConnectorObject read(Session& session, const ObjectRef& ref) const;
    bool isThere(Session& session, const ObjectRef& ref) const;
    /** A Uid, known to be well-formed. */
    Uid absent() const { return *Uid::parse(quirks().absentUid); }

private:
    const Subject& subject_;
    std::vector<Uid> made_;
};

/** The value of `__NAME__`; fails the case when there is none. */
Name nameOf(const std::vector<Attribute>& attributes);
/** Fails unless the call returned this code. */
void expectCode(const CallResult& result, ErrorCode code, std::string_view clause);
/** Fails unless the call returned MUSTER_OK. */
void expectOk(const CallResult& result, std::string_view clause);
/** Whether both hold the same values, in any order. No attribute is as good as no values. */
bool sameValues(const Attribute* a, const Attribute* b);
/** Fails when the object does not hold the attribute as written, unless the schema or the quirks
 * say that it cannot be compared. */
void expectHolds(const Bench& bench, const ConnectorObject& object, const Attribute& written,
                 std::string_view clause);

/** One clause, or a part of one, that is tried. */
struct Case {
    std::string clause;    ///< "C-27"
    std::string sentence;  ///< "a create reports the Uid that get finds"
    std::function<void(Bench&)> run;
    /** Why it cannot be tried here, or empty. */
    std::vector<std::function<std::string(const Subject&)>> needs = {};
};

/** Needs, for `Case::needs`. */
namespace need {

/** The class supports the operation: "create", "update", "delete", "disassociate", "get" or
 * "search". */
std::function<std::string(const Subject&)> operation(std::string name);
/** The flag of the quirks is true. */
std::function<std::string(const Subject&)> quirk(bool ConnectorQuirks::*flag, std::string name);
/** The schema has this attribute, updateable and readable. */
std::function<std::string(const Subject&)> attribute(std::string name);
/** The quirk `clearable` is set. */
std::string clearable(const Subject& subject);

}  // namespace need

std::vector<Case> loadingCases();
std::vector<Case> instanceCases();
std::vector<Case> createCases();
std::vector<Case> updateCases();
std::vector<Case> deleteCases();
std::vector<Case> getCases();
std::vector<Case> searchCases();
std::vector<Case> stepCases();
/** Clauses about the border itself: layouts, ownership, exceptions, secrets. */
std::vector<Case> borderCases();
/** What is left of operations that fail half-way. */
std::vector<Case> failureCases();
std::vector<Case> actionCases();
/** What `muster.check/1` tells of the target. */
std::vector<Case> checkCases();
/** Changes that the target takes later. */
std::vector<Case> deferredCases();

}  // namespace muster::testing
