#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rest/connection/call_state.h"
#include <muster/core/result.h>

namespace muster::rest {

/** Finds the addresses of a host. Thread-safe; may block: it runs on a thread of its own, which is
 * left behind when a call gives up, so an implementation owns what it uses. */
class Resolver {
public:
    virtual ~Resolver() = default;
    /** IPv4 and IPv6 literals in the order in which they should be tried. Throws nothing.
     *  @return kConnectionFailed with a sentence when there are none. */
    virtual Result<std::vector<std::string>> resolve(const std::string& host) = 0;
};

/** The system's own: getaddrinfo (RFC 3493 section 6.1), with its order. */
class SystemResolver : public Resolver {
public:
    Result<std::vector<std::string>> resolve(const std::string& host) override;
};

/** Resolves `host` within the limits of the call; a literal is given back as it is. At most 32
 * lookups that were given up may still be running in the process; beyond that the call fails at
 * once. */
Result<std::vector<std::string>> resolveWithin(const std::shared_ptr<Resolver>& resolver,
                                               const std::string& host, CallState& call);

}  // namespace muster::rest
