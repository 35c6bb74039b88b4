#!/usr/bin/env bash
# The clock that tests hold in their hands is in no program that people get.
#   no_test_clock.sh TEST-PROGRAM-THAT-HAS-IT PROGRAM...
set -euo pipefail
has() { nm -C "$1" | grep -F ManualClock >/dev/null; }
has "$1" || { echo "no_test_clock: $1 has no ManualClock, so nothing is shown" >&2; exit 1; }
shift
for program in "$@"; do
  ! has "$program" || { echo "no_test_clock: $program holds the tests' clock" >&2; exit 1; }
done
