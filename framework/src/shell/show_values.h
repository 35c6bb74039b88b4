#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lookup/lookup_catalog.h"
#include "shell/services.h"
#include "shell/table.h"
#include <muster/core/object.h>
#include <muster/core/schema.h>

namespace muster::shell {

/** A value for programs: numbers, booleans and texts as JSON's own, times in ISO 8601, an object as
 * an object, bytes in base64, a secret always as "***". */
boost::json::value toJson(const Value& value);
/** Its values: an array for a list, null for none. */
boost::json::value toJson(const Attribute& attribute);

/** The name of the object of a class with that Uid; empty when it is not known. */
using NameOfReference =
    std::function<std::string(const std::string& objectClass, const std::string& uid)>;

/** How objects of one target are shown. */
class ObjectView {
public:
    /** `className` empty for `__ACCOUNT__`; the view must outlive this. */
    ObjectView(const TargetView& target, const std::string& className, std::string language,
               NameOfReference nameOf = {});

    /** The values for people, those of a lookup as `2 (Licensed)`, references as `g1 (Sales)`, and
     * for programs. */
    Cell cell(const Attribute& attribute) const;
    /** Everything that is known of an object. */
    Record record(const ConnectorObject& object) const;
    /** The object with the attributes named alone, by any name of theirs; whole when none is. */
    ConnectorObject restricted(ConnectorObject object,
                               const std::vector<std::string>& attributes) const;
    /** For lists: Uid, name and the attributes named in tables; in JSON all attributes together. */
    std::vector<Column> columns(const std::vector<std::string>& attributes) const;
    Row row(const ConnectorObject& object, const std::vector<std::string>& attributes) const;
    /** What a list shows when nobody says: the first few readable single values of the schema. */
    std::vector<std::string> usualAttributes() const;

    const ObjectClassInfo* objectClass() const { return class_; }

private:
    std::string label(const AttributeInfo* info, const Value& value) const;
    boost::json::object attributesJson(const ConnectorObject& object) const;
    boost::json::object labelsJson(const ConnectorObject& object) const;

    const TargetView& target_;
    const ObjectClassInfo* class_;
    std::string language_;
    NameOfReference nameOf_;
};

}  // namespace muster::shell
