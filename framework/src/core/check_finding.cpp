#include <muster/core/check_finding.h>

namespace muster {
namespace {

std::string textOf(const ConnectorObject& object, std::string_view attribute) {
    const Attribute* found = object.find(attribute);
    return found == nullptr || found->text() == nullptr ? std::string() : *found->text();
}

}  // namespace

std::string_view toString(CheckFinding::Severity severity) {
    return severity == CheckFinding::Severity::kError ? "error" : "warning";
}

ConnectorObject toObject(const CheckFinding& finding) {
    ConnectorObject object{
        .objectClass = finding.objectClass, .uid = finding.uid, .name = finding.name};
    object.attributes = {Attribute("severity", Value(toString(finding.severity))),
                         Attribute("code", Value(finding.code)),
                         Attribute("message", Value(finding.message))};
    if (!finding.hint.empty()) {
        object.attributes.emplace_back("hint", Value(finding.hint));
    }
    return object;
}

Result<CheckFinding> findingOf(const ConnectorObject& object) {
    CheckFinding finding{.code = textOf(object, "code"),
                         .objectClass = object.objectClass,
                         .uid = object.uid,
                         .name = object.name,
                         .message = textOf(object, "message"),
                         .hint = textOf(object, "hint")};
    const std::string severity = textOf(object, "severity");
    const bool isKnown = severity == "error" || severity == "warning";
    if (!isKnown || finding.code.empty() || finding.message.empty()) {
        return Error{.code = ErrorCode::kProtocol,
                     .message = "a finding of the check has " +
                                (isKnown ? std::string("no code or no message")
                                         : "the severity \"" + severity + "\"") +
                                "; expected \"error\" or \"warning\", a code and a message"};
    }
    finding.severity =
        severity == "error" ? CheckFinding::Severity::kError : CheckFinding::Severity::kWarning;
    return finding;
}

}  // namespace muster
