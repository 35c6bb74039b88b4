#pragma once

#include <functional>
#include <string>
#include <vector>

#include <muster/core/abi_convert.h>
#include <muster/sdk/define_connector.h>

namespace muster::testing {

/** A host in memory: remembers what it was asked, and answers what a case has set. */
struct FakeHost {
    // What to answer.
    muster_status status = MUSTER_OK;
    int32_t verdict = MUSTER_STEP_PROCEED;
    std::string saved = {};
    Error callError = {};
    bool tellsError = false;
    // What was asked.
    std::vector<std::string> log = {};
    std::vector<Attribute> placeholders = {};
    Value body = {};

    muster_host table = {sizeof(muster_host), this,
                         &FakeHost::call,     &FakeHost::beginStep,
                         &FakeHost::throttle, &remaining,
                         &FakeHost::secret,   &FakeHost::write,
                         &FakeHost::remember, &FakeHost::recall};
    std::vector<Attribute> memory = {};
    muster::abi::Marshal marshal = {};

    FakeHost() = default;
    FakeHost(const FakeHost&) = delete;
    FakeHost& operator=(const FakeHost&) = delete;

    static FakeHost& from(void* context) { return *static_cast<FakeHost*>(context); }
    static std::string own(muster_string_view view) { return std::string(muster::abi::text(view)); }

    static muster_status remember(void* context, muster_string_view objectClass,
                                  muster_string_view uid, muster_attribute_list values) {
        from(context).log.push_back("remember " + own(objectClass) + " " + own(uid));
        from(context).memory = muster::abi::copyAttributes(values).valueOr({});
        return from(context).status;
    }
    static muster_status recall(void* context, muster_string_view objectClass,
                                muster_string_view uid, muster_attribute_list* values) {
        from(context).log.push_back("recall " + own(objectClass) + " " + own(uid));
        *values = from(context).marshal.attributes(from(context).memory);
        return from(context).status;
    }
    static muster_status call(void* context, const muster_call_request* request,
                              muster_call_response* response) {
        FakeHost& self = from(context);
        std::string line = "call " + own(request->operation_key) + " step=" + own(request->step) +
                           " if=" + own(request->if_match);
        const muster::abi::Strided<muster_query_override> query(
            request->query, request->query_count, request->query_stride);
        for (const muster_query_override& item : query) {
            line += item.present != 0 ? " " + own(item.name) + "=" + own(item.value)
                                      : " -" + own(item.name);
        }
        self.log.push_back(line);
        self.placeholders = muster::abi::copyAttributes(request->placeholders).valueOr({});
        self.body = request->body == nullptr
                        ? Value()
                        : muster::abi::copyValue(*request->body, "body").valueOr({});
        if (self.status != MUSTER_OK) {
            response->error = self.tellsError ? self.marshal_.error(self.callError) : nullptr;
            return self.status;
        }
        response->http_status = 201;
        response->body = muster::abi::view("{\"id\":\"u1\"}");
        response->uid = muster::abi::view("u1");
        response->next_page_token = muster::abi::view("p2");
        self.records_ = {"{\"a\":1}", "{\"a\":2}"};
        response->records = self.marshal_.texts(self.records_);
        response->flags = self.verdict == MUSTER_STEP_DRY_RUN ? MUSTER_RESPONSE_DRY_RUN : 0;
        return MUSTER_OK;
    }
    static muster_status beginStep(void* context, const muster_step* step,
                                   muster_step_decision* decision) {
        FakeHost& self = from(context);
        self.log.push_back("step " + own(step->name) + ": " + own(step->action));
        decision->verdict = self.verdict;
        decision->result = muster::abi::view(self.saved);
        return self.status;
    }
    static muster_status throttle(void* context, muster_string_view label) {
        from(context).log.push_back("throttle " + own(label));
        return from(context).status;
    }
    static int64_t remaining(void*) { return 1234; }
    static muster_status secret(void* context, muster_string_view property, muster_value* value) {
        from(context).log.push_back("secret " + own(property));
        const bool isGiven = muster::abi::text(property) == "token";
        value->kind = isGiven ? MUSTER_VALUE_SECRET : MUSTER_VALUE_NULL;
        value->as.text = muster::abi::view(isGiven ? "s3cret" : "");
        return from(context).status;
    }
    static void write(void* context, uint32_t level, muster_string_view message,
                      muster_attribute_list fields) {
        from(context).log.push_back("log " + std::to_string(level) + " " + own(message) + " " +
                                    std::to_string(fields.count));
    }

private:
    muster::abi::Marshal marshal_;
    std::vector<std::string> records_;
};

/** A sink that remembers everything, in order. */
struct FakeSink {
    std::vector<WriteReport> writes = {};
    std::vector<ConnectorObject> objects = {};
    std::vector<Notice> notices = {};
    std::vector<std::string> steps = {};
    std::vector<Error> errors = {};
    std::vector<std::string> ends = {};
    std::size_t stopAfter = 1000;

