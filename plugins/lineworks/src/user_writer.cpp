#include "user_writer.h"

#include "schema.h"
#include "target_errors.h"
#include <muster/sdk/answers.h>

namespace muster::lineworks {

Result<sdk::Response> UserWriter::send(std::string_view key, std::string step,
                                       const std::string& uid, std::optional<ObjectValue> body) {
    sdk::TemplatedCall request{.key = std::string(key), .step = std::move(step)};
    if (!uid.empty()) {
        request.placeholders = {Attribute("__UID__", Value(uid))};
    }
    request.body = std::move(body);
    Result<sdk::Response> response = call_.host().call(request);
    if (!response) {
        return explained(std::move(response).error());
    }
    return response;
}

Result<sdk::Response> UserWriter::create(std::vector<Attribute> body) {
    return send(key::kCreate, "create", "", ObjectValue(std::move(body)));
}

Result<sdk::Response> UserWriter::patch(const std::string& uid, std::vector<Attribute> body,
                                        std::string step) {
    return send(key::kUpdate, std::move(step), uid, ObjectValue(std::move(body)));
}

Result<void> UserWriter::suspend(const std::string& uid) {
    return act(key::kSuspend, "suspend", uid);
}

Result<void> UserWriter::unsuspend(const std::string& uid) {
    return act(key::kUnsuspend, "unsuspend", uid);
}

Result<void> UserWriter::remove(const std::string& uid) { return act(key::kDelete, "delete", uid); }

Result<void> UserWriter::forceRemove(const std::string& uid) {
    return act(key::kForceDelete, "forcedelete", uid);
}

Result<sdk::Response> UserWriter::undelete(const std::string& uid) {
    return send(key::kUndelete, "undelete", uid, std::nullopt);
}

Result<sdk::Response> UserWriter::sendAlias(std::string_view key, std::string step,
                                            const std::string& uid, const std::string& address) {
    Result<sdk::Response> response = call_.host().call(
        {.key = std::string(key),
         .step = std::move(step),
         .placeholders = {Attribute("__UID__", Value(uid)),
                          Attribute(std::string(name::kAliasEmails), Value(address))}});
    if (!response) {
        return explained(std::move(response).error());
    }
    return response;
}

Result<void> UserWriter::addAlias(const std::string& uid, const std::string& address) {
    return sdk::withoutAnswer(sendAlias(key::kAddAlias, "alias:" + address + ":add", uid, address));
}

Result<void> UserWriter::removeAlias(const std::string& uid, const std::string& address) {
    return sdk::doneIfAlreadySo(
        sendAlias(key::kRemoveAlias, "alias:" + address + ":remove", uid, address));
}

Result<void> UserWriter::act(std::string_view key, std::string step, const std::string& uid,
                             std::optional<ObjectValue> body) {
    return sdk::withoutAnswer(send(key, std::move(step), uid, std::move(body)));
}

}  // namespace muster::lineworks
