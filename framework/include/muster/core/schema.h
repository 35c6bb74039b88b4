#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/value.h>

namespace muster {

/** Whether an operation exists for an object class. */
enum class Support { kNone = 0, kSupported, kSameAsDisable, kSameAsDelete };

/** One attribute of an object class or of an object value. By default optional, single-valued,
 * creatable, updateable, readable and returned by default. */
struct AttributeInfo {
    std::string name = {};
    /** The target's own name, when it differs (`email` for `__NAME__`); empty otherwise. */
    std::string nativeName = {};
    ValueKind type = ValueKind::kString;
    bool required = false;
    bool multiValued = false;
    bool creatable = true;
    bool updateable = true;
    bool readable = true;
    bool returnedByDefault = true;
    /** Within an object value: this attribute tells elements apart, so that add and remove address
     * one element. */
    bool key = false;
    /** The lookup definition whose code keys are the legal values; empty for none. */
    std::string lookup = {};
    /** Longest text in characters (code points); 0 for no limit. */
    std::int64_t maxLength = 0;
    std::string description = {};
    /** The attributes inside, when `type` is kObject. */
    std::vector<AttributeInfo> attributes = {};
    /** When `type` is kReference: the object class whose Uids are the values, so that people may
     * type names; empty when it is not said. */
    std::string referenceClass = {};
};

/** Something that a caller may say with one call, e.g. `policy=deactivate` of a delete. */
struct OptionInfo {
    std::string name = {};
    ValueKind type = ValueKind::kString;
    /** The operations that take it: "create", "update", "delete", "disassociate", "search". */
    std::vector<std::string> operations = {};
    /** The legal values; empty for any. */
    std::vector<std::string> allowed = {};
    std::string description = {};
};

/** One kind of object at the target, and what can be done with it. */
struct ObjectClassInfo {
    std::string name = {};
    std::string description = {};
    Support create = Support::kNone;
    Support update = Support::kNone;
    Support remove = Support::kNone;  ///< delete
    Support disassociate = Support::kNone;
    Support get = Support::kNone;
    Support search = Support::kNone;
    std::vector<AttributeInfo> attributes = {};
    std::vector<OptionInfo> options = {};
    /** What a create sends and nobody else sets (an external key); empty for none. Finding it
     * proves whose an object is when the answer to a create was lost; so does `createdAttribute`.
     */
    std::string markAttribute = {};
    /** When an object was created, by the target's clock; of kind kTime; empty for none. */
    std::string createdAttribute = {};
    /** The states (attribute `status`) in which that time is true. */
    std::vector<std::string> createdTrustedStates = {};

    /** The attribute of that name (case is ignored), or null. Native names are found too. */
    const AttributeInfo* find(std::string_view attributeName) const;
};

/** A named action on one object, beside the operations: resend an invitation. */
struct ActionInfo {
    std::string name = {};  ///< lower-case words joined by `-`: "resend-invitation"
    std::string objectClass = "__ACCOUNT__";
    std::string description = {};
    /** What a caller says with it, shaped as for a create. */
    std::vector<AttributeInfo> parameters = {};
    /** A later attempt of the operation finds out by itself what an earlier one has done, and does
     * the rest (C-73). */
    bool resumable = false;
};

/** A setting of a target. */
struct PropertyInfo {
    std::string name = {};
    ValueKind type = ValueKind::kString;  ///< string, integer, boolean or secret
    bool required = false;
    /** Only given as a reference (`env:`, `file:`), never shown. */
    bool confidential = false;
    /** Used by the host (addresses, credentials of templated calls); its value is not given to the
     * connector. */
    bool hostOwned = false;
    std::string defaultValue = {};
    /** The legal values; empty for any. */
    std::vector<std::string> allowed = {};
    std::string help = {};
    /** Of a setting that is no more: why, and what takes its place. A target that gives it is
     * refused with this sentence, and the connector never sees it. Empty for a living one. */
    std::string retired = {};
};

/** A templated call that the connector may ask for. */
struct OperationKeyInfo {
    std::string key = {};                        ///< `__ACCOUNT__.CREATEOP`
    std::vector<std::string> placeholders = {};  ///< the names that the connector gives values for
    bool idempotent = false;                     ///< repeating it changes nothing more
    bool required = true;                        ///< a template for it must exist
    std::string description = {};
};

/** Everything that a connector says of itself. */
struct Description {
    std::string displayName = {};
    std::vector<ObjectClassInfo> classes = {};
    std::vector<PropertyInfo> properties = {};
    std::vector<OperationKeyInfo> operationKeys = {};
    /** Lookup definitions that must exist in the connector's lookups folder. */
    std::vector<std::string> lookups = {};
    /** Sends its requests through the host's templated calls. */
    bool usesTemplatedCalls = false;
    /** How long after a lost answer an object may stay invisible at the target, in milliseconds. */
    std::int64_t settleWindowMs = 0;
    /** Of all classes; crosses the border by the extension `muster.action/1`. */
    std::vector<ActionInfo> actions = {};

    /** The action of that class and name (case is ignored), or null. */
    const ActionInfo* findAction(std::string_view className, std::string_view actionName) const;
    /** The class of that name (case is ignored), or null. */
    const ObjectClassInfo* findClass(std::string_view className) const;
};

}  // namespace muster
