#pragma once

#include <memory>

#include "org_unit_finder.h"
#include "settings.h"
#include <muster/sdk/connector.h>

namespace muster::lineworks {

/** Members, org units and groups of LINE WORKS over its API 2.0, by templated calls alone: no
 * credential enters it. What each operation means at LINE WORKS is in the README beside it. */
class LineWorksConnector : public sdk::Connector,
                           public sdk::TestOp,
                           public sdk::GetOp,
                           public sdk::CreateOp,
                           public sdk::UpdateOp,
                           public sdk::DeleteOp,
                           public sdk::DisassociateOp,
                           public sdk::SearchOp,
                           public sdk::ActionOp,
                           public sdk::CheckOp {
public:
    static Description describe();
    static Result<std::unique_ptr<LineWorksConnector>> make(const sdk::Properties& properties);
    explicit LineWorksConnector(Settings settings) : settings_(std::move(settings)) {}

    Result<void> test(sdk::Call& call) override;
    Result<std::optional<ConnectorObject>> get(sdk::Call& call, std::string_view objectClass,
                                               const ObjectRef& ref,
                                               const std::vector<std::string>& attributes) override;
    Result<WriteReport> create(sdk::Call& call, std::string_view objectClass,
                               const sdk::AttributesView& attributes) override;
    Result<WriteReport> update(sdk::Call& call, std::string_view objectClass, const ObjectRef& ref,
                               const sdk::DeltasView& deltas) override;
    Result<void> remove(sdk::Call& call, std::string_view objectClass,
                        const ObjectRef& ref) override;
    Result<void> disassociate(sdk::Call& call, std::string_view objectClass,
                              const ObjectRef& ref) override;
    Result<sdk::SearchReport> search(sdk::Call& call, std::string_view objectClass,
                                     const Filter& filter, const sdk::SearchOptions& options,
                                     const sdk::ObjectHandler& handler) override;
    Result<void> act(sdk::Call& call, std::string_view objectClass, const ObjectRef& ref,
                     std::string_view action, const sdk::AttributesView& parameters) override;
    Result<void> check(sdk::Call& call, const sdk::FindingHandler& handler) override;

private:
    Settings settings_;
    OrgUnitFinder finder_;
};

}  // namespace muster::lineworks
