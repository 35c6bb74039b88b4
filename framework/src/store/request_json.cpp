#include "store/request_json.h"

#include <charconv>
#include <utility>

#include <boost/json.hpp>

#include "encoding/base64.h"
namespace muster::store {
namespace {

namespace json = boost::json;

constexpr std::string_view kWithheld = "withheld";
constexpr int kMostDepth = 64;

// ---- writing

json::array toJson(const std::vector<Attribute>& attributes);

json::object tagged(std::string_view kind, json::value value) {
    json::object object;
    object.emplace(kind, std::move(value));
    return object;
}

json::value textJson(const std::string& text) {
    // A text that is no UTF-8 would make the whole record unreadable.
    const bool isUtf8 = isValidUtf8(text);
    return isUtf8 ? json::value(text) : json::value(tagged("octets", json::value(toBase64(text))));
}

std::string realText(double number) {
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr};
}

json::value toJson(const Value& value) {
    switch (value.kind()) {
        case ValueKind::kNull:
            return nullptr;
        case ValueKind::kString:
            return textJson(*value.as<std::string>());
        case ValueKind::kInteger:
            return *value.as<std::int64_t>();
        case ValueKind::kReal:  // as text: Boost.JSON 1.81 may read a double one unit off
            return tagged("real", json::value(realText(*value.as<double>())));
        case ValueKind::kBoolean:
            return *value.as<bool>();
        case ValueKind::kTime:
            return tagged("time", json::value(value.as<Time>()->toString()));
        case ValueKind::kBytes:
            return tagged("bytes", json::value(toBase64(value.as<Bytes>()->octets)));
        case ValueKind::kSecret:
            return tagged("secret", json::value(kWithheld));
        case ValueKind::kReference:
            return tagged("reference", textJson(value.as<Reference>()->uid));
        case ValueKind::kObject:
            return tagged("object", toJson(value.as<ObjectValue>()->attributes()));
    }
    return nullptr;
}

void addTo(json::object& object, const Attribute& attribute) {
    json::array values;
    for (const Value& value : attribute.values()) {
        values.push_back(toJson(value));
    }
    object.emplace("name", textJson(attribute.name()));
    object.emplace("values", std::move(values));
    if (attribute.isList()) {
        object.emplace("list", true);
    }
    if (attribute.isIncomplete()) {
        object.emplace("incomplete", true);
    }
}

json::array toJson(const std::vector<Attribute>& attributes) {
    json::array array;
    for (const Attribute& attribute : attributes) {
        addTo(array.emplace_back(json::object()).as_object(), attribute);
    }
    return array;
}

json::array toJson(const std::vector<AttributeDelta>& deltas) {
    json::array array;
    for (const AttributeDelta& delta : deltas) {
        json::object& object = array.emplace_back(json::object()).as_object();
        object.emplace("mode", toString(delta.mode));
        addTo(object, delta.attribute);
    }
    return array;
}

// ---- reading

Error malformed(const std::string& where, std::string_view expected) {
    return Error{.code = ErrorCode::kInternal,
                 .message = "the journal's request is malformed at " + where + ": expected " +
                            std::string(expected)};
}

/** Reads values, and notes whether a secret was missing. */
class Reader {
public:
    bool needsSecret() const { return needsSecret_; }

    Result<std::vector<Attribute>> attributes(const json::value& value, const std::string& where,
                                              int depth) {
        const json::array* array = value.if_array();
        if (array == nullptr || depth > kMostDepth) {
            return malformed(where, "a list of attributes, nested 64 deep at most");
        }
        std::vector<Attribute> found;
        for (std::size_t i = 0; i < array->size(); ++i) {
            MUSTER_ASSIGN_OR_RETURN(Attribute one,
                                    attribute((*array)[i], where + "/" + std::to_string(i), depth));
            found.push_back(std::move(one));
        }
        return found;
    }

