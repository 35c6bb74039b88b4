#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "common/text.h"

namespace sandbox::lineworks {

/// Objects of one kind, found by id, external key and mail address in constant time and walked in
/// the order of creation. `Object` has `number`, `id` and `externalKey`, and by argument-dependent
/// lookup `mailsOf` (its addresses), `linksOf` (ids of what it belongs to) and `isGone` (deleted,
/// but still there). A copy is a copy of everything. Not thread-safe: the tenant's lock guards it.
template <typename Object>
class ObjectStore {
public:
    using Row = std::map<std::uint64_t, Object>;
    using Numbers = std::set<std::uint64_t>;

    /// Takes an object with a new id, and numbers it.
    const Object& add(Object object) {
        object.number = ++lastNumber_;
        const auto& added = row_.emplace(object.number, std::move(object)).first->second;
        index(added);
        return added;
    }

    void remove(const Object& object) {
        unindex(object);
        row_.erase(object.number);
    }

    /// The only way to change an object: keeps every index right whatever `edit` touches, but for
    /// `id` and `number`, which it must leave alone.
    template <typename Edit>
    void change(const Object& object, Edit edit) {
        auto& held = row_.at(object.number);
        unindex(held);
        edit(held);
        index(held);
    }

    const Object* find(std::string_view id) const {
        const auto found = byId_.find(id);
        return found == byId_.end() ? nullptr : &row_.at(found->second);
    }
    /// Of several, one that is not gone, else the newest.
    const Object* findByKey(std::string_view key) const { return pick(byKey_, key); }
    /// Likewise; case does not matter.
    const Object* findByMail(std::string_view mail) const { return pick(byMail_, lowered(mail)); }

    const Object& at(std::uint64_t number) const { return row_.at(number); }
    const Row& all() const { return row_; }
    /// Numbers of the objects that belong to the object of that id.
    const Numbers& linkedTo(std::string_view id) const {
        static const Numbers kNone;
        const auto found = byLink_.find(id);
        return found == byLink_.end() ? kNone : found->second;
    }
    std::size_t size() const { return row_.size(); }

private:
    using Index = std::unordered_map<std::string, Numbers, TextHash, std::equal_to<>>;

    const Object* pick(const Index& from, std::string_view key) const {
        const auto found = from.find(key);
        if (found == from.end()) return nullptr;
        const Object* last = nullptr;
        for (const auto number : found->second) {
            last = &row_.at(number);
            if (!isGone(*last)) return last;
        }
        return last;
    }

    void index(const Object& object) {
        byId_[object.id] = object.number;
        if (!object.externalKey.empty()) byKey_[object.externalKey].insert(object.number);
        for (const auto& mail : mailsOf(object)) byMail_[lowered(mail)].insert(object.number);
        for (const auto& id : linksOf(object)) byLink_[id].insert(object.number);
    }

    void unindex(const Object& object) {
        byId_.erase(object.id);
        drop(byKey_, object.externalKey, object.number);
        for (const auto& mail : mailsOf(object)) drop(byMail_, lowered(mail), object.number);
        for (const auto& id : linksOf(object)) drop(byLink_, id, object.number);
    }

    static void drop(Index& from, const std::string& key, std::uint64_t number) {
        const auto found = from.find(key);
        if (found == from.end()) return;
        found->second.erase(number);
        if (found->second.empty()) from.erase(found);
    }

    Row row_;
    std::unordered_map<std::string, std::uint64_t, TextHash, std::equal_to<>> byId_;
    Index byKey_;
    Index byMail_;
    Index byLink_;
    std::uint64_t lastNumber_ = 0;
};

}  // namespace sandbox::lineworks
