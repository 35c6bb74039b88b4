#include <muster/sdk/answers.h>

namespace muster::sdk {
namespace {

std::string schemaName(const std::string& native, const ObjectClassInfo& info) {
    const std::size_t dot = native.rfind('.');
    const AttributeInfo* found =
        info.find(dot == std::string::npos ? native : native.substr(dot + 1));
    return found == nullptr ? native : found->name;
}

}  // namespace

Error refusal(ErrorCode code, std::string message, std::string hint, std::string attribute) {
    Error error{.code = code,
                .message = std::move(message),
                .hint = std::move(hint),
                .outcome = Outcome::kNotApplied};
    if (!attribute.empty()) {
        error.attributes.push_back(std::move(attribute));
    }
    return error;
}

Error withSchemaNames(Error error, const ObjectClassInfo& info) {
    for (std::string& attribute : error.attributes) {
        attribute = schemaName(attribute, info);
    }
    return error;
}

bool isAlreadySo(const Error& error) { return error.outcome == Outcome::kApplied; }

Result<void> withoutAnswer(Result<Response> response) {
    if (!response) {
        return std::move(response).error();
    }
    return {};
}

Result<void> doneIfAlreadySo(Result<Response> response) {
    if (!response && isAlreadySo(response.error())) {
        return {};
    }
    return withoutAnswer(std::move(response));
}

}  // namespace muster::sdk
