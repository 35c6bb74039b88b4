#include "test_certificates.h"

#include <atomic>
#include <cstdio>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

namespace muster::test {
namespace {

constexpr long kDay = 24L * 60 * 60;

void require(bool good) {
    if (!good) {
        throw std::runtime_error("OpenSSL could not make a test certificate");
    }
}

void extend(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    require(extension != nullptr);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

/** `issuer` null: signed by itself. */
TestCertificate make(const std::string& name, const TestCertificate* issuer,
                     const std::string& subjectAltName, long from, long until) {
    static std::atomic<long> serial = 1;
    TestCertificate made{{X509_new(), X509_free}, {EVP_EC_gen("P-256"), EVP_PKEY_free}};
    X509* certificate = made.certificate.get();
    const TestCertificate& signer = issuer == nullptr ? made : *issuer;
    require(certificate != nullptr && made.key != nullptr);
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), from);
    X509_gmtime_adj(X509_getm_notAfter(certificate), until);
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(signer.certificate.get()));
    if (subjectAltName.empty()) {
        extend(certificate, signer.certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    } else {
        extend(certificate, signer.certificate.get(), NID_subject_alt_name, subjectAltName);
    }
    require(X509_sign(certificate, signer.key.get(), EVP_sha256()) > 0);
    return made;
}

}  // namespace

TestAuthority::TestAuthority() : own_(make("muster test authority", nullptr, "", -kDay, kDay)) {
    char name[] = "/tmp/muster-test-ca-XXXXXX";
    const int descriptor = mkstemp(name);
    require(descriptor >= 0);
    file_ = name;
    FILE* out = fdopen(descriptor, "w");
    PEM_write_X509(out, own_.certificate.get());
    std::fclose(out);
}

TestAuthority::~TestAuthority() { std::remove(file_.c_str()); }

TestCertificate TestAuthority::issue(const std::string& subjectAltName, Validity validity) const {
    switch (validity) {
        case Validity::kNow:
            return make("muster test server", &own_, subjectAltName, -kDay, kDay);
        case Validity::kEnded:
            return make("muster test server", &own_, subjectAltName, -2 * kDay, -kDay);
        case Validity::kNotBegun:
            return make("muster test server", &own_, subjectAltName, kDay, 2 * kDay);
    }
    return {};
}

TestCertificate TestAuthority::selfSigned(const std::string& subjectAltName) {
    return make("muster test stranger", nullptr, subjectAltName, -kDay, kDay);
}

}  // namespace muster::test
