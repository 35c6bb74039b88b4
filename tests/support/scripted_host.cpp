#include "scripted_host.h"

#include <stdexcept>

#include <boost/test/unit_test.hpp>

#include <muster/core/ids.h>

namespace muster::support {
namespace {

std::string jsonOf(const Value& value);

std::string membersOf(const std::vector<Attribute>& attributes) {
    std::string text;
    for (const Attribute& attribute : attributes) {
        std::string values;
        for (const Value& value : attribute.values()) {
            values += (values.empty() ? "" : ",") + jsonOf(value);
        }
        text += (text.empty() ? "\"" : ",\"") + attribute.name() +
                "\":" + (attribute.isList() ? "[" + values + "]" : values);
    }
    return "{" + text + "}";
}

std::string jsonOf(const Value& value) {
    if (const auto* object = value.as<ObjectValue>()) {
        return membersOf(object->attributes());
    }
    if (value.isNull()) {
        return "null";
    }
    const bool isText = value.kind() == ValueKind::kString || value.kind() == ValueKind::kTime ||
                        value.kind() == ValueKind::kReference;
    return isText ? "\"" + value.toDisplay() + "\"" : value.toDisplay();
}

std::string lineOf(const muster_call_request& request) {
    constexpr std::string_view kAccount = "__ACCOUNT__.";
    std::string line;
    if (request.step.size > 0) {
        line = "[" + std::string(abi::text(request.step)) + "] ";
    }
    const std::string key(abi::text(request.operation_key));
    line += key.starts_with(kAccount) ? key.substr(kAccount.size()) : key;
    for (const muster_attribute& placeholder : abi::each(request.placeholders)) {
        const Result<Attribute> copy = abi::copyAttribute(placeholder);
        BOOST_REQUIRE(copy);
        line += " " + copy->values().front().toDisplay();
    }
    if (request.body != nullptr) {
        const Result<Value> body = abi::copyValue(*request.body, "the body");
        BOOST_REQUIRE(body);
        line += " " + jsonOf(*body);
    }
    for (const muster_query_override& query :
         abi::Strided(request.query, request.query_count, request.query_stride)) {
        line += query.present != 0 ? " " + std::string(abi::text(query.name)) + "=" +
                                         std::string(abi::text(query.value))
                                   : " -" + std::string(abi::text(query.name));
    }
    return line;
}

std::string memoryKey(muster_string_view objectClass, muster_string_view uid) {
    return std::string(abi::text(objectClass)) + " " + std::string(abi::text(uid));
}

}  // namespace

Answer refused(ErrorCode code, int httpStatus, std::string targetCode, std::string message,
               std::vector<std::string> attributes) {
    return {.error = Error{.code = code,
                           .message = std::move(message),
                           .httpStatus = httpStatus,
                           .targetCode = std::move(targetCode),
                           .attributes = std::move(attributes)}};
}

ScriptedHost::ScriptedHost() {
    table_.struct_size = sizeof table_;
    table_.context = this;
    table_.call = &ScriptedHost::call;
    table_.remember = &ScriptedHost::remember;
    table_.recall = &ScriptedHost::recall;
}

muster_status ScriptedHost::remember(void* context, muster_string_view objectClass,
                                     muster_string_view uid, muster_attribute_list values) {
    auto& self = *static_cast<ScriptedHost*>(context);
    self.rememberedAfter = self.requests_.size();
    auto& kept = self.memory[memoryKey(objectClass, uid)];
    const Result<std::vector<Attribute>> given = abi::copyAttributes(values);
    BOOST_REQUIRE(given);
    for (const Attribute& value : *given) {
        std::erase_if(kept, [&](const Attribute& one) { return one.name() == value.name(); });
        if (!value.values().empty()) {
            kept.push_back(value);
        }
    }
    return MUSTER_OK;
}

muster_status ScriptedHost::recall(void* context, muster_string_view objectClass,
                                   muster_string_view uid, muster_attribute_list* values) {
    auto& self = *static_cast<ScriptedHost*>(context);
    *values = self.marshal_.attributes(self.memory[memoryKey(objectClass, uid)]);
    return MUSTER_OK;
}

void ScriptedHost::answer(const std::string& operation, Answer answer) {
    bool isWhole = operation.starts_with("__");
    for (const std::string_view attribute : {attr::kEnable, attr::kName, attr::kPassword}) {
        isWhole = isWhole && !operation.starts_with(attribute);
    }
    script_[isWhole ? operation : "__ACCOUNT__." + operation].push_back(std::move(answer));
}

std::size_t ScriptedHost::answersLeft() const {
    std::size_t left = 0;
    for (const auto& [key, answers] : script_) {
        left += answers.size();
    }
    return left;
}

muster_status ScriptedHost::call(void* context, const muster_call_request* request,
                                 muster_call_response* response) {
    return static_cast<ScriptedHost*>(context)->serve(*request, *response);
}

muster_status ScriptedHost::serve(const muster_call_request& request,
                                  muster_call_response& response) {
    requests_.push_back(lineOf(request));
    if (isDryRun_) {
        response.flags = MUSTER_RESPONSE_DRY_RUN;
        return MUSTER_OK;
    }
    std::deque<Answer>& answers = script_[std::string(abi::text(request.operation_key))];
    BOOST_REQUIRE_MESSAGE(!answers.empty(), "an unexpected call: " << requests_.back());
    current_ = std::move(answers.front());
    answers.pop_front();
    if (current_.error) {
        return fail(response);
    }
    records_.clear();
    for (const std::string& record : current_.records) {
        records_.push_back(abi::view(record));
    }
    response.http_status = current_.httpStatus;
    response.flags = current_.isReplayed ? MUSTER_RESPONSE_REPLAYED : 0;
    response.body = abi::view(current_.body);
    response.uid = abi::view(current_.uid);
    response.next_page_token = abi::view(current_.nextPageToken);
    response.records = {records_.data(), records_.size(), sizeof(muster_string_view)};
    return MUSTER_OK;
}

muster_status ScriptedHost::fail(muster_call_response& response) {
    response.error = marshal_.error(*current_.error);
    return static_cast<muster_status>(current_.error->code);
}

bool Outcome::hasNotice(const std::string& code) const {
    for (const Notice& each : notices) {
        if (each.code == code) {
            return true;
        }
    }
    return false;
}

std::string Outcome::notice(const std::string& code) const {
    for (const Notice& each : notices) {
        if (each.code == code) {
            return each.message;
        }
    }
    return {};
}

const Error& Outcome::failure() const {
    if (!error) {
        throw std::logic_error("the operation reported no error");
    }
    return *error;
}

Recorder::Recorder(std::size_t stopAfter) : stopAfter_(stopAfter) {
    sink_.struct_size = sizeof sink_;
    sink_.context = this;
    sink_.write = [](void* self, const muster_write_report* report) {
        from(self).outcome.writes.push_back(abi::copyWriteReport(*report).value());
    };
    sink_.object = [](void* self, const muster_object* object) -> std::int32_t {
        Recorder& recorder = from(self);
        recorder.outcome.objects.push_back(abi::copyObject(*object).value());
        const bool goesOn =
            recorder.stopAfter_ == 0 || recorder.outcome.objects.size() < recorder.stopAfter_;
        return goesOn ? 1 : 0;
    };
    sink_.search_end = [](void* self, const muster_search_report* report) {
        from(self).outcome.nextPageToken = abi::text(report->next_page_token);
        from(self).outcome.filterEvaluated = report->filter_evaluated != 0;
    };
    sink_.notice = [](void* self, const muster_notice* notice) {
        from(self).outcome.notices.push_back(abi::copyNotice(*notice).value());
    };
    sink_.step = [](void*, const muster_step_report*) {};
    sink_.error = [](void* self, const muster_error* error) {
        from(self).outcome.error = abi::copyError(*error);
    };
}

}  // namespace muster::support
