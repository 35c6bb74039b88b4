#include "lineworks/lineworks_subject.h"

#include <boost/json.hpp>

namespace crash {

namespace json = boost::json;

using Sort = LineworksSubject::Sort;
using State = LineworksSubject::State;

namespace {

std::string wordOf(State state) { return state == State::kSuspended ? "suspended" : "active"; }

std::string classOf(Sort sort) {
    switch (sort) {
        case Sort::kMember:
            return "";
        case Sort::kOrgUnit:
            return "__ORGUNIT__";
        case Sort::kGroup:
            return "__GROUP__";
    }
    return "";
}

/// Member of the seed that lists such objects, and of an object's own JSON the key.
const char* listOf(Sort sort) {
    return sort == Sort::kMember ? "users" : sort == Sort::kOrgUnit ? "orgUnits" : "groups";
}

const char* keyMemberOf(Sort sort) {
    return sort == Sort::kMember    ? "userExternalKey"
           : sort == Sort::kOrgUnit ? "orgUnitExternalKey"
                                    : "groupExternalKey";
}

json::object seedOf(const LineworksSubject& subject) {
    switch (subject.sort) {
        case Sort::kMember:
            return {{"email", subject.name},
                    {"userName", json::object{{"lastName", "Seeded"}, {"firstName", "A"}}},
                    {"state", json::object{{"suspended", subject.state == State::kSuspended}}}};
        case Sort::kOrgUnit:
            return {{"orgUnitName", subject.name}};
        case Sort::kGroup:
            return {{"groupName", subject.name},
                    {"administrators", json::array{json::object{{"userId", "externalKey:boss"}}}},
                    {"members",
                     json::array{json::object{{"id", "externalKey:boss"}, {"type", "USER"}}}}};
    }
    return {};
}

}  // namespace

LineworksSubject LineworksSubject::of(Sort sort, const std::string& key) {
    // Login ids have at most 40 characters before the sign.
    const std::string name = sort == Sort::kMember    ? key + "@example.com"
                             : sort == Sort::kOrgUnit ? "Unit-" + key
                                                      : "Group-" + key;
    return {.sort = sort, .key = key, .name = name};
}

std::string LineworksSubject::valueFor(const std::string& what) const {
    return what + "-" + key + "-" + std::to_string(changes);
}

void seed(Workload& workload, LineworksSubject& subject, State state, bool hasKey) {
    subject.state = state;
    json::object all =
        workload.seed.empty() ? json::object() : json::parse(workload.seed).as_object();
    json::object row = seedOf(subject);
    if (hasKey) row[keyMemberOf(subject.sort)] = subject.externalKey();
    const char* const list = listOf(subject.sort);
    if (!all.contains(list)) all[list] = json::array();
    all[list].as_array().push_back(std::move(row));
    workload.seed = json::serialize(all);
    workload.seeds[subject.key] = {.name = subject.name, .state = wordOf(state)};
}

Command commandOn(Kind kind, LineworksSubject& subject) {
    ++subject.changes;
    return {.kind = kind,
            .target = "lw",
            .objectClass = classOf(subject.sort),
            .object = subject.key,
            .name = subject.name};
}

void addText(Command& command, const LineworksSubject& subject, const std::string& attribute) {
    command.attributes.emplace_back(attribute, subject.valueFor(attribute));
    command.fields[attribute] = command.attributes.back().second;
}

Command removeSubject(LineworksSubject& subject) {
    Command command = commandOn(Kind::kDelete, subject);
    command.needs = {{"DELETE", ""}};
    command.isGoneAfter = true;
    subject.state = State::kAbsent;
    return command;
}

}  // namespace crash
