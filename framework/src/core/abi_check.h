#pragma once

#include <string>
#include <string_view>

#include <muster/core/abi_convert.h>

namespace muster::abi {

/** What a message calls the thing at fault. Becomes text only when there is a message. */
struct What {
    // NOLINTBEGIN(google-explicit-constructor): a noun is what most things are called by
    What(const char* noun) : noun_(noun) {}
    What(std::string_view noun, std::string_view name = {}) : noun_(noun), name_(name) {}
    // NOLINTEND(google-explicit-constructor)
    /** `an object's Uid`, `attribute "floor"`. */
    std::string text() const {
        return std::string(noun_) + (name_.empty() ? "" : " \"" + std::string(name_) + "\"");
    }

private:
    std::string_view noun_;
    std::string_view name_;
};

/** Deeper than any schema nests; keeps a hostile plugin from using up the stack. */
inline constexpr int kMaxDepth = 16;

/** The kProtocol error of something that a plugin passed. */
Error rubbish(const What& what, const std::string& found, const std::string& expected);

/** Whether a struct is as long as the reader needs it. */
Result<void> checkSize(std::size_t found, std::size_t least, const What& what);
/** Whether an array can be walked. */
Result<void> checkList(const void* first, std::size_t count, std::size_t stride, std::size_t least,
                       const What& what);
/** Whether octets can be read; any will do. */
Result<void> checkOctets(muster_string_view view, const What& what);
/** Whether it is UTF-8 without NUL. */
Result<void> checkText(muster_string_view view, const What& what);
/** Whether a value can be read, with all that it holds; `depth` is how many values it stands in. */
Result<void> checkValue(const muster_value& value, const What& what, int depth);
Result<void> checkAttribute(const muster_attribute& attribute, int depth);
Result<void> checkAttributes(const muster_attribute_list& list, int depth);

}  // namespace muster::abi
