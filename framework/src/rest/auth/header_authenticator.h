#pragma once

#include <string>

#include "rest/auth/authenticator.h"

namespace muster::rest {

/** Adds nothing. */
class NoAuthenticator : public Authenticator {
public:
    Result<void> authorize(HttpRequest& request, const CallLimits& limits) override;
    bool rejected(const HttpRequest& request) override;
};

/** Adds one header field that stays the same: bearer, basic, and any other. */
class HeaderAuthenticator : public Authenticator {
public:
    HeaderAuthenticator(std::string name, Secret value)
        : name_(std::move(name)), value_(std::move(value)) {}

    Result<void> authorize(HttpRequest& request, const CallLimits& limits) override;
    bool rejected(const HttpRequest& request) override;

private:
    const std::string name_;
    const Secret value_;
};

}  // namespace muster::rest
