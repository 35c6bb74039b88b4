#include "common/fault.h"

#include <algorithm>
#include <variant>
#include <vector>

#include <boost/json.hpp>

#include "common/text.h"

namespace sandbox {

namespace json = boost::json;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kMost = 1'000'000'000;

/// A kind, and the members that it takes beside those of all.
struct Kind {
    FaultKind kind;
    std::string_view name;
    std::vector<std::string_view> members;
};

const std::vector<Kind>& kinds() {
    using enum FaultKind;
    static const std::vector<Kind> kKinds = {
        {kDelayBefore, "delay-before", {"ms"}},
        {kDelayAfter, "delay-after", {"ms"}},
        {kDropBefore, "drop-before", {"reset"}},
        {kStatusBefore, "status-before", {"status", "body"}},
        {kThrottle, "throttle", {"retry_after", "wait_seconds", "type"}},
        {kBrokenJson, "broken-json", {}},
        {kDropAfter, "drop-after", {"reset"}},
        {kStatusAfter, "status-after", {"status", "body"}},
        {kTruncateJson, "truncate-json", {}},
        {kCutBody, "cut-body", {"reset"}},
        {kCodeZero, "code-zero", {}},
        {kHideCreated, "hide-created", {"ms", "reads"}},
    };
    return kKinds;
}

/// Where a member keeps its value, and what it may be.
struct Member {
    std::string_view name;
    std::variant<std::string Fault::*, std::int64_t Fault::*, int Fault::*, std::uint64_t Fault::*,
                 double Fault::*, bool Fault::*>
        field;
    std::int64_t least = 0;
    std::int64_t most = kMost;
    std::vector<std::string_view> choices = {};  ///< of a text; empty: any
    bool ofAll = false;                          ///< every kind takes it
};

const std::vector<Member>& members() {
    static const std::vector<Member> kMembers = {
        {.name = "method", .field = &Fault::method, .ofAll = true},
        {.name = "path", .field = &Fault::path, .ofAll = true},
        {.name = "skip", .field = &Fault::skip, .ofAll = true},
        {.name = "count", .field = &Fault::count, .least = -1, .ofAll = true},
        {.name = "probability", .field = &Fault::probability, .ofAll = true},
        {.name = "seed", .field = &Fault::seed, .ofAll = true},
        {.name = "ms", .field = &Fault::ms, .most = kHourMs},
        {.name = "reads", .field = &Fault::reads},
        {.name = "status", .field = &Fault::status, .least = 200, .most = 599},
        {.name = "body", .field = &Fault::body},
        {.name = "retry_after",
         .field = &Fault::retryAfter,
         .choices = {"none", "seconds", "date", "instant"}},
        {.name = "wait_seconds", .field = &Fault::waitSeconds},
        {.name = "type", .field = &Fault::type, .choices = {"QPS", "Daily-limit", "none"}},
        {.name = "reset", .field = &Fault::reset},
    };
    return kMembers;
}

using Problem = std::optional<std::string>;

std::string complain(const Member& what, const json::value& found, const std::string& expected) {
    return "\"" + std::string(what.name) + "\": found " + json::serialize(found) + ", expected " +
           expected;
}

Problem assign(std::string& field, const Member& what, const json::value& value) {
    const auto& choices = what.choices;
    const auto* text = value.if_string();
    if (text == nullptr ||
        (!choices.empty() &&
         std::find(choices.begin(), choices.end(), std::string_view(*text)) == choices.end())) {
        return complain(what, value,
                        choices.empty()
                            ? "a text"
                            : "one of " + joinList({choices.begin(), choices.end()}, ", "));
    }
    field = std::string_view(*text);
    return {};
}

Problem assign(bool& field, const Member& what, const json::value& value) {
    if (!value.is_bool()) return complain(what, value, "true or false");
    field = value.get_bool();
    return {};
}

Problem assign(double& field, const Member& what, const json::value& value) {
    const auto number = json::try_value_to<double>(value);
    if (!number || *number <= 0 || *number > 1) {
        return complain(what, value, "a number above 0 and up to 1");
    }
    field = *number;
    return {};
}

template <typename Number>
Problem assign(Number& field, const Member& what, const json::value& value) {
    if (!value.is_int64() || value.get_int64() < what.least || value.get_int64() > what.most) {
        return complain(
            what, value,
            "a number from " + std::to_string(what.least) + " to " + std::to_string(what.most));
    }
    field = static_cast<Number>(value.get_int64());
    return {};
}

const Kind* findKind(const json::object& text) {
    const auto* name = text.if_contains("fault");
    if (name == nullptr || !name->is_string()) return nullptr;
    const auto& all = kinds();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Kind& each) {
        return each.name == std::string_view(name->get_string());
    });
    return found == all.end() ? nullptr : &*found;
}

