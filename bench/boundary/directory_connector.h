#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <muster/sdk/connector.h>

namespace bench {

/** A connector that does next to nothing, so that what is measured is the way to it: a create gives
 * a Uid, and keeps the object when the target says so; a search shows made-up objects of eight
 * attributes over and over until its limit. */
class DirectoryConnector : public muster::sdk::Connector,
                           public muster::sdk::TestOp,
                           public muster::sdk::CreateOp,
                           public muster::sdk::SearchOp {
public:
    static muster::Description describe();
    static muster::Result<std::unique_ptr<DirectoryConnector>> make(
        const muster::sdk::Properties& properties);
    explicit DirectoryConnector(bool keeps);

    muster::Result<void> test(muster::sdk::Call& call) override;
    muster::Result<muster::WriteReport> create(
        muster::sdk::Call& call, std::string_view objectClass,
        const muster::sdk::AttributesView& attributes) override;
    /** Ends the show at `options.limit`, which must not be 0. */
    muster::Result<muster::sdk::SearchReport> search(
        muster::sdk::Call& call, std::string_view objectClass, const muster::Filter& filter,
        const muster::sdk::SearchOptions& options,
        const muster::sdk::ObjectHandler& handler) override;

private:
    bool keeps_;
    std::uint64_t made_ = 0;
    std::unordered_map<std::string, muster::ConnectorObject> kept_;
    std::vector<muster::ConnectorObject> shown_;
};

}  // namespace bench
