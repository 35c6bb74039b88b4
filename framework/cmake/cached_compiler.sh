#!/bin/sh
# The compiler cache of the test presets: cached_compiler.sh COMPILER ARGUMENT...
# Build folders of several checkouts share what they compile, since paths are taken relative to each.
CCACHE_BASEDIR=$(cd "$(dirname "$0")/../.." && pwd)
export CCACHE_BASEDIR CCACHE_NOHASHDIR=1
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
# A precompiled header is made by including its source. While the old one lies beside it the cache takes that for
# the source's text, and gives back what another checkout once made of it.
for argument in "$@"; do
  case "$argument" in
    *.gch) rm -f "$argument" ;;
  esac
done
exec ccache "$@"
