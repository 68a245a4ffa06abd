/* SPDX-License-Identifier: Apache-2.0 */
/** @file deeds.c What the storm does. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storm.h"

enum { LOG_LINES = 20000, PRINTED_MIB = 8, MOST_DESCRIPTORS = 256, SCRIBBLES = 64 };

volatile int trapped;
static int* volatile nowhere;
static volatile int for_ever = 1;

void spring_the_trap(void) {
    *nowhere = 1;
}

static int segv(const scene* scene) {
    (void)scene;
    *nowhere = 1;
    return GO_ON;
}

static int die(const scene* scene) {
    (void)scene;
    abort();
}

static int leave(const scene* scene) {
    _exit((int)(scene->random % 3));
}

static int leave_in_order(const scene* scene) {
    exit((int)(scene->random % 3));
}

static int descend(volatile char* above) {
    volatile char room[4096];
    room[0] = (char)(*above + 1);
    return for_ever ? descend(room) + room[0] : 0;
}

static int overflow(const scene* scene) {
    char top = (char)scene->random;
    descend(&top);
    return GO_ON;
}

/** Dies as of an integer division by zero; that itself is no trap on every machine, and no defined thing in C. */
static int divide(const scene* scene) {
    (void)scene;
    signal(SIGFPE, SIG_DFL);
    raise(SIGFPE);
    return GO_ON;
}

static int kill_worker(const scene* scene) {
    (void)scene;
    kill(getpid(), SIGKILL);
    return GO_ON;
}

static int hang(const scene* scene) {
    (void)scene;
    while (for_ever)
        pause();
    return GO_ON;
}

static int spin(const scene* scene) {
    (void)scene;
    while (for_ever)
        ;
    return GO_ON;
}

/** The host's address of an argument; NULL when it has none. */
static unsigned char* address(const scene* scene, uint32_t i, uint64_t* bytes) {
    tg_arg arg;
    void* mapped = NULL;
    if (!scene->execute->arg_count || TG_AT(tg_arg, &arg, scene->execute->args, scene->execute->arg_stride, i) || arg.kind != TG_ARG_BUFFER || !arg.buffer || !arg.bytes)
        return NULL;
    const tg_range range = {.size = sizeof range, .flags = TG_MAP_READ | TG_MAP_WRITE, .offset = arg.offset, .bytes = arg.bytes};
    if (pass_buffer_map(arg.buffer, &range, &mapped, NULL))
        return NULL;
    pass_buffer_unmap(arg.buffer, &range, NULL);
    *bytes = arg.bytes;
    return mapped;
}

static int write_past(const scene* scene) {
    uint64_t bytes;
    unsigned char* last = address(scene, scene->execute->arg_count - 1, &bytes);
    if (last)
        last[bytes + scene->random % 8] ^= 0x5A;
    return GO_ON;
}

static int free_foreign(const scene* scene) {
    uint64_t bytes;
    unsigned char* last = address(scene, scene->execute->arg_count - 1, &bytes);
    free(last ? last + 8 : (void*)8);
    return GO_ON;
}

static uint64_t next(uint64_t* state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 20;
}

/** Overwrites words of memory that can be written and is nobody's file: the heaps of the suite and its runtime. */
static int scribble(const scene* scene) {
    char line[256];
    uint64_t state = scene->random, from, to, starts[256], sizes[256];
    uint32_t count = 0;
    FILE* maps = fopen("/proc/self/maps", "re");
    while (maps && count < 256 && fgets(line, sizeof line, maps)) {
        char mode[8], path[128] = "";
        if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %127s", &from, &to, mode, path) >= 3 && mode[0] == 'r' && mode[1] == 'w' && path[0] != '/' && strncmp(path, "[stack", 6) != 0) {
            starts[count] = from;
            sizes[count++] = to - from;
        }
    }
    if (maps)
        fclose(maps);
    for (uint32_t i = 0; count && i < SCRIBBLES; i++) {
        uint64_t k = next(&state) % count;
        *(volatile uint64_t*)(starts[k] + next(&state) % (sizes[k] / 8) * 8) = next(&state);
    }
    return GO_ON;
}

