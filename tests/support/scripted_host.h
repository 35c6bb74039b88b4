#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <muster/abi/connector_abi.h>
#include <muster/core/abi_convert.h>
#include <muster/core/object.h>
#include <muster/core/result.h>

namespace muster::support {

/** What the scripted host answers to one templated call. */
struct Answer {
    int httpStatus = 200;
    std::string body = {};
    std::string uid = {};
    std::string nextPageToken = {};
    std::vector<std::string> records = {};
    std::optional<Error> error = {};
    bool isReplayed = false;
};

/** The error that a connector's error table would make of an answer. */
Answer refused(ErrorCode code, int httpStatus, std::string targetCode, std::string message,
               std::vector<std::string> attributes = {});

/** A host that answers templated calls from a script, and writes down what was asked. */
class ScriptedHost {
public:
    ScriptedHost();
    ScriptedHost(const ScriptedHost&) = delete;
    ScriptedHost& operator=(const ScriptedHost&) = delete;

    /** The next answer to a call of the key: `__GROUP__.GETOP`, or `GETOP` for `__ACCOUNT__.GETOP`.
     * A call without one fails the test. */
    void answer(const std::string& operation, Answer answer = {});
    /** Answers as a dry run does. */
    void setDryRun() { isDryRun_ = true; }
    /** One line a call: `[step] OPERATION uid {body} name=value -removed`; secrets are `***`. Keys
     * of `__ACCOUNT__` go without it. */
    const std::vector<std::string>& requests() const { return requests_; }
    void forgetRequests() { requests_.clear(); }
    /** How many answers have not been asked for. */
    std::size_t answersLeft() const;
    const muster_host* table() const { return &table_; }
    /** What the connector keeps with each object, by class and Uid: `__ACCOUNT__ u1`. */
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
    muster_status fail(muster_call_response& response);

    muster_host table_{};
    std::map<std::string, std::deque<Answer>> script_;
    std::vector<std::string> requests_;
    Answer current_;
    std::vector<muster_string_view> records_;
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
    /** The message of the first notice with that code; empty for none. */
    std::string notice(const std::string& code) const;
    /** The error; fails the case when the operation reported none. */
    const Error& failure() const;
    ErrorCode code() const { return error ? error->code : ErrorCode::kInternal; }
};

/** A sink that fills an Outcome. */
class Recorder {
public:
    /** `stopAfter`: objects after which a search is told to stop; 0 for never. */
    explicit Recorder(std::size_t stopAfter = 0);
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;
    const muster_sink* sink() const { return &sink_; }
    Outcome outcome;

private:
    static Recorder& from(void* self) { return *static_cast<Recorder*>(self); }

    const std::size_t stopAfter_;
    muster_sink sink_{};
};

}  // namespace muster::support
