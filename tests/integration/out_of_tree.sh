#!/bin/sh
# Installs the SDK and the contract suite into an empty prefix, and builds and tests a sample that is a
# project of its own from a copy, with nothing but find_package.
#   out_of_tree.sh CMAKE MUSTER_BUILD SAMPLE WORK_DIR [CMAKE_ARGUMENT...]
set -eu
cmake=$1 muster_build=$2 sample=$3 work=$4
shift 4

rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
for component in sdk testing; do
    "$cmake" --install "$muster_build" --prefix "$work/prefix" --component $component >"$work/log" ||
        { cat "$work/log"; exit 1; }
done
cp -R "$sample" "$work/sample"

# Neither the tree nor its build folder may be needed.
if grep -rlF -e "$muster_build" "$work/prefix/lib"*/cmake; then
    echo "the installed package names its build folder (files above)"
    exit 1
fi
"$cmake" -S "$work/sample" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/prefix" \
    -DCMAKE_BUILD_TYPE=Debug "$@"
"$cmake" --build "$work/build" -j 2
(cd "$work/build" && ctest --output-on-failure)

# The suite tries the templates that an administrator can edit, and not only the connector.
operations=$(echo "$work"/sample/lookups/*/operations.xml)
if [ -f "$operations" ]; then
    cp "$operations" "$work/operations.xml"
    sed -i 's/kind="AlreadyExists"/kind="Conflict"/' "$operations"
    if (cd "$work/build" && ctest -R direct --output-on-failure) >"$work/log" 2>&1; then
        echo "a wrong kind in the error table was not found"
        exit 1
    fi
    grep -q 'C-28: expected AlreadyExists, got Conflict' "$work/log" || { cat "$work/log"; exit 1; }
    if grep -F "$(dirname "$muster_build")" "$work/log" | grep -v "$work"; then
        echo "messages of the suite name the folder that it was built in (above)"
        exit 1
    fi
    cp "$work/operations.xml" "$operations"
fi

# A package of another minor version is refused while the major is 0.
sed -i 's/find_package(muster 0\.[0-9]* /find_package(muster 0.99 /' "$work/sample/CMakeLists.txt"
if "$cmake" -S "$work/sample" -B "$work/build" >"$work/log" 2>&1; then
    echo "find_package(muster 0.99) was satisfied by another minor version"
    exit 1
fi
grep -q 'not accepted' "$work/log" || { cat "$work/log"; exit 1; }
echo "$(basename "$sample"): built from the installed prefix, and tested"
