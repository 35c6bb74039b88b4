#include "rest/template/operation_key.h"

#include <array>

#include "xml/diagnostics.h"

namespace muster::rest {
namespace {

constexpr std::array<std::string_view, 11> kWords = {
    "CREATEOP",  "UPDATEOP",     "DELETEOP",        "SEARCHOP", "TESTOP",        "ENABLEOP",
    "DISABLEOP", "ADDATTRIBUTE", "REMOVEATTRIBUTE", "GETOP",    "DISASSOCIATEOP"};

Error keyError(std::string_view text, const std::string& problem, std::string hint = {}) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "operation key \"" + std::string(text) + "\": " + problem,
                 .hint = std::move(hint)};
}

}  // namespace

std::string_view toString(Operation operation) {
    return kWords.at(static_cast<std::size_t>(operation));
}

std::vector<std::string_view> operationWords() { return {kWords.begin(), kWords.end()}; }

Result<OperationKey> OperationKey::parse(std::string_view text) {
    const std::size_t first = text.find('.');
    const std::size_t last = text.rfind('.');
    if (first == std::string_view::npos) {
        return keyError(text, "no dot, expected CLASS.OPERATION or CLASS.ATTRIBUTE.OPERATION");
    }
    const std::string_view path =
        first == last ? std::string_view() : text.substr(first + 1, last - first - 1);
    const bool hasEmptyPart = first == 0 || text.find("..") != std::string_view::npos;
    if (hasEmptyPart || text.find_first_of(" \t\r\n\"=/?&") != std::string_view::npos) {
        return keyError(text, "an empty part, a blank or a sign that no name holds");
    }
    const std::string_view word = text.substr(last + 1);
    for (std::size_t i = 0; i < kWords.size(); ++i) {
        if (kWords.at(i) == word) {
            return OperationKey(std::string(text.substr(0, first)), std::string(path),
                                static_cast<Operation>(i));
        }
    }
    const std::string_view near = xml::nearest(word, operationWords());
    return keyError(text,
                    "unknown operation \"" + std::string(word) + "\", expected " +
                        xml::quotedList(operationWords()),
                    near.empty() ? "" : "did you mean \"" + std::string(near) + "\"?");
}

std::string OperationKey::toString() const {
    std::string text = objectClass_ + ".";
    text += attributePath_.empty() ? "" : attributePath_ + ".";
    return text += muster::rest::toString(operation_);
}

std::string OperationKey::canonical() const {
    OperationKey spelling = *this;
    if (!attributePath_.empty() && operation_ == Operation::kAddAttribute) {
        spelling.operation_ = Operation::kUpdate;
    }
    if (!attributePath_.empty() && operation_ == Operation::kRemoveAttribute) {
        spelling.operation_ = Operation::kDelete;
    }
    return spelling.toString();
}

}  // namespace muster::rest
