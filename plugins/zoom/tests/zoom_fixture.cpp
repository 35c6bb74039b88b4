#include "zoom_fixture.h"

#include <functional>
#include <stdexcept>

#include <boost/test/unit_test.hpp>

#include "../src/zoom_connector.h"
#include <muster/core/abi_convert.h>

extern "C" const muster_connector* muster_connector_entry(void);

namespace muster::zoom::test {
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
    return value.kind() == ValueKind::kString ? "\"" + value.toDisplay() + "\"" : value.toDisplay();
}

std::string lineOf(const muster_call_request& request) {
    std::string line;
    if (request.step.size > 0) {
        line = "[" + std::string(abi::text(request.step)) + "] ";
    }
    const std::string key(abi::text(request.operation_key));
    line += key.starts_with("__ACCOUNT__.") ? key.substr(12) : key;
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

/** A sink that fills an Outcome. */
struct Recorder {
    Outcome outcome;
    std::size_t stopAfter = 0;
    muster_sink sink{};

    explicit Recorder(std::size_t stop = 0) : stopAfter(stop) {
        sink.struct_size = sizeof sink;
        sink.context = this;
        sink.write = [](void* self, const muster_write_report* report) {
            from(self).writes.push_back(abi::copyWriteReport(*report).value());
        };
        sink.object = [](void* self, const muster_object* object) -> std::int32_t {
            from(self).objects.push_back(abi::copyObject(*object).value());
            const std::size_t most = static_cast<Recorder*>(self)->stopAfter;
            return most == 0 || from(self).objects.size() < most ? 1 : 0;
        };
        sink.search_end = [](void* self, const muster_search_report* report) {
            from(self).nextPageToken = abi::text(report->next_page_token);
            from(self).filterEvaluated = report->filter_evaluated != 0;
        };
        sink.notice = [](void* self, const muster_notice* notice) {
            from(self).notices.push_back(abi::copyNotice(*notice).value());
        };
        sink.step = [](void*, const muster_step_report*) {};
        sink.error = [](void* self, const muster_error* error) {
            from(self).error = abi::copyError(*error);
        };
    }

    static Outcome& from(void* self) { return static_cast<Recorder*>(self)->outcome; }
};

/** The declared settings with their defaults, or with what the test says. */
std::vector<Attribute> settingsOf(const std::vector<Attribute>& said) {
    std::vector<Attribute> all;
    for (const PropertyInfo& info : ZoomConnector::describe().properties) {
        if (info.hostOwned || info.confidential) {
            continue;
        }
        if (const Attribute* given = findAttribute(said, info.name)) {
            all.push_back(*given);
        } else if (info.type == ValueKind::kBoolean) {
            all.emplace_back(info.name, Value(info.defaultValue == "true"));
        } else {
            all.emplace_back(info.name, Value(info.defaultValue));
        }
    }
    return all;
}

using Work = std::function<muster_status(const muster_connector&, muster_instance*,
                                         const muster_call*, const muster_sink*, abi::Marshal&)>;

Outcome run(ZoomFixture& fixture, const Work& work) {
    Recorder recorder(fixture.stopAfter);
    abi::Marshal marshal;
    const muster_connector* table = muster_connector_entry();
    const std::vector<Attribute> settings = settingsOf(fixture.settings);
    muster_instance* instance = nullptr;
    recorder.outcome.status = table->create_instance(
        fixture.host.table(), marshal.attributes(settings), &recorder.sink, &instance);
    if (recorder.outcome.status != MUSTER_OK) {
        return recorder.outcome;
    }
    if (fixture.isDryRun) {
        fixture.host.setDryRun();
    }
    const muster_call call = {sizeof(muster_call), abi::view(fixture.correlation),
                              fixture.isDryRun ? std::uint32_t{MUSTER_CALL_DRY_RUN} : 0U, 0,
                              marshal.attributes(fixture.options)};
    recorder.outcome.status = work(*table, instance, &call, &recorder.sink, marshal);
    table->destroy_instance(instance);
    return recorder.outcome;
}

ObjectRef refOf(const std::string& text) {
    return text.find('@') == std::string::npos ? ObjectRef(Uid::parse(text).value())
                                               : ObjectRef(Name::parse(text).value());
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

muster_status ScriptedHost::remember(void* context, muster_string_view /*objectClass*/,
                                     muster_string_view uid, muster_attribute_list values) {
    auto& self = *static_cast<ScriptedHost*>(context);
    self.rememberedAfter = self.requests_.size();
    const Result<std::vector<Attribute>> given = abi::copyAttributes(values);
    BOOST_REQUIRE(given);
    for (const Attribute& value : *given) {
        auto& kept = self.memory[std::string(abi::text(uid))];
        std::erase_if(kept, [&](const Attribute& one) { return one.name() == value.name(); });
        if (!value.values().empty()) {
            kept.push_back(value);
        }
    }
    return MUSTER_OK;
}

muster_status ScriptedHost::recall(void* context, muster_string_view /*objectClass*/,
                                   muster_string_view uid, muster_attribute_list* values) {
    auto& self = *static_cast<ScriptedHost*>(context);
    *values = self.marshal_.attributes(self.memory[std::string(abi::text(uid))]);
    return MUSTER_OK;
}

void ScriptedHost::answer(const std::string& operation, Answer answer) {
    const bool isWhole = operation.starts_with("__GROUP__.") || operation.starts_with("__ROLE__.");
    script_[isWhole ? operation : "__ACCOUNT__." + operation].push_back(std::move(answer));
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
        attributes_.clear();
        for (const std::string& attribute : current_.error->attributes) {
            attributes_.push_back(abi::view(attribute));
        }
        error_ = {};
        error_.struct_size = sizeof error_;
        error_.code = static_cast<std::int32_t>(current_.error->code);
        error_.outcome = static_cast<std::int32_t>(current_.error->outcome);
        error_.http_status = current_.error->httpStatus;
        error_.retry_after_ms = -1;
        error_.message = abi::view(current_.error->message);
        error_.target_code = abi::view(current_.error->targetCode);
        error_.attributes = {attributes_.data(), attributes_.size(), sizeof(muster_string_view)};
        response.error = &error_;
        return error_.code;
    }
    records_.clear();
    for (const std::string& record : current_.records) {
        records_.push_back(abi::view(record));
    }
    response.http_status = current_.httpStatus;
    response.body = abi::view(current_.body);
    response.uid = abi::view(current_.uid);
    response.next_page_token = abi::view(current_.nextPageToken);
    response.records = {records_.data(), records_.size(), sizeof(muster_string_view)};
    return MUSTER_OK;
}

const Error& Outcome::failure() const {
    if (!error) {
        throw std::logic_error("the operation reported no error");
    }
    return *error;
}

bool Outcome::hasNotice(const std::string& code) const {
    for (const Notice& notice : notices) {
        if (notice.code == code) {
            return true;
        }
    }
    return false;
}

Outcome ZoomFixture::makeInstance() {
    return run(*this, [](const auto&, auto*, auto*, auto*, auto&) { return MUSTER_OK; });
}

Outcome ZoomFixture::test() {
    return run(*this,
               [](const muster_connector& table, muster_instance* instance, const muster_call* call,
                  const muster_sink* sink, auto&) { return table.test(instance, call, sink); });
}

Outcome ZoomFixture::create(const std::vector<Attribute>& attributes) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        return table.create(instance, call, abi::view(objectClass), marshal.attributes(attributes),
                            sink);
    });
}

