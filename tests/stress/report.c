/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "stress.h"

static _Thread_local char text[512], rule[64];

void violation(const char* broken, const char* format, ...) {
    static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;
    va_list arguments;
    pthread_mutex_lock(&once);
    fprintf(stderr, "violated: %s: ", broken);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\nagain with: --seed %llu --submissions %llu --threads %u --hosts %u\n", (unsigned long long)chosen.seed,
            (unsigned long long)chosen.submissions, chosen.threads, chosen.hosts);
    fflush(stderr);
    _Exit(1);
}

uint64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

uint32_t draw(uint64_t* random, uint32_t below) {
    *random = *random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*random >> 33) % below);
}

tg_error* explained(void) {
    static _Thread_local tg_error error;
    text[0] = 0;
    error = (tg_error){sizeof error, sizeof text, text, rule, 0, sizeof rule, 0};
    return &error;
}

const char* explanation(void) {
    return text;
}
