// A connector whose requests are templates: operations.xml beside this file.
#include <muster/sdk/connection_properties.h>
#include <muster/sdk/define_connector.h>

namespace library {

using namespace muster;

class LibraryConnector : public sdk::Connector,
                         public sdk::TestOp,
                         public sdk::CreateOp,
                         public sdk::DeleteOp {
public:
    static Result<std::unique_ptr<LibraryConnector>> make(const sdk::Properties&) {
        return std::make_unique<LibraryConnector>();
    }

    // [keys] The host owns address and credentials, so they are not among our own properties.
    static Description describe() {
        ObjectClassInfo card = sdk::classOf<LibraryConnector>(object_class::kAccount);
        card.attributes = {{.name = "__NAME__", .nativeName = "holder", .required = true},
                           {.name = "kind", .lookup = "Lookup.Library.cardKind"},
                           {.name = "pin", .type = ValueKind::kSecret, .readable = false}};
        return {.displayName = "Library",
                .classes = {card},
                .properties = sdk::connectionProperties({.authenticationType = "bearer"}),
                .operationKeys = {{.key = "__ACCOUNT__.CREATEOP", .placeholders = {"desk"}},
                                  {.key = "__ACCOUNT__.SEARCHOP", .idempotent = true},
                                  {.key = "__ACCOUNT__.DELETEOP", .placeholders = {"__UID__"}}},
                .lookups = {"Lookup.Library.cardKind"},
                .usesTemplatedCalls = true};
    }

    // [read] A call without a step is a read. Its error is already classified by <errors>.
    Result<void> test(sdk::Call& call) override {
        MUSTER_RETURN_IF_ERROR(call.host().call({.key = "__ACCOUNT__.SEARCHOP"}));
        return {};
    }

    // [send] A call with a step is a write, and needs no Call::step around it: it is a step by
    // itself. A secret in the body stays secret in logs and dry runs.
    Result<WriteReport> create(sdk::Call& call, std::string_view,
                               const sdk::AttributesView& attributes) override {
        MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> given, attributes.copy());
        std::vector<Attribute> body;
        for (const Attribute& attribute : given) {
            const bool isName = equalNames(attribute.name(), attr::kName);
            body.push_back(isName ? Attribute("holder", attribute.values().front()) : attribute);
        }
        MUSTER_ASSIGN_OR_RETURN(const sdk::Response answer,
                                call.host().call({.key = "__ACCOUNT__.CREATEOP",
                                                  .step = "card",
                                                  .placeholders = {Attribute("desk", "front")},
                                                  .body = ObjectValue(std::move(body))}));
        return WriteReport{.uid = answer.uid, .name = answer.name};
    }

    Result<void> remove(sdk::Call& call, std::string_view, const ObjectRef& ref) override {
        MUSTER_RETURN_IF_ERROR(
            call.host().call({.key = "__ACCOUNT__.DELETEOP",
                              .step = "return",
                              .placeholders = {Attribute(std::string(attr::kUid), ref.text())}}));
        return {};
    }
};

}  // namespace library

MUSTER_DEFINE_CONNECTOR(library::LibraryConnector, "library", "1.0.0")
