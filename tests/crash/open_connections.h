#pragma once

namespace crash {

/// Whether the server on this port of the machine still has a connection that a client opened: not
/// yet accepted, open, or ended by the client and not yet by the server. Asks the kernel
/// (sock_diag(7)), which, unlike /proc/net/tcp, does not list the thousands that are over and only
/// wait for their time. Throws std::runtime_error when it does not answer.
bool hasConnections(int port);

}  // namespace crash
