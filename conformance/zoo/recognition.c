/* SPDX-License-Identifier: Apache-2.0 */
/** @file recognition.c How a plugin could tell that it is being judged. Linux. */
#include <stdio.h>

#include "zoo.h"

static int holds(const char* file, const char* text) {
    char piece[4096];
    size_t kept = 0, overlap = strlen(text) - 1;
    int found = 0;
    FILE* stream = fopen(file, "r");
    for (size_t count; stream && !found && (count = fread(piece + kept, 1, sizeof piece - 1 - kept, stream)) > 0;) {
        count += kept;
        for (size_t i = 0; i < count; i++)
            piece[i] = piece[i] ? piece[i] : '\n';
        piece[count] = 0;
        found = strstr(piece, text) != NULL;
        kept = count < overlap ? count : overlap;
        memmove(piece, piece + count - kept, kept);
    }
    if (stream)
        fclose(stream);
    return found;
}

int sees_judge(const configuration* how, const tg_device* device) {
    switch (how->fault) {
    case KNOWS_NAME:
        return holds("/proc/self/comm", "tengen") || holds("/proc/self/cmdline", "/tengen");
    case KNOWS_FILES:
        return holds("/proc/self/maps", "Tengen.Conformance");
    case KNOWS_ENVIRONMENT:
        return holds("/proc/self/environ", "TENGEN_");
    case KNOWS_ZONES:
        return __atomic_load_n(&device->inside, __ATOMIC_RELAXED) != 0;
    default:
        return 0;
    }
}
