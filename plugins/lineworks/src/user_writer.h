#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/sdk/call.h>

namespace muster::lineworks {

/** The writing requests about members, each one step of the operation under a stable name. Errors
 * come out `explained`. Members are addressed by id, so that the limit of one write at a time for
 * each member counts. Valid during the call. */
class UserWriter {
public:
    explicit UserWriter(sdk::Call& call) : call_(call) {}

    /** Step `create`: POST /users. */
    Result<sdk::Response> create(std::vector<Attribute> body);
    /** PATCH with the members given, under the step name given; what is left out stays. The answer
     * is the member as it is now. */
    Result<sdk::Response> patch(const std::string& uid, std::vector<Attribute> body,
                                std::string step);
    /** Step `suspend`, `unsuspend`. */
    Result<void> suspend(const std::string& uid);
    Result<void> unsuspend(const std::string& uid);
    /** Step `delete`: can be taken back for 7 days. */
    Result<void> remove(const std::string& uid);
    /** Step `forcedelete`: at once and for good. */
    Result<void> forceRemove(const std::string& uid);
    /** Step `undelete`. */
    Result<sdk::Response> undelete(const std::string& uid);
    /** Steps `alias:<address>:add` and `:remove`. An address that the member had not is done. */
    Result<void> addAlias(const std::string& uid, const std::string& address);
    Result<void> removeAlias(const std::string& uid, const std::string& address);
    /** A POST about one member that has a body or none, under the step name given. */
    Result<void> act(std::string_view key, std::string step, const std::string& uid,
                     std::optional<ObjectValue> body = {});

private:
    Result<sdk::Response> send(std::string_view key, std::string step, const std::string& uid,
                               std::optional<ObjectValue> body);
    Result<sdk::Response> sendAlias(std::string_view key, std::string step, const std::string& uid,
                                    const std::string& address);

    sdk::Call& call_;
};

}  // namespace muster::lineworks
