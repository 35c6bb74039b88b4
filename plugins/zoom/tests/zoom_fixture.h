#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <muster/abi/action.h>
#include <muster/abi/connector_abi.h>
#include <muster/abi/search.h>
#include <muster/core/abi_convert.h>
#include <muster/core/filter.h>
#include <muster/core/ids.h>
#include <muster/core/object.h>
#include <muster/core/result.h>

namespace muster::zoom::test {

/** What the scripted host answers to one templated call. */
struct Answer {
    int httpStatus = 200;
    std::string body = {};
    std::string uid = {};
    std::string nextPageToken = {};
    std::vector<std::string> records = {};
    std::optional<Error> error = {};
};

/** The error that the table in `lookups/zoom/operations.xml` would make of an answer. */
Answer refused(ErrorCode code, int httpStatus, std::string targetCode, std::string message,
               std::vector<std::string> attributes = {});

/** A host that answers templated calls from a script and writes down what was asked. */
class ScriptedHost {
public:
    ScriptedHost();
    ScriptedHost(const ScriptedHost&) = delete;
    ScriptedHost& operator=(const ScriptedHost&) = delete;

    /** The next answer to a call of `__ACCOUNT__.<operation>`, or of the whole key of another
     * class. A call without one fails the test. */
    void answer(const std::string& operation, Answer answer = {});
    /** Answers as a dry run does. */
    void setDryRun() { isDryRun_ = true; }
    /** One line a call: `[step] OPERATION uid {body} name=value -removed`; secrets are `***`. */
    const std::vector<std::string>& requests() const { return requests_; }
    const muster_host* table() const { return &table_; }
    /** What the connector keeps with each user, by Uid. */
    std::map<std::string, std::vector<Attribute>> memory;
    /** How many requests went before what was kept last. */
    std::size_t rememberedAfter = 0;

private:
    static muster_status call(void* context, const muster_call_request* request,
                              muster_call_response* response);
    static muster_status remember(void* context, muster_string_view objectClass,
                                  muster_string_view uid, muster_attribute_list values);
    static muster_status recall(void* context, muster_string_view objectClass,
                                muster_string_view uid, muster_attribute_list* values);
    muster_status serve(const muster_call_request& request, muster_call_response& response);

    muster_host table_{};
    std::map<std::string, std::deque<Answer>> script_;
    std::vector<std::string> requests_;
    Answer current_;
    std::vector<muster_string_view> records_;
    std::vector<muster_string_view> attributes_;
    muster_error error_{};
    bool isDryRun_ = false;
    abi::Marshal marshal_;
};

/** All that one operation reported. */
struct Outcome {
    muster_status status = MUSTER_E_INTERNAL;
    std::optional<Error> error = {};
    std::vector<WriteReport> writes = {};
    std::vector<Notice> notices = {};
    std::vector<ConnectorObject> objects = {};
    std::string nextPageToken = {};
    bool filterEvaluated = false;

    bool isOk() const { return status == MUSTER_OK; }
    bool hasNotice(const std::string& code) const;
    /** The error; fails the case when the operation reported none. */
    const Error& failure() const;
    ErrorCode code() const { return error ? error->code : ErrorCode::kInternal; }
};

/** The connector, driven through its C table as the host does. */
class ZoomFixture {
public:
    ZoomFixture() = default;

    ScriptedHost host;
    /** Settings that differ from the defaults, before the first operation. */
    std::vector<Attribute> settings;
    /** Class of the objects. */
    std::string objectClass = "__ACCOUNT__";
    /** Options of the next operation. */
    std::vector<Attribute> options;
    bool isDryRun = false;
    /** Of the next operation; attempts of one operation have the same. */
    std::string correlation = "test";
    /** Objects after which the handler of a search stops; 0 for never. */
    std::size_t stopAfter = 0;

    muster::zoom::test::Outcome makeInstance();
    muster::zoom::test::Outcome test();
    muster::zoom::test::Outcome create(const std::vector<Attribute>& attributes);
    muster::zoom::test::Outcome update(const std::string& uid,
                                       const std::vector<AttributeDelta>& deltas);
    muster::zoom::test::Outcome remove(const std::string& uid);
    muster::zoom::test::Outcome disassociate(const std::string& uid);
    muster::zoom::test::Outcome act(const std::string& uid, const std::string& action,
                                    const std::vector<Attribute>& parameters = {});
    muster::zoom::test::Outcome get(const std::string& uid,
                                    const std::vector<std::string>& wanted = {});
    muster::zoom::test::Outcome search(const std::string& filter = "", std::int64_t limit = 0,
                                       const std::string& pageToken = "",
                                       const std::vector<std::string>& wanted = {});

    /** The host answers one read with this user. `more` is further JSON members. */
    void userIs(const std::string& id, const std::string& status,
                const std::string& more = R"("type":2,"role_id":"2","login_types":[100])");
    /** The host answers one read with "nobody there". */
    void nobodyIsThere();
};

/** JSON of a user with the mail `<id>@example.com`; an empty id is left out. */
std::string userJson(const std::string& id, const std::string& status,
                     const std::string& more = R"("type":2)");

AttributeDelta replace(const std::string& name, Value value);

}  // namespace muster::zoom::test
