#include "lineworks_sandbox.h"

#include <ctime>
#include <memory>
#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace support {

namespace {

constexpr const char* kJwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

Key readKey(const std::string& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
    Key key(PEM_read_bio_PrivateKey(text.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    if (key == nullptr) throw std::runtime_error("no private key: " + pem);
    return key;
}

const unsigned char* bytes(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// RS256 (RFC 7518, 3.3).
std::string signature(const std::string& pem, const std::string& text) {
    const auto key = readKey(pem);
    const Digest context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::size_t length = 0;
    std::string signedBytes(1024, '\0');
    length = signedBytes.size();
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signedBytes.data()), &length,
                       bytes(text), text.size()) != 1) {
        throw std::runtime_error("cannot sign");
    }
    signedBytes.resize(length);
    return signedBytes;
}

}  // namespace

std::string publicPart(const std::string& privatePem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> text(BIO_new(BIO_s_mem()), &BIO_free);
    PEM_write_bio_PUBKEY(text.get(), readKey(privatePem).get());
    char* data = nullptr;
    const auto length = BIO_get_mem_data(text.get(), &data);
    return {data, static_cast<std::size_t>(length)};
}

std::string base64Url(const std::string& text) {
    std::string encoded((text.size() + 2) / 3 * 4 + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()),
                                       bytes(text), static_cast<int>(text.size()));
    encoded.resize(static_cast<std::size_t>(length));
    encoded.erase(encoded.find_last_not_of('=') + 1);
    for (auto& each : encoded) {
        if (each == '+') each = '-';
        if (each == '/') each = '_';
    }
    return encoded;
}

std::string percentEncode(const std::string& text) {
    static const char* const kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        const bool plain = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
                           (each >= '0' && each <= '9') ||
                           std::string_view("-._~").find(each) != std::string_view::npos;
        if (plain) {
            encoded += each;
        } else {
            encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
        }
    }
    return encoded;
}

Reply LineworksSandbox::call(const std::string& method, const std::string& target,
                             const std::string& body) {
    if (token_.empty()) token_ = newToken();
    return sendHttp(port(),
                    {method, "/v1.0" + target, body, {{"Authorization", "Bearer " + token_}}});
}

void LineworksSandbox::reset() {
    control("POST", "reset");
    token_.clear();
}

std::string LineworksSandbox::newToken(const std::string& scope) {
    return requestToken(sign(kHeader, claims()), scope).text("access_token");
}

Reply LineworksSandbox::callWith(const std::string& scope, const std::string& method,
                                 const std::string& target, const std::string& body) {
    return sendHttp(
        port(), {method, "/v1.0" + target, body, {{"Authorization", "Bearer " + newToken(scope)}}});
}

Reply LineworksSandbox::requestToken(const std::string& assertion, const std::string& scope) {
    return postForm("/oauth2/v2.0/token", {{"assertion", assertion},
                                           {"grant_type", kJwtBearer},
                                           {"client_id", "sandbox-client"},
                                           {"client_secret", "sandbox-secret"},
                                           {"scope", scope}});
}

Reply LineworksSandbox::postForm(const std::string& target,
                                 const std::vector<std::pair<std::string, std::string>>& pairs) {
    HttpCall call{"POST", target};
    for (const auto& [name, value] : pairs) {
        if (!call.body.empty()) call.body += '&';
        call.body += percentEncode(name) + "=" + percentEncode(value);
    }
    call.headers["Content-Type"] = "application/x-www-form-urlencoded";
    return sendHttp(port(), call);
}

std::string LineworksSandbox::sign(const std::string& header, const std::string& claims) {
    const auto text = base64Url(header) + "." + base64Url(claims);
    return text + "." + base64Url(signature(privateKey(), text));
}

std::string LineworksSandbox::claims(int iatOffset, int life) {
    const auto iat = std::time(nullptr) + iatOffset;
    return R"({"iss":"sandbox-client","sub":"sandbox.serviceaccount@example.com","iat":)" +
           std::to_string(iat) + R"(,"exp":)" + std::to_string(iat + life) + "}";
}

const std::string& LineworksSandbox::privateKey() {
    if (privateKey_.empty()) {
        privateKey_ = std::string(control("GET", "credentials").at("privateKey").as_string());
    }
    return privateKey_;
}

}  // namespace support
