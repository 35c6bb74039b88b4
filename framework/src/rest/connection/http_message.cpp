#include "rest/connection/http_message.h"

#include <algorithm>

namespace muster::rest {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

bool isToken(std::string_view text) {
    constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               kMarks.find(c) != std::string_view::npos;
    });
}

void HttpHeaders::add(std::string_view name, std::string_view value) {
    fields_.push_back({.name = std::string(name), .value = std::string(value)});
}

void HttpHeaders::set(std::string_view name, std::string_view value) {
    remove(name);
    add(name, value);
}

void HttpHeaders::setSecret(std::string_view name, std::string_view value) {
    set(name, value);
    fields_.back().secret = true;
}

void HttpHeaders::remove(std::string_view name) {
    std::erase_if(fields_,
                  [&](const Field& field) { return equalsIgnoringCase(field.name, name); });
}

const std::string* HttpHeaders::find(std::string_view name) const {
    for (const Field& field : fields_) {
        if (equalsIgnoringCase(field.name, name)) {
            return &field.value;
        }
    }
    return nullptr;
}

std::vector<std::string_view> HttpHeaders::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const Field& field : fields_) {
        if (equalsIgnoringCase(field.name, name)) {
            values.emplace_back(field.value);
        }
    }
    return values;
}

std::string printable(std::string_view text) {
    std::string shown(text);
    std::replace_if(
        shown.begin(), shown.end(),
        [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; }, '?');
    return shown;
}

std::string shownPath(const HttpRequest& request) {
    if (request.redactedPathAndQuery) {
        return printable(*request.redactedPathAndQuery);
    }
    const std::size_t query = request.pathAndQuery.find('?');
    const std::string path = printable(request.pathAndQuery.substr(0, query));
    return query == std::string::npos ? path : path + "?...";
}

}  // namespace muster::rest
