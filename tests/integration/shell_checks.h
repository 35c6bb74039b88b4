#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include "child_process.h"

inline bool has(std::string_view text, std::string_view piece) {
    return text.find(piece) != std::string_view::npos;
}

/// Expects an exit code, and pieces in stderr.
inline void checkEnd(const support::Finished& ended, int exitCode,
                     const std::vector<std::string>& pieces = {}) {
    BOOST_TEST_CONTEXT("stdout: " << ended.out << "\nstderr: " << ended.err) {
        BOOST_TEST(ended.exitCode == exitCode);
        for (const std::string& piece : pieces) {
            BOOST_TEST(has(ended.err, piece), "stderr lacks: " << piece);
        }
    }
}

/// Expects pieces in a text, in this order.
inline void checkHas(std::string_view text, const std::vector<std::string>& pieces) {
    std::size_t from = 0;
    BOOST_TEST_CONTEXT("in: " << text) {
        for (const std::string& piece : pieces) {
            const std::size_t at = text.find(piece, from);
            BOOST_TEST((at != std::string_view::npos), "lacks, or has too early: " << piece);
            from = at == std::string_view::npos ? from : at + piece.size();
        }
    }
}

/// Each line of a JSON output; a line that is no object fails the case.
inline std::vector<boost::json::object> jsonLines(const support::Finished& ended) {
    std::vector<boost::json::object> lines;
    for (std::size_t begin = 0; begin < ended.out.size();) {
        const std::size_t end = std::min(ended.out.find('\n', begin), ended.out.size());
        boost::json::error_code failure;
        const auto value = boost::json::parse(ended.out.substr(begin, end - begin), failure);
        BOOST_REQUIRE_MESSAGE(!failure && value.is_object(),
                              "no JSON object: " << ended.out.substr(begin, end - begin));
        lines.push_back(value.as_object());
        begin = end + 1;
    }
    return lines;
}

/// The text of a member, "" when it is absent or no text.
inline std::string textOf(const boost::json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found == nullptr || !found->is_string() ? "" : std::string(found->get_string());
}