const Kind& kindOf(FaultKind kind) {
    const auto& all = kinds();
    return *std::find_if(all.begin(), all.end(),
                         [&](const Kind& each) { return each.kind == kind; });
}

bool takes(const Kind& kind, const Member& member) {
    return member.ofAll ||
           std::find(kind.members.begin(), kind.members.end(), member.name) != kind.members.end();
}

const Member* findMember(const Kind& kind, std::string_view name) {
    for (const auto& each : members()) {
        if (each.name == name && takes(kind, each)) return &each;
    }
    return nullptr;
}

std::string unknownMember(const Kind& kind, std::string_view name) {
    std::vector<std::string> known;
    for (const auto& each : members()) {
        if (takes(kind, each)) known.emplace_back(each.name);
    }
    return "\"" + std::string(kind.name) + "\" has no member \"" + std::string(name) +
           "\"; expected " + joinList(known, ", ");
}

/// What a member is when it is not named, where that depends on the kind.
void fillDefaults(Fault& fault) {
    if (fault.status == 0) fault.status = fault.kind == FaultKind::kStatusBefore ? 503 : 504;
    if (fault.retryAfter.empty()) fault.retryAfter = "none";
    if (fault.type.empty()) fault.type = "QPS";
    if (fault.kind != FaultKind::kHideCreated) return;
    if (fault.method.empty()) fault.method = "POST";
    if (fault.path.empty()) fault.path = "/*/users";
}

/// What one member alone cannot say.
Problem checkWhole(const Fault& fault) {
    const bool delays =
        fault.kind == FaultKind::kDelayBefore || fault.kind == FaultKind::kDelayAfter;
    if (delays && fault.ms == 0) return "a delay needs \"ms\", a number from 1";
    if (fault.kind == FaultKind::kHideCreated && fault.ms == 0 && fault.reads == 0) {
        return "\"hide-created\" needs \"ms\" or \"reads\", a number from 1";
    }
    return {};
}

}  // namespace

std::string_view faultName(FaultKind kind) { return kindOf(kind).name; }

ParsedFault parseFault(const json::value& text) {
    const auto* object = text.if_object();
    if (object == nullptr) return {{}, "a fault must be a JSON object"};
    const auto* kind = findKind(*object);
    if (kind == nullptr) {
        std::vector<std::string> known;
        for (const auto& each : kinds()) known.emplace_back(each.name);
        return {{}, "\"fault\" must be one of " + joinList(known, ", ")};
    }
    Fault fault;
    fault.kind = kind->kind;
    // With a coin the order is for all calls to come, unless a number is named.
    if (object->contains("probability")) fault.count = -1;
    for (const auto& [name, value] : *object) {
        if (name == "fault") continue;
        const auto* member = findMember(*kind, name);
        if (member == nullptr) return {{}, unknownMember(*kind, name)};
        const auto problem = std::visit(
            [&, &value = value](auto field) { return assign(fault.*field, *member, value); },
            member->field);
        if (problem) return {{}, *problem};
    }
    fillDefaults(fault);
    if (const auto problem = checkWhole(fault)) return {{}, *problem};
    return {std::move(fault), {}};
}

json::object toJson(const Fault& fault) {
    json::object row{{"fault", faultName(fault.kind)}};
    const auto& kind = kindOf(fault.kind);
    for (const auto& each : members()) {
        if (!takes(kind, each)) continue;
        row[each.name] =
            std::visit([&](auto field) { return json::value_from(fault.*field); }, each.field);
    }
    return row;
}

}  // namespace sandbox
