#include "rest/auth/signing_key.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace muster::rest {
namespace {

constexpr int kLeastBits = 2048;
constexpr std::string_view kExpected =
    "expected an RSA key in PEM form, PKCS#8 (\"-----BEGIN PRIVATE KEY-----\") or PKCS#1 "
    "(\"-----BEGIN RSA PRIVATE KEY-----\")";

Error refused(const std::string& found) {
    return Error{.code = ErrorCode::kConfiguration,
                 .message = found + "; " + std::string(kExpected)};
}

/** The label of the first PEM block ("CERTIFICATE"); empty for none. Never a part of the key. */
std::string pemLabel(std::string_view text) {
    constexpr std::string_view kBegin = "-----BEGIN ";
    const std::size_t start = text.find(kBegin);
    if (start == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = text.substr(start + kBegin.size());
    const std::size_t end = rest.find("-----");
    constexpr std::size_t kLongest = 40;
    return end == std::string_view::npos || end > kLongest ? "" : std::string(rest.substr(0, end));
}

Error unreadable(std::string_view text) {
    const std::string label = pemLabel(text);
    if (label.empty()) {
        return refused("found a text that is no PEM");
    }
    const bool isPrivate = label == "PRIVATE KEY" || label == "RSA PRIVATE KEY";
    const bool isLocked = label == "ENCRYPTED PRIVATE KEY" ||
                          text.find("Proc-Type: 4,ENCRYPTED") != std::string_view::npos;
    if (isLocked) {
        Error error = refused("found a key that a passphrase protects");
        error.hint =
            "take the passphrase off with openssl pkcs8 -topk8 -nocrypt, or issue the key anew";
        return error;
    }
    return refused("found a PEM block \"" + label + "\"" +
                   (isPrivate ? " that is damaged or cut short" : ""));
}

/** There is nobody to ask for a passphrase. */
int noPassphrase(char*, int, int, void*) { return -1; }

}  // namespace

Result<SigningKey> SigningKey::parse(const Secret& pem) {
    const std::string_view text = pem.expose();
    const std::unique_ptr<BIO, int (*)(BIO*)> source(
        BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free);
    std::shared_ptr<EVP_PKEY> key(
        PEM_read_bio_PrivateKey(source.get(), nullptr, &noPassphrase, nullptr), &EVP_PKEY_free);
    ERR_clear_error();
    if (key == nullptr) {
        return unreadable(text);
    }
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) {
        const char* name = EVP_PKEY_get0_type_name(key.get());
        return refused("found a private key of type " + std::string(name == nullptr ? "?" : name));
    }
    if (const int bits = EVP_PKEY_get_bits(key.get()); bits < kLeastBits) {
        return refused("found an RSA key of " + std::to_string(bits) + " bits, fewer than " +
                       std::to_string(kLeastBits));
    }
    return SigningKey(std::move(key));
}

Result<std::string> SigningKey::signRs256(std::string_view text) const {
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                     &EVP_MD_CTX_free);
    std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())), '\0');
    std::size_t length = signature.size();
    const bool isSigned =
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                       reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
    ERR_clear_error();
    if (!isSigned) {
        return Error{.code = ErrorCode::kInternal,
                     .message = "OpenSSL did not sign with the private key"};
    }
    signature.resize(length);
    return signature;
}

}  // namespace muster::rest
