#!/bin/sh
# Installs the SDK and the contract suite into an empty prefix, and builds and tests
# samples/out_of_tree from a copy, with nothing but find_package.
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

# A package of another minor version is refused while the major is 0.
sed -i 's/find_package(muster 0\.3 /find_package(muster 0.4 /' "$work/sample/CMakeLists.txt"
if "$cmake" -S "$work/sample" -B "$work/build" >"$work/log" 2>&1; then
    echo "find_package(muster 0.4) was satisfied by version 0.3"
    exit 1
fi
grep -q 'not accepted' "$work/log" || { cat "$work/log"; exit 1; }
echo "out_of_tree: built from the installed prefix, and tested"
