#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <link.h>

#include "host/catalogue/check_failure.h"

namespace muster::host {

/** The bytes of a shared library, seen as the loader of this machine will see them. Every read is
 * checked against the file, so that any bytes are safe to give. Borrows the bytes. */
class ElfImage {
public:
    /** A symbol that the library defines for others. */
    struct Symbol {
        std::string_view name;
        unsigned type = 0;     ///< STT_...
        unsigned binding = 0;  ///< STB_...
        std::uint64_t address = 0;
        std::uint64_t size = 0;
    };

    /** `failure` tells why when nothing is returned. */
    static std::optional<ElfImage> parse(std::span<const std::byte> bytes, CheckFailure& failure);

    const std::vector<Symbol>& exports() const { return exports_; }
    const std::vector<std::string_view>& needed() const { return needed_; }
    /** DT_RUNPATH, or DT_RPATH, or empty. */
    std::string_view searchPath() const { return searchPath_; }
    bool hasExecutableStack() const { return hasExecutableStack_; }
    /** Linked with `-z now`. */
    bool isBoundAtLoad() const { return isBoundAtLoad_; }

    /** What stands in the file for the memory at `address`, when all `size` bytes of it do. */
    std::optional<std::span<const std::byte>> bytesAt(std::uint64_t address,
                                                      std::uint64_t size) const;

private:
    explicit ElfImage(std::span<const std::byte> bytes) : bytes_(bytes) {}

    template <typename T>
    std::optional<T> read(std::uint64_t offset) const {
        if (offset > bytes_.size() || sizeof(T) > bytes_.size() - offset) {
            return std::nullopt;
        }
        T value;
        std::memcpy(&value, bytes_.data() + offset, sizeof value);
        return value;
    }
    template <typename T>
    std::optional<T> readAt(std::uint64_t address) const {
        const auto bytes = bytesAt(address, sizeof(T));
        return bytes ? read<T>(static_cast<std::uint64_t>(bytes->data() - bytes_.data()))
                     : std::nullopt;
    }
    std::string_view text(std::uint64_t offset) const;

    /** Where the dynamic section says that the texts are: an address, and offsets into them. */
    struct DynamicTexts {
        std::uint64_t table = 0;
        std::uint64_t size = 0;
        std::uint64_t path = 0;
        std::vector<std::uint64_t> needed;
    };

    std::optional<CheckFailure> readHeader();
    std::optional<CheckFailure> readSegments();
    std::optional<CheckFailure> readDynamic();
    void noteDynamic(const ElfW(Dyn) & entry, DynamicTexts& found);
    std::optional<CheckFailure> readSymbols();
    std::optional<std::uint64_t> countSymbols() const;
    std::optional<std::uint64_t> countByGnuHash() const;

    std::span<const std::byte> bytes_;
    ElfW(Ehdr) header_{};
    std::vector<ElfW(Phdr)> segments_;
    std::uint64_t symbolTable_ = 0;
    std::uint64_t gnuHash_ = 0;
    std::uint64_t hash_ = 0;
    std::span<const std::byte> texts_;
    std::vector<Symbol> exports_;
    std::vector<std::string_view> needed_;
    std::string_view searchPath_;
    bool hasExecutableStack_ = false;
    bool isBoundAtLoad_ = false;
};

}  // namespace muster::host
