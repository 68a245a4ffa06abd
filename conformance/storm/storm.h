/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file storm.h A layer over a good backend that misbehaves at random: it dies, hangs, scribbles, lies, leaks, floods, and touches what is
 * not its own. What it does to a case depends on the seed and the case's graph alone, so that the case does it again in another process.
 * Each deed is written to a log of its own first, so that a test can compare what the suite says with what was done.
 *
 * Options: storm.seed=N (default 1); storm.rate=N, the share of graphs that are struck, in thousandths (default 200); storm.deeds=A,B,... (names
 * of deeds.c; default all); storm.truth=PATH, the log: lines of nanoseconds since 1970, process id, deed; storm.leak=MIB (default 700).
 */
#ifndef TENGEN_STORM_H
#define TENGEN_STORM_H

#include "../../abi/layers/common/layer.h"

/** Where a deed strikes. ANYWHERE: in one of the three, as the graph's hash says. */
enum { QUERY, COMPILE, EXECUTE, ANYWHERE };

enum { MOST_DEEDS = 32, PATH_BYTES = 512 };

typedef struct settings {
    uint64_t seed;
    uint32_t rate, leak_mib, deeds; /* bit i of `deeds`: deed i may be done */
    char truth[PATH_BYTES];
} settings;

/** What a deed has at hand. `args` and what follows are of an execute; NULL and 0 elsewhere. */
typedef struct scene {
    tg_device* device;
    const tg_execute* execute;
    uint64_t random;
} scene;

/**
 * LIES: the call is to be answered OK and to do nothing. STALLS: it is to be accepted, and not to end until it is cancelled or the device is closed;
 * DEAF: until the device is closed.
 */
enum { GO_ON, LIES, STALLS, DEAF };

typedef struct deed {
    const char* name;
    uint32_t site;
    int (*act)(const scene* scene);
} deed;

extern const deed deeds[];
extern const uint32_t deed_count;

typedef struct storm {
    tg_device base;
    settings settings;
} storm;

/** What is to be done to a graph. `deed` is deed_count for nothing. */
typedef struct fate {
    uint64_t random;
    uint32_t deed, site;
} fate;

typedef struct doomed {
    tg_program base;
    fate fate;
} doomed;

static inline storm* S(tg_device* device) { return (storm*)(void*)device; }

/* options.c */
tg_status read_settings(const tg_options* options, settings* into, tg_error* error);

/* truth.c */

/** Writes one line in one call, so that lines of several processes do not mix and nothing is lost when the process dies next. */
void confess(const settings* settings, const char* deed);

/* stall.c */

/** Accepts a submission without ending it; 0 when too many are open already. */
int stall_submission(tg_device* device, const tg_execute* execute, int deaf);
tg_status TG_CALL cancel_stalled(tg_device* device, const tg_ticket* desc, tg_error* error);
tg_status TG_CALL wait_stalled(tg_device* device, const tg_ticket* desc, tg_error* error);
tg_status TG_CALL close_stalled(tg_device* device, const tg_release* desc, tg_error* error);

/* deeds.c */

/** Set by the deed "trap": the next graph that is asked about meets a null pointer. */
extern volatile int trapped;
void spring_the_trap(void);

#endif
