#!/bin/bash
# Editors help with muster's XML by the schemas under framework/schemas. Checks that these and muster's own
# readers do not drift apart:
#   - each form that muster reads has a schema and a table of cases under tests/data/forms
#   - files that are shipped or shown in the documents fit their schema
#   - schema and muster both take the good files of the table and both refuse the bad ones, for the reason
#     that stands there
#   - for each element both know the same attributes, children and words
#
#   check_schemas.sh ROOT MUSTER PLUGIN               PLUGIN is the connector sql-table
#   check_schemas.sh --self-test ROOT MUSTER PLUGIN   checks that each of these is caught
set -euo pipefail
command -v xmllint >/dev/null || { echo "xmllint is missing; install libxml2-utils"; exit 1; }

status=0
complain() {
    echo "$*"
    status=1
}

# The forms that the sources under ROOT read: the names of their root elements.
forms() {
    grep -rhoE 'expectRoot\([^,"]+, "[a-z-]+"' "$1/framework/src" | sed -E 's/.*"(.*)"/\1/' | sort -u
}

# Every form has a schema and a table, and nothing is read as XML without being a form.
check_forms() {
    local form reader
    for form in $(forms "$root"); do
        [[ -f $root/framework/schemas/$form.xsd ]] ||
            complain "the form <$form> has no schema framework/schemas/$form.xsd"
        [[ -f $root/tests/data/forms/$form.txt ]] ||
            complain "the form <$form> has no table tests/data/forms/$form.txt"
    done
    while read -r reader; do
        grep -rq 'expectRoot(' "$(dirname "$reader")" ||
            complain "$reader reads XML, and nothing in its folder says by expectRoot which form"
    done < <(grep -rlE 'Document::(load|parse)\(' "$root/framework/src" | grep -v '/src/xml/')
}

# fits FORM FILE...: tells which do not, and why.
fits() {
    local form=$1
    shift
    xmllint --noout --nonet --schema "$root/framework/schemas/$form.xsd" "$@" 2>&1
}

