#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

namespace crash {

enum class Kind { kCreate = 1, kUpdate, kDelete, kDisassociate, kEnable, kDisable };

/// "create" and so on, as muster names it.
std::string_view wordOf(Kind kind);

/// Whether it is to end an object.
inline bool removes(Kind kind) { return kind == Kind::kDelete || kind == Kind::kDisassociate; }

/// A write that a command comes down to at the simulator.
struct Need {
    std::string method = {};
    std::string ending = {};  ///< of the path, behind the object: "", "/email", "/status"
    /// What the body asks for, to tell activate from deactivate; "" for any.
    std::string action = {};
    /// Nothing has to be sent while the object is in this state; "" for none.
    std::string unless = {};
    /// That holds only when the need before it was not sent either.
    bool followsLast = false;
};

/// Passwords are never written out: these are the references under which they are typed, and the
/// variables that they name.
inline constexpr std::string_view kPasswordReference = "@env:PW";
inline constexpr int kPasswords = 6;
std::string passwordReference(int number);
std::string passwordVariable(int number);
/// With which each of them begins: the judge looks for it where it must not be.
inline constexpr std::string_view kPasswordText = "Crash-Passw0rd";

/// One thing that an operator asks for, and what must have become of it once it is done.
struct Command {
    Kind kind = Kind::kCreate;
    std::string target = {};       ///< its name in the home
    std::string objectClass = {};  ///< "" for accounts
    std::string object = {};       ///< the key of the object in the whole round
    std::string name = {};         ///< by which the object is addressed
    std::string newName = {};      ///< of an update of the name, else empty
    /// Attributes as people type them; of a create without the name.
    std::vector<std::pair<std::string, std::string>> attributes = {};
    std::vector<std::pair<std::string, std::string>> options = {};  ///< `--policy deactivate`
    int timeoutMs = 0;                                              ///< 0 for the target's

    /// The writes that must have had effect once it is applied, in their order.
    std::vector<Need> needs = {};
    /// Members that the object must have then.
    std::map<std::string, std::string> fields = {};
    bool isGoneAfter = false;

    /// The line that an operator types.
    std::string typed() const;
    /// The same for `runTogether`.
    boost::json::value told() const;
    /// The reference to its password, "" without one.
    std::string password() const;
};

}  // namespace crash
