/* SPDX-License-Identifier: Apache-2.0 */
/** @file world.c What a plugin shares with the whole process and leaves alone (TG-P-5), and its threads' signal masks (TG-P-6). */
#include <dirent.h>
#include <locale.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

#include "validate.h"

extern char** environ;

static uint64_t sum_text(uint64_t so_far, const char* text) {
    return text ? sum(so_far, text, strlen(text) + 1) : so_far;
}

world look_around(void) {
    world seen = {1, 1, 1, 1, 1};
    char folder[4096];
    cpu_set_t processors;
    seen.folder = sum_text(1, getcwd(folder, sizeof folder));
    seen.locale = sum_text(1, setlocale(LC_ALL, NULL));
    for (char** each = environ; each && *each; each++)
        seen.environment = sum_text(seen.environment, *each);
    CPU_ZERO(&processors);
    if (sched_getaffinity(0, sizeof processors, &processors) == 0)
        seen.affinity = sum(1, &processors, sizeof processors);
    for (int number = 1; number < 32; number++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        if (sigaction(number, NULL, &action) == 0)
            seen.dispositions = sum(seen.dispositions, &action.sa_sigaction, sizeof action.sa_sigaction);
    }
    return seen;
}

void compare_world(const layer_link* link, const char* slot, const world* before) {
    world now = look_around();
    const char* what = now.folder != before->folder ? "working directory" : now.locale != before->locale ? "locale"
        : now.environment != before->environment ? "environment" : now.affinity != before->affinity ? "affinity"
        : now.dispositions != before->dispositions ? "signal dispositions" : NULL;
    if (what)
        violation(link, P_5, "the %s changed during %s", what, slot);
}

static int ascending(const void* a, const void* b) {
    return *(const int*)a - *(const int*)b;
}

int* list_threads(uint32_t* count) {
    DIR* folder = opendir("/proc/self/task");
    int* threads = NULL;
    *count = 0;
    for (struct dirent* entry; folder && (entry = readdir(folder));) {
        int number = atoi(entry->d_name);
        int* more = number > 0 ? realloc(threads, (*count + (size_t)1) * sizeof *threads) : NULL;
        if (more) {
            threads = more;
            threads[(*count)++] = number;
        }
    }
    if (folder)
        closedir(folder);
    if (threads)
        qsort(threads, *count, sizeof *threads, ascending);
    return threads;
}

static int read_line(int thread, const char* file, const char* key, char* into, size_t room) {
    char path[64];
    int found = 0;
    snprintf(path, sizeof path, "/proc/self/task/%d/%s", thread, file);
    FILE* stream = fopen(path, "r");
    while (stream && !found && fgets(into, (int)room, stream))
        found = strncmp(into, key, strlen(key)) == 0;
    if (stream)
        fclose(stream);
    return found;
}

/** The signals that a thread must block: all, but those that cannot be, and those that a language runtime handles itself. */
static uint64_t must_block(void) {
    static const int open[] = {SIGKILL, SIGSTOP, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP};
    uint64_t mask = 0x7fffffff;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        mask &= ~((uint64_t)1 << (open[i] - 1));
    return mask;
}

void keep_new_threads(tg_device* device, int* before, uint32_t count) {
    uint32_t now_count, kept = 0;
    int* now = list_threads(&now_count);
    for (uint32_t i = 0; before && i < now_count; i++)
        if (!bsearch(&now[i], before, count, sizeof *before, ascending))
            now[kept++] = now[i];
    free(before);
    V(device)->threads = now;
    V(device)->thread_count = kept;
}

void check_threads(tg_device* device) {
    char text[256];
    for (uint32_t i = 0; i < V(device)->thread_count; i++) {
        unsigned long long blocked;
        int thread = V(device)->threads[i];
        if (read_line(thread, "comm", "", text, sizeof text) && strncmp(text, ".NET", 4) == 0)
            continue;
        if (read_line(thread, "status", "SigBlk:", text, sizeof text) && sscanf(text, "SigBlk: %llx", &blocked) == 1 && (must_block() & ~blocked))
            violation(&device->link, P_6, "thread %d, started by device_open, leaves signals open (blocked: %llx)", thread, blocked);
    }
}