static int trap(const scene* scene) {
    (void)scene;
    trapped = 1;
    return GO_ON;
}

static int leak(const scene* scene) {
    size_t bytes = (size_t)S(scene->device)->settings.leak_mib << 20;
    char* lost = malloc(bytes);
    for (size_t i = 0; lost && i < bytes; i += 4096)
        ((volatile char*)lost)[i] = 1;
    usleep(400000);
    return GO_ON;
}

static int lie(const scene* scene) {
    (void)scene;
    return LIES;
}

static int stall(const scene* scene) {
    (void)scene;
    return STALLS;
}

static int be_deaf(const scene* scene) {
    (void)scene;
    return DEAF;
}

static int close_all(const scene* scene) {
    for (int file = scene->random % 2 ? 3 : 0; file < MOST_DESCRIPTORS; file++)
        close(file);
    return GO_ON;
}

static int close_input(const scene* scene) {
    (void)scene;
    close(0);
    return GO_ON;
}

/** Writes to every pipe of the process but the standard ones: one of them is the suite's. */
static int garble(const scene* scene) {
    static const char noise[] = "\x01\xff{\"result\":{\"case\":\"all of them\",\"verdict\":\"pass\"}}\n";
    struct stat about;
    (void)scene;
    for (int file = 3; file < MOST_DESCRIPTORS; file++)
        if (fstat(file, &about) == 0 && S_ISFIFO(about.st_mode) && write(file, noise, sizeof noise - 1) < 0)
            continue;
    return GO_ON;
}

static int print(const scene* scene) {
    (void)scene;
    printf("{\"result\":{\"case\":\"all of them\",\"verdict\":\"pass\"}}\n");
    fflush(stdout);
    fprintf(stderr, "\x1b[2J%c%s\n", 0, "the storm was here");
    return GO_ON;
}

static int flood(const scene* scene) {
    static char block[1 << 16];
    const layer_link* link = &scene->device->link;
    for (uint32_t i = 0; link->up.log && i < LOG_LINES; i++)
        link->up.log(link->host, TG_LOG_INFO, "the storm has something to say, and says it again and again");
    memset(block, '~', sizeof block);
    for (uint32_t i = 0; i < PRINTED_MIB << 4; i++)
        if (write(2, block, sizeof block) < 0)
            break;
    return GO_ON;
}

static int ignore_signals(const scene* scene) {
    signal(SIGTERM, SIG_IGN);
    signal(scene->random % 2 ? SIGSEGV : SIGUSR2, SIG_IGN);
    return GO_ON;
}

/** A child that stays, half of them in a session of their own and with init as their parent. */
static int leave_a_child(const scene* scene) {
    pid_t child = fork();
    if (child)
        return GO_ON;
    if (scene->random % 2) {
        setsid();
        if (fork())
            _exit(0);
    }
    for (;;)
        pause();
}

const deed deeds[] = {
    {"segv", ANYWHERE, segv},
    {"abort", ANYWHERE, die},
    {"exit", ANYWHERE, leave},
    {"exit-in-order", ANYWHERE, leave_in_order},
    {"stack-overflow", ANYWHERE, overflow},
    {"divide", ANYWHERE, divide},
    {"kill", ANYWHERE, kill_worker},
    {"hang", ANYWHERE, hang},
    {"spin", ANYWHERE, spin},
    {"write-past", EXECUTE, write_past},
    {"free-foreign", EXECUTE, free_foreign},
    {"scribble", ANYWHERE, scribble},
    {"trap", ANYWHERE, trap},
    {"leak", ANYWHERE, leak},
    {"lie", EXECUTE, lie},
    {"stall", EXECUTE, stall},
    {"deaf", EXECUTE, be_deaf},
    {"close-all", ANYWHERE, close_all},
    {"close-input", ANYWHERE, close_input},
    {"garble", ANYWHERE, garble},
    {"print", ANYWHERE, print},
    {"flood", ANYWHERE, flood},
    {"ignore-signals", ANYWHERE, ignore_signals},
    {"leave-a-child", ANYWHERE, leave_a_child},
};

const uint32_t deed_count = sizeof deeds / sizeof *deeds;
