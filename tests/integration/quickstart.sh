#!/usr/bin/env bash
# Runs the quick start with the programs of a build folder, reads its transcript, and sees to it that
# nothing is left behind.
#   quickstart.sh SOURCE-FOLDER BUILD-FOLDER
set -uo pipefail
source=$1
build=$2

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/tmp"
failed=0
fail() {
  echo "quickstart: $*" >&2
  failed=1
}

transcript=$scratch/transcript
TMPDIR=$scratch/tmp MUSTER_BUILD_DIR=$build LC_ALL=C.UTF-8 \
  timeout 120 "$source/samples/quickstart.sh" --no-install >"$transcript" 2>&1 </dev/null
code=$?
[ "$code" -eq 0 ] || fail "exit code $code, expected 0"

# What the tour promises, in its order; each line must come after the one before.
line=0
while IFS= read -r wanted; do
  at=$(tail -n +$((line + 1)) "$transcript" | grep -nF -m 1 -- "$wanted" | cut -d: -f1)
  if [ -z "$at" ]; then
    fail "the transcript lacks, or has too early: $wanted"
  else
    line=$((line + at))
  fi
done <<'WANTED'
== Preparing a home
muster-sandbox zoom listening on http://127.0.0.1:
muster-sandbox lineworks listening on http://127.0.0.1:
./targets/lineworks-sandbox.xml
./targets/zoom-sandbox.xml
CONNECTOR
Zoom accepts the credentials
SSOユーザーとして作成
ライセンス済
created "aiko@example.com"
created "ben@example.com"
created "room-bot@example.com"
created "chie@example.com"
AlreadyExists
does not know "Gold"
the type None (99) is only for users made by ssoCreate
step profile: PATCH
step email: PUT
"password":"***"
nothing was sent
updated "benjamin@example.com"
disabled "benjamin@example.com"
enabled "benjamin@example.com"
[create-type-ignored]
created "Research"
zoom-sandbox/__GROUP__
(Research)
(Admin)
(benjamin@example.com)
resend-invitation
done "resend-invitation" on "aiko@example.com"
deleted "chie@example.com"
disassociated "aiko@example.com"
[already-gone]
OPERATION
samples/tour-lineworks.muster
LINE WORKS accepts the credentials
created "みらい商事"
created "営業本部"
created "管理本部"
created "東日本営業部"
created "西日本営業部"
created "人事部"
created "情報システム部"
org unit "externalKey:org-osaka" is not in LINE WORKS: provision organisations first
nothing was changed at the target
created "sato.ichiro@example.com"
created "suzuki.hanako@example.com"
created "takahashi.kenta@example.com"
created "tanaka.misaki@example.com"
created "ito.sho@example.com"
created "watanabe.naomi@example.com"
created "yamamoto.daichi@example.com"
created "nakamura.yui@example.com"
created "kobayashi.makoto@example.com"
created "kato.sakura@example.com"
created "yoshida.ren@example.com"
created "yamada.ema@example.com"
step profile: PATCH
nothing was sent
updated "tanaka.misaki@example.com"
人事部
disabled "ito.sho@example.com"
no-external-key
suspended
yamada.ema@example.com
WANTED
grep -qF -- '--shell' "$transcript" || fail "it does not say how to stay in the shell"
! grep -qE 'Passw0rd|sandbox-secret|PRIVATE KEY' "$transcript" || fail "the transcript shows a secret"
! grep -qE 'Internal|cannot be read' "$transcript" || fail "a command of the tour failed in itself"

[ -z "$(ls -A "$scratch/tmp")" ] || fail "left behind: $(ls -A "$scratch/tmp")"
for process in /proc/[0-9]*; do
  if [ "${process#/proc/}" != $$ ] && grep -qzxF "TMPDIR=$scratch/tmp" "$process/environ" 2>/dev/null; then
    fail "still running: $(tr '\0' ' ' <"$process/cmdline")"
  fi
done

[ "$failed" -eq 0 ] || { echo "--- the transcript:"; cat "$transcript"; } >&2
exit "$failed"
