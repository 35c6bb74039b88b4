#!/usr/bin/env bash
# Runs what README.md tells people to type. Each fenced block of sh, bash, shell or console stands under one of
#   <!-- tested -->   run here, one after the other, in one fresh home with the targets zoom-sandbox and lineworks-sandbox
#   <!-- setup -->    what comes before: run by the quick start, tests/run.sh and people
# and a block without is a failure.
#   readme_commands.sh SOURCE-FOLDER MUSTER ZOOM-CONNECTOR LINEWORKS-CONNECTOR SIMULATOR
set -euo pipefail
source=$1
muster=$2
zoom=$3
lineworks=$4
simulator=$5

scratch=$(mktemp -d)
running=()
finish() {
  for each in "${running[@]}"; do
    { kill "$each" && wait "$each"; } 2>/dev/null || true
  done
  rm -rf "$scratch"
}
trap finish EXIT

# Each block into a file of its own, named by mark and line.
mkdir "$scratch/blocks"
awk -v folder="$scratch/blocks" '
  /^<!-- (tested|setup) -->$/ { mark = $2; next }
  /^ *```(sh|bash|shell|console) *$/ {
    file = sprintf("%s/%04d.%s", folder, NR, mark == "" ? "unmarked" : mark)
    inside = 1
    printf "" > file
    next
  }
  /^ *```/ { if (inside) close(file); inside = 0; mark = ""; next }
  inside { print > file; next }
  NF { mark = "" }
' "$source/README.md"
for file in "$scratch"/blocks/*.unmarked; do
  [ -e "$file" ] || continue
  echo "README.md:$(basename "$file" .unmarked): a block of commands is marked neither tested nor setup" >&2
  exit 1
done
ls "$scratch"/blocks/*.tested >/dev/null 2>&1 || { echo "README.md has no tested block" >&2; exit 1; }

home=$scratch/home
cp -r "$source/samples/home" "$home"
mkdir -p "$home/plugins" "$home/lookups" "$home/secrets" "$scratch/bin"
cp "$zoom" "$lineworks" "$home/plugins/"
cp -r "$source/lookups/zoom" "$source/lookups/lineworks" "$home/lookups/"
chmod -R go-w "$home"
(umask 077 && echo sandbox-secret | tee "$home/secrets/zoom-sandbox" >"$home/secrets/lineworks-sandbox")

# Starts the simulator of a kind, and points the target of its name at it.
simulate() {
  local kind=$1 ready
  shift
  mkfifo "$scratch/$kind"
  "$simulator" "$kind" --port 0 --exit-with-parent "$@" >"$scratch/$kind" &
  running+=($!)
  read -r ready <"$scratch/$kind"
  sed -i "s/127\.0\.0\.1:@PORT@/$(grep -oE '127\.0\.0\.1:[0-9]+' <<<"$ready" | head -n 1)/" \
    "$home/targets/$kind-sandbox.xml"
}
simulate zoom
simulate lineworks --seed "$source/samples/lineworks-seed.json" --write-key "$home/secrets/lineworks-sandbox.key"
ln -s "$muster" "$scratch/bin/muster"

export MUSTER_HOME=$home PATH="$scratch/bin:$PATH" LC_ALL=C.UTF-8
cd "$home"
for block in "$scratch"/blocks/*.tested; do
  if ! timeout 120 bash -euo pipefail "$block" >"$scratch/output" 2>&1 </dev/null; then
    echo "README.md:$(basename "$block" .tested): the block failed; it said:" >&2
    cat "$scratch/output" >&2
    exit 1
  fi
done
