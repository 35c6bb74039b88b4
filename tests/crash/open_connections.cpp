#include "open_connections.h"

#include <array>
#include <cstdint>
#include <stdexcept>

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>
#include <unistd.h>

namespace crash {
namespace {

/// States of tcp(7) by their numbers in the kernel.
constexpr unsigned kEstablished = 1, kSynReceived = 3, kCloseWait = 8;

struct Question {
    nlmsghdr header = {};
    inet_diag_req_v2 request = {};
};

class Netlink {
public:
    Netlink() : descriptor_(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG)) {
        if (descriptor_ < 0) throw std::runtime_error("the kernel does not tell connections");
    }
    ~Netlink() { close(descriptor_); }
    Netlink(const Netlink&) = delete;
    Netlink& operator=(const Netlink&) = delete;

    void send(const Question& question) const {
        if (::send(descriptor_, &question, sizeof question, 0) != sizeof question) {
            throw std::runtime_error("the kernel takes no question about connections");
        }
    }

    /// How many connections the answer lists, to its end.
    int count() const {
        int connections = 0;
        alignas(nlmsghdr) std::array<char, 32768> buffer{};
        for (;;) {
            auto left = static_cast<unsigned>(recv(descriptor_, buffer.data(), buffer.size(), 0));
            auto* message = reinterpret_cast<nlmsghdr*>(buffer.data());
            for (; NLMSG_OK(message, left); message = NLMSG_NEXT(message, left)) {
                if (message->nlmsg_type == NLMSG_DONE) return connections;
                if (message->nlmsg_type == NLMSG_ERROR) {
                    throw std::runtime_error("the kernel refuses to tell connections");
                }
                ++connections;
            }
        }
    }

private:
    int descriptor_;
};

}  // namespace

bool hasConnections(int port) {
    Question question;
    question.header.nlmsg_len = sizeof question;
    question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    question.request.sdiag_family = AF_INET;
    question.request.sdiag_protocol = IPPROTO_TCP;
    question.request.idiag_states =
        (1U << kEstablished) | (1U << kSynReceived) | (1U << kCloseWait);
    question.request.id.idiag_sport = htons(static_cast<std::uint16_t>(port));
    const Netlink netlink;
    netlink.send(question);
    return netlink.count() > 0;
}

}  // namespace crash