    muster_sink table = {sizeof(muster_sink), this,    &FakeSink::write, &FakeSink::object,
                         &FakeSink::end,      &notice, &FakeSink::step,  &FakeSink::error};

    FakeSink() = default;
    FakeSink(const FakeSink&) = delete;
    FakeSink& operator=(const FakeSink&) = delete;

    static FakeSink& from(void* context) { return *static_cast<FakeSink*>(context); }
    static void write(void* context, const muster_write_report* report) {
        from(context).writes.push_back(muster::abi::copyWriteReport(*report).valueOr({}));
    }
    static int32_t object(void* context, const muster_object* object) {
        FakeSink& self = from(context);
        self.objects.push_back(muster::abi::copyObject(*object).valueOr({}));
        return self.objects.size() < self.stopAfter ? 1 : 0;
    }
    static void end(void* context, const muster_search_report* report) {
        from(context).ends.push_back(FakeHost::own(report->next_page_token) + " " +
                                     std::to_string(report->remaining) + " " +
                                     std::to_string(report->filter_evaluated));
    }
    static void notice(void* context, const muster_notice* notice) {
        from(context).notices.push_back(muster::abi::copyNotice(*notice).valueOr({}));
    }
    static void step(void* context, const muster_step_report* report) {
        from(context).steps.push_back(FakeHost::own(report->name) + " " +
                                      std::to_string(report->outcome) + " " +
                                      FakeHost::own(report->result));
    }
    static void error(void* context, const muster_error* error) {
        from(context).errors.push_back(muster::abi::copyError(*error));
    }
};

/** One instance of a connector class, called through its C table as a host does. */
template <typename T>
class TableDriver {
public:
    const muster_connector& table = *sdk::boundary::Table<T>::table();
    FakeHost host;
    FakeSink sink;
    muster::abi::Marshal marshal;
    muster_call call = {sizeof(muster_call), muster::abi::view("corr-1"), 0, 0, {}};
    muster_instance* instance = nullptr;
    muster_status made = MUSTER_OK;

    explicit TableDriver(const std::vector<Attribute>& properties = {}) {
        made = table.create_instance(&host.table, marshal.attributes(properties), &sink.table,
                                     &instance);
    }
    ~TableDriver() {
        if (instance != nullptr) {
            table.destroy_instance(instance);
        }
    }
    TableDriver(const TableDriver&) = delete;
    TableDriver& operator=(const TableDriver&) = delete;

    muster_status test() { return table.test(instance, &call, &sink.table); }
    muster_status checkAlive() { return table.check_alive(instance, &call, &sink.table); }
    muster_status get(const muster_object_ref& ref) {
        return table.get(instance, &call, kAccount, &ref, {}, &sink.table);
    }
    muster_status create(const std::vector<Attribute>& attributes) {
        return table.create(instance, &call, kAccount, marshal.attributes(attributes), &sink.table);
    }
    muster_status update(const muster_object_ref& ref, const std::vector<AttributeDelta>& deltas) {
        return table.update(instance, &call, kAccount, &ref, marshal.deltas(deltas), &sink.table);
    }
    muster_status remove(const muster_object_ref& ref) {
        return table.delete_object(instance, &call, kAccount, &ref, &sink.table);
    }
    muster_status disassociate(const muster_object_ref& ref) {
        return table.disassociate(instance, &call, kAccount, &ref, &sink.table);
    }
    const muster_search_extension* searchExtension() const {
        return static_cast<const muster_search_extension*>(
            table.get_extension(muster::abi::view(MUSTER_EXTENSION_SEARCH_1)));
    }
    muster_status search(const Filter& filter, const muster_search_options& options) {
        return searchExtension()->search(instance, &call, kAccount, marshal.filter(filter),
                                         &options, &sink.table);
    }

    static constexpr muster_string_view kAccount = {"__ACCOUNT__", 11};
};

inline constexpr muster_object_ref kRefU1 = {sizeof(muster_object_ref), {"u1", 2}, {}, {}};

}  // namespace muster::testing
