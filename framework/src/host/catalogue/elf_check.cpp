#include "host/catalogue/elf_check.h"

#include <algorithm>

#include <elf.h>
#include <fmt/format.h>

#include "host/catalogue/connector_version.h"
#include "host/catalogue/elf_image.h"
#include "host/catalogue/needed_libraries.h"
#include <muster/abi/connector_abi.h>

namespace muster::host {
namespace {

using Failed = std::optional<CheckFailure>;

const ElfImage::Symbol* findExport(const ElfImage& image, std::string_view name) {
    const auto at = std::find_if(image.exports().begin(), image.exports().end(),
                                 [&](const auto& symbol) { return symbol.name == name; });
    return at == image.exports().end() ? nullptr : &*at;
}

/** The texts that the library exports, as a sample for the message. */
std::string exportedNames(const ElfImage& image) {
    if (image.exports().empty()) {
        return "no exported symbol at all";
    }
    std::string names;
    const std::size_t shown = std::min<std::size_t>(image.exports().size(), 3);
    for (std::size_t i = 0; i < shown; ++i) {
        names += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", image.exports()[i].name);
    }
    return fmt::format("{} exported symbols ({}{}) without it", image.exports().size(), names,
                       shown < image.exports().size() ? ", ..." : "");
}

Failed checkSymbols(const ElfImage& image) {
    const ElfImage::Symbol* entry = findExport(image, MUSTER_CONNECTOR_ENTRY_SYMBOL);
    if (entry == nullptr) {
        return CheckFailure{.step = "symbols",
                            .found = exportedNames(image),
                            .expected = "the function \"" MUSTER_CONNECTOR_ENTRY_SYMBOL "\"",
                            .hint =
                                "define the connector with MUSTER_DEFINE_CONNECTOR and link it "
                                "with muster_add_connector"};
    }
    if (entry->type != STT_FUNC) {
        return CheckFailure{.step = "symbols",
                            .found = "\"" MUSTER_CONNECTOR_ENTRY_SYMBOL "\" as no function",
                            .expected = "a function"};
    }
    const ElfImage::Symbol* info = findExport(image, MUSTER_CONNECTOR_INFO_SYMBOL);
    if (info == nullptr) {
        return CheckFailure{
            .step = "symbols",
            .found = exportedNames(image),
            .expected = "the constant \"" MUSTER_CONNECTOR_INFO_SYMBOL "\" (the descriptor)",
            .hint = "define the connector with MUSTER_DEFINE_CONNECTOR"};
    }
    if (info->type != STT_OBJECT || info->size < sizeof(muster_connector_info_v0)) {
        return CheckFailure{
            .step = "symbols",
            .found =
                fmt::format("\"" MUSTER_CONNECTOR_INFO_SYMBOL "\" as {} of {} bytes",
                            info->type == STT_OBJECT ? "a constant" : "no constant", info->size),
            .expected = fmt::format("a constant of at least {}", sizeof(muster_connector_info_v0))};
    }
    return std::nullopt;
}

/** The text up to its NUL, or nothing when no NUL ends it. */
template <std::size_t Size>
std::optional<std::string> endedText(const char (&text)[Size]) {
    const std::size_t length = strnlen(text, Size);
    return length == Size ? std::nullopt : std::optional(std::string(text, length));
}

Failed checkAbiVersion(const muster_connector_info_v0& info) {
    if (info.abi_major == MUSTER_ABI_MAJOR &&
        (MUSTER_ABI_MAJOR != 0 || info.abi_minor == MUSTER_ABI_MINOR)) {
        return std::nullopt;
    }
    return CheckFailure{
        .step = "abi version",
        .found =
            fmt::format("a connector built for contract {}.{}", info.abi_major, info.abi_minor),
        .expected = fmt::format("{}.{}{}", MUSTER_ABI_MAJOR, MUSTER_ABI_MINOR,
                                MUSTER_ABI_MAJOR == 0 ? " exactly, as long as it is a draft" : ""),
        .hint = "build the connector against the headers of this muster"};
}

bool isLegalName(std::string_view name) {
    return !name.empty() && name.front() != '-' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
               std::string_view::npos;
}

/** The text with everything but printable ASCII as `?`: it goes to a terminal. */
std::string printable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

Failed checkIdentity(const muster_connector_info_v0& info, ElfReport& report) {
    const auto name = endedText(info.name);
    if (!name || !isLegalName(*name)) {
        return CheckFailure{
            .step = "descriptor",
            .found = name ? "the name \"" + printable(*name) + "\"" : "a name without an end",
            .expected = "1 to 47 lower-case letters, digits and \"-\", not beginning with \"-\""};
    }
    report.name = *name;
    const auto version = endedText(info.version);
    if (!version || !ConnectorVersion::parse(*version)) {
        return CheckFailure{.step = "descriptor",
                            .found = version ? "the version \"" + printable(*version) + "\""
                                             : "a version without an end",
                            .expected =
                                "three numbers like 1.0.0, or with a pre-release: "
                                "1.0.0-rc.1, at most 15 characters"};
    }
    report.version = *version;
    return std::nullopt;
}

Failed checkDescriptor(const ElfImage& image, ElfReport& report) {
    const ElfImage::Symbol& symbol = *findExport(image, MUSTER_CONNECTOR_INFO_SYMBOL);
    const auto bytes = image.bytesAt(symbol.address, sizeof(muster_connector_info_v0));
    if (!bytes) {
        return CheckFailure{.step = "descriptor",
                            .found = "a descriptor that is not written in the file",
                            .expected = "an initialised constant"};
    }
    muster_connector_info_v0 info;
    std::memcpy(&info, bytes->data(), sizeof info);
    if (std::memcmp(info.magic, MUSTER_CONNECTOR_MAGIC, sizeof info.magic) != 0) {
        return CheckFailure{.step = "descriptor",
                            .found = "another magic number than MUSTER_CONNECTOR_MAGIC",
                            .expected = "the 8 bytes \"MUSTER\", 1, 0"};
    }
    if (info.struct_size < sizeof info) {
        return CheckFailure{.step = "descriptor",
                            .found = fmt::format("a struct_size of {}", info.struct_size),
                            .expected = fmt::format("at least {}", sizeof info)};
    }
    if (Failed failed = checkAbiVersion(info)) {
        (void)checkIdentity(info, report);  // to list an old connector under its name
        return failed;
    }
    return checkIdentity(info, report);
}

/** Symbols that are there besides the two of the contract. */
void warnOfSymbols(const ElfImage& image, std::vector<std::string>& warnings) {
    std::size_t others = 0;
    std::size_t uniques = 0;
    std::string first;
    for (const ElfImage::Symbol& symbol : image.exports()) {
        uniques += symbol.binding == STB_GNU_UNIQUE ? 1 : 0;
        if (symbol.name != MUSTER_CONNECTOR_ENTRY_SYMBOL &&
            symbol.name != MUSTER_CONNECTOR_INFO_SYMBOL) {
            first = others == 0 ? std::string(symbol.name) : first;
            ++others;
        }
    }
    if (uniques > 0) {
        warnings.push_back(
            fmt::format("it has {} unique symbols (STB_GNU_UNIQUE), which keep it in memory after "
                        "unloading; compile it with -fno-gnu-unique",
                        uniques));
    }
    if (others > 0) {
        warnings.push_back(
            fmt::format("it exports {} symbols besides the two of the contract, the first is "
                        "\"{}\"; link it with the export map of muster_add_connector",
                        others, first));
    }
}

std::vector<std::string> warningsOf(const ElfImage& image, const ElfReport& report) {
    std::vector<std::string> warnings;
    if (image.hasExecutableStack()) {
        warnings.emplace_back(
            "it asks for an executable stack, which weakens the whole host; link it with "
            "-z noexecstack");
    }
    if (!image.isBoundAtLoad()) {
        warnings.emplace_back(
            "it was not linked with -z now, so that a missing function shows up only when it is "
            "called elsewhere");
    }
    warnOfSymbols(image, warnings);
    if (!image.searchPath().empty()) {
        warnings.push_back(fmt::format(
            "it has the library search path \"{}\" (DT_RPATH or DT_RUNPATH); a copy in another "
            "folder is what gets loaded, so $ORIGIN means that folder",
            image.searchPath()));
    }
    for (const std::string& library : missingLibraries(report.needed, image.searchPath())) {
        warnings.push_back(fmt::format(
            "it needs the library \"{}\", which is in none of the usual folders", library));
    }
    return warnings;
}

}  // namespace

ElfReport checkElf(std::span<const std::byte> bytes) {
    ElfReport report;
    CheckFailure failure;
    const std::optional<ElfImage> image = ElfImage::parse(bytes, failure);
    if (!image) {
        report.failure = std::move(failure);
        return report;
    }
    report.needed.assign(image->needed().begin(), image->needed().end());
    report.failure = checkSymbols(*image);
    if (!report.failure) {
        report.failure = checkDescriptor(*image, report);
    }
    report.warnings = warningsOf(*image, report);
    return report;
}

}  // namespace muster::host
