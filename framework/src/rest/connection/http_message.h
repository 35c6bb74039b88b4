#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster::rest {

/** Header fields in their order. Names are compared without regard to case (RFC 9110 section 5.1)
 * and may occur several times. Not thread-safe. */
class HttpHeaders {
public:
    struct Field {
        std::string name;
        std::string value;
        /** The traffic log shows a mask in place of the value. */
        bool secret = false;
    };

    /** Appends a field. Nothing is checked here: `HttpClient::send` refuses bad names and values.
     */
    void add(std::string_view name, std::string_view value);
    /** Replaces all fields of that name by one. */
    void set(std::string_view name, std::string_view value);
    /** As `set`, for a value that no log may show whatever the field is called. */
    void setSecret(std::string_view name, std::string_view value);
    void remove(std::string_view name);

    /** The first value of that name, or null. Valid until the next change. */
    const std::string* find(std::string_view name) const;
    /** All values of that name in their order. */
    std::vector<std::string_view> all(std::string_view name) const;
    const std::vector<Field>& fields() const { return fields_; }

private:
    std::vector<Field> fields_;
};

/** True when both texts are the same but for the case of ASCII letters. */
bool equalsIgnoringCase(std::string_view a, std::string_view b);

/** True for one or more of the characters of RFC 9110 section 5.6.2: what methods and field names
 * are made of. */
bool isToken(std::string_view text);

/** `text` with a "?" for each control character, for logs and messages. */
std::string printable(std::string_view text);

/** Whether a request may be sent a second time by the client itself. */
enum class Repeat {
    kOnlyIfUnsent,  ///< again only when no byte of it left this machine
    kIdempotent,    ///< again also when a reused connection turned out to be dead (RFC 9110 9.2.2)
};

/** One request. All parts are taken as they are: encoding is the work of the caller. */
struct HttpRequest {
    /** "GET", "POST", ...: a token (RFC 9110 section 9.1). */
    std::string method = "GET";
    /** Scheme, host and, unless it is the scheme's own, port: "https://api.zoom.us". Plain http is
     * accepted for the literals 127.0.0.1 and [::1] only. */
    std::string origin;
    /** Percent-encoded, starting with "/": "/v2/users?status=active". */
    std::string pathAndQuery = "/";
    /** Host, Content-Length, Connection, User-Agent, Accept-Encoding and the correlation id are
     * added by the client; Host, Connection, Content-Length and Transfer-Encoding are refused here.
     */
    HttpHeaders headers = {};
    std::string body = {};
    Repeat repeat = Repeat::kOnlyIfUnsent;

    /** What the log shows in place of `pathAndQuery`. Unset: the path, without its query. */
    std::optional<std::string> redactedPathAndQuery = {};
    /** What the trace shows of the body. Unset: its size only. */
    std::optional<std::string> redactedBody = {};
    /** Makes the form of the answer's body that the trace may show. Empty: its size only. */
    std::function<std::string(std::string_view)> redactResponseBody = {};
    /** Joins the requests and log lines of one operation; see
     * `HttpClientSettings::correlationHeader`. */
    std::string correlationId = {};
    /** Which attempt of the caller this is, from 1; for the log. */
    int attempt = 1;
};

/** A complete answer, of any status: 3xx, 4xx and 5xx are answers too. */
struct HttpResponse {
    int status = 0;
    std::string reason;
    HttpHeaders headers;
    /** Without transfer and content coding. */
    std::string body;
    /** The request had been sent before, on a kept connection that was lost without an answer: it
     * may have been done then, whatever this answer says. */
    bool wasSentBefore = false;
};

/** The path of `request` as logs and messages may show it; printable. */
std::string shownPath(const HttpRequest& request);

}  // namespace muster::rest
