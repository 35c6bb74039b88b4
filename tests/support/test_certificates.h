#pragma once

#include <memory>
#include <string>

struct evp_pkey_st;
struct x509_st;

namespace muster::test {

/** A certificate and its key, made when the test runs. */
struct TestCertificate {
    std::shared_ptr<x509_st> certificate;
    std::shared_ptr<evp_pkey_st> key;
};

/** A certification authority of the test's own, with its certificate in a temporary PEM file. */
class TestAuthority {
public:
    TestAuthority();
    ~TestAuthority();
    TestAuthority(const TestAuthority&) = delete;
    TestAuthority& operator=(const TestAuthority&) = delete;

    const std::string& file() const { return file_; }

    enum class Validity { kNow, kEnded, kNotBegun };
    /** A server certificate; `subjectAltName` as in openssl's configuration: "DNS:api.test". */
    TestCertificate issue(const std::string& subjectAltName,
                          Validity validity = Validity::kNow) const;
    /** One that signed itself. */
    static TestCertificate selfSigned(const std::string& subjectAltName);

private:
    TestCertificate own_;
    std::string file_;
};

}  // namespace muster::test
