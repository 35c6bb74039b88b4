#!/bin/bash
# Every link of a document leads to a file that is there, and to a heading of it where it names one.
#   check_links.sh ROOT           checks the documents (*.md) under ROOT; 1 when a link is dead
#   check_links.sh --self-test    checks that a dead link is caught
# Links to the web are not followed, and code blocks not looked at.
set -euo pipefail

# The links of document $1, one a line.
links() {
    awk '/^ *```/ { code = !code; next } !code && !/^    /' "$1" | sed 's/`[^`]*`//g' |
        grep -oE '\]\([^) ]+\)' | sed 's/^](//; s/)$//' || true
}

# The anchors of document $1, as the common viewers make them from headings.
anchors() {
    awk '/^```/ { code = !code; next } !code && /^#/' "$1" | sed -E 's/^#+ +//; s/[`*]//g' |
        tr '[:upper:]' '[:lower:]' | sed -E "s/[^a-z0-9_ -]//g; s/ /-/g"
}

check() {
    local root=$1 document link file anchor count=0 status=0
    while IFS= read -r document; do
        while IFS= read -r link; do
            [[ -n $link && $link != *://* && $link != mailto:* ]] || continue
            count=$((count + 1))
            file=${link%%#*} anchor=
            [[ $link != *'#'* ]] || anchor=${link#*#}
            file=$([[ -n $file ]] && echo "$(dirname "$document")/$file" || echo "$document")
            if [[ ! -e $file ]]; then
                echo "$document: the link \"$link\" leads nowhere"
                status=1
            elif [[ -n $anchor ]] && ! anchors "$file" | grep -qxF -- "$anchor"; then
                echo "$document: the link \"$link\" names no heading of that document"
                status=1
            fi
        done < <(links "$document")
    done < <(find "$root" \( -path "$root/build" -o -name .git \) -prune -o -name '*.md' -print)
    [[ $count -gt 0 ]] || { echo "$root: no link was found"; return 1; }
    return $status
}

self_test() {
    local tree
    tree=$(mktemp -d)
    trap 'rm -rf "$tree"' RETURN
    printf '# One `two` three\n[a](b.md) [b](#one-two-three) [web](https://example.com/x)\n' >"$tree/a.md"
    printf '```\n[dead](in-code.md)\n```\n[a](a.md#one-two-three)\n' >"$tree/b.md"
    check "$tree" || return 1
    local dead
    for dead in '[x](absent.md)' '[x](a.md#no-such)' '[x](#no-such)'; do
        printf '%s\n' "$dead" >"$tree/c.md"
        if check "$tree" >/dev/null; then echo "$dead was not caught"; return 1; fi
    done
    rm "$tree"/*.md
    if check "$tree" >/dev/null; then echo "a folder without documents passed"; return 1; fi
}

case ${1:-} in
    --self-test) self_test ;;
    "") echo "usage: check_links.sh ROOT | --self-test"; exit 2 ;;
    *) check "$1" ;;
esac
