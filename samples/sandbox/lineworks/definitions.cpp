// Levels, positions and user types.
#include "lineworks/definitions.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include <boost/json.hpp>

#include "common/json_text.h"
#include "lineworks/body_reader.h"
#include "lineworks/domains.h"
#include "lineworks/find.h"
#include "lineworks/names_in_use.h"
#include "lineworks/paging.h"
#include "lineworks/text_rules.h"

namespace sandbox::lineworks {

namespace json = boost::json;

namespace {

using Text = std::string_view;

constexpr std::int64_t kMostInt32 = 2'147'483'647;

std::string named(const DefinitionKind& kind, std::string_view end) {
    return std::string(kind.prefix).append(end);
}

bool isCode(Text text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !text.empty() && text.size() <= 50 && letter(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

/// The properties of a kind.
std::vector<std::string> partsOf(const DefinitionKind& kind) {
    std::vector<std::string> parts = {"domainId", "displayOrder", "i18nNames"};
    for (const Text end : {"Id", "ExternalKey", "Name"}) parts.push_back(named(kind, end));
    if (kind.kind == Kind::kLevel) parts.emplace_back("executive");
    if (kind.kind == Kind::kUserType) parts.push_back(named(kind, "Code"));
    return parts;
}

void readI18nNames(BodyReader& in, const Tenant& tenant, Mode mode, json::object& more) {
    if (mode == Mode::kPatch && !in.sent("i18nNames")) return;
    json::array names;
    for (const auto* sent : in.objects("i18nNames", 5)) {
        BodyReader item(*sent, "i18nNames[].");
        item.onlyKnows(tenant.settings, std::array<Text, 2>{"language", "name"});
        item.require("language");
        item.require("name");
        names.push_back(json::object{{"language", item.text("language", isLanguage)},
                                     {"name", item.text("name", [](Text text) {
                                          return !text.empty() && isShort(text, 100);
                                      })}});
        in.refuse(item.refusal());
    }
    const bool merges = mode == Mode::kPatch && tenant.settings.patchArrays == "merged";
    more["i18nNames"] =
        merges ? mergeItems(more.at("i18nNames").get_array(), names, "language") : names;
}

/// What one kind alone has.
void readOwn(BodyReader& in, Mode mode, const DefinitionKind& kind, json::object& more) {
    if (kind.kind == Kind::kLevel && (mode != Mode::kPatch || in.sent("executive"))) {
        more["executive"] = in.flag("executive", false);
    }
    const auto code = named(kind, "Code");
    if (kind.kind != Kind::kUserType || (mode == Mode::kPatch && !in.sent(code))) return;
    more["userTypeCode"] = nullptr;
    if (in.has(code)) more["userTypeCode"] = in.text(code, isCode);
}

struct Draft {
    Definition definition;
    Refusal refusal;
};

Draft readBody(const Tenant& tenant, const Call& call, const DefinitionKind& kind,
               const Definition& base, Mode mode) {
    Draft draft{base, {}};
    auto& definition = draft.definition;
    const auto& settings = tenant.settings;
    BodyReader in(call.body);
    in.onlyKnows(settings, partsOf(kind));
    // User types' pages mark no domainId; levels and positions need one.
    const bool needsDomain = mode == Mode::kCreate && kind.kind != Kind::kUserType;
    if (needsDomain && !in.has("domainId")) {
        in.refuse(apiError(400, settings.missingDomain, "domainId is required."));
    }
    const auto usual = mode == Mode::kCreate ? homeDomain(settings) : definition.domainId;
    definition.domainId = in.number("domainId", usual, 1, kMostInt32);
    if (in.good() && !isOurDomain(settings, definition.domainId)) {
        in.refuse(foreignDomain(settings, std::to_string(definition.domainId)));
    }
    if (mode != Mode::kPatch) in.require("displayOrder");
    // Negative orders and equal ones are allowed.
    definition.displayOrder =
        in.number("displayOrder", definition.displayOrder, -kMostInt32, kMostInt32);
    const auto name = named(kind, "Name");
    if (mode != Mode::kPatch || in.sent(name)) in.require(name);
    const auto isName = [](Text text) {
        return !text.empty() && isShort(text, 100) && isUnitName(text);
    };
    if (in.has(name)) definition.name = in.text(name, isName);
    const auto key = named(kind, "ExternalKey");
    if (mode != Mode::kPatch || in.sent(key)) definition.externalKey = in.text(key, isExternalKey);
    readI18nNames(in, tenant, mode, definition.more);
    readOwn(in, mode, kind, definition.more);
    draft.refusal = in.refusal();
    return draft;
}

Refusal checkNames(const ObjectStore<Definition>& store, const Definition& draft,
                   std::string_view self) {
    for (const auto& [number, other] : store.all()) {
        if (other.id != self && other.domainId == draft.domainId && other.name == draft.name) {
            return apiError(409, "ALREADY_EXIST", "The name is already in use.");
        }
    }
    if (keyInUse(store, draft.externalKey, self)) {
        return apiError(409, "CONFLICT", "The external key is already in use.");
    }
    return {};
}

Refusal checkEnabled(const Tenant& tenant, const DefinitionKind& kind) {
    if (tenant.settings.*kind.enabled) return {};
    return forbidden(std::string(kind.plural) + " are not enabled.");
}

const Definition* definitionOfPath(const Tenant& tenant, const Call& call,
                                   const DefinitionKind& kind) {
    return findObject(tenant.directory.*kind.store, call.object());
}

Response noDefinition(const Tenant& tenant, const Call& call, const DefinitionKind& kind) {
    return notFound(tenant.settings, kind.kind, call.object());
}

/// Takes that definition, or all of the kind when `id` is empty, from a user. @return true when he
/// had one.
bool strip(User& user, Kind kind, std::string_view id) {
    bool had = false;
    const auto drop = [&](std::string& held) {
        if (held.empty() || (!id.empty() && held != id)) return;
        held.clear();
        had = true;
    };
    if (kind == Kind::kUserType) drop(user.userTypeId);
    for (auto& organization : user.organizations) {
        if (kind == Kind::kLevel) drop(organization.levelId);
        if (kind != Kind::kPosition) continue;
        for (auto& post : organization.orgUnits) drop(post.positionId);
    }
    return had;
}

void addToLedger(Tenant& tenant, const Call& call, const DefinitionKind& kind, std::string_view id,
                 std::string_view name) {
    tenant.ledger.add(call.origin, plainName(kind.kind), id, name, tenant.clock.nowMs());
}

}  // namespace

json::object toJson(const Definition& definition, const DefinitionKind& kind) {
    json::object row{{"domainId", definition.domainId},
                     {named(kind, "Id"), definition.id},
                     {named(kind, "ExternalKey"), definition.externalKey.empty()
                                                      ? json::value(nullptr)
                                                      : json::value(definition.externalKey)},
                     {named(kind, "Name"), definition.name},
                     {"displayOrder", definition.displayOrder}};
    for (const auto& [name, value] : definition.more) {
        row[name == "userTypeCode" ? named(kind, "Code") : std::string(name)] = value;
    }
    return row;
}

NewDefinition addDefinition(Tenant& tenant, const Call& call, const DefinitionKind& kind) {
    if (auto no = checkEnabled(tenant, kind)) return {nullptr, std::move(no)};
    auto draft = readBody(tenant, call, kind, {}, Mode::kCreate);
    if (draft.refusal) return {nullptr, std::move(draft.refusal)};
    auto& store = tenant.directory.*kind.store;
    if (auto no = checkNames(store, draft.definition, {})) return {nullptr, std::move(no)};
    draft.definition.id = call.newId.empty() ? tenant.directory.ids.hexId() : call.newId;
    return {&store.add(std::move(draft.definition)), {}};
}

Response createDefinition(Tenant& tenant, const Call& call, const DefinitionKind& kind) {
    const auto [made, refusal] = addDefinition(tenant, call, kind);
    if (refusal) return *refusal;
    addToLedger(tenant, call, kind, made->id, made->name);
    return jsonResponse(201, json::serialize(toJson(*made, kind)));
}

Response updateDefinition(Tenant& tenant, const Call& call, const DefinitionKind& kind, Mode mode) {
    if (auto no = checkEnabled(tenant, kind)) return *no;
    const auto* held = definitionOfPath(tenant, call, kind);
    if (held == nullptr) return noDefinition(tenant, call, kind);
    auto draft = readBody(tenant, call, kind, *held, mode);
    if (draft.refusal) return *draft.refusal;
    auto& store = tenant.directory.*kind.store;
    if (auto no = checkNames(store, draft.definition, held->id)) return *no;
    store.change(*held, [&](Definition& each) { each = draft.definition; });
    addToLedger(tenant, call, kind, held->id, held->name);
    return jsonResponse(200, json::serialize(toJson(*held, kind)));
}

Response deleteDefinition(Tenant& tenant, const Call& call, const DefinitionKind& kind) {
    if (auto no = checkEnabled(tenant, kind)) return *no;
    const auto* held = definitionOfPath(tenant, call, kind);
    if (held == nullptr) return noDefinition(tenant, call, kind);
    for (const auto& [number, user] : tenant.directory.users.all()) {
        auto copy = user;
        if (strip(copy, kind.kind, held->id)) return badRequest("A user has it.");
    }
    addToLedger(tenant, call, kind, held->id, held->name);
    (tenant.directory.*kind.store).remove(*held);
    return emptyResponse(204);
}

Response listDefinitions(const Tenant& tenant, const Call& call, const DefinitionKind& kind) {
    const auto page = readPage(tenant, call);
    if (page.refusal) return *page.refusal;
    return listRow(
        tenant, page, kind.plural, (tenant.directory.*kind.store).all(),
        [&](const Definition& each) { return each.domainId == page.domainId; },
        [&](const Definition& each) { return toJson(each, kind); });
}

Response readDefinitionCall(const Tenant& tenant, const Call& call, const DefinitionKind& kind) {
    const auto* held = definitionOfPath(tenant, call, kind);
    if (held == nullptr) return noDefinition(tenant, call, kind);
    return jsonResponse(200, json::serialize(toJson(*held, kind)));
}

Response enableDefinitions(Tenant& tenant, const Call& call, const DefinitionKind& kind) {
    tenant.settings.*kind.enabled = true;
    addToLedger(tenant, call, kind, {}, "enable");
    return emptyResponse(204);
}

Response disableDefinitions(Tenant& tenant, const Call& call, const DefinitionKind& kind) {
    auto& directory = tenant.directory;
    tenant.settings.*kind.enabled = false;
    directory.*kind.store = {};
    std::vector<const User*> users;
    for (const auto& [number, user] : directory.users.all()) users.push_back(&user);
    for (const auto* user : users) {
        directory.users.change(*user, [&](User& held) { strip(held, kind.kind, {}); });
    }
    addToLedger(tenant, call, kind, {}, "disable");
    return emptyResponse(204);
}

}  // namespace sandbox::lineworks
