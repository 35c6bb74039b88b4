#include "settings.h"

namespace muster::zoom {

Result<RemovalPolicy> parseRemovalPolicy(const std::string& word) {
    if (word == "delete") {
        return RemovalPolicy::kDelete;
    }
    if (word == "disassociate") {
        return RemovalPolicy::kDisassociate;
    }
    if (word == "deactivate") {
        return RemovalPolicy::kDeactivate;
    }
    return Error{.code = ErrorCode::kConfiguration,
                 .message = "the delete policy \"" + word +
                            "\" is not known; it must be delete, disassociate or deactivate"};
}

Result<Settings> Settings::from(const sdk::Properties& properties) {
    Settings settings;
    settings.createType = properties.text("createType");
    settings.defaultType = properties.text("defaultType");
    MUSTER_ASSIGN_OR_RETURN(settings.deletePolicy,
                            parseRemovalPolicy(properties.text("deletePolicy")));
    settings.logoutOnDisable = properties.boolean("logoutOnDisable");
    settings.onPremEntitled = properties.boolean("onPremEntitled");
    settings.restoreLicence = properties.boolean("restoreLicence");
    if (settings.defaultType == "3" && !settings.onPremEntitled) {
        return Error{.code = ErrorCode::kConfiguration,
                     .message =
                         "the setting defaultType is \"3\" (On-prem), but onPremEntitled is "
                         "false",
                     .hint = "set onPremEntitled to true once Zoom support has granted the type"};
    }
    if (settings.defaultType == "99" && settings.createType != "ssoCreate") {
        return Error{.code = ErrorCode::kConfiguration,
                     .message = "the setting defaultType is \"99\" (None), but createType is \"" +
                                settings.createType + "\"; Zoom has None only with ssoCreate",
                     .hint = "choose another defaultType, or createType ssoCreate"};
    }
    return settings;
}

}  // namespace muster::zoom
