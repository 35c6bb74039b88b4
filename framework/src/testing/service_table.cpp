#include "testing/service_table.h"

namespace muster::testing {

/** What the C table holds: each finds its object and calls the function of that name. */
struct ServiceTable::Functions {
    static ServiceTable& of(void* context) { return *static_cast<ServiceTable*>(context); }

    static muster_status call(void* context, const muster_call_request* request,
                              muster_call_response* response) {
        return of(context).call(*request, *response);
    }
    static muster_status beginStep(void* context, const muster_step* step,
                                   muster_step_decision* decision) {
        return of(context).beginStep(*step, *decision);
    }
    static muster_status throttle(void* context, muster_string_view label) {
        return of(context).throttle(label);
    }
    static std::int64_t remainingMs(void* context) { return of(context).remainingMs(); }
    static muster_status secret(void* context, muster_string_view property, muster_value* value) {
        return of(context).secret(property, *value);
    }
    static void log(void* context, std::uint32_t level, muster_string_view message,
                    muster_attribute_list fields) {
        of(context).log(level, message, fields);
    }
    static muster_status remember(void* context, muster_string_view objectClass,
                                  muster_string_view uid, muster_attribute_list values) {
        return of(context).remember(objectClass, uid, values);
    }
    static muster_status recall(void* context, muster_string_view objectClass,
                                muster_string_view uid, muster_attribute_list* values) {
        return of(context).recall(objectClass, uid, *values);
    }
};

ServiceTable::ServiceTable()
    : table_{sizeof(muster_host),  this,
             &Functions::call,     &Functions::beginStep,
             &Functions::throttle, &Functions::remainingMs,
             &Functions::secret,   &Functions::log,
             &Functions::remember, &Functions::recall} {}

}  // namespace muster::testing
