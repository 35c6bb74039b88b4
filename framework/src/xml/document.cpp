#include "xml/document.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "xml/tree.h"

namespace muster::xml {
namespace {

Error fileError(const std::filesystem::path& path, const std::string& problem,
                std::string hint = {}) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = path.string() + ": " + problem,
                 .hint = std::move(hint)};
}

}  // namespace

Result<std::string> readFile(const std::filesystem::path& path, std::size_t maxBytes) {
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    if (!std::filesystem::exists(status)) {
        return fileError(path, "there is no such file");
    }
    if (!std::filesystem::is_regular_file(status)) {
        return fileError(path, "not a regular file, expected one");
    }
    const auto size = std::filesystem::file_size(path, failure);
    if (!failure && size > maxBytes) {
        return fileError(path, "the file has " + std::to_string(size) +
                                   " bytes, expected at most " + std::to_string(maxBytes));
    }
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    std::string text(failure ? 0 : static_cast<std::size_t>(size), '\0');
    if (!stream || failure || !stream.read(text.data(), static_cast<std::streamsize>(size))) {
        return fileError(path, std::string("the file cannot be read: ") + std::strerror(errno));
    }
    return text;
}

Result<Document> Document::parse(std::string_view text, std::string fileName,
                                 Diagnostics& diagnostics) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
        text.remove_prefix(kByteOrderMark.size());
    }
    if (text.size() > kMaxFileBytes) {
        diagnostics.error({fileName, 0, 0}, "the text has " + std::to_string(text.size()) +
                                                " bytes, expected at most " +
                                                std::to_string(kMaxFileBytes));
        return diagnostics.firstError();
    }
    Diagnostics own;
    auto tree = std::make_shared<detail::Tree>(std::string(text), std::move(fileName));
    tree->scanned = scan(tree->source, tree->lines, own);
    if (!own.hasErrors()) {
        const pugi::xml_parse_result parsed = tree->document.load_buffer(
            tree->source.data(), tree->source.size(), pugi::parse_default | pugi::parse_ws_pcdata,
            pugi::encoding_utf8);
        if (!parsed) {
            own.error(tree->lines.at(static_cast<std::size_t>(parsed.offset)),
                      std::string("not well-formed: ") + parsed.description());
        }
    }
    diagnostics.append(own);
    if (own.hasErrors()) {
        return own.firstError();
    }
    return Document(std::move(tree));
}

Result<Document> Document::parse(std::string_view text, std::string fileName) {
    Diagnostics diagnostics;
    return parse(text, std::move(fileName), diagnostics);
}

Result<Document> Document::load(const std::filesystem::path& path, Diagnostics& diagnostics) {
    Result<std::string> text = readFile(path, kMaxFileBytes);
    if (!text) {
        const std::string prefix = path.string() + ": ";
        diagnostics.error({path.string(), 0, 0}, text.error().message.substr(prefix.size()),
                          text.error().hint);
        return std::move(text).error();
    }
    return parse(*text, path.string(), diagnostics);
}

Result<Document> Document::load(const std::filesystem::path& path) {
    Diagnostics diagnostics;
    return load(path, diagnostics);
}

Element Document::root() const {
    return {tree_.get(), tree_->document.document_element().internal_object()};
}

const std::string& Document::fileName() const { return tree_->lines.file(); }

}  // namespace muster::xml
