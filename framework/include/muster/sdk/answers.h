#pragma once

#include <string>

#include <muster/core/error.h>
#include <muster/core/result.h>
#include <muster/core/schema.h>
#include <muster/sdk/host.h>

/** What most connectors do with the answers of templated calls. Any thread. */
namespace muster::sdk {

/** An error that the connector itself found before anything was sent: not applied. */
Error refusal(ErrorCode code, std::string message, std::string hint, std::string attribute = {});

/** The error with the schema's names in the place of the target's own: `user_info.email` and
 * `email` become `__NAME__`. What the schema does not know stays as it is. */
Error withSchemaNames(Error error, const ObjectClassInfo& info);

/** What was asked for is so already, by the error table: nothing is left to do. */
bool isAlreadySo(const Error& error);

/** The error of a call, or success; for writes whose answer tells nothing. */
Result<void> withoutAnswer(Result<Response> response);

/** The same, and done when what was asked for is so already. */
Result<void> doneIfAlreadySo(Result<Response> response);

}  // namespace muster::sdk
