#pragma once

#include <memory>
#include <string>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace muster::test {

using KeyPointer = std::shared_ptr<EVP_PKEY>;

/** A new RSA key. Those of fewer bits are quick to make. */
inline KeyPointer rsaKey(unsigned bits = 2048) { return {EVP_RSA_gen(bits), &EVP_PKEY_free}; }

/** What `write` puts into a memory BIO, as text. */
template <typename Write>
std::string pemText(const Write& write) {
    const std::unique_ptr<BIO, int (*)(BIO*)> out(BIO_new(BIO_s_mem()), &BIO_free);
    write(out.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

inline std::string pkcs8(const KeyPointer& key) {
    return pemText([&](BIO* out) {
        PEM_write_bio_PKCS8PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

/** The older form: PKCS#1 for an RSA key. */
inline std::string traditional(const KeyPointer& key) {
    return pemText([&](BIO* out) {
        PEM_write_bio_PrivateKey_traditional(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

/** Whether `signature` is that of RS256 over `text`. */
inline bool isSignedBy(const KeyPointer& key, const std::string& text,
                       const std::string& signature) {
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                     &EVP_MD_CTX_free);
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                            signature.size(), reinterpret_cast<const unsigned char*>(text.data()),
                            text.size()) == 1;
}

}  // namespace muster::test
