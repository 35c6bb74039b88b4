#!/bin/bash
# Code in the documents is copied from files that are built and tested. Before such a block stands
#   <!-- from PATH [region] -->   the lines from `[region]` in a comment to the next such mark, or to
#                                 the end of the block that the comment stands in
#   <!-- from PATH -->            the whole file
# and this script checks that the block says what the file says.
#   docs_in_step.sh ROOT           checks; ends with 1 when a block is out of step
#   docs_in_step.sh --write ROOT   copies the files' text into the blocks
#   docs_in_step.sh --self-test    checks that a block out of step is caught
set -euo pipefail

# The text of region $2 (or all) of file $1, without the indentation that all its lines share.
region() {
    awk -v region="$2" '
        function starts(line) { return match(line, /^[ \t]*(\/\/|#|<!--) \[[a-z_]+\]/) > 0 }
        region == "" { keep[++count] = $0; next }
        starts($0) {
            inside = index($0, "[" region "]") > 0
            if (inside) {
                match($0, /^ */)
                depth = RLENGTH
                sub(/ ?\[[a-z_]+\]/, "")
            }
        }
        inside && !/^[ \t]*$/ { match($0, /^ */); if (RLENGTH < depth) inside = 0 }
        inside { keep[++count] = $0 }
        END {
            while (count > 0 && keep[count] ~ /^[ \t]*$/) count--
            if (count == 0) exit 3
            indent = 999
            for (i = 1; i <= count; i++)
                if (keep[i] !~ /^[ \t]*$/) {
                    match(keep[i], /^ */)
                    if (RLENGTH < indent) indent = RLENGTH
                }
            for (i = 1; i <= count; i++) print substr(keep[i], indent + 1)
        }' "$1"
}

# The document $2 with its blocks filled from the files under $1.
filled() {
    local root=$1 line number=0 path name skipping=0
    while IFS= read -r line || [[ -n $line ]]; do
        number=$((number + 1))
        if [[ $skipping == 1 ]]; then
            # Between the mark and the end of its block.
            if [[ $line == '```'?* ]]; then
                echo "$line"
                region "$root/$path" "$name" || {
                    echo "$2:$number: \"$path\" has no region [$name]" >&2
                    return 1
                }
            elif [[ $line == '```' ]]; then
                echo "$line"
                skipping=0
            fi
            continue
        fi
        echo "$line"
        if [[ $line =~ ^'<!-- from '([^ ]+)(' ['([a-z_]+)']')?' -->'$ ]]; then
            path=${BASH_REMATCH[1]} name=${BASH_REMATCH[3]:-} skipping=1
            [[ -f $root/$path ]] || { echo "$2:$number: there is no file \"$path\"" >&2; return 1; }
        fi
    done <"$2"
}

check() {
    local write=$1 root=$2 document made status=0
    made=$(mktemp)
    for document in "$root"/*.md "$root"/framework/docs/*.md; do
        [[ -f $document ]] || continue
        filled "$root" "$document" >"$made" || { status=1; continue; }
        if ! cmp -s "$document" "$made"; then
            if [[ $write == 1 ]]; then
                cp "$made" "$document"
            else
                echo "$document is out of step with the files that it shows; run" \
                    "tests/docs_in_step.sh --write ROOT"
                diff -u "$document" "$made" || true
                status=1
            fi
        fi
    done
    rm -f "$made"
    return $status
}

self_test() {
    local tree
    tree=$(mktemp -d)
    trap 'rm -rf "$tree"' RETURN
    mkdir -p "$tree/framework/docs"
    printf '{\n    // [one] First.\n    int a;\n\n    // [two]\n    int b;\n}\n' >"$tree/a.cpp"
    local doc=$tree/framework/docs/d.md
    printf 'Text\n<!-- from a.cpp [one] -->\n```cpp\nint old;\n```\nMore\n' >"$doc"
    if check 0 "$tree" >/dev/null; then echo "a block out of step was not caught"; return 1; fi
    check 1 "$tree"
    check 0 "$tree" || return 1
    local expected=$'Text\n<!-- from a.cpp [one] -->\n```cpp\n// First.\nint a;\n```\nMore'
    [[ $(cat "$doc") == "$expected" ]] || { echo "written: $(cat "$doc")"; return 1; }
    printf '<!-- from a.cpp [two] -->\n```cpp\n```\n' >"$doc"
    check 1 "$tree"
    [[ $(sed -n 3,4p "$doc") == $'//\nint b;' ]] || { echo "a block did not end: $(cat "$doc")"; return 1; }
    printf '<!-- from a.cpp [three] -->\n```cpp\n```\n' >"$doc"
    if check 0 "$tree" 2>/dev/null; then echo "a missing region was not caught"; return 1; fi
    printf '<!-- from b.cpp -->\n```cpp\n```\n' >"$doc"
    if check 0 "$tree" 2>/dev/null; then echo "a missing file was not caught"; return 1; fi
}

case ${1:-} in
    --self-test) self_test ;;
    --write) check 1 "$2" ;;
    "") echo "usage: docs_in_step.sh [--write] ROOT | --self-test"; exit 2 ;;
    *) check 0 "$1" ;;
esac