    Result<std::vector<AttributeDelta>> deltas(const json::value& value, const std::string& where) {
        MUSTER_ASSIGN_OR_RETURN(auto found, attributes(value, where, 0));
        std::vector<AttributeDelta> deltas;
        for (std::size_t i = 0; i < found.size(); ++i) {
            MUSTER_ASSIGN_OR_RETURN(const DeltaMode mode, modeOf(value.get_array()[i].get_object(),
                                                                 where + "/" + std::to_string(i)));
            deltas.push_back({mode, std::move(found[i])});
        }
        return deltas;
    }

private:
    static Result<DeltaMode> modeOf(const json::object& object, const std::string& where) {
        const json::value* word = object.if_contains("mode");
        for (const DeltaMode mode : {DeltaMode::kReplace, DeltaMode::kAdd, DeltaMode::kRemove}) {
            if (word != nullptr && word->is_string() && word->get_string() == toString(mode)) {
                return mode;
            }
        }
        return malformed(where + "/mode", "\"replace\", \"add\" or \"remove\"");
    }

    static bool hasFlag(const json::object& object, std::string_view name) {
        const json::value* flag = object.if_contains(name);
        return flag != nullptr && flag->is_bool() && flag->get_bool();
    }

    Result<Attribute> attribute(const json::value& value, const std::string& where, int depth) {
        const json::object* object = value.if_object();
        const json::value* name = object == nullptr ? nullptr : object->if_contains("name");
        const json::value* list = object == nullptr ? nullptr : object->if_contains("values");
        if (name == nullptr || list == nullptr || !list->is_array()) {
            return malformed(where, "an object with \"name\" and \"values\"");
        }
        MUSTER_ASSIGN_OR_RETURN(std::string attributeName, text(*name, where + "/name"));
        std::vector<Value> values;
        for (const json::value& one : list->get_array()) {
            MUSTER_ASSIGN_OR_RETURN(
                Value read,
                this->value(one, where + "/values/" + std::to_string(values.size()), depth));
            values.push_back(std::move(read));
        }
        Attribute attribute = hasFlag(*object, "list") || values.size() != 1
                                  ? Attribute::list(std::move(attributeName), std::move(values))
                                  : Attribute(std::move(attributeName), std::move(values.front()));
        return hasFlag(*object, "incomplete") ? attribute.markIncomplete() : attribute;
    }

    Result<std::string> text(const json::value& value, const std::string& where) {
        if (value.is_string()) {
            return std::string(value.get_string());
        }
        const json::object* object = value.if_object();
        const json::value* octets = object == nullptr ? nullptr : object->if_contains("octets");
        if (octets == nullptr || !octets->is_string()) {
            return malformed(where, "a text");
        }
        return decoded(octets->get_string(), where);
    }

    static Result<std::string> decoded(std::string_view base64, const std::string& where) {
        if (auto octets = fromBase64(base64)) {
            return std::move(*octets);
        }
        return malformed(where, "base64");
    }

    Result<Value> value(const json::value& value, const std::string& where, int depth) {
        switch (value.kind()) {
            case json::kind::null:
                return Value();
            case json::kind::bool_:
                return Value(value.get_bool());
            case json::kind::int64:
                return Value(value.get_int64());
            case json::kind::string:
                return Value(std::string(value.get_string()));
            case json::kind::object:
                if (value.get_object().size() == 1) {
                    const json::key_value_pair& member = *value.get_object().begin();
                    return taggedValue(member.key(), member.value(), where, depth);
                }
                break;
            case json::kind::array:
            case json::kind::uint64:
            case json::kind::double_:
                break;
        }
        return malformed(where, "a value");
    }

    Result<Value> taggedValue(std::string_view tag, const json::value& held,
                              const std::string& where, int depth) {
        const std::string inside = where + "/" + std::string(tag);
        if (tag == "object") {
            MUSTER_ASSIGN_OR_RETURN(auto inner, attributes(held, inside, depth + 1));
            return Value(ObjectValue(std::move(inner)));
        }
        if (tag == "reference") {
            MUSTER_ASSIGN_OR_RETURN(std::string uid, text(held, inside));
            return Value(Reference{std::move(uid)});
        }
        if (!held.is_string()) {
            return malformed(inside, "a text");
        }
        return textualValue(tag, held.get_string(), inside);
    }

