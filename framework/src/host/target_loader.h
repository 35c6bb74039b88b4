#pragma once

#include <filesystem>
#include <optional>

#include "host/target.h"
#include "xml/diagnostics.h"
#include <muster/core/schema.h>

namespace muster::host {

/** Reads one file of the targets folder:
 *
 *      <target schema-version="1" name="zoom-prod" connector="zoom" workers="4"
 * timeout-seconds="60"> <description>The company's Zoom account</description> <property
 * name="clientId">abc</property> <property name="clientSecret">file:secrets/zoom</property>
 *      </target>
 *
 *  Every finding goes to `diagnostics`; nothing is returned when one is an error. */
std::optional<TargetFile> readTargetFile(const std::filesystem::path& path,
                                         xml::Diagnostics& diagnostics);

/** Holds a target file against the properties that its connector declares: unknown, missing,
 * ill-typed and secret-in-clear ones are errors with their place. Nothing is returned when there is
 * one. */
std::optional<Target> resolveTarget(const TargetFile& file, const Description& description,
                                    xml::Diagnostics& diagnostics);

}  // namespace muster::host
