#include "lineworks/key_pair.h"

#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace sandbox::lineworks {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

KeyPair::KeyPair(EVP_PKEY* key, bool hasPrivatePart)
    : key_(key, &EVP_PKEY_free), hasPrivatePart_(hasPrivatePart) {}

KeyPair KeyPair::generate() {
    constexpr unsigned int kBits = 2048;
    auto* key = EVP_RSA_gen(kBits);
    if (key == nullptr) throw std::runtime_error("OpenSSL made no RSA key");
    return {key, true};
}

KeyPair KeyPair::fromPublicPem(std::string_view pem, const std::string& source) {
    const Bio text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
    auto* key = PEM_read_bio_PUBKEY(text.get(), nullptr, nullptr, nullptr);
    if (key == nullptr) {
        throw std::runtime_error(source + " holds no public key: expected PEM that begins with " +
                                 "-----BEGIN PUBLIC KEY-----, as \"openssl pkey -pubout\" writes");
    }
    KeyPair pair(key, false);
    if (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA) {
        throw std::runtime_error(source + " holds a key of another kind, expected RSA");
    }
    return pair;
}

bool KeyPair::verifies(std::string_view text, std::string_view signature) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(text),
                            text.size()) == 1;
}

std::string KeyPair::privatePem() const {
    if (!hasPrivatePart_) return {};
    const Bio text(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_PKCS8PrivateKey(text.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* data = nullptr;
    const auto length = BIO_get_mem_data(text.get(), &data);
    return {data, static_cast<std::size_t>(length)};
}

}  // namespace sandbox::lineworks
