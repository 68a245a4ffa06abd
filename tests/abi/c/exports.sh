#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# exports.sh LIBRARY: the library exports tg_plugin_v1 and no other tg_ symbol (TG-P-1); a C plugin has no reason to export anything else.
exports=$(nm -D --defined-only "$1" | awk '{ print $3 }' | grep -vE '^(_init|_fini|__asan|__ubsan|__odr_asan|__tsan)')
[ "$exports" = tg_plugin_v1 ] || { echo "$1 exports: $exports"; exit 1; }
