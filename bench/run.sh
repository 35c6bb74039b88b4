#!/usr/bin/env bash
# Builds muster for release and measures how fast it is: one table, each row with its reference from the same
# run, and the same as JSON lines. bench/README.md says what each row is.
#   bench/run.sh [--quick] [--only BENCH]... [--json FILE]
#     --quick        a first look in about 2 minutes; without it 12, of which the limits take 5
#     --only BENCH   boundary, journal, zoom, start, sandbox or limits; all of them unless said
#     --json FILE    where the JSON lines go; build/release/bench.jsonl unless said
# With MUSTER_BUILD_DIR set nothing is built: the programs in that build folder are used. --tiny only shows
# that every program runs; its figures mean nothing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

known="boundary journal zoom start sandbox limits"
size= json= only=
while [ $# -gt 0 ]; do
  case "$1" in
    --quick | --tiny) size=$1 ;;
    --only)
      [[ " $known " == *" ${2:-} "* ]] || { echo "bench/run.sh: --only \"${2:-}\"; expected one of: $known" >&2; exit 2; }
      only="$only $2"; shift ;;
    --json) json=$(realpath -m "${2:?--json needs a file}"); shift ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "bench/run.sh: unknown argument \"$1\"; expected --quick, --only BENCH or --json FILE" >&2; exit 2 ;;
  esac
  shift
done

if [ -n "${MUSTER_BUILD_DIR:-}" ]; then
  build=$(cd "$MUSTER_BUILD_DIR" && pwd)
else
  build=$root/build/release
  mkdir -p "$build"
  echo "Building (build/bench.log has the details)" >&2
  { (cd "$root" && cmake --preset release -DMUSTER_BUILD_BENCH=ON) &&
    cmake --build "$build" -j "$(nproc)" --target muster-benches; } >"$root/build/bench.log" 2>&1 ||
    { tail -n 40 "$root/build/bench.log" >&2; exit 1; }
fi
json=${json:-$build/bench.jsonl}

# On the disk of the build folder: a journal in memory would be measured for nothing.
work=$(mktemp -d "$build/bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
export TMPDIR=$work

: >"$json"
for name in ${only:-$known}; do
  echo "Measuring: $name" >&2
  "$build/bench/${name}_bench" $size >>"$json" || { echo "bench/run.sh: ${name}_bench failed" >&2; exit 1; }
done
echo "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg), $(date -u +%Y-%m-%dT%H:%MZ), commit $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)${size:+, ${size#--}}"
"$build/bench/bench_table" <"$json"
echo "JSON lines: $json" >&2
