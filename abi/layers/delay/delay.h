/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file delay.h Makes a conformant device harder, and keeps it conformant: every OK becomes PENDING, every report comes late and from this
 * layer's own thread, often one for several tickets, and in no order over queues (within one always in order). The work itself is done when it
 * was: what comes late is the news. A dependent may be reported before what it waited for, when they are on different queues.
 *
 * Options: delay.us=N, the longest delay in microseconds (default 200, at most a second); delay.seed=N picks the sequence (default 1).
 * A device that declares PULL is not opened: nobody would drive it.
 */
#ifndef TENGEN_DELAY_H
#define TENGEN_DELAY_H

#include <pthread.h>

#include "../common/layer.h"

enum { DEFAULT_US = 200, MOST_US = 1000000 };

typedef struct settings {
    uint32_t us, seed;
} settings;

/** A ticket that the device below accepted and that was not reported upward. */
typedef struct ticket {
    struct ticket* next;
    uint64_t number, due_ns;
    tg_completion* end; /**< Its report, a copy with its texts behind it; NULL while it runs below. */
    tg_status status;
    uint32_t ended;
} ticket;

/** Guarded by the device's lock. `from` to `to`: being reported just now, 0 = nothing. */
typedef struct queue {
    ticket *first, *last;
    uint64_t due_ns, from, to;
    uint32_t count, max_pending;
} queue;

/** `urgent`: what has ended is reported at once. */
typedef struct delayed {
    tg_device base;
    pthread_mutex_t lock;
    pthread_cond_t ended, reported;
    pthread_t thread;
    settings settings;
    uint64_t random;
    queue* queues;
    uint32_t urgent, closing, lost;
} delayed;

#define D(device) ((delayed*)(device))

/** Reads the layer's own options and refuses unknown ones. */
tg_status read_settings(const tg_options* options, settings* into, tg_error* error);

uint64_t now_ns(void);
/** Starts and ends the thread that reports. Answers 0 when there is no thread. */
int start_reporting(delayed* device);
void end_reporting(delayed* device);
/** Reports at once whatever has ended, and comes back when that is done. */
void report_all(delayed* device);
/** Takes a ticket in before it goes down; BUSY when max_pending are not reported yet. */
tg_status ticket_begin(delayed* device, uint32_t queue, uint64_t number, tg_error* error);
/** Takes in what the device below answered, and gives what the host is answered. */
tg_status ticket_answered(delayed* device, uint32_t queue, uint64_t number, tg_status status);
/** What the device below reports. */
void completed(layer_link* link, void* queue, const tg_completion* completion);
/** 0 not known any more, 1 runs below, 2 ended and not reported. Locked. */
int ticket_state(const queue* queue, uint64_t number);

#endif
