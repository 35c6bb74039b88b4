#!/bin/bash
# Editors help with muster's XML by the schemas under framework/schemas. Holds the files that are shipped
# or shown in the documents against them.
#   check_schemas.sh ROOT         checks; ends with 1 when a file does not fit its schema
#   check_schemas.sh --self-test  checks that each schema refuses files with a mistake
set -euo pipefail
command -v xmllint >/dev/null || { echo "xmllint is missing; install libxml2-utils"; exit 1; }

# validate SCHEMA FILE
validate() { xmllint --noout --nonet --schema "$schemas/$1.xsd" "$2" 2>&1; }

check() {
    local root=$1 status=0 count=0 file schema said
    for file in "$root"/lookups/*/*.xml "$root"/samples/home/targets/*.xml \
        "$root"/samples/web_api/targets/*.xml "$root"/samples/web_api/lookups/*/*.xml \
        "$root"/framework/docs/examples/*/*.xml; do
        [[ -f $file ]] || { echo "there is no $file"; return 1; }
        case $file in
            */operations.xml) schema=operations ;;
            */limits.xml) schema=limits ;;
            */targets/*) schema=target ;;
            *) schema=lookup ;;
        esac
        said=$(validate $schema "$file") || { echo "$said"; status=1; }
        count=$((count + 1))
    done
    echo "$count files were held against their schemas"
    return $status
}

# expect_refused SCHEMA PIECE TEXT
expect_refused() {
    local said
    if said=$(printf '%s\n' "$3" | validate "$1" -); then
        echo "the schema $1 accepts: $3"
        return 1
    fi
    [[ $said == *"$2"* ]] || { echo "refused $3, but said: $said"; return 1; }
}

expect_taken() {
    local said
    said=$(printf '%s\n' "$2" | validate "$1" -) || { echo "the schema $1 refuses $2: $said"; return 1; }
}

self_test() {
    local target='<target schema-version="1" name="a" connector="b"'
    expect_taken target "$target/>"
    expect_taken target "$target workers=\"256\"><property name=\"p\">1</property></target>"
    expect_refused target workers "$target workers=\"257\"/>"
    expect_refused target timeout-seconds "$target timeout-seconds=\"1 h\"/>"
    expect_refused target worker "$target worker=\"4\"/>"
    expect_refused target propertie "$target><propertie name=\"p\">1</propertie></target>"
    expect_refused target property "$target><property name=\"p\"/><property name=\"p\"/></target>"
    expect_refused target connector '<target schema-version="1" name="a"/>'
    expect_refused target schema-version '<target schema-version="2" name="a" connector="b"/>'

    local entry='<entry code-key="1"><decode>One</decode></entry>'
    expect_taken lookup "<lookup schema-version=\"1\" name=\"L\">$entry</lookup>"
    expect_refused lookup entry '<lookup schema-version="1" name="L"/>'
    expect_refused lookup closed "<lookup schema-version=\"1\" name=\"L\" closed=\"yes\">$entry</lookup>"

    local operation='<operation key="A.GETOP" method="GET"><path>/a</path></operation>'
    expect_taken operations "<operations schema-version=\"1\">$operation</operations>"
    expect_refused operations operaton '<operations schema-version="1"><operaton/></operations>'
    local day='<limit name="a" per-day="9"'
    expect_taken limits "<limits schema-version=\"1\">$day zone=\"+09:00\" key=\"\$(__UID__)\$\"/></limits>"
    expect_refused limits limt '<limits schema-version="1"><limt/></limits>'
    expect_refused limits zone "<limits schema-version=\"1\">$day zone=\"CET\"/></limits>"
    expect_refused limits key "<limits schema-version=\"1\">$day key=\"uid\"/></limits>"
    expect_refused limits rate '<limits schema-version="1"><limit name="a" rate="0"/></limits>'
    expect_refused limits limit "<limits schema-version=\"1\">$day/>$day/></limits>"
    expect_refused operations method "<operations schema-version=\"1\">${operation/GET\"/FETCH\"}</operations>"
}

schemas=$(cd "$(dirname "${BASH_SOURCE[0]}")/../framework/schemas" && pwd)
case ${1:-} in
    --self-test) self_test ;;
    "") echo "usage: check_schemas.sh ROOT | --self-test"; exit 2 ;;
    *) check "$1" ;;
esac
