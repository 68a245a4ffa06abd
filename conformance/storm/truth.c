/* SPDX-License-Identifier: Apache-2.0 */
/** @file truth.c The layer's own log of what it did. */
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "storm.h"

void confess(const settings* settings, const char* deed) {
    struct timespec now;
    char line[96];
    if (!settings->truth[0])
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    int length = snprintf(line, sizeof line, "%lld%09ld %ld %s\n", (long long)now.tv_sec, now.tv_nsec, (long)getpid(), deed);
    int file = open(settings->truth, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file < 0 || write(file, line, (size_t)length) != length)
        abort();
    close(file);
}
