#include "boundary/directory_connector.h"

namespace bench {

using namespace muster;

namespace {

constexpr int kUnusedAttributes = 22;  // a real class has many that a request does not name
constexpr int kDifferentObjects = 1000;

ObjectClassInfo accountClass() {
    ObjectClassInfo account = sdk::classOf<DirectoryConnector>(object_class::kAccount);
    account.attributes = {
        {.name = std::string(attr::kName), .nativeName = "email", .required = true},
        {.name = "first_name", .required = true, .maxLength = 64},
        {.name = "last_name", .required = true, .maxLength = 64},
        {.name = "type", .required = true, .lookup = "Lookup.Bench.type"},
        {.name = "createType", .lookup = "Lookup.Bench.createType"},
        {.name = "dept"},
        {.name = std::string(attr::kEnable), .type = ValueKind::kBoolean},
        {.name = "group_ids", .multiValued = true}};
    for (int i = 0; i < kUnusedAttributes; ++i) {
        account.attributes.push_back({.name = "extra_attribute_" + std::to_string(i)});
    }
    return account;
}

/** `u` and 19 digits. */
std::string uidOf(std::uint64_t number) {
    std::string uid(20, '0');
    uid.front() = 'u';
    for (auto digit = uid.rbegin(); number > 0; ++digit, number /= 10) {
        *digit = static_cast<char>('0' + number % 10);
    }
    return uid;
}

ConnectorObject madeUp(int number) {
    const std::string name = "user" + std::to_string(10'000'000 + number) + "@example.com";
    return {.objectClass = std::string(object_class::kAccount),
            .uid = uidOf(static_cast<std::uint64_t>(number)),
            .name = name,
            .attributes = {{std::string(attr::kName), name},
                           {"first_name", "Hanako"},
                           {"last_name", "Yamada"},
                           {"type", "2"},
                           {"createType", "autoCreate"},
                           {"dept", "Sales department East"},
                           {std::string(attr::kEnable), true},
                           Attribute::list("group_ids",
                                           {"KDcuGIm1QgePTO8WbOqwIQ", "QDcuGIm1QgePTO8WbOqwIQ"})}};
}

}  // namespace

Description DirectoryConnector::describe() {
    return {.displayName = "Directory of the benchmarks",
            .classes = {accountClass()},
            .properties = {{.name = "keeps",
                            .type = ValueKind::kBoolean,
                            .defaultValue = "false",
                            .help = "Whether created objects are kept"}},
            .lookups = {"Lookup.Bench.type", "Lookup.Bench.createType"}};
}

DirectoryConnector::DirectoryConnector(bool keeps) : keeps_(keeps) {
    for (int i = 0; i < kDifferentObjects; ++i) {
        shown_.push_back(madeUp(i));
    }
}

Result<std::unique_ptr<DirectoryConnector>> DirectoryConnector::make(
    const sdk::Properties& properties) {
    return std::make_unique<DirectoryConnector>(properties.boolean("keeps"));
}

Result<void> DirectoryConnector::test(sdk::Call& /*call*/) { return {}; }

Result<WriteReport> DirectoryConnector::create(sdk::Call& /*call*/, std::string_view objectClass,
                                               const sdk::AttributesView& attributes) {
    WriteReport report{.uid = uidOf(++made_)};
    if (keeps_) {
        ConnectorObject object{.objectClass = std::string(objectClass), .uid = report.uid};
        MUSTER_ASSIGN_OR_RETURN(object.attributes, attributes.copy());
        kept_.emplace(report.uid, std::move(object));
    }
    return report;
}

Result<sdk::SearchReport> DirectoryConnector::search(sdk::Call& /*call*/,
                                                     std::string_view /*objectClass*/,
                                                     const Filter& /*filter*/,
                                                     const sdk::SearchOptions& options,
                                                     const sdk::ObjectHandler& handler) {
    for (std::int64_t shown = 0; shown < options.limit; ++shown) {
        if (!handler(shown_[static_cast<std::size_t>(shown) % shown_.size()])) {
            break;
        }
    }
    return sdk::SearchReport{};
}

}  // namespace bench
