#!/usr/bin/env bash
# Installs the packages of the distribution (Debian 12) that muster needs, and nothing when they are there.
#   samples/packages.sh            what building and the tour need
#   samples/packages.sh --tests    what the tests need as well
set -euo pipefail

packages=(
  build-essential cmake ninja-build ca-certificates
  libpoco-dev libssl-dev libsqlite3-dev libpugixml-dev libfmt-dev libcli11-dev libedit-dev
  libboost1.81-dev libboost-json1.81-dev
)
if [ "${1:-}" = --tests ]; then
  packages+=(ccache mold libboost-test1.81-dev clang-tidy-16 clang-format-14 libxml2-utils openssl python3 tmux)
fi

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
  [ "$state" = "install ok installed" ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "These packages are missing, and there is neither root nor sudo to install them: ${missing[*]}" >&2
    exit 1
  }
  as_root=(sudo)
fi
echo "Installing ${#missing[@]} packages: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
