#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "lineworks/errors.h"

namespace sandbox::lineworks {

/// Reads the members of a JSON body and keeps the first thing that is wrong. Null counts as
/// absent, since the API says so of every property.
class BodyReader {
public:
    /// `prefix` stands before names in descriptions: "userName." for a nested object.
    explicit BodyReader(const boost::json::object& body, std::string prefix = {})
        : body_(body), prefix_(std::move(prefix)) {}

    /// True when the member was sent, null included.
    bool sent(std::string_view name) const { return body_.contains(name); }
    /// True when it was sent with a value.
    bool has(std::string_view name) const { return valueOf(name) != nullptr; }

    /// The text, "" when it is absent. `isRight` refuses it.
    std::string text(std::string_view name, const std::function<bool(std::string_view)>& isRight);
    bool flag(std::string_view name, bool fallback);
    /// A whole number from `least` to `most`.
    std::int64_t number(std::string_view name, std::int64_t fallback, std::int64_t least,
                        std::int64_t most);
    /// The objects of an array of at most `most`; none when it is absent.
    std::vector<const boost::json::object*> objects(std::string_view name, std::size_t most);
    /// The texts of an array, likewise.
    std::vector<std::string> texts(std::string_view name, std::size_t most);
    /// The object, null when it is absent.
    const boost::json::object* object(std::string_view name);

    /// 400 INVALID_PARAMETER for members that are not `known`, where the switch `unknown-property`
    /// asks for it.
    template <typename Names>
    void onlyKnows(const Settings& settings, const Names& known) {
        if (settings.unknownProperty == "ignored") return;
        for (const auto& [name, value] : body_) {
            const auto found =
                std::find(std::begin(known), std::end(known), std::string_view(name));
            if (found == std::end(known)) return refuseUnknown(name);
        }
    }
    /// 400 MISSING_PARAMETER unless the member has a value.
    void require(std::string_view name);
    /// 400 INVALID_PARAMETER about that member.
    void complain(std::string_view name, std::string_view expected);
    /// Keeps this refusal unless there is one already.
    void refuse(Refusal refusal);

    const Refusal& refusal() const { return refusal_; }
    bool good() const { return !refusal_; }

private:
    const boost::json::value* valueOf(std::string_view name) const;
    const boost::json::array* array(std::string_view name, std::size_t most);
    void refuseUnknown(std::string_view name);

    const boost::json::object& body_;
    std::string prefix_;
    Refusal refusal_;
};

}  // namespace sandbox::lineworks
