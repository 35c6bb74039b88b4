#include "lineworks_fixture.h"

namespace muster::lineworks::test {
namespace {

const Answer kNobody = refused(ErrorCode::kUnknownUid, 404, "NOT_FOUND", "no such resource");

std::string with(const std::string& more) { return more.empty() ? more : "," + more; }

}  // namespace

LineWorksFixture::LineWorksFixture() { settings = {Attribute("domainId", Value(kDomain))}; }

void LineWorksFixture::set(const std::string& name, Value value) {
    std::erase_if(settings, [&](const Attribute& one) { return one.name() == name; });
    settings.emplace_back(name, std::move(value));
}

void LineWorksFixture::userIs(const std::string& id, const std::string& more) {
    host.answer("GETOP", {.body = userJson(id, more)});
}

void LineWorksFixture::nobodyIsThere() { host.answer("GETOP", kNobody); }

void LineWorksFixture::orgUnitIs(const std::string& id, const std::string& more) {
    host.answer("__ORGUNIT__.GETOP", {.body = orgUnitJson(id, more)});
}

void LineWorksFixture::noOrgUnit() { host.answer("__ORGUNIT__.GETOP", kNobody); }

std::string userJson(const std::string& id, const std::string& more) {
    const bool hasKey = more.find("userExternalKey") != std::string::npos;
    const bool hasNames = more.find("userName") != std::string::npos;
    const bool hasEmail = more.find("\"email\":\"") == 0;
    return "{\"userId\":\"" + id + "\",\"domainId\":1001" +
           (hasEmail ? "" : ",\"email\":\"" + id + "@example.com\"") +
           (hasKey ? "" : ",\"userExternalKey\":\"key-" + id + "\"") +
           (hasNames ? "" : R"(,"userName":{"lastName":"森田","firstName":"愛子"})") + with(more) +
           "}";
}

std::string organizations(const std::string& posts, const std::string& more) {
    return R"("organizations":[{"domainId":1001,"primary":true)" + with(more) + ",\"orgUnits\":[" +
           posts + "]}]";
}

std::string post(const std::string& orgUnit, const std::string& more) {
    const bool hasName = more.find("orgUnitName") != std::string::npos;
    return "{\"orgUnitId\":\"" + orgUnit + "\"" +
           (hasName ? "" : ",\"orgUnitName\":\"Unit " + orgUnit + "\"") + with(more) + "}";
}

std::string orgUnitJson(const std::string& id, const std::string& more) {
    const bool hasName = more.find("orgUnitName") != std::string::npos;
    return "{\"orgUnitId\":\"" + id + "\",\"domainId\":1001" +
           (hasName ? "" : ",\"orgUnitName\":\"Unit " + id + "\"") + with(more) + "}";
}

Value postValue(const std::string& orgUnit, std::vector<Attribute> more) {
    std::vector<Attribute> parts = {Attribute("orgUnitId", Value(Reference{orgUnit}))};
    parts.insert(parts.end(), more.begin(), more.end());
    return Value(ObjectValue(std::move(parts)));
}

std::vector<Attribute> newMember(std::vector<Attribute> more) {
    std::vector<Attribute> attributes = {
        Attribute("__NAME__", "aiko@example.com"), Attribute("externalKey", "k1"),
        Attribute("lastName", "森田"), Attribute("firstName", "愛子")};
    attributes.insert(attributes.end(), more.begin(), more.end());
    return attributes;
}

}  // namespace muster::lineworks::test
