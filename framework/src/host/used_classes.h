#pragma once

#include <string>
#include <vector>

#include "host/target.h"
#include "xml/document.h"
#include <muster/core/schema.h>

namespace muster::host {

/** The words of the attribute `object-classes`; none when it is not there. */
std::vector<std::string> readUsedClasses(const xml::Element& target, xml::Diagnostics& diagnostics);

/** The object classes that a target file says are in use, by their names in the description; none
 * for all. One that the connector has not is an error. */
std::vector<std::string> usedClasses(const TargetFile& file, const Description& description,
                                     xml::Diagnostics& diagnostics);

/** What is left of a connector when only these object classes are in use (none: all are): their
 * actions and operation keys go with those left out. */
Description restrictedTo(Description all, const std::vector<std::string>& classes);

}  // namespace muster::host
