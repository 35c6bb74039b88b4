#!/usr/bin/env bash
# muster in five minutes: installs the distribution's packages that it needs, builds, starts a simulated Zoom and a
# simulated LINE WORKS on loopback, prepares a home, and provisions both through the admin shell before your eyes.
#   samples/quickstart.sh [--shell] [--no-install] [--keep DIR]
#     --shell        stay in the shell against the running simulators after the tour
#     --no-install   install nothing (the packages are there)
#     --keep DIR     put the home into DIR, which must not exist, and leave it there
# With MUSTER_BUILD_DIR set nothing is built: the programs in that build folder are used.
set -euo pipefail
[ -z "${MUSTER_BUILD_DIR:-}" ] || MUSTER_BUILD_DIR=$(cd "$MUSTER_BUILD_DIR" && pwd)
start=$PWD
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

shell=no install=yes keep=
while [ $# -gt 0 ]; do
  case "$1" in
    --shell) shell=yes ;;
    --no-install) install=no ;;
    --keep) keep=$(cd "$start" && realpath -m "${2:?--keep needs a folder}"); shift ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "quickstart: unknown argument \"$1\"; expected --shell, --no-install or --keep DIR" >&2; exit 2 ;;
  esac
  shift
done
if [ -n "$keep" ] && [ -e "$keep" ]; then
  echo "quickstart: $keep exists already; name a folder that does not" >&2
  exit 2
fi

step() { printf '\n== %s\n' "$*"; }

[ "$install" = no ] || samples/packages.sh

if [ -n "${MUSTER_BUILD_DIR:-}" ]; then
  build=$MUSTER_BUILD_DIR
else
  build=$root/build/release
  step "Building (the first time takes some minutes; build/quickstart.log has the details)"
  mkdir -p build
  { cmake --preset release && cmake --build "$build" -j "$(nproc)" --target muster zoom lineworks muster-sandbox; } \
    >build/quickstart.log 2>&1 || { tail -n 40 build/quickstart.log >&2; exit 1; }
fi
muster=$build/framework/muster
sandbox=$build/samples/sandbox/muster-sandbox

work=$(mktemp -d)
simulators=()
finish() {
  local each
  for each in "${simulators[@]}"; do
    kill "$each" 2>/dev/null || true
    wait "$each" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

home=${keep:-$work/home}
step "Preparing a home: two connectors, their lookups and templates, a target for each"
cp -r samples/home "$home"
mkdir -p "$home/lookups" "$home/secrets"
cp "$build/plugins/zoom/zoom.so" "$build/plugins/lineworks/lineworks.so" "$home/plugins/"
cp -r lookups/zoom lookups/lineworks "$home/lookups/"
chmod -R go-w "$home"
(umask 077 && echo sandbox-secret | tee "$home/secrets/zoom-sandbox" >"$home/secrets/lineworks-sandbox" &&
  echo 'Tour-Passw0rd' >"$home/secrets/initial-password" && echo 'Another-Passw0rd1' >"$home/secrets/next-password")

# Starts the simulator of a kind, and points the target of its name at it.
simulate() {
  local kind=$1 ready
  shift
  mkfifo "$work/$kind"
  "$sandbox" "$kind" --port 0 --exit-with-parent "$@" >"$work/$kind" &
  simulators+=($!)
  read -r ready <"$work/$kind" || { echo "quickstart: the simulated $kind did not start" >&2; exit 1; }
  echo "$ready"
  sed -i "s/127\.0\.0\.1:@PORT@/$(grep -oE '127\.0\.0\.1:[0-9]+' <<<"$ready" | head -n 1)/" \
    "$home/targets/$kind-sandbox.xml"
}
step "Starting a simulated Zoom and a simulated LINE WORKS on loopback"
simulate zoom --seed samples/tour-seed.json
simulate lineworks --seed samples/lineworks-tour-seed.json --write-key "$home/secrets/lineworks-sandbox.key"
(cd "$home" && find . -type f | sort | sed 's/^/  /')

export MUSTER_HOME="$home"
for tour in tour tour-lineworks; do
  step "The tour: what you see is the shell reading samples/$tour.muster"
  (cd "$home" && "$muster" --echo --keep-going <"$root/samples/$tour.muster") || true
done

if [ "$shell" = yes ]; then
  step "Your turn: the simulators keep running until you leave (try \"help\")"
  (cd "$home" && "$muster") || true
else
  step "To stay in the shell against the running simulators: samples/quickstart.sh --shell"
fi
[ -z "$keep" ] || echo "The home is in $keep; its targets point at the simulators, which have ended."