# Shipped files by their root element, and whole XML files shown in the documents.
check_files() {
    local folder=$work/shown file form said count=0 known
    known=" $(forms "$root" | tr '\n' ' ')"
    mkdir -p "$folder"
    while read -r file; do
        awk -v base="$folder/$(tr '/' '_' <<<"${file#"$root"/}")" '
            /^```xml$/ { inside = 1; first = 1; next }
            /^```$/ { inside = 0 }
            inside && first { first = 0; whole = /^<\?xml / || / schema-version="/; number += whole }
            inside && whole { print > (base "_" number ".xml") }' "$file"
    done < <(find "$root" -path "$root/build" -prune -o -name '*.md' -print)
    while read -r file; do
        form=$(xmllint --nonet --xpath 'name(/*)' "$file" 2>&1) || { complain "$file: $form"; continue; }
        [[ $known == *" $form "* ]] || { complain "$file: the root element <$form> is no form of muster's"; continue; }
        said=$(fits "$form" "$file") || complain "$said"
        count=$((count + 1))
    done < <(find "$root/lookups" "$root/plugins" "$root/samples" "$root/framework/docs" "$folder" -name '*.xml')
    echo "$count files were held against their schemas"
}

# Makes the files of the table of FORM: $work/FORM/NAME/..., with what is expected in NAME/expected.
split_table() {
    local form=$1
    mkdir -p "$work/$form"
    awk -v base="$work/$form" -v form="$form" '
        /^\[(good|bad|only-muster)\] / {
            kind = substr($1, 2, length($1) - 2)
            name = $2
            folder = base "/" name
            system("mkdir -p \"" folder "\"")
            file = folder "/" (form == "target" ? name : form == "lookup" ? "Lookup." name : form) ".xml"
            print kind > (folder "/kind")
            print file > (folder "/file")
            next
        }
        name == "" || /^# / { next }
        /^schema: / { sub(/^schema: /, ""); print > (folder "/schema"); next }
        /^muster: / { sub(/^muster: /, ""); print > (folder "/muster"); next }
        NF { print > file }' "$root/tests/data/forms/$form.txt"
    sed -i 's/@E9@/\xe9/' "$work/$form"/*/*.xml
}

# Commands for muster that show the findings of one case.
commands() {
    local form=$1 name=$2
    case $form in
        target) echo "target show $name" ;;
        lookup) echo "lookup check $work/$form/$name" ;;
        operations | limits) echo "template check $work/$form/$name" ;;
        *) complain "check_schemas.sh does not know how muster reads <$form>" ;;
    esac
}

# What muster needs beside the files of FORM.
surround() {
    local home=$work/home folder
    mkdir -p "$home/targets" "$home/plugins" "$home/lookups"
    cp "$plugin" "$home/plugins/"
    if [[ $1 == target ]]; then
        rm -f "$home/targets"/*
        cp "$work"/target/*/*.xml "$home/targets/"
    fi
    for folder in "$work/$1"/*/; do
        case $1 in
            operations)
                echo '<limits schema-version="1"><limit name="l" label="light" rate="1"/></limits>' >"$folder/limits.xml"
                ;;
            limits)
                echo '<operations schema-version="1">
                  <operation key="A.GETOP" method="GET"><path>/a</path></operation>
                  <operation key="A.CREATEOP" method="POST"><path>/a</path></operation>
                  <operation key="A.b.c.UPDATEOP" method="PUT"><path>/a</path></operation></operations>' >"$folder/operations.xml"
                ;;
        esac
    done
    chmod -R go-w "$home"
}

# The cases of one kind of the table of FORM.
names_of() {
    local folder
    for folder in "$work/$1"/*/; do
        [[ $(<"$folder/kind") != "$2" ]] || basename "$folder"
    done
}

check_table() {
    local form=$1 name
    split_table "$form"
    surround "$form"
    for name in good bad; do
        [[ -n $(names_of "$form" $name) ]] || complain "the table of <$form> has no $name file"
    done
    # What the schema says of all; a verdict stands in a line of its own.
    fits "$form" $(cat "$work/$form"/*/file) >"$work/$form/schema-said" || true
    # What muster says of all; a finding begins with its file.
    for name in "$work/$form"/*/; do
        commands "$form" "$(basename "$name")"
    done | "$muster" --home "$work/home" --keep-going >/dev/null 2>"$work/$form/muster-said" || true
    for name in "$work/$form"/*/; do
        check_case "$form" "$(basename "$name")"
    done
    all_good_are_taken "$form"
}

check_case() {
    local form=$1 name=$2 folder=$work/$1/$2 kind file schema_takes muster_said
    kind=$(<"$folder/kind")
    file=$(<"$folder/file")
    [[ $form == target ]] && muster_file=$work/home/targets/$name.xml || muster_file=$file
    grep -qxF "$file validates" "$work/$form/schema-said" && schema_takes=yes || schema_takes=no
    muster_said=$(grep -F "$muster_file" "$work/$form/muster-said" | grep -F 'error: ' || true)
    case $kind in
        good)
            [[ $schema_takes == yes ]] ||
                complain "<$form> $name: the schema refuses it: $(grep -F "$file" "$work/$form/schema-said")"
            [[ -z $muster_said ]] || complain "<$form> $name: muster refuses it: $muster_said"
            ;;
        bad)
            if [[ $schema_takes == yes ]]; then
                complain "<$form> $name: the schema takes it"
            else
                [[ $(grep -F "$file" "$work/$form/schema-said") == *"$(<"$folder/schema")"* ]] ||
                    complain "<$form> $name: refused, but the schema said: $(grep -F "$file" "$work/$form/schema-said")"
            fi
            ;;
        only-muster)
            [[ $schema_takes == yes ]] ||
                complain "<$form> $name: the schema refuses it, too: make it a [bad] one"
            ;;
    esac
    [[ $kind == good || $muster_said == *"$(<"$folder/muster")"* ]] ||
        complain "<$form> $name: expected of muster \"$(<"$folder/muster")\", and it said: ${muster_said:-nothing}"
}

# Silence could also mean that muster never looked: the good ones alone end with success, each with a line.
all_good_are_taken() {
    local form=$1 name count said
    said=$(for name in $(names_of "$form" good); do commands "$form" "$name"; done |
        "$muster" --home "$work/home" 2>&1) || complain "muster does not take all good files of <$form>: $said"
    count=$(grep -cE '^([1-9][0-9]* good |state: +ok$)' <<<"$said")
    [[ $count == $(names_of "$form" good | wc -l) ]] || complain "muster read only $count good files of <$form>"
}

# The parts of a schema; xmllint's XPath knows no prefix.
element='*[local-name()="element"]'
attribute='*[local-name()="attribute"]'
group='*[local-name()="group"]'
complex='*[local-name()="complexType"]'
simple='*[local-name()="simpleType"]'
extension='*[local-name()="simpleContent"]/*[local-name()="extension"]'
word='*[local-name()="enumeration"]'

# query FORM XPATH: the values of attributes, one a line.
query() {
    xmllint --xpath "$2" "$root/framework/schemas/$1.xsd" 2>/dev/null | sed -E 's/^ *[a-z:]+="(.*)"$/\1/' || true
}

# Where the schema of FORM says what is in ELEMENT: its own type, or the one that it names.
type_of() {
    local named
    named=$(query "$1" "(//$element[@name=\"$2\"]/@type)[1]")
    [[ -n $named ]] && echo "//$complex[@name=\"$named\"]" || echo "//$element[@name=\"$2\"]/$complex"
}

schema_attributes() {
    local type
    type=$(type_of "$1" "$2")
    query "$1" "$type/$attribute/@*[name()=\"name\" or name()=\"ref\"] |
        $type/$extension/$attribute/@*[name()=\"name\" or name()=\"ref\"]" | sort -u
}

schema_children() {
    local type each
    type=${3:-$(type_of "$1" "$2")}
    {
        query "$1" "$type//$element/@name"
        for each in $(query "$1" "$type//$group/@ref" | sort -u); do
            schema_children "$1" "" "//$group[@name=\"$each\"]"
        done
    } | sort -u
}

# schema_words FORM ELEMENT ATTRIBUTE: the words that it may be, if they are listed.
schema_words() {
    local type
    type=$(query "$1" "($(type_of "$1" "$2")//$attribute[@name=\"$3\"]/@type)[1]")
    query "$1" "//$simple[@name=\"$type\"]//$word/@value" | sort -u
}

# The quoted words after "expected" in the finding that holds PIECE.
expected_words() {
    grep -F "/$2" "$work/$1/muster-said" | grep -F -m 1 -- "$3" | sed 's/ Hint: .*//; s/.*, expected //' | grep -oE '"[^"]*"' | tr -d '"' | sort -u || true
}

# same FORM WHAT SCHEMA MUSTER
same() {
    [[ $3 == "$4" ]] || complain "<$1>: $2: the schema has \"$(tr '\n' ' ' <<<"$3")\", muster \"$(tr '\n' ' ' <<<"$4")\""
}

# Holds the names and words that muster lists in its refusals of unknown ones against the schema.
check_names() {
    local form=$1 name each place words
    place=$(sed "s|.*/$form/||" "$work/$form/unknown-parts/file")
    [[ $form != target ]] || place=unknown-parts.xml
    for name in $(query "$form" "//$element/@name" | sort -u); do
        [[ $(grep -F "/$place" "$work/$form/muster-said") == *"unknown attribute \"zzz\" of <$name>"* ]] ||
            complain "<$form>: [bad] unknown-parts shows no attribute \"zzz\" of <$name>, or muster does not know it"
        same "$form" "attributes of <$name>" "$(schema_attributes "$form" "$name")" \
            "$(expected_words "$form" "$place" "unknown attribute \"zzz\" of <$name>,")"
        same "$form" "children of <$name>" "$(schema_children "$form" "$name")" \
            "$(expected_words "$form" "$place" "unknown element <zzz> in <$name>,")"
        for each in $(schema_attributes "$form" "$name"); do
            words=$(schema_words "$form" "$name" "$each")
            [[ -z $words ]] || same "$form" "words of \"$each\" of <$name>" "$words" \
                "$(expected_words "$form" "${place//unknown-parts/unknown-words}" "\"$each\" of <$name> is \"zzz\",")"
        done
    done
}

# Kinds of errors and operations stand in two schemas.
check_shared_words() {
    local kinds form
    kinds=$(query operations "//$simple[@name=\"kind\"]//$word/@value")
    same limits "kinds of errors" "$(query limits "//$simple[@name=\"kind\"]//$word/@value")" "$kinds"
    for form in operations limits; do
        same "$form" "operations" \
            "$(grep -oE '\|?[A-Z|]*\|?GETOP[A-Z|]*' "$root/framework/schemas/$form.xsd" | tr '|' '\n' | grep . | sort -u)" \
            "$(expected_words operations key-unknown/operations.xml 'unknown operation "READOP"')"
    done
}

check_all() {
    check_forms
    [[ $status == 0 ]] || return 0
    check_files
    local form
    for form in $(forms "$root"); do
        check_table "$form"
        check_names "$form"
        echo "<$form>: $(names_of "$form" good | wc -l) good files, $(names_of "$form" bad | wc -l) bad ones," \
            "$(names_of "$form" only-muster | wc -l) that muster alone refuses"
    done
    check_shared_words
}

# caught PIECE CHECK...: the checks complain of the changed copy of the tree, and say PIECE.
caught() {
    local piece=$1 said
    shift
    said=$(for check in "$@"; do $check; done; exit "$status") &&
        { echo "not caught: $piece"; missed=1; }
    [[ $said == *"$piece"* ]] || { echo "expected \"$piece\", and it said: $said"; missed=1; }
    rm -rf "$root" "${work:?}"/*
    cp -r "$scratch/original" "$root"
}

# A copy of what is looked at, with few cases of limits.xml, so that each trial is quick.
copy_tree() {
    local original=$scratch/original
    mkdir "$original"
    (cd "$root" && cp -r --parents framework/schemas framework/src framework/docs tests/data/forms lookups \
        plugins samples "$original")
    awk '/^\[/ { wanted = / (least|all|rate-none|rate-large|retry-attempts|burst-alone|unknown-parts|unknown-words)$/ }
        wanted' "$root/tests/data/forms/limits.txt" >"$original/tests/data/forms/limits.txt"
    root=$scratch/tree
    cp -r "$original" "$root"
}

limits_table() { check_table limits; }
limits_names() { check_names limits; }
# in_schema FILE SED-SCRIPT, in_table FILE SED-SCRIPT
in_schema() { sed -i -E "$2" "$root/framework/schemas/$1.xsd"; }
in_table() { sed -i -E "$2" "$root/tests/data/forms/$1.txt"; }

self_test() {
    local missed=0
    copy_tree

    rm "$root/framework/schemas/limits.xsd"
    caught 'the form <limits> has no schema' check_forms
    rm "$root/tests/data/forms/lookup.txt"
    caught 'the form <lookup> has no table' check_forms
    echo 'xml::expectRoot(document.root(), "mapping", diagnostics)' >"$root/framework/src/host/new.cpp"
    caught 'the form <mapping> has no schema' check_forms
    mkdir "$root/framework/src/new"
    echo 'xml::Document::load(path, diagnostics)' >"$root/framework/src/new/new.cpp"
    caught 'new/new.cpp reads XML' check_forms

    sed -i 's/closed=/clsed=/' "$root/lookups/zoom/Lookup.Zoom.type.xml"
    caught 'Lookup.Zoom.type.xml:' check_files
    printf '```xml\n<target schema-version="1" name="a"/>\n```\n' >>"$root/framework/docs/home.md"
    caught "'connector' is required" check_files
    echo '<mapping/>' >"$root/samples/home/targets/new.xml"
    caught "<mapping> is no form" check_files

    in_table limits 's/^\[bad\] rate-none/[good] rate-none/'
    caught 'rate-none: the schema refuses it' limits_table
    in_table limits 's/^\[only-muster\] burst-alone/[good] burst-alone/'
    caught 'burst-alone: muster refuses it' limits_table
    in_table limits 's/^\[bad\] rate-none/[only-muster] rate-none/'
    caught 'rate-none: the schema refuses it, too' limits_table
    in_table limits 's/rate="100001"/rate="99"/'
    caught 'rate-large: expected of muster' limits_table
    in_table limits '/rate-none/,/^$/s/^schema: .*/schema: another reason/'
    caught 'rate-none: refused, but the schema said' limits_table
    in_schema limits 's|maxInclusive value="20"|maxInclusive value="21"|'
    caught 'retry-attempts: the schema takes it' limits_table
    in_schema limits '/name="margin-percent"/d'
    caught 'all: the schema refuses it' limits_table

    in_schema limits 's|<xs:attribute name="part"|<xs:attribute name="piece" type="text"/>&|'
    caught 'attributes of <type>' limits_table limits_names
    in_schema limits 's|<xs:element name="retry"|<xs:element name="again" type="retry"/>&|'
    caught '"zzz" of <again>, or muster does not know it' limits_table limits_names
    in_schema limits 's|<xs:enumeration value="day"/>|&<xs:enumeration value="hour"/>|'
    caught 'words of "untyped" of <answer-headers>' limits_table limits_names
    status=$missed
}

usage() { sed -n '/^#   check_schemas/s/^# *//p' "${BASH_SOURCE[0]}"; exit 2; }

main() {
    local wants=check_all
    [[ ${1:-} != --self-test ]] || { wants=self_test; shift; }
    [[ $# == 3 ]] || usage
    root=$(cd "$1" && pwd)
    muster=$2
    plugin=$3
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    work=$scratch/work
    mkdir "$work"
    $wants
    exit "$status"
}

main "$@"
