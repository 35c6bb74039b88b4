#include "zoom/named_store.h"

#include <utility>

namespace sandbox::zoom {

const Named& NamedStore::add(Named item) {
    item.number = ++lastNumber_;
    byId_.emplace(item.id, item.number);
    byName_.emplace(lowered(item.name), item.number);
    return row_.emplace(item.number, std::move(item)).first->second;
}

void NamedStore::rename(const Named& item, const std::string& name) {
    byName_.erase(lowered(item.name));
    byName_.emplace(lowered(name), item.number);
    row_.at(item.number).name = name;
}

void NamedStore::setMore(const Named& item, boost::json::object more) {
    row_.at(item.number).more = std::move(more);
}

void NamedStore::remove(const Named& item) {
    byId_.erase(item.id);
    byName_.erase(lowered(item.name));
    row_.erase(item.number);
}

void NamedStore::clear() {
    byId_.clear();
    byName_.clear();
    row_.clear();
    lastNumber_ = 0;
}

const Named* NamedStore::find(std::string_view id) const { return lookUp(byId_, id); }

const Named* NamedStore::findByName(std::string_view name) const {
    return lookUp(byName_, lowered(name));
}

const Named* NamedStore::lookUp(const Index& index, std::string_view key) const {
    const auto found = index.find(key);
    return found == index.end() ? nullptr : &row_.at(found->second);
}

}  // namespace sandbox::zoom