Outcome ZoomFixture::update(const std::string& uid, const std::vector<AttributeDelta>& deltas) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const ObjectRef ref = refOf(uid);
        return table.update(instance, call, abi::view(objectClass), marshal.ref(ref),
                            marshal.deltas(deltas), sink);
    });
}

Outcome ZoomFixture::remove(const std::string& uid) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const ObjectRef ref = refOf(uid);
        return table.delete_object(instance, call, abi::view(objectClass), marshal.ref(ref), sink);
    });
}

Outcome ZoomFixture::disassociate(const std::string& uid) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const ObjectRef ref = refOf(uid);
        return table.disassociate(instance, call, abi::view(objectClass), marshal.ref(ref), sink);
    });
}

Outcome ZoomFixture::act(const std::string& uid, const std::string& action,
                         const std::vector<Attribute>& parameters) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const auto* extension = static_cast<const muster_action_extension*>(
            table.get_extension(abi::view(MUSTER_EXTENSION_ACTION_1)));
        const ObjectRef ref = refOf(uid);
        return extension->run(instance, call, abi::view(objectClass), marshal.ref(ref),
                              abi::view(action), marshal.attributes(parameters), sink);
    });
}

Outcome ZoomFixture::get(const std::string& uid, const std::vector<std::string>& wanted) {
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const ObjectRef ref = refOf(uid);
        return table.get(instance, call, abi::view(objectClass), marshal.ref(ref),
                         marshal.texts(wanted), sink);
    });
}

Outcome ZoomFixture::search(const std::string& filter, std::int64_t limit,
                            const std::string& pageToken, const std::vector<std::string>& wanted) {
    const Result<Filter> parsed = parseFilter(filter);
    BOOST_REQUIRE(parsed);
    return run(*this, [&](const muster_connector& table, muster_instance* instance,
                          const muster_call* call, const muster_sink* sink, abi::Marshal& marshal) {
        const auto* extension = static_cast<const muster_search_extension*>(
            table.get_extension(abi::view(MUSTER_EXTENSION_SEARCH_1)));
        const muster_search_options asked = {sizeof asked, marshal.texts(wanted),
                                             abi::view(pageToken), 0, limit};
        return extension->search(instance, call, abi::view(objectClass), marshal.filter(*parsed),
                                 &asked, sink);
    });
}

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

AttributeDelta replace(const std::string& name, Value value) {
    return {DeltaMode::kReplace, Attribute(name, std::move(value))};
}

}  // namespace muster::zoom::test
