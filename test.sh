#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Installs what is missing (when it may), builds the native parts and the solution, runs every test of every runner, and ends with
# "N passed, N failed, N skipped". Exit status 0 when nothing failed.
#
#   CONFIGURATION=Debug|Release   default Release
#   TENGEN_DATA=DIR               official cases and model graphs; default ../shared/data, then Debian's libonnx-testdata
set -uo pipefail
cd "$(dirname "$0")"
configuration=${CONFIGURATION:-Release}
logs=build/test-logs
mkdir -p "$logs"

say() { printf '\n== %s\n' "$*"; }

# name of a command or library that must be there, Debian package that brings it
need() {
    local probe=$1 package=$2
    command -v "$probe" >/dev/null 2>&1 && return
    ldconfig -p 2>/dev/null | grep -q "$probe" && return
    missing+=("$package")
}

missing=()
need gcc gcc
need g++ g++
need make make
need cmake cmake
need xz xz-utils
need libclang-19.so libclang1-19
need libmpfr.so.6 libmpfr6
need libdnnl.so.2 libdnnl2
[ -n "$(ls /etc/OpenCL/vendors 2>/dev/null)" ] || missing+=(ocl-icd-libopencl1 pocl-opencl-icd)
[ -e /usr/include/stdlib.h ] || missing+=(libc6-dev)
[ -n "${TENGEN_DATA:-}" ] || [ -d ../shared/data ] || [ -d /usr/share/libonnx-testdata ] || missing+=(libonnx-testdata)
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing ${missing[*]}"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$logs/apt.log" 2>&1 ||
            { tail -5 "$logs/apt.log"; echo "could not install ${missing[*]}: tests that need them are skipped and say so"; }
    else
        echo "missing: ${missing[*]} (apt-get install ${missing[*]}); tests that need them are skipped and say so"
    fi
fi

passed=0
failed=0
skipped=0

native() {
    local folder=$1
    shift
    cmake -S . -B "$folder" -DCMAKE_BUILD_TYPE=Release "$@" >"$logs/cmake.log" 2>&1 && cmake --build "$folder" -j "$(nproc)" >>"$logs/cmake.log" 2>&1
}

# adds the counts of one ctest run
count_ctest() {
    local log=$1 total bad
    total=$(sed -nE 's/.*tests failed out of ([0-9]+).*/\1/p' "$log" | tail -1)
    bad=$(sed -nE 's/.*, ([0-9]+) tests failed out of.*/\1/p' "$log" | tail -1)
    if [ -z "$total" ]; then
        echo "ctest printed no result"
        failed=$((failed + 1))
        return
    fi
    passed=$((passed + total - bad))
    failed=$((failed + bad))
}

# what failed, once more and last: a long log is often kept by its end alone
summary() {
    if [ "$failed" != 0 ]; then
        say "failed"
        sed -n '/The following tests FAILED/,/^$/p' "$logs"/ctest*.log 2>/dev/null
        sed -n '/^failed /,/^\(passed\|skipped\|Test run summary\)/{/^\(passed\|skipped\|Test run summary\)/!p}' "$logs"/*.Tests.log 2>/dev/null |
            head -120
    fi
    printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
}

say "native parts"
if native build; then
    ctest --test-dir build -j "$(nproc)" --output-on-failure 2>&1 | tee "$logs/ctest.log"
    count_ctest "$logs/ctest.log"
else
    tail -40 "$logs/cmake.log"
    echo "the native parts did not build"
    failed=$((failed + 1))
fi

say "native parts under address and undefined-behaviour sanitizers"
if native build/asan -DTENGEN_SANITIZE=address,undefined; then
    ctest --test-dir build/asan -j "$(nproc)" --output-on-failure 2>&1 | tee "$logs/ctest-asan.log"
    count_ctest "$logs/ctest-asan.log"
else
    tail -40 "$logs/cmake.log"
    echo "the sanitized native parts did not build"
    failed=$((failed + 1))
fi

say "solution"
dotnet build Backends.sln -c "$configuration" -v q -nologo -p:UseSharedCompilation=true >"$logs/build.log" 2>&1
built=$?
dotnet build-server shutdown --vbcscompiler >>"$logs/build.log" 2>&1
if [ $built != 0 ]; then
    grep -E 'error|warning' "$logs/build.log" | sort -u | head -40
    echo "the solution did not build"
    failed=$((failed + 1))
    summary
    exit 1
fi

for project in $(find tests -name '*.Tests.csproj' | sort); do
    name=$(basename "$project" .csproj)
    say "$name"
    log="$logs/$name.log"
    dotnet "$(dirname "$project")/bin/$configuration/net10.0/$name.dll" --progress off --ansi off --output Detailed >"$log" 2>&1
    status=$?
    grep -vE '^\s*(passed|$)' "$log" | tail -80
    if ! grep -qE '^\s+total: [0-9]+' "$log"; then
        echo "$name ended with status $status and printed no result"
        failed=$((failed + 1))
        continue
    fi
    passed=$((passed + $(sed -nE 's/^\s+succeeded: ([0-9]+).*/\1/p' "$log" | tail -1)))
    failed=$((failed + $(sed -nE 's/^\s+failed: ([0-9]+).*/\1/p' "$log" | tail -1)))
    skipped=$((skipped + $(sed -nE 's/^\s+skipped: ([0-9]+).*/\1/p' "$log" | tail -1)))
done

say "Tengen.Stress"
if dotnet "tests/stress/Tengen.Stress/bin/$configuration/net10.0/Tengen.Stress.dll" --submissions 40000; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
fi

summary
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
