#include "rest/connection/tls_trust.h"

#include <array>

#include <Poco/Net/NetSSL.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "rest/connection/origin.h"

namespace muster::rest {
namespace {

constexpr int kMaxChainDepth = 9;

/** What the verification of the handshake on this thread looks for and finds. */
struct PeerCheck {
    std::string host = {};
    int result = X509_V_OK;
    std::string subject = {};
    std::string issuer = {};
};

// OpenSSL calls back on the thread of the handshake, without a place for a pointer per connection.
thread_local PeerCheck* currentCheck = nullptr;

std::string oneLine(const X509_NAME* name) {
    std::array<char, 256> text = {};
    X509_NAME_oneline(name, text.data(), static_cast<int>(text.size()));
    return text.data();
}

/** Verifies chain and host together, whatever Poco's mode: its own check of the host name would
 * look the name up, and with VERIFY_RELAXED would pass loopback. */
int verifyPeer(X509_STORE_CTX* store, void* /*unused*/) {
    if (currentCheck == nullptr) {
        return 0;
    }
    X509_VERIFY_PARAM* expected = X509_STORE_CTX_get0_param(store);
    X509_VERIFY_PARAM_set_hostflags(
        expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    const int accepted = isIpLiteral(currentCheck->host)
                             ? X509_VERIFY_PARAM_set1_ip_asc(expected, currentCheck->host.c_str())
                             : X509_VERIFY_PARAM_set1_host(expected, currentCheck->host.c_str(), 0);
    const int verified = accepted == 1 ? X509_verify_cert(store) : 0;
    currentCheck->result = X509_STORE_CTX_get_error(store);
    if (const X509* certificate = X509_STORE_CTX_get_current_cert(store)) {
        currentCheck->subject = oneLine(X509_get_subject_name(certificate));
        currentCheck->issuer = oneLine(X509_get_issuer_name(certificate));
    }
    return verified == 1 ? 1 : 0;
}

Error refusal(const PeerCheck& check, const CallState& call) {
    const std::string shown = "the certificate of \"" + check.host + "\" ";
    const std::string ca =
        "Give the certificate of the authority that signed it as caFile of the target, if that "
        "authority is to be trusted.";
    switch (check.result) {
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return call.failed(shown + "is not for that host (it belongs to \"" + check.subject +
                                   "\"), so it was refused",
                               "Check the host in the target's settings; the certificate's "
                               "subject alternative names must hold it.");
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return call.failed(
                shown + "has expired (\"" + check.subject + "\"), so it was refused",
                "Have it renewed; if it should be valid, check this machine's clock.");
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return call.failed(shown + "is not valid yet, so it was refused",
                               "Check this machine's clock.");
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
            return call.failed(shown + "is self-signed, so it was refused", ca);
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        case X509_V_ERR_CERT_SIGNATURE_FAILURE:
            return call.failed(shown + "is signed by \"" + check.issuer +
                                   "\", which is not trusted, so it was refused",
                               ca);
        default:
            return call.failed(shown + "was refused (" +
                               X509_verify_cert_error_string(check.result) + ")");
    }
}

}  // namespace

TlsTrust::TlsTrust(std::string caFile) : caFile_(std::move(caFile)) {}

Result<Poco::Net::Context::Ptr> TlsTrust::context() {
    using Poco::Net::Context;
    const std::lock_guard lock(mutex_);
    if (!context_.isNull()) {
        return context_;
    }
    try {
        Poco::Net::initializeSSL();
        Context::Ptr made = new Context(Context::TLS_CLIENT_USE, caFile_, Context::VERIFY_STRICT,
                                        kMaxChainDepth, caFile_.empty());
        made->requireMinimumProtocol(Context::PROTO_TLSV1_2);
        made->enableExtendedCertificateVerification(false);
        SSL_CTX_set_verify(made->sslContext(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                           nullptr);
        SSL_CTX_set_cert_verify_callback(made->sslContext(), verifyPeer, nullptr);
        context_ = made;
    } catch (const Poco::Exception& exception) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "the trusted authorities could not be read from " +
                                (caFile_.empty() ? "the system's store" : "\"" + caFile_ + "\"") +
                                ": " + exception.displayText(),
                     .hint = "caFile must name a readable file of PEM certificates.",
                     .outcome = Outcome::kNotApplied};
    }
    return context_;
}

Result<Poco::Net::StreamSocket> TlsTrust::secure(const Poco::Net::StreamSocket& socket,
                                                 const std::string& host, CallState& call) {
    MUSTER_ASSIGN_OR_RETURN(const Poco::Net::Context::Ptr trusted, context());
    call.enter(Phase::kHandshake);
    PeerCheck check{.host = host};
    currentCheck = &check;
    try {
        // The name of an address is never sent (RFC 6066 section 3).
        Poco::Net::StreamSocket secured = Poco::Net::SecureStreamSocket::attach(
            socket, isIpLiteral(host) ? std::string() : host, trusted);
        currentCheck = nullptr;
        return secured;
    } catch (const Poco::Exception& exception) {
        currentCheck = nullptr;
        if (check.result != X509_V_OK) {
            return refusal(check, call);
        }
        return call.failed("no TLS connection could be made with \"" + host + "\" (" +
                               exception.displayText() + ")",
                           "The server must speak TLS 1.2 or 1.3 on that port.");
    }
}

}  // namespace muster::rest
