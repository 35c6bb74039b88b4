#include "zoom_fixture.h"

namespace muster::zoom::test {

void ZoomFixture::userIs(const std::string& id, const std::string& status,
                         const std::string& more) {
    host.answer("GETOP", {.body = userJson(id, status, more)});
}

void ZoomFixture::nobodyIsThere() {
    host.answer("GETOP", refused(ErrorCode::kUnknownUid, 404, "1001", "User does not exist."));
}

std::string userJson(const std::string& id, const std::string& status, const std::string& more) {
    const std::string email = (id.empty() ? "pending" : id) + std::string("@example.com");
    return "{" + (id.empty() ? std::string() : "\"id\":\"" + id + "\",") + "\"email\":\"" + email +
           "\",\"status\":\"" + status + "\"" + (more.empty() ? "" : "," + more) + "}";
}

}  // namespace muster::zoom::test
