#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "sandbox.h"
#include "truth.h"

namespace crash {

/// Reads the control interface of a simulator: state, ledger and request log are alike at each; a
/// kind of target says what stands in them.
class TruthReader {
public:
    /// Objects are known by the names that commands give them.
    TruthReader(support::Sandbox& sandbox, const std::vector<Command>& commands);
    virtual ~TruthReader() = default;

    Truth read();

protected:
    /// Tells `add` of every object of the round in the state.
    virtual void readState(const boost::json::object& state) = 0;
    /// The name, or the Uid, that a request is about; "" for none.
    virtual std::string namedIn(const boost::json::object& request) const = 0;
    /// Fills in what depends on the target: `ending`, `action`, `asks`, `isRepeatable`, and what it
    /// becomes if it had effect.
    virtual void interpret(const boost::json::object& request, Write& write) const = 0;
    /// Whether the name of an entry in the ledger is that of the object.
    virtual bool namesObject(const boost::json::object& /*entry*/) const { return true; }

    /// Whether an entry in the ledger is about somebody who came into the object or left it.
    virtual bool isOfPart(const boost::json::object& /*entry*/) const { return false; }

    /// An object that is there; nothing happens when it is nobody of the round.
    void add(const std::string& uid, const std::string& name,
             std::map<std::string, std::string> fields);

private:
    void readLedger();
    void readRequests();
    void readRequest(const boost::json::object& row);

    support::Sandbox& sandbox_;
    Truth truth_;
    std::map<std::uint64_t, std::string> effects_;  ///< name, or "", by number of the request
};

/// The text member of that name, "" when there is none.
std::string textOf(const boost::json::object& object, std::string_view name);
/// Path of a request without its query.
std::string pathOf(const boost::json::object& request);
/// The body of a request when it is a JSON object, else null.
const boost::json::object* bodyOf(const boost::json::object& request);
/// The segment of a path behind `prefix` and a slash, percent-decoded; "" when there is none.
std::string segmentAfter(const std::string& path, std::string_view prefix);
/// What stands behind that segment: "", "/email".
std::string endingAfter(const std::string& path, std::string_view prefix);
/// All text members of an object.
std::map<std::string, std::string> textsOf(const boost::json::object& object);

}  // namespace crash
