#include "host/catalogue/elf_image.h"

#include <algorithm>
#include <bit>

#include <elf.h>
#include <fmt/format.h>

namespace muster::host {
namespace {

constexpr unsigned kClass = sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32;
constexpr unsigned kByteOrder =
    std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;
#if defined(__x86_64__)
constexpr unsigned kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kMachine = EM_AARCH64;
#elif defined(__i386__)
constexpr unsigned kMachine = EM_386;
#elif defined(__arm__)
constexpr unsigned kMachine = EM_ARM;
#elif defined(__riscv)
constexpr unsigned kMachine = EM_RISCV;
#elif defined(__powerpc64__)
constexpr unsigned kMachine = EM_PPC64;
#elif defined(__s390x__)
constexpr unsigned kMachine = EM_S390;
#else
#error "the number that ELF gives to this machine is missing here"
#endif

std::string machineName(unsigned machine) {
    switch (machine) {
        case EM_386:
            return "i386 (3)";
        case EM_ARM:
            return "ARM (40)";
        case EM_X86_64:
            return "x86-64 (62)";
        case EM_AARCH64:
            return "AArch64 (183)";
        default:
            return std::to_string(machine);
    }
}

CheckFailure cut(std::string_view what, std::uint64_t end, std::size_t size) {
    return {.step = "segments",
            .found = fmt::format("{} up to byte {} of a file of {} bytes", what, end, size),
            .expected = "all of it inside the file",
            .hint = "the file was probably copied only in part: copy it again"};
}

}  // namespace

std::optional<ElfImage> ElfImage::parse(std::span<const std::byte> bytes, CheckFailure& failure) {
    ElfImage image(bytes);
    for (const auto step : {&ElfImage::readHeader, &ElfImage::readSegments, &ElfImage::readDynamic,
                            &ElfImage::readSymbols}) {
        if (std::optional<CheckFailure> failed = (image.*step)()) {
            failure = *std::move(failed);
            return std::nullopt;
        }
    }
    return image;
}

std::optional<std::span<const std::byte>> ElfImage::bytesAt(std::uint64_t address,
                                                            std::uint64_t size) const {
    for (const auto& segment : segments_) {
        if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
            address - segment.p_vaddr <= segment.p_filesz &&
            size <= segment.p_filesz - (address - segment.p_vaddr)) {
            return bytes_.subspan(segment.p_offset + (address - segment.p_vaddr), size);
        }
    }
    return std::nullopt;
}

std::string_view ElfImage::text(std::uint64_t offset) const {
    if (offset >= texts_.size()) {
        return {};
    }
    const auto* first = reinterpret_cast<const char*>(texts_.data()) + offset;
    return {first, strnlen(first, texts_.size() - offset)};
}

std::optional<CheckFailure> ElfImage::readHeader() {
    if (bytes_.empty()) {
        return CheckFailure{.step = "elf", .found = "an empty file", .expected = "an ELF file"};
    }
    if (bytes_.size() < SELFMAG || std::memcmp(bytes_.data(), ELFMAG, SELFMAG) != 0) {
        return CheckFailure{.step = "elf",
                            .found = "a file without the ELF magic number",
                            .expected = "a shared library"};
    }
    if (bytes_.size() < EI_NIDENT) {
        return cut("an ELF header", sizeof(ElfW(Ehdr)), bytes_.size());
    }
    const auto ident = [this](std::size_t i) { return std::to_integer<unsigned>(bytes_[i]); };
    if (ident(EI_CLASS) != kClass) {
        return CheckFailure{
            .step = "elf",
            .found = fmt::format("a {}-bit library", ident(EI_CLASS) == ELFCLASS32 ? "32" : "64"),
            .expected = fmt::format("a {}-bit one, as this host", kClass == ELFCLASS32 ? 32 : 64)};
    }
    if (ident(EI_DATA) != kByteOrder) {
        return CheckFailure{.step = "elf",
                            .found = "another byte order than this machine's",
                            .expected = kByteOrder == ELFDATA2LSB ? "little endian" : "big endian"};
    }
    const auto header = read<ElfW(Ehdr)>(0);
    if (!header) {
        return cut("an ELF header", sizeof(ElfW(Ehdr)), bytes_.size());
    }
    header_ = *header;
    if (header_.e_machine != kMachine) {
        return CheckFailure{.step = "elf",
                            .found = "a library for the machine " + machineName(header_.e_machine),
                            .expected = machineName(kMachine)};
    }
    if (header_.e_type != ET_DYN) {
        return CheckFailure{.step = "elf",
                            .found = fmt::format("an ELF file of type {}", header_.e_type),
                            .expected = "a shared library (type 3)"};
    }
    return std::nullopt;
}

