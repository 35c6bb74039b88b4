#include "host/secret_reader.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <sys/stat.h>

namespace muster::host {
namespace {

constexpr std::uintmax_t kMostBytes = std::uintmax_t{64} * 1024;

Error refused(std::string message, std::string hint = {}) {
    return Error{
        .code = ErrorCode::kConfiguration, .message = std::move(message), .hint = std::move(hint)};
}

Result<Secret> readVariable(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') {
        return refused(
            "the environment variable " + name + " is " + (value == nullptr ? "not set" : "empty"),
            "set it before muster starts: export " + name + "=...");
    }
    return Secret(value);
}

Result<Secret> readFile(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return refused("the secret file " + path.string() + " is not there or is no regular file");
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return refused(
            "the secret file " + path.string() + " can be read or written by others than its owner",
            "chmod 600 " + path.string());
    }
    if (static_cast<std::uintmax_t>(status.st_size) > kMostBytes) {
        return refused("the secret file " + path.string() + " is larger than 64 KiB");
    }
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line) || line.empty()) {
        return refused("the secret file " + path.string() + " is empty or cannot be read");
    }
    if (line.starts_with("-----BEGIN ")) {  // a PEM text (RFC 7468) is the secret as a whole
        std::string text = line + "\n";
        text.append(std::istreambuf_iterator<char>(file), {});
        wipe(line);
        return Secret::take(text);
    }
    if (line.back() == '\r') {
        line.pop_back();
    }
    return Secret::take(line);
}

}  // namespace

Result<void> checkSecretReference(std::string_view reference) {
    const bool isVariable = reference.starts_with("env:") && reference.size() > 4;
    const bool isFile = reference.starts_with("file:") && reference.size() > 5;
    if (isVariable || isFile) {
        return {};
    }
    // The text itself is not shown: it may be the secret.
    return refused(
        "expected a reference to a secret, env:NAME or file:PATH, and found something else",
        "put the secret into a file that only you can read and write file:PATH here");
}

Result<Secret> readSecret(std::string_view reference, const std::filesystem::path& base) {
    MUSTER_RETURN_IF_ERROR(checkSecretReference(reference));
    if (reference.starts_with("env:")) {
        return readVariable(std::string(reference.substr(4)));
    }
    return readFile(base / std::filesystem::path(reference.substr(5)));
}

Result<Secret> SecretReader::read(std::string_view property) const {
    const auto found = references_.find(property);
    if (found == references_.end()) {
        return refused("the target has no value for the confidential property \"" +
                       std::string(property) + "\"");
    }
    Result<Secret> secret = readSecret(found->second, base_);
    if (!secret) {
        Error error = std::move(secret).error();
        error.message = "property \"" + std::string(property) + "\": " + error.message;
        return error;
    }
    return secret;
}

}  // namespace muster::host
