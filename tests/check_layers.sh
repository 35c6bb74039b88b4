#!/bin/bash
# Dependencies between folders go one way. Reads the #include lines of the sources and says which of
# them reach where they must not.
#   check_layers.sh ROOT         checks the tree; ends with 1 when a line is at fault
#   check_layers.sh --self-test  checks that a forbidden include is caught
set -euo pipefail
shopt -s nullglob

# What each folder may include, beside itself. Public headers are called <muster/FOLDER/...>, inner
# ones "FOLDER/...".
declare -A allowed=(
    [include/muster/abi]=""
    [include/muster/core]="muster/abi"
    [include/muster/sdk]="muster/abi muster/core"
    [include/muster/testing]="muster/abi muster/core"
    [src/core]="muster/abi muster/core"
    [src/sdk]="muster/abi muster/core muster/sdk"
    [src/testing]="muster/abi muster/core muster/testing"
    [src/encoding]="muster/core"
    [src/xml]="muster/core"
    [src/lookup]="muster/core xml"
    [src/rest]="muster/core encoding xml"
    [src/store]="muster/core encoding"
    [src/host]="muster/abi muster/core xml lookup rest store"
    [src/testing_host]="muster/abi muster/core muster/testing xml rest store host"
    [src/provision]="muster/abi muster/core xml lookup rest store host"
    [src/shell]="muster/abi muster/core xml lookup rest store host provision"
    [src/app]="muster/abi muster/core xml lookup rest store host provision shell"
)
folders="abi core sdk testing testing_host encoding xml lookup rest store host provision shell app"

# Reports the lines of the files under $1 that include what $2 does not name. $3 is the folder itself.
# A target is "muster/core" for <muster/core/uid.h> and "host" for "host/pool.h"; includes of others
# have none.
check_folder() {
    local -a files
    mapfile -t files < <(find "$1" -name '*.h' -o -name '*.cpp')
    ((${#files[@]} > 0)) || return 0
    awk -v may=" $2 $3 " -v said="$2" -v folders=" $folders " '
        /^[ \t]*#[ \t]*include[ \t]*[<"]/ {
            path = $0
            sub(/^[^<"]*[<"]/, "", path)
            sub(/[>"].*/, "", path)
            parts = split(path, part, "/")
            target = part[1] == "muster" && parts > 2 ? "muster/" part[2] : part[1]
            isOurs = target ~ /^muster\// || (parts > 1 && index(folders, " " target " ") > 0)
            if (isOurs && index(may, " " target " ") == 0) {
                printf "%s:%d: includes \"%s\", which this folder may not use (it may use: %s)\n",
                    FILENAME, FNR, path, said
                bad = 1
            }
        }
        END { exit bad }' "${files[@]}"
}

check_tree() {
    local root=$1 folder name status=0 file
    for folder in "${!allowed[@]}"; do
        [[ -d $root/framework/$folder ]] || continue
        name=${folder##*/}
        check_folder "$root/framework/$folder" "${allowed[$folder]}" "$name muster/$name" || status=1
    done
    for folder in "$root"/framework/src/*/; do
        name=$(basename "$folder")
        if [[ -z ${allowed[src/$name]+known} ]]; then
            echo "$folder: tests/check_layers.sh does not know this folder; say there what it may use"
            status=1
        fi
    done
    # A connector uses the SDK and nothing from framework/src.
    for folder in "$root"/plugins/*/src "$root"/samples/hello_connector "$root"/samples/out_of_tree \
        "$root"/samples/web_api; do
        [[ -d $folder ]] || continue
        check_folder "$folder" "muster/abi muster/core muster/sdk muster/testing" "" || status=1
    done
    # The simulator shares no code with what it tests.
    if [[ -d $root/samples/sandbox ]]; then
        check_folder "$root/samples/sandbox" "" "" || status=1
    fi
    # The contract is plain C and includes two standard headers only.
    for file in "$root"/framework/include/muster/abi/*.h; do
        if grep -nE '^#include <' "$file" | grep -vE '<(stddef|stdint|muster/abi/[a-z_]+)\.h>'; then
            echo "$file: the contract includes only <stddef.h>, <stdint.h> and its own headers"
            status=1
        fi
    done
    return $status
}

# expect_caught LINE FILE PIECE: a tree that has LINE in FILE is refused with PIECE.
expect_caught() {
    local tree found
    tree=$(mktemp -d)
    mkdir -p "$tree/framework/include/muster/abi" "$(dirname "$tree/$2")"
    echo "$1" >"$tree/$2"
    if found=$(check_tree "$tree"); then
        echo "not caught: $1 in $2"
        rm -rf "$tree"
        return 1
    fi
    rm -rf "$tree"
    [[ $found == *"$3"* ]] || { echo "caught $1 in $2, but said: $found"; return 1; }
}

expect_passed() {
    local tree
    tree=$(mktemp -d)
    mkdir -p "$tree/framework/include/muster/abi" "$(dirname "$tree/$2")"
    echo "$1" >"$tree/$2"
    check_tree "$tree" || { echo "wrongly refused: $1 in $2"; rm -rf "$tree"; return 1; }
    rm -rf "$tree"
}

self_test() {
    expect_caught '#include "host/pool.h"' framework/src/lookup/a.cpp 'lookup/a.cpp:1'
    expect_caught '#include "rest/template/key.h"' framework/src/lookup/a.h 'may not use'
    expect_caught '#include <muster/sdk/call.h>' framework/include/muster/core/a.h 'may not use'
    expect_caught '  #  include "shell/shell.h"' framework/src/provision/a.cpp 'shell/shell.h'
    expect_caught '#include "host/pool.h"' plugins/zoom/src/a.cpp 'may not use'
    expect_caught '#include <muster/core/uid.h>' samples/sandbox/src/a.cpp 'may not use'
    expect_caught '#include <string.h>' framework/include/muster/abi/a.h 'only <stddef.h>'
    expect_caught '#include <vector>' framework/src/unheard_of/a.cpp 'does not know this folder'
    expect_passed '#include "xml/document.h"' framework/src/lookup/a.cpp
    expect_passed '#include <muster/sdk/call.h>' plugins/zoom/src/a.cpp
    expect_passed '#include <vector>' framework/src/core/a.cpp
}

case ${1:-} in
    --self-test) self_test ;;
    "") echo "usage: check_layers.sh ROOT | --self-test"; exit 2 ;;
    *) check_tree "$1" ;;
esac
