#!/usr/bin/env python3
"""Runs clang-tidy on the sources named on standard input, several of one folder in one go.

    tests/tidy.py BUILD_FOLDER JOBS < SOURCES

Most of what clang-tidy costs is reading the libraries' headers, once for each source. Sources of one folder
that are compiled alike are therefore read as one, up to eight at a time. Those that cannot be (two have an
unnamed namespace with the same name in it) are parted, down to a single one. BUILD_FOLDER has the
compile_commands.json. What is found goes to standard output, as clang-tidy writes it; the exit code is 1 then.
"""
import collections
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys

TOOL = "clang-tidy-16"
AT_ONCE = 8
# What only GCC knows, and its precompiled headers: clang reads the plain ones.
GCC_ONLY = re.compile(r" -include [^ ]*cmake_pch\.hxx| -Winvalid-pch| -fpch-preprocess| -fno-gnu-unique")
HEADERS = r"(framework|plugins|samples|tests|bench)/.*\.(h|cpp)$"


class Compiled(collections.namedtuple("Compiled", "folder flags")):
    """How a source is compiled: where, and with which arguments but its own name and its result's."""

    @staticmethod
    def of(entry):
        words = shlex.split(GCC_ONLY.sub("", entry["command"]))
        compiler = next(i for i, word in enumerate(words) if word.endswith(("c++", "/cc", "g++", "gcc")))
        words = words[compiler + 1:]
        for option in ("-o", "-c"):
            at = words.index(option)
            del words[at:at + 2]
        return Compiled(entry["directory"], tuple(words))


def tidy(sources, compiled, build, *options):
    """What clang-tidy says of the sources when they are read as one."""
    source = sources[0]
    if len(sources) > 1:
        options += ("--checks=-bugprone-suspicious-include",)
        name = re.sub(r"\W+", "_", os.path.relpath(sources[0])) + f"_and_{len(sources) - 1}.cpp"
        source = os.path.join(build, "tidy", name)
        with open(source, "w", encoding="utf-8") as whole:
            whole.writelines(f'#include "{each}"\n' for each in sources)
    run = subprocess.run([TOOL, "--quiet", f"--header-filter={HEADERS}", *options, source, "--", *compiled.flags],
                         cwd=compiled.folder, capture_output=True, text=True, check=False)
    broke = run.returncode != 0 and "error:" not in run.stdout
    return run.stdout + (run.stderr if broke else "")


def is_readable(sources, compiled, build):
    """Whether the sources can be read as one; told by a run with next to no checks."""
    return "clang-diagnostic-error" not in tidy(sources, compiled, build, "--checks=-*,google-explicit-constructor")


def check(sources, compiled, build):
    """What is found in the sources, read together where they can be."""
    if len(sources) == 1 or is_readable(sources, compiled, build):
        return tidy(sources, compiled, build)
    half = len(sources) // 2
    return check(sources[:half], compiled, build) + check(sources[half:], compiled, build)


def batches(sources, build):
    """The sources in the order given, parted into those that may be read as one."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as commands:
        known = {entry["file"]: Compiled.of(entry) for entry in reversed(json.load(commands))}
    alike = collections.defaultdict(list)
    for source in sources:
        alike[(os.path.dirname(source), known[source])].append(source)
    for (_, compiled), together in alike.items():
        for first in range(0, len(together), AT_ONCE):
            yield together[first:first + AT_ONCE], compiled


def main():
    build, jobs = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    sources = [os.path.abspath(line) for line in sys.stdin.read().split()]
    os.makedirs(os.path.join(build, "tidy"), exist_ok=True)
    findings = {}
    with concurrent.futures.ThreadPoolExecutor(jobs) as workers:
        for said in workers.map(lambda batch: check(*batch, build), batches(sources, build)):
            # One finding in a header comes with each source that includes it.
            for finding in re.split(r"(?m)^(?=/\S+:\d+:\d+: (?:error|warning):)", said):
                if finding.strip():
                    findings.setdefault(finding.split("\n", 1)[0], finding)
    sys.stdout.write("".join(findings.values()))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
