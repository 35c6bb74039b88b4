#include "zoom/user_fields.h"

#include <algorithm>

#include <boost/json.hpp>

#include "common/text.h"

namespace sandbox::zoom {

namespace json = boost::json;

const std::vector<ProfileField>& profileFields() {
    using enum FieldKind;
    using enum Shown;
    static const std::vector<ProfileField> kFields = {
        {"dept", kText, 0, 1024, kListAndUser},
        {"timezone", kText, 0, 64, kListAndUser},
        {"job_title", kText, 0, 128, kUserOnly},
        {"company", kText, 0, 255, kUserOnly},
        {"cost_center", kText, 0, 1024, kUserOnly},
        {"location", kText, 0, 256, kUserOnly},
        {"manager", kText, 0, 1024, kUserOnly},
        {"language", kText, 0, 16, kUserOnly},
        {"use_pmi", kBool, 0, 0, kUserOnly},
        {"phone_numbers", kArray, 0, 3, kUserOnly},
        {"phone_country", kText, 0, 16, kUserOnly},
        {"phone_number", kText, 0, 64, kUserOnly},
        {"cms_user_id", kText, 0, 256, kUserOnly},
        {"pronouns", kText, 0, 64, kUserOnly},
        {"pronouns_option", kInt, 1, 3, kUserOnly},
        {"about_me", kText, 0, 150, kNever},
        {"linkedin_url", kText, 0, 256, kNever},
        {"zoom_one_type", kInt, 0, 1'000'000'000'000'000'000, kUserOnly},
        {"plan_united_type", kText, 0, 16, kListAndUser},
        {"division_ids", kArray, 0, 1, kListAndUser},
        {"license_info_list", kArray, 0, 2, kListAndUser},
        {"feature", kObject, 0, 0, kNever},
        {"employee_unique_id", kText, 0, 256, kListAndUser},
        {"host_key", kDigits, 6, 10, kListOnRequest},
        {"custom_attributes", kArray, 0, 5, kListOnRequestAndUser},
    };
    return kFields;
}

namespace {

bool isDigits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool fits(const json::value& value, const ProfileField& field) {
    const auto within = [&](std::size_t size) { return size >= field.least && size <= field.most; };
    switch (field.kind) {
        case FieldKind::kText:
            return value.is_string() && within(codePoints(value.get_string()));
        case FieldKind::kDigits:
            return value.is_string() && within(value.get_string().size()) &&
                   isDigits(value.get_string());
        case FieldKind::kBool:
            return value.is_bool();
        case FieldKind::kInt:
            return value.is_int64() && value.get_int64() >= 0 &&
                   within(static_cast<std::size_t>(value.get_int64()));
        case FieldKind::kArray:
            return value.is_array() && within(value.get_array().size());
        case FieldKind::kObject:
            return value.is_object();
    }
    return false;
}

/// Code points of the CJK Unified Ideographs block (U+4E00 to U+9FFF): E4 B8 80 to E9 BF BF.
std::size_t hanCharacters(std::string_view utf8) {
    std::size_t count = 0;
    for (std::size_t at = 0; at + 2 < utf8.size(); ++at) {
        const auto lead = static_cast<unsigned char>(utf8[at]);
        const auto next = static_cast<unsigned char>(utf8[at + 1]);
        if (lead >= 0xE5 ? lead <= 0xE9 : lead == 0xE4 && next >= 0xB8) ++count;
    }
    return count;
}

struct NameField {
    std::string_view name;
    std::size_t most;
    std::size_t mostHan;
};

constexpr NameField kNameFields[] = {
    {"first_name", 64, 5}, {"last_name", 64, 5}, {"display_name", 128, 10}};

bool nameFits(const json::value& value, const NameField& field, const Settings& settings) {
    if (!value.is_string() || codePoints(value.get_string()) > field.most) return false;
    return !settings.hanNameLimits || hanCharacters(value.get_string()) <= field.mostHan;
}

bool isPmi(const json::value& value) {
    return value.is_int64() && value.get_int64() >= 1'000'000'000 &&
           value.get_int64() <= 9'999'999'999;
}

}  // namespace

std::vector<std::string> badUserFields(const json::object& body, std::string_view prefix,
                                       const Settings& settings) {
    std::vector<std::string> bad;
    const auto complain = [&](std::string_view name) {
        bad.push_back(std::string(prefix).append(name));
    };
    for (const auto& field : kNameFields) {
        const auto* value = body.if_contains(field.name);
        if (value != nullptr && !nameFits(*value, field, settings)) complain(field.name);
    }
    const auto* userType = body.if_contains("type");
    if (userType != nullptr && !(userType->is_int64() && type::isKnown(userType->get_int64()))) {
        complain("type");
    }
    for (const auto& field : profileFields()) {
        const auto* value = body.if_contains(field.name);
        if (value != nullptr && !fits(*value, field)) complain(field.name);
    }
    const auto* pmi = body.if_contains("pmi");
    if (pmi != nullptr && !isPmi(*pmi)) complain("pmi");
    for (const std::string_view name : {"vanity_name", "group_id"}) {
        const auto* value = body.if_contains(name);
        if (value != nullptr && !value->is_string()) complain(name);
    }
    return bad;
}

void mergeProfile(User& user, const json::object& body) {
    for (const auto& field : profileFields()) {
        if (const auto* value = body.if_contains(field.name)) user.profile[field.name] = *value;
    }
}

void mergeNames(User& user, const json::object& body) {
    if (body.contains("first_name")) user.firstName = textOf(body, "first_name");
    if (body.contains("last_name")) user.lastName = textOf(body, "last_name");
    if (body.contains("display_name")) {
        user.displayName = textOf(body, "display_name");
        if (user.displayName.empty()) {
            user.displayName = builtDisplayName(user.firstName, user.lastName);
        }
    }
}

}  // namespace sandbox::zoom
