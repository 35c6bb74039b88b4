#pragma once

#include "lineworks/lineworks_subject.h"

namespace crash {

// Commands on one subject, each with the writes that it needs. They leave the subject as it is once
// they are done. What is there before is said where it counts.

Command createMember(LineworksSubject& member);
Command createMemberWithPassword(LineworksSubject& member);
Command createMemberWithPost(LineworksSubject& member);
Command createMemberSuspended(LineworksSubject& member);
/// Of a member who is there without an External Key.
Command adoptMember(LineworksSubject& member);
Command updateMember(LineworksSubject& member);
Command updateLogin(LineworksSubject& member);
Command putInOrgUnit(LineworksSubject& member);
Command updateAndSuspend(LineworksSubject& member);
Command unsuspendAndUpdate(LineworksSubject& member);
Command suspendMember(LineworksSubject& member);
Command unsuspendMember(LineworksSubject& member);
Command removeMemberForGood(LineworksSubject& member);
/// The target's policy suspends.
Command disassociateMember(LineworksSubject& member);

Command createOrgUnit(LineworksSubject& unit);
Command createOrgUnitWithoutKey(LineworksSubject& unit);
Command describeOrgUnit(LineworksSubject& unit);
Command renameOrgUnit(LineworksSubject& unit);
Command moveOrgUnit(LineworksSubject& unit);

Command createGroup(LineworksSubject& group);
Command describeGroup(LineworksSubject& group);
Command renameGroup(LineworksSubject& group);
Command addToGroup(LineworksSubject& group);
Command exchangeInGroup(LineworksSubject& group);

}  // namespace crash
