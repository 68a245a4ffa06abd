/* SPDX-License-Identifier: Apache-2.0 */
/** @file arm.c Which allocation of which thread fails. */
#include <stdio.h>
#include <unistd.h>

#include "allocations.h"

static _Thread_local struct {
    uint64_t seen, failing;
    const char* call; /* NULL = in silence */
    int32_t armed;
} own;

void tengen_allocations_begin(uint64_t failing, const char* call) {
    own.seen = 0;
    own.failing = failing;
    own.call = call;
    own.armed = 1;
}

uint64_t tengen_allocations_end(void) {
    own.armed = 0;
    return own.seen;
}

int must_fail(const char* function, size_t bytes) {
    if (!own.armed || ++own.seen != own.failing)
        return 0;
    if (own.call) {
        char line[160];
        int length = snprintf(line, sizeof line, "allocation %llu of %s fails on purpose: %s, %zu bytes\n", (unsigned long long)own.seen, own.call, function, bytes);
        if (length > 0 && write(STDERR_FILENO, line, (size_t)length) < 0)
            own.call = NULL;
    }
    return 1;
}
