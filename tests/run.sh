#!/usr/bin/env bash
# Installs what the tests need, builds, and runs them. The last line is "N passed, N failed".
#   tests/run.sh          everything: all tests under AddressSanitizer and UndefinedBehaviorSanitizer, the
#                         concurrent ones under ThreadSanitizer, formatting, clang-tidy on what changed
#   tests/run.sh unit     the fast loop: unit tests of a debug build
#   tests/run.sh tidy     clang-tidy on every file
#   tests/run.sh format   formatting alone
# --no-install leaves the packages alone.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mode=all
install=yes
for argument in "$@"; do
  case "$argument" in
    unit | tidy | format | all) mode=$argument ;;
    --no-install) install=no ;;
    *) echo "tests/run.sh: unknown argument \"$argument\"; expected unit, tidy, format or --no-install" >&2; exit 2 ;;
  esac
done

passed=0
failed=0
jobs=$(nproc)

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# check NAME COMMAND...: one check that counts as one test.
check() {
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    echo "FAILED: $name"
    failed=$((failed + 1))
  fi
}

# build PRESET [TARGET...]
build() {
  local preset=$1
  shift
  cmake --preset "$preset" >"build/$preset.configure.log" 2>&1 || { cat "build/$preset.configure.log"; return 1; }
  cmake --build "build/$preset" -j "$jobs" ${1:+--target "$@"} >"build/$preset.build.log" 2>&1 ||
    { grep -E 'error|FAILED|undefined' "build/$preset.build.log" | head -n 60; return 1; }
}

# run_suites PRESET CTEST-ARGUMENT...: counts each registered test.
run_suites() {
  local preset=$1 log="build/$1.tests.log"
  shift
  # One more than processors: much of a test is waiting for a program to start or to answer.
  ctest --test-dir "build/$preset" --output-on-failure -j "$((jobs + 1))" "$@" | tee "$log" |
    grep -vE '^ *Start +[0-9]+:|^Internal ctest changing|^Test project' || true
  local total bad
  total=$(sed -nE 's/.* tests failed out of ([0-9]+).*/\1/p' "$log")
  bad=$(sed -nE 's/.*, ([0-9]+) tests failed out of.*/\1/p' "$log")
  if [ -z "$total" ]; then
    echo "FAILED: no test of $preset was run"
    failed=$((failed + 1))
    return
  fi
  failed=$((failed + bad))
  passed=$((passed + total - bad))
}

sources() { git ls-files '*.cpp' '*.h' '*.c'; }
formatting() { sources | xargs clang-format-14 --dry-run -Werror; }

# The sources of this tree that a build compiled, one a line; with a revision, those changed since.
tidy_sources() {
  local changed
  changed=$([ -n "${1:-}" ] && git diff --name-only "$1" -- '*.cpp' '*.h' || sources)
  while read -r file; do
    grep -qF "$PWD/$file\"" build/dev/compile_commands.json && echo "$file"
  done < <(printf '%s\n' "$changed" | grep '\.cpp$')
}

tidy() {
  cmake --preset dev >build/dev.configure.log 2>&1 || { cat build/dev.configure.log; return 1; }
  local files
  files=$(tidy_sources "${1:-}")
  [ -n "$files" ] || return 0
  printf '%s\n' "$files" | python3 tests/tidy.py build/dev "$jobs"
}

# The last release: its tag, or the commit that says so.
last_release() {
  git describe --tags --abbrev=0 --match 'v*' 2>/dev/null || git log -1 --format=%H --grep='^build: release ' 2>/dev/null
}

mkdir -p build
[ "$install" = no ] || samples/packages.sh --tests || { failed=1; finish; }

case "$mode" in
  unit)
    check "dev build" build dev muster-unit-tests
    [ "$failed" -eq 0 ] && run_suites dev -L '^unit$'
    ;;
  format)
    check formatting formatting
    ;;
  tidy)
    check clang-tidy tidy
    ;;
  all)
    check formatting formatting
    check "asan build" build asan
    [ "$failed" -eq 0 ] && run_suites asan
    check "tsan build" build tsan muster-concurrent-tests
    [ "$failed" -eq 0 ] && run_suites tsan -L '^concurrent$'
    check clang-tidy tidy "$(last_release)"
    ;;
esac
finish
