#pragma once

#include <string>
#include <vector>

#include "shell/output.h"
#include "xml/diagnostics.h"

namespace muster::shell {

/** Tells each finding on a line of its own, its hint below it. */
void tellFindings(Output& output, const std::vector<xml::Diagnostic>& findings);

/** How many of the findings are errors. */
int countErrors(const std::vector<xml::Diagnostic>& findings);

/** The findings as a table for programs. */
Table findingsTable(const std::vector<xml::Diagnostic>& findings);

}  // namespace muster::shell
