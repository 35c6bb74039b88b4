#!/bin/sh
# Installs everything into an empty prefix: the documents there lead to what is there, and what the
# guide and the messages name stands where they say.
#   installed_documents.sh CMAKE MUSTER_BUILD WORK_DIR
set -eu
cmake=$1 muster_build=$2 work=$3
here=$(dirname "$0")

rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
"$cmake" --install "$muster_build" --prefix "$work/prefix" >"$work/log" || { cat "$work/log"; exit 1; }
"$here/../check_links.sh" "$work/prefix"
for place in samples/out_of_tree/notepad_connector.cpp samples/out_of_tree/CMakeLists.txt \
    samples/web_api/badge_connector.cpp samples/web_api/lookups/badge/operations.xml \
    samples/hello_connector/hello_connector.cpp home/targets/zoom-sandbox.xml schemas/target.xsd \
    lookups/zoom/operations.xml; do
    [ -f "$work/prefix/share/muster/$place" ] || { echo "share/muster/$place is not installed"; exit 1; }
done
# What only the source has helps nobody who installed muster.
if grep -rn -e 'framework/' -e '<!-- from ' --include='*.md' --include='*.xsd' --include='*.xml' \
    "$work/prefix/share"; then
    echo "the installed files above name a place in muster's source"
    exit 1
fi
echo "installed_documents: every link leads somewhere"
