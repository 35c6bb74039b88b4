#pragma once

// What the doctored rounds of each target have in common.

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "round.h"

namespace crash {

inline std::string texts(const std::vector<Finding>& findings) {
    std::string all;
    for (const Finding& finding : findings) all += finding.rule + ": " + finding.sentence + "\n";
    return all;
}

inline void checkFound(const Verdict& verdict, const std::string& rule, const std::string& part) {
    const bool isFound =
        std::any_of(verdict.findings.begin(), verdict.findings.end(), [&](const Finding& finding) {
            return finding.rule == rule && finding.sentence.find(part) != std::string::npos;
        });
    BOOST_TEST(isFound, "expected " << rule << " with \"" << part << "\", found:\n"
                                    << texts(verdict.findings));
}

/// Changes the journal once the host has stopped.
inline std::function<void(Lane&)> withJournal(std::vector<std::string> sql) {
    return [sql = std::move(sql)](Lane& doctored) { doctored.doctorJournal(sql); };
}

}  // namespace crash
