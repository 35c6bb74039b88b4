#pragma once

#include <cstdint>

#include "boundary/directory_connector.h"

namespace bench {

/** The connector's class called in C++, without facade, border or host: what the same work costs
 * with nothing between. */
class DirectCall {
public:
    explicit DirectCall(bool keeps);
    /** False when the connector refuses. */
    bool create(const muster::sdk::AttributesView& attributes);
    /** How many objects were shown; each is given to `handler`. */
    bool search(std::int64_t objects, const muster::sdk::ObjectHandler& handler);

private:
    muster_host services_{};
    muster_sink sink_{};
    muster_call circumstances_{};
    muster::sdk::Host host_{services_};
    muster::sdk::Call call_{circumstances_, sink_, host_};
    std::unique_ptr<DirectoryConnector> connector_;
};

}  // namespace bench
