#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include <muster/core/result.h>

namespace muster::rest {

/** What an operation key asks for. The words are those of Oracle's templates, and two of muster's
 * own. */
enum class Operation {
    kCreate,           ///< CREATEOP
    kUpdate,           ///< UPDATEOP; on attribute level: replace, or add a value
    kDelete,           ///< DELETEOP; on attribute level: remove a value
    kSearch,           ///< SEARCHOP
    kTest,             ///< TESTOP
    kEnable,           ///< ENABLEOP
    kDisable,          ///< DISABLEOP
    kAddAttribute,     ///< ADDATTRIBUTE on class level; on attribute level the same as UPDATEOP
    kRemoveAttribute,  ///< REMOVEATTRIBUTE on class level; on attribute level the same as DELETEOP
    kGet,              ///< GETOP: read one object (muster's own)
    kDisassociate,     ///< DISASSOCIATEOP (muster's own)
};

/** "CREATEOP" and so on. */
std::string_view toString(Operation operation);
/** All words, for messages. */
std::vector<std::string_view> operationWords();

/** The name of a template: `OBJECTCLASS[.ATTRIBUTE.PATH].OPERATION`. The class ends at the first
 * dot, the operation begins after the last one. Case counts. */
class OperationKey {
public:
    /** kConfiguration for a text without a dot, an empty part, a blank, or an unknown operation. */
    static Result<OperationKey> parse(std::string_view text);

    const std::string& objectClass() const { return objectClass_; }
    /** Empty on class level; may hold dots. */
    const std::string& attributePath() const { return attributePath_; }
    Operation operation() const { return operation_; }
    /** As it was written. */
    std::string toString() const;
    /** The spelling under which synonyms meet: on attribute level ADDATTRIBUTE becomes UPDATEOP and
     * REMOVEATTRIBUTE becomes DELETEOP. */
    std::string canonical() const;
    friend bool operator==(const OperationKey&, const OperationKey&) = default;

private:
    OperationKey(std::string objectClass, std::string attributePath, Operation operation)
        : objectClass_(std::move(objectClass)),
          attributePath_(std::move(attributePath)),
          operation_(operation) {}
    std::string objectClass_;
    std::string attributePath_;
    Operation operation_;
};

}  // namespace muster::rest
