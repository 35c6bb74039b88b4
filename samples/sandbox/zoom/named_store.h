#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include <boost/json/object.hpp>

#include "common/text.h"

namespace sandbox::zoom {

/// A group or a role.
struct Named {
    std::uint64_t number = 0;  ///< order of creation, given by the store
    std::string id;
    std::string name;
    boost::json::object more = {};  ///< of a role: description, type, privileges
};

/// Groups or roles, found by id and by name and walked in the order of creation. Who belongs to
/// them stands with the users. Not thread-safe: the account's lock guards it.
class NamedStore {
public:
    using Row = std::map<std::uint64_t, Named>;

    /// Takes one with a new id and a free name, and numbers it.
    const Named& add(Named item);
    void rename(const Named& item, const std::string& name);
    void setMore(const Named& item, boost::json::object more);
    void remove(const Named& item);
    void clear();

    /// Null when there is none; names are equal whatever their case.
    const Named* find(std::string_view id) const;
    const Named* findByName(std::string_view name) const;
    const Row& all() const { return row_; }

private:
    using Index = std::unordered_map<std::string, std::uint64_t, TextHash, std::equal_to<>>;
    const Named* lookUp(const Index& index, std::string_view key) const;

    Row row_;
    Index byId_;
    Index byName_;  ///< keys in lower case
    std::uint64_t lastNumber_ = 0;
};

}  // namespace sandbox::zoom
