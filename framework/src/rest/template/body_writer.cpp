#include "rest/template/body_writer.h"

#include "rest/template/extraction.h"
#include "rest/template/json_access.h"
#include "rest/template/value_source.h"

namespace muster::rest {
namespace {

class Writer {
public:
    explicit Writer(std::vector<Secret>& secrets) : secrets_(secrets) {}

    Result<void> object(const ObjectValue& value, int depth) {
        if (depth > kMaxJsonDepth) {
            return Error{.code = ErrorCode::kInvalidAttributeValue,
                         .message = "the body nests deeper than " + std::to_string(kMaxJsonDepth) +
                                    " levels"};
        }
        text_.append("{");
        const char* separator = "";
        for (const Attribute& attribute : value.attributes()) {
            text_.append(separator + jsonString(attribute.name()) + ":");
            MUSTER_RETURN_IF_ERROR(values(attribute, depth));
            separator = ",";
        }
        text_.append("}");
        return {};
    }

    Result<void> scalar(const Value& value, std::string_view name, int depth) {
        switch (value.kind()) {
            case ValueKind::kObject:
                return object(*value.as<ObjectValue>(), depth + 1);
            case ValueKind::kNull:
                text_.append("null");
                return {};
            case ValueKind::kSecret: {
                secrets_.push_back(*value.as<Secret>());
                std::string quoted = jsonString(value.as<Secret>()->expose());
                text_.append("\"");
                text_.appendSecret(std::string_view(quoted).substr(1, quoted.size() - 2));
                text_.append("\"");
                wipe(quoted);
                return {};
            }
            case ValueKind::kInteger:
            case ValueKind::kReal:
            case ValueKind::kBoolean:
            case ValueKind::kString:
            case ValueKind::kTime:
            case ValueKind::kBytes:
            case ValueKind::kReference:
                return plain(value, name);
        }
        return {};
    }

    MaskedText take() { return std::move(text_); }

private:
    Result<void> plain(const Value& value, std::string_view name) {
        const std::optional<std::string> text = textOfValue(value);
        if (!text) {
            return Error{.code = ErrorCode::kInvalidAttributeValue,
                         .message = "attribute \"" + std::string(name) +
                                    "\" holds a real that is no number, which JSON cannot hold",
                         .attributes = {std::string(name)}};
        }
        const bool isBare = value.kind() == ValueKind::kInteger ||
                            value.kind() == ValueKind::kReal || value.kind() == ValueKind::kBoolean;
        text_.append(isBare ? *text : jsonString(*text));
        return {};
    }

    Result<void> values(const Attribute& attribute, int depth) {
        const bool isArray = attribute.isList() || attribute.values().size() > 1;
        if (!isArray) {
            return scalar(attribute.values().empty() ? Value() : attribute.values().front(),
                          attribute.name(), depth);
        }
        text_.append("[");
        const char* separator = "";
        for (const Value& value : attribute.values()) {
            text_.append(separator);
            MUSTER_RETURN_IF_ERROR(scalar(value, attribute.name(), depth));
            separator = ",";
        }
        text_.append("]");
        return {};
    }

    std::vector<Secret>& secrets_;
    MaskedText text_;
};

}  // namespace

Result<MaskedText> writeJson(const ObjectValue& object, std::vector<Secret>& secrets) {
    Writer writer(secrets);
    MUSTER_RETURN_IF_ERROR(writer.object(object, 1));
    return writer.take();
}

Result<MaskedText> writeJson(const Value& value, std::vector<Secret>& secrets) {
    Writer writer(secrets);
    MUSTER_RETURN_IF_ERROR(writer.scalar(value, "value", 0));
    return writer.take();
}

}  // namespace muster::rest
