#pragma once

#include <string>

#include <muster/core/schema.h>

/** The shapes that attributes of several classes have. */
namespace muster::lineworks {

/** Text with LINE WORKS' own name and longest length in characters. */
inline AttributeInfo text(std::string name, std::int64_t maxLength, std::string description) {
    return {.name = std::move(name), .maxLength = maxLength, .description = std::move(description)};
}

inline AttributeInfo flag(std::string name, std::string description) {
    return {.name = std::move(name),
            .type = ValueKind::kBoolean,
            .description = std::move(description)};
}

inline AttributeInfo readOnly(std::string name, ValueKind type, std::string description) {
    return {.name = std::move(name),
            .type = type,
            .creatable = false,
            .updateable = false,
            .description = std::move(description)};
}

inline AttributeInfo keyed(AttributeInfo info) {
    info.key = true;
    return info;
}

inline AttributeInfo multiValued(AttributeInfo info) {
    info.multiValued = true;
    return info;
}

inline AttributeInfo onlyWhenAsked(AttributeInfo info) {
    info.returnedByDefault = false;
    return info;
}

inline AttributeInfo reference(std::string name, std::string_view objectClass,
                               std::string description) {
    return {.name = std::move(name),
            .type = ValueKind::kReference,
            .description = std::move(description),
            .referenceClass = std::string(objectClass)};
}

inline AttributeInfo looked(std::string name, std::string lookup, std::string description) {
    return {.name = std::move(name),
            .lookup = std::move(lookup),
            .description = std::move(description)};
}

inline AttributeInfo object(std::string name, std::string description,
                            std::vector<AttributeInfo> attributes) {
    return {.name = std::move(name),
            .type = ValueKind::kObject,
            .description = std::move(description),
            .attributes = std::move(attributes)};
}

/** A key of the caller's own, which nobody else sets. */
inline AttributeInfo externalKey(std::string nativeName) {
    return {.name = "externalKey",
            .nativeName = std::move(nativeName),
            .maxLength = 100,
            .description =
                "External Key: a key of the caller's own, unique in the tenant; no "
                "% \\ # / ?"};
}

}  // namespace muster::lineworks
