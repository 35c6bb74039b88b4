#pragma once

#include <string>

#include <muster/sdk/connector.h>

namespace muster::zoom {

/** What becomes of a user who is deleted. */
enum class RemovalPolicy {
    kDelete,        ///< the user and the data are destroyed
    kDisassociate,  ///< the person keeps a free account of their own
    kDeactivate,    ///< the user stays, without licence and sign-in
};

/** Reads "delete", "disassociate" or "deactivate"; kConfiguration for any other word. */
Result<RemovalPolicy> parseRemovalPolicy(const std::string& word);

/** The target's settings, as the properties of the description say. */
struct Settings {
    std::string createType = "create";
    std::string defaultType = "1";
    RemovalPolicy deletePolicy = RemovalPolicy::kDelete;
    bool logoutOnDisable = true;
    bool onPremEntitled = false;
    bool restoreLicence = false;

    /** kConfiguration when two settings contradict each other. */
    static Result<Settings> from(const sdk::Properties& properties);
};

}  // namespace muster::zoom
