#!/usr/bin/env bash
# muster in five minutes: installs the distribution's packages that it needs, builds, starts a simulated
# Zoom on loopback, prepares a home, and provisions accounts through the admin shell before your eyes.
#   samples/quickstart.sh [--shell] [--no-install] [--keep DIR]
#     --shell        stay in the shell against the running simulator after the tour
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
  { cmake --preset release && cmake --build "$build" -j "$(nproc)" --target muster zoom muster-sandbox; } \
    >build/quickstart.log 2>&1 || { tail -n 40 build/quickstart.log >&2; exit 1; }
fi
muster=$build/framework/muster
sandbox=$build/samples/sandbox/muster-sandbox
connector=$build/plugins/zoom/zoom.so

work=$(mktemp -d)
simulator=
finish() {
  [ -z "$simulator" ] || kill "$simulator" 2>/dev/null || true
  [ -z "$simulator" ] || wait "$simulator" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

step "Starting a simulated Zoom on loopback"
mkfifo "$work/ready"
"$sandbox" zoom --port 0 --seed samples/tour-seed.json --exit-with-parent >"$work/ready" &
simulator=$!
read -r ready <"$work/ready" || { echo "quickstart: the simulator did not start" >&2; exit 1; }
echo "$ready"
address=$(printf '%s\n' "$ready" | grep -oE 'http://127\.0\.0\.1:[0-9]+' | head -n 1)

home=${keep:-$work/home}
step "Preparing a home: one connector, its lookups and templates, one target"
cp -r samples/home "$home"
chmod -R go-w "$home"
cp "$connector" "$home/plugins/"
mkdir -p "$home/lookups" "$home/secrets"
cp -r lookups/zoom "$home/lookups/"
sed -i "s/127\.0\.0\.1:@PORT@/${address#http://}/" "$home/targets/zoom-sandbox.xml"
(umask 077 && echo sandbox-secret >"$home/secrets/zoom-sandbox" &&
  echo 'Tour-Passw0rd' >"$home/secrets/initial-password" && echo 'Another-Passw0rd1' >"$home/secrets/next-password")
(cd "$home" && find . -type f | sort | sed 's/^/  /')

step "The tour: what you see is the shell reading samples/tour.muster"
export MUSTER_HOME="$home"
(cd "$home" && "$muster" --echo --keep-going <"$root/samples/tour.muster") || true

if [ "$shell" = yes ]; then
  step "Your turn: the simulator keeps running until you leave (try \"help\")"
  (cd "$home" && "$muster") || true
else
  step "To stay in the shell against the running simulator: samples/quickstart.sh --shell"
fi
[ -z "$keep" ] || echo "The home is in $keep; its target points at the simulator, which has ended."