std::optional<CheckFailure> ElfImage::readSegments() {
    if (header_.e_phnum == 0 || header_.e_phentsize != sizeof(ElfW(Phdr))) {
        return CheckFailure{.step = "segments",
                            .found = fmt::format("{} program headers of {} bytes", header_.e_phnum,
                                                 header_.e_phentsize),
                            .expected = fmt::format("some, of {}", sizeof(ElfW(Phdr)))};
    }
    hasExecutableStack_ = true;  // what the loader assumes when PT_GNU_STACK is missing
    for (std::uint64_t i = 0; i < header_.e_phnum; ++i) {
        const auto segment = read<ElfW(Phdr)>(header_.e_phoff + i * sizeof(ElfW(Phdr)));
        if (!segment) {
            return cut("program headers", header_.e_phoff + (i + 1) * sizeof(ElfW(Phdr)),
                       bytes_.size());
        }
        if (segment->p_offset > bytes_.size() ||
            segment->p_filesz > bytes_.size() - segment->p_offset) {
            return cut("a segment", segment->p_offset + segment->p_filesz, bytes_.size());
        }
        if (segment->p_type == PT_GNU_STACK) {
            hasExecutableStack_ = (segment->p_flags & PF_X) != 0;
        }
        segments_.push_back(*segment);
    }
    // The loader does not need the section headers, but they stand last: a file cut just behind its
    // segments is still a part of a file.
    const std::uint64_t sectionsSize = std::uint64_t{header_.e_shnum} * header_.e_shentsize;
    if (header_.e_shoff != 0 &&
        (header_.e_shoff > bytes_.size() || sectionsSize > bytes_.size() - header_.e_shoff)) {
        return cut("section headers", header_.e_shoff + sectionsSize, bytes_.size());
    }
    return std::nullopt;
}

void ElfImage::noteDynamic(const ElfW(Dyn) & entry, DynamicTexts& found) {
    const std::uint64_t value = entry.d_un.d_val;
    switch (entry.d_tag) {
        case DT_SYMTAB:
            symbolTable_ = value;
            break;
        case DT_STRTAB:
            found.table = value;
            break;
        case DT_STRSZ:
            found.size = value;
            break;
        case DT_GNU_HASH:
            gnuHash_ = value;
            break;
        case DT_HASH:
            hash_ = value;
            break;
        case DT_NEEDED:
            found.needed.push_back(value);
            break;
        case DT_RPATH:
        case DT_RUNPATH:
            found.path = value;
            break;
        case DT_BIND_NOW:
            isBoundAtLoad_ = true;
            break;
        case DT_FLAGS:
            isBoundAtLoad_ = isBoundAtLoad_ || (value & DF_BIND_NOW) != 0;
            break;
        case DT_FLAGS_1:
            isBoundAtLoad_ = isBoundAtLoad_ || (value & DF_1_NOW) != 0;
            break;
        default:
            break;
    }
}

