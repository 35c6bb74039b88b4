#include "rest/connection/resolver.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include "rest/connection/origin.h"

namespace muster::rest {
namespace {

using Addresses = Result<std::vector<std::string>>;

constexpr int kMaxLookups = 32;

/** One lookup on its thread, owned by it and by the call that waits. */
struct Lookup {
    std::mutex mutex;
    std::condition_variable_any done;
    std::optional<Addresses> answer;
};

std::atomic<int>& lookupsUnderWay() {
    static std::atomic<int> count = 0;
    return count;
}

std::string literal(const addrinfo& entry) {
    std::array<char, INET6_ADDRSTRLEN> text = {};
    const void* address =
        entry.ai_family == AF_INET
            ? static_cast<const void*>(&reinterpret_cast<sockaddr_in*>(entry.ai_addr)->sin_addr)
            : static_cast<const void*>(&reinterpret_cast<sockaddr_in6*>(entry.ai_addr)->sin6_addr);
    inet_ntop(entry.ai_family, address, text.data(), text.size());
    return text.data();
}

/** False when no thread could be had for it. */
bool start(const std::shared_ptr<Lookup>& lookup, const std::shared_ptr<Resolver>& resolver,
           const std::string& host) {
    if (lookupsUnderWay().fetch_add(1) >= kMaxLookups) {
        lookupsUnderWay().fetch_sub(1);
        return false;
    }
    try {
        std::thread([lookup, resolver, host] {
            Addresses answer = resolver->resolve(host);
            {
                const std::lock_guard lock(lookup->mutex);
                lookup->answer = std::move(answer);
            }
            lookup->done.notify_all();
            lookupsUnderWay().fetch_sub(1);
        }).detach();
        return true;
    } catch (const std::system_error&) {
        lookupsUnderWay().fetch_sub(1);
        return false;
    }
}

}  // namespace

Addresses SystemResolver::resolve(const std::string& host) {
    addrinfo hints = {};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* list = nullptr;
    const int status = getaddrinfo(host.c_str(), nullptr, &hints, &list);
    if (status != 0) {
        return Error{.code = ErrorCode::kConnectionFailed, .message = gai_strerror(status)};
    }
    std::vector<std::string> addresses;
    for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
        if (entry->ai_family == AF_INET || entry->ai_family == AF_INET6) {
            addresses.push_back(literal(*entry));
        }
    }
    freeaddrinfo(list);
    return addresses;
}

Addresses resolveWithin(const std::shared_ptr<Resolver>& resolver, const std::string& host,
                        CallState& call) {
    call.enter(Phase::kResolving);
    if (isIpLiteral(host)) {
        return std::vector<std::string>{host};
    }
    const auto lookup = std::make_shared<Lookup>();
    if (!start(lookup, resolver, host)) {
        return call.failed("too many name lookups are still unanswered",
                           "Check the name servers of this machine.");
    }
    std::unique_lock lock(lookup->mutex);
    if (!lookup->done.wait_until(lock, call.limits().cancel, call.limits().deadline,
                                 [&] { return lookup->answer.has_value(); })) {
        return call.failed("the name lookup did not end");
    }
    const Addresses& answer = *lookup->answer;
    if (!answer || answer->empty()) {
        const std::string reason = answer ? "it has no address" : answer.error().message;
        return call.failed("the host name \"" + host + "\" could not be resolved (" + reason + ")",
                           "Check the host name in the target's settings and the name servers of "
                           "this machine.");
    }
    return *answer;
}

}  // namespace muster::rest
