#pragma once

#include <string>
#include <vector>

namespace bench {

/** Requests for a server on 127.0.0.1, made beforehand. */
struct Load {
    int port = 0;
    int connections = 16;
    std::vector<std::string> requests = {};
    /** What every answer begins with: `HTTP/1.1 201`. */
    std::string expected = {};
};

/** A request of HTTP/1.1 as it goes over the wire; `authorization` is the header's whole value. */
std::string httpRequest(const std::string& method, const std::string& target,
                        const std::string& authorization, const std::string& body = {});

/** Sends every request once over persistent connections, one in flight on each, from one thread
 * that does nothing else, and gives how many were answered a second: about what the server can do.
 * Ends the program when an answer begins otherwise, or none comes. */
double requestsPerSecond(const Load& load);

}  // namespace bench