std::optional<CheckFailure> ElfImage::readDynamic() {
    const auto at = std::find_if(segments_.begin(), segments_.end(),
                                 [](const auto& s) { return s.p_type == PT_DYNAMIC; });
    if (at == segments_.end()) {
        return CheckFailure{.step = "dynamic section",
                            .found = "none",
                            .expected = "one, as in every shared library"};
    }
    DynamicTexts found;
    for (std::uint64_t i = 0; i < at->p_filesz / sizeof(ElfW(Dyn)); ++i) {
        const auto entry = read<ElfW(Dyn)>(at->p_offset + i * sizeof(ElfW(Dyn)));
        if (!entry || entry->d_tag == DT_NULL) {
            break;
        }
        noteDynamic(*entry, found);
    }
    const auto texts = bytesAt(found.table, found.size);
    if (!texts || texts->empty()) {
        return CheckFailure{.step = "dynamic section",
                            .found = "no string table inside a segment",
                            .expected = "DT_STRTAB and DT_STRSZ that name one"};
    }
    texts_ = *texts;
    for (const std::uint64_t offset : found.needed) {
        needed_.push_back(text(offset));
    }
    searchPath_ = found.path == 0 ? std::string_view() : text(found.path);
    return std::nullopt;
}

std::optional<std::uint64_t> ElfImage::countByGnuHash() const {
    // Layout: buckets, first hashed symbol, bloom words, shift; bloom; buckets; chains. The symbol
    // table ends with the longest chain, whose last word has its lowest bit set.
    const auto buckets = readAt<std::uint32_t>(gnuHash_);
    const auto first = readAt<std::uint32_t>(gnuHash_ + 4);
    const auto blooms = readAt<std::uint32_t>(gnuHash_ + 8);
    if (!buckets || !first || !blooms) {
        return std::nullopt;
    }
    const std::uint64_t bucketTable = gnuHash_ + 16 + std::uint64_t{*blooms} * sizeof(ElfW(Addr));
    std::uint64_t last = 0;
    for (std::uint64_t i = 0; i < *buckets; ++i) {
        const auto bucket = readAt<std::uint32_t>(bucketTable + 4 * i);
        if (!bucket) {
            return std::nullopt;
        }
        last = std::max<std::uint64_t>(last, *bucket);
    }
    if (last < *first) {
        return *first;
    }
    const std::uint64_t chains = bucketTable + 4 * std::uint64_t{*buckets};
    while (true) {
        const auto word = readAt<std::uint32_t>(chains + 4 * (last - *first));
        if (!word) {
            return std::nullopt;
        }
        ++last;
        if ((*word & 1) != 0) {
            return last;
        }
    }
}

std::optional<std::uint64_t> ElfImage::countSymbols() const {
    if (gnuHash_ != 0) {
        return countByGnuHash();
    }
    const auto chains = hash_ == 0 ? std::nullopt : readAt<std::uint32_t>(hash_ + 4);
    return chains ? std::optional<std::uint64_t>(*chains) : std::nullopt;
}

std::optional<CheckFailure> ElfImage::readSymbols() {
    const CheckFailure damaged = {.step = "symbols",
                                  .found = "a symbol table or its hash outside the segments",
                                  .expected = "DT_SYMTAB with DT_GNU_HASH or DT_HASH"};
    const std::optional<std::uint64_t> count = countSymbols();
    if (!count) {
        return damaged;
    }
    for (std::uint64_t i = 0; i < *count; ++i) {
        const auto symbol = readAt<ElfW(Sym)>(symbolTable_ + i * sizeof(ElfW(Sym)));
        if (!symbol) {
            return damaged;
        }
        // The layouts of st_info and st_other are the same in both classes.
        const unsigned binding = ELF64_ST_BIND(symbol->st_info);
        const unsigned visibility = ELF64_ST_VISIBILITY(symbol->st_other);
        if (symbol->st_shndx != SHN_UNDEF && binding != STB_LOCAL && visibility != STV_HIDDEN &&
            visibility != STV_INTERNAL) {
            exports_.push_back({text(symbol->st_name),
                                static_cast<unsigned>(ELF64_ST_TYPE(symbol->st_info)), binding,
                                symbol->st_value, symbol->st_size});
        }
    }
    return std::nullopt;
}

}  // namespace muster::host