    Result<Value> textualValue(std::string_view tag, std::string_view text,
                               const std::string& where) {
        if (tag == "secret" && text == kWithheld) {
            needsSecret_ = true;
            return Value(Secret());
        }
        if (tag == "time") {
            MUSTER_ASSIGN_OR_RETURN(const Time time, Time::parse(text));
            return Value(time);
        }
        if (tag == "bytes" || tag == "octets") {
            MUSTER_ASSIGN_OR_RETURN(std::string octets, decoded(text, where));
            return tag == "bytes" ? Value(Bytes{std::move(octets)}) : Value(std::move(octets));
        }
        double number = 0;
        const char* end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, number);
        if (tag != "real" || read.ec != std::errc() || read.ptr != end) {
            return malformed(where, "one of the kinds of values");
        }
        return Value(number);
    }

    bool needsSecret_ = false;
};

Result<json::value> parseText(std::string_view text) {
    json::error_code code;
    json::parse_options options;
    options.max_depth = static_cast<std::size_t>(kMostDepth) * 4 + 8;
    json::value value = json::parse({text.data(), text.size()}, code, {}, options);
    if (code) {
        return malformed("its start", "JSON, and the parser says: " + code.message());
    }
    return value;
}

std::string memberText(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

}  // namespace

std::string requestToJson(const Request& request) {
    json::object object;
    if (!request.attributes.empty()) {
        object.emplace("attributes", toJson(request.attributes));
    }
    if (!request.deltas.empty()) {
        object.emplace("deltas", toJson(request.deltas));
    }
    if (!request.options.empty()) {
        object.emplace("options", toJson(request.options));
    }
    if (!request.action.empty()) {
        object.emplace("action", request.action);
    }
    return json::serialize(object);
}

Result<ParsedRequest> parseRequest(std::string_view text) {
    MUSTER_ASSIGN_OR_RETURN(const json::value value, parseText(text));
    const json::object* object = value.if_object();
    if (object == nullptr) {
        return malformed("its start", "an object");
    }
    Reader reader;
    ParsedRequest parsed;
    if (const json::value* part = object->if_contains("attributes")) {
        MUSTER_ASSIGN_OR_RETURN(parsed.request.attributes,
                                reader.attributes(*part, "attributes", 0));
    }
    if (const json::value* part = object->if_contains("deltas")) {
        MUSTER_ASSIGN_OR_RETURN(parsed.request.deltas, reader.deltas(*part, "deltas"));
    }
    if (const json::value* part = object->if_contains("options")) {
        MUSTER_ASSIGN_OR_RETURN(parsed.request.options, reader.attributes(*part, "options", 0));
    }
    parsed.request.action = memberText(*object, "action");
    parsed.needsSecret = reader.needsSecret();
    return parsed;
}

std::string noticesToJson(const std::vector<Notice>& notices) {
    if (notices.empty()) {
        return {};
    }
    json::array array;
    for (const Notice& notice : notices) {
        json::object& object = array.emplace_back(json::object()).as_object();
        object.emplace("code", notice.code);
        object.emplace("message", notice.message);
        object.emplace("attribute", notice.attribute);
    }
    return json::serialize(array);
}

Result<std::vector<Notice>> parseNotices(std::string_view text) {
    std::vector<Notice> notices;
    if (text.empty()) {
        return notices;
    }
    MUSTER_ASSIGN_OR_RETURN(const json::value value, parseText(text));
    if (!value.is_array()) {
        return malformed("its notices", "a list");
    }
    for (const json::value& one : value.get_array()) {
        if (!one.is_object()) {
            return malformed("its notices", "an object for each");
        }
        const json::object& object = one.get_object();
        notices.push_back({memberText(object, "code"), memberText(object, "message"),
                           memberText(object, "attribute")});
    }
    return notices;
}

}  // namespace muster::store
