#!/bin/bash
# The contract suite finds out a connector that breaks the contract: each fault of the careless
# connector makes it fail, and it names the clause.
#   suite_catches.sh CONTRACT_PROGRAM CARELESS_PLUGIN
set -uo pipefail
program=$1
export MUSTER_CONTRACT_PLUGIN=$2
# A sanitizer would end the program at a crash before the suite could name its case.
export ASAN_OPTIONS="handle_sigfpe=0:handle_segv=0:handle_abort=0:handle_sigill=0:handle_sigbus=0"
status=0

# Without a fault the suite passes, and skips nothing for want of an ability: else a fault below could
# be named for a case that was never run.
if ! found=$("$program" --run_test=direct 2>&1); then
    echo "without a fault the suite fails:"
    echo "$found"
    exit 1
fi
if grep -E '^skipped C-(04|15|21|25|30|39|47|51|59|63|64|67|73|74|75|76) ' <<<"$found"; then
    echo "these cases must be tried on the careless connector"
    exit 1
fi

while read -r fault clause; do
    case_name=${clause/C-/c_}_
    if found=$(MUSTER_FAULT=$fault "$program" --run_test=direct 2>&1); then
        echo "fault \"$fault\" was not found out"
        status=1
    elif ! grep -qE "error.*($clause|$case_name)" <<<"$found"; then
        echo "fault \"$fault\" did not break $clause, but:"
        echo "$found" | head -5
        status=1
    fi
done <<'FAULTS'
refuses-longer-structs C-04
walks-by-sizeof C-04
takes-a-name-twice C-08
has-a-default-of-another-type C-08
shows-a-secret C-08
has-keys-without-calls C-09
logs-too-early C-10
keeps-what-was-lent C-15
reports-on-another-thread C-16
reports-two-errors C-17
returns-another-code C-17
reports-an-empty-uid C-18
throws-at-odd-input C-21
crashes-at-odd-input C-21
lets-the-sdk-catch-it C-21
throws-when-refused C-21
takes-no-values-for-silence C-25
takes-silence-for-no-values C-25
reports-no-uid C-27
forgets-what-it-made C-30
forgets-updates C-32
hides-a-failed-step C-39
swaps-the-steps C-39
forgets-deletes C-40
hides-absence C-41
says-absence-is-an-error C-44
stops-at-a-page-end C-47
ignores-filters C-48
ignores-the-stop C-49
ignores-the-limit C-50
leads-back C-51
repeats-steps C-55
acts-in-dry-run C-56
ignores-deadline C-58
waits-for-ever C-59
keeps-the-secret C-63
denies-its-change C-64
forgets-what-waits C-67
refuses-what-waits C-67
defers-for-ever C-67
lists-an-action-twice C-68
takes-any-action C-69
acts-on-nobody C-70
acts-without-steps C-71
acts-once C-73
goes-on-afresh C-75
enables-everybody C-76
finds-nothing C-74
finds-without-a-word C-74
checks-on-and-on C-49
FAULTS

if found=$(MUSTER_CONTRACT_PLUGIN=/nowhere/x.so "$program" 2>&1) ||
    [[ $found != *'cannot load the plugin "/nowhere/x.so"'* ]]; then
    echo "a missing plugin gave: $found"
    status=1
fi
exit $status
