#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <set>

#include <boost/test/unit_test.hpp>

#include "testing/bench.h"
#include "testing/loopback.h"
#include <muster/core/abi_convert.h>

namespace muster::testing {
namespace {

std::string lowered(std::string_view name) {
    std::string copy(name);
    std::transform(copy.begin(), copy.end(), copy.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return copy;
}

/** Fails when a name is empty or stands twice. */
template <typename List>
void expectDistinct(const List& list, const char* what, std::string_view where) {
    std::set<std::string> seen;
    for (const auto& item : list) {
        BOOST_TEST(!item.name.empty(), "C-08: " << what << " of " << where << " has no name");
        BOOST_TEST(seen.insert(lowered(item.name)).second,
                   "C-08: " << what << " \"" << item.name << "\" of " << where << " stands twice");
    }
}

void infoIsWellFormed(Bench& bench) {
    const muster_connector_info_v0& info = bench.subject().library.info();
    BOOST_TEST(std::memcmp(info.magic, MUSTER_CONNECTOR_MAGIC, sizeof info.magic) == 0);
    BOOST_TEST(info.struct_size >= sizeof info);
    const std::string_view name(info.name, strnlen(info.name, sizeof info.name));
    const std::string_view version(info.version, strnlen(info.version, sizeof info.version));
    BOOST_TEST((!name.empty() && name.size() < sizeof info.name));
    BOOST_TEST((!version.empty() && version.size() < sizeof info.version));
    const bool isWord = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    BOOST_TEST(isWord, "the name is \"" << name << "\"");
}

void versionsAgree(Bench& bench) {
    const muster_connector_info_v0& info = bench.subject().library.info();
    const muster_connector& table = *bench.subject().library.table();
    BOOST_TEST(info.abi_major == static_cast<std::uint32_t>(MUSTER_ABI_MAJOR));
    BOOST_TEST(info.abi_minor == static_cast<std::uint32_t>(MUSTER_ABI_MINOR));
    BOOST_TEST(table.abi_major == info.abi_major);
    BOOST_TEST(table.abi_minor == info.abi_minor);
}

void tableIsWhole(Bench& bench) {
    const PluginLibrary& library = bench.subject().library;
    const muster_connector& table = *library.table();
    BOOST_TEST(library.table() == &table);
    BOOST_TEST(table.struct_size >= sizeof table);
    BOOST_TEST((table.describe != nullptr && table.create_instance != nullptr &&
                table.destroy_instance != nullptr && table.test != nullptr &&
                table.check_alive != nullptr && table.get != nullptr && table.create != nullptr &&
                table.update != nullptr && table.delete_object != nullptr));
    for (const ObjectClassInfo& info : bench.subject().description.classes) {
        BOOST_TEST((info.disassociate != Support::kSupported || table.disassociate != nullptr),
                   info.name << " supports disassociate, and the table has no such function");
    }
}

void extensionsAreFound(Bench& bench) {
    const muster_connector& table = bench.subject().table;
    const bool hasSearch = std::any_of(
        bench.subject().description.classes.begin(), bench.subject().description.classes.end(),
        [](const ObjectClassInfo& info) { return info.search == Support::kSupported; });
    if (table.get_extension == nullptr) {
        BOOST_TEST(!hasSearch, "a class supports search, and get_extension is null");
        return;
    }
    BOOST_TEST(table.get_extension(abi::view("muster.no-such/1")) == nullptr);
    const void* search = table.get_extension(abi::view(MUSTER_EXTENSION_SEARCH_1));
    BOOST_TEST((search != nullptr || !hasSearch));
    BOOST_TEST(table.get_extension(abi::view(MUSTER_EXTENSION_SEARCH_1)) == search);
}

void descriptionIsConstant(Bench& bench) {
    const muster_connector& table = bench.subject().table;
    const muster_description* first = table.describe();
    BOOST_REQUIRE(first != nullptr);
    BOOST_TEST(table.describe() == first);
    BOOST_TEST(abi::copyDescription(*first).hasValue());
}

/** Fails when a native name leads to more than one attribute. */
void checkNativeNames(const std::vector<AttributeInfo>& attributes, const std::string& where) {
    std::map<std::string, const AttributeInfo*> owners;
    for (const AttributeInfo& info : attributes) {
        owners.emplace(lowered(info.name), &info);
    }
    for (const AttributeInfo& info : attributes) {
        if (!info.nativeName.empty()) {
            const AttributeInfo* owner =
                owners.emplace(lowered(info.nativeName), &info).first->second;
            BOOST_TEST(owner == &info, "C-08: native name \"" << info.nativeName << "\" of "
                                                              << where << "." << info.name
                                                              << " also means " << owner->name);
        }
    }
}

void checkAttributes(const std::vector<AttributeInfo>& attributes, const std::string& where) {
    expectDistinct(attributes, "attribute", where);
    checkNativeNames(attributes, where);
    for (const AttributeInfo& info : attributes) {
        BOOST_TEST(!equalNames(info.name, attr::kUid),
                   "C-08: " << where << " has the attribute __UID__; a Uid is no attribute");
        BOOST_TEST((info.attributes.empty() || info.type == ValueKind::kObject),
                   "C-08: " << where << " has attributes inside \"" << info.name
                            << "\", which is no object");
        BOOST_TEST((info.referenceClass.empty() || info.type == ValueKind::kReference),
                   "C-08: " << where << "." << info.name
                            << " names a reference class and is no reference");
        checkAttributes(info.attributes, where + "." + info.name);
    }
}

/** Names of other objects can only be found when their class is there. */
void checkReferences(const Description& description) {
    for (const ObjectClassInfo& owner : description.classes) {
        for (const AttributeInfo& info : owner.attributes) {
            BOOST_TEST((info.referenceClass.empty() ||
                        description.findClass(info.referenceClass) != nullptr),
                       "C-08: " << owner.name << "." << info.name << " refers to the class \""
                                << info.referenceClass << "\", which the connector does not have");
        }
    }
}

void checkOptions(const ObjectClassInfo& info) {
    static const std::set<std::string> kOperations = {"create", "update", "delete", "disassociate",
                                                      "search"};
    expectDistinct(info.options, "option", info.name);
    for (const OptionInfo& option : info.options) {
        for (const std::string& operation : option.operations) {
            BOOST_TEST(kOperations.contains(operation),
                       "C-08: option \"" << option.name << "\" names the operation \"" << operation
                                         << "\"");
        }
    }
}

void proofsAreOfTheSchema(Bench& bench) {
    for (const ObjectClassInfo& info : bench.subject().description.classes) {
        const AttributeInfo* mark = info.find(info.markAttribute);
        BOOST_TEST(
            (info.markAttribute.empty() || (mark != nullptr && mark->creatable && mark->readable)),
            "C-66: the mark \"" << info.markAttribute << "\" of " << info.name
                                << " is no attribute that a create sends and get shows");
        const AttributeInfo* created = info.find(info.createdAttribute);
        BOOST_TEST((info.createdAttribute.empty() ||
                    (created != nullptr && created->readable && created->type == ValueKind::kTime)),
                   "C-66: \"" << info.createdAttribute << "\" of " << info.name
                              << " is no attribute of kind time that get shows");
        BOOST_TEST(info.createdAttribute.empty() == info.createdTrustedStates.empty(),
                   "C-66: " << info.name
                            << " names a time of creation without states in which it is true, or "
                               "states without a time");
    }
}

bool fitsType(const PropertyInfo& info) {
    std::int64_t number = 0;
    const char* const end = info.defaultValue.data() + info.defaultValue.size();
    const auto [stop, fault] = std::from_chars(info.defaultValue.data(), end, number);
    return info.defaultValue.empty() ||
           (info.type == ValueKind::kInteger ? stop == end && fault == std::errc()
            : info.type == ValueKind::kBoolean
                ? info.defaultValue == "true" || info.defaultValue == "false"
                : true);
}

void checkProperties(const std::vector<PropertyInfo>& properties) {
    expectDistinct(properties, "property", "the connector");
    for (const PropertyInfo& info : properties) {
        const bool isAllowed = info.allowed.empty() || info.defaultValue.empty() ||
                               std::find(info.allowed.begin(), info.allowed.end(),
                                         info.defaultValue) != info.allowed.end();
        BOOST_TEST(isAllowed, "C-08: property \"" << info.name << "\" does not allow its default");
        BOOST_TEST(fitsType(info), "C-08: the default of property \"" << info.name << "\" is no "
                                                                      << toString(info.type));
        BOOST_TEST((info.type != ValueKind::kSecret || info.confidential),
                   "C-08: property \"" << info.name << "\" is a secret and not confidential");
        BOOST_TEST((!info.confidential || info.defaultValue.empty()),
                   "C-08: confidential property \"" << info.name << "\" has a default");
    }
}

void descriptionMakesSense(Bench& bench) {
    const Description& description = bench.subject().description;
    BOOST_TEST(!description.displayName.empty());
    expectDistinct(description.classes, "class", "the connector");
    bool isOfUse = false;
    for (const ObjectClassInfo& info : description.classes) {
        checkAttributes(info.attributes, info.name);
        checkOptions(info);
        BOOST_TEST((info.create != Support::kSupported || info.find(attr::kName) != nullptr),
                   "C-08: " << info.name << " supports create and has no __NAME__");
        isOfUse = isOfUse || info.create != Support::kNone || info.update != Support::kNone ||
                  info.remove != Support::kNone || info.disassociate != Support::kNone ||
                  info.get != Support::kNone || info.search != Support::kNone;
    }
    BOOST_TEST(isOfUse, "no class supports anything");
    checkReferences(description);
    checkProperties(description.properties);
}

void templatedCallsAreDeclared(Bench& bench) {
    const Description& description = bench.subject().description;
    BOOST_TEST(description.usesTemplatedCalls == !description.operationKeys.empty(),
               "C-09: operation keys and templated calls belong together");
    std::set<std::string> seen;
    for (const OperationKeyInfo& info : description.operationKeys) {
        BOOST_TEST((!info.key.empty() && seen.insert(info.key).second),
                   "C-08: operation key \"" << info.key << "\" is empty or stands twice");
    }
}

void messagesGoThroughTheCodec(Bench& bench) {
    const std::uint64_t before = loopbackMessages();
    expectOk(bench.open()->test(), "C-65");
    const bool hasCrossed = loopbackMessages() > before;
    BOOST_TEST(hasCrossed == bench.subject().isLoopback);
}

}  // namespace

std::vector<Case> loadingCases() {
    return {{"C-01", "the info constant is well formed", infoIsWellFormed},
            {"C-02", "the versions agree", versionsAgree},
            {"C-03", "the table is constant and whole", tableIsWhole},
            {"C-05", "extensions are found by their ids", extensionsAreFound},
            {"C-07", "the description is constant and can be read", descriptionIsConstant},
            {"C-08", "the description makes sense", descriptionMakesSense},
            {"C-66", "what proves a create is of the schema", proofsAreOfTheSchema},
            {"C-09", "templated calls are declared", templatedCallsAreDeclared},
            {"C-62", "calls go through the codec in loopback only", messagesGoThroughTheCodec}};
}

}  // namespace muster::testing
