/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file stress.h
 * A small host that obeys the submission rules under load, and complains about a plugin that does not: programs that add vectors of small
 * integers, in random order, on many threads, queues and devices, every element of every result checked.
 *
 * Locks, outermost first: lane.submit (calls of one queue are serial), session.call (SERIAL devices). session.book guards the books and is
 * all that a callback takes; no plugin is called under it (TG-H-9).
 */
#ifndef TENGEN_STRESS_H
#define TENGEN_STRESS_H

#include <pthread.h>
#include <stdlib.h>

#include <tengen/tengen.h>

enum { LENGTH = 16, MAX_LANES = 8, MAX_OPTIONS = 16, MAX_TARGETS = 4, MAX_OPERANDS = 4 };

/** A plugin under layers, with options whose values may be lists "a|b|c" of which every round draws one. */
typedef struct target {
    const char* path;
    const tg_api* api;
    const tg_layer* offer;
    char* keys[MAX_OPTIONS];
    char* choices[MAX_OPTIONS];
    uint32_t option_count;
} target;

typedef struct session session;
typedef struct lane lane;
typedef struct work work;
typedef struct tensor tensor;

/** A buffer with element i = base + i * step. Freed with its last reference: no work that uses it is pending then. */
struct tensor {
    session* session;
    tg_buffer* buffer;
    work* maker; /* NULL: written by the host */
    int64_t base, step;
    uint32_t references;
};

/** One submission. `status` is TG_PENDING until it was reported. */
struct work {
    work* next;
    lane* lane;
    tensor* operands[MAX_OPERANDS]; /* given back when it is reported */
    work* causes[MAX_OPERANDS];     /* given back when it is settled */
    uint64_t ticket;
    tg_status status;
    uint32_t operand_count, cause_count, cancelled, settled, poisoned, references;
};

typedef struct report {
    uint64_t ticket;
    tg_status status;
} report;

struct lane {
    session* session;
    pthread_mutex_t submit;
    uint64_t last_ticket;
    work *first, *last; /* not reported, in order */
    report* inbox;
    uint64_t last_report, reports;
    uint32_t index, flags, max_pending, pending, inbox_count, inbox_room, inside;
};

/** Programs of a device: x + y, and (x + y) + x, whose interior value may ask for scratch. */
enum { ADD, ADD_TWICE, PROGRAMS };

struct session {
    session* next; /* once closed */
    tg_host table;
    const target* target;
    const tg_api* api;
    tg_device* device;
    pthread_mutex_t book, call;
    pthread_cond_t news;
    lane lanes[MAX_LANES];
    tg_program* programs[MAX_LANES][PROGRAMS];
    uint64_t scratch[PROGRAMS];
    const char* values[MAX_OPTIONS];
    uint64_t told_ns; /* when the last report came, for measuring */
    uint32_t flags, lane_count, lost, gone, closing, closed; /* told lost; answers DEVICE_LOST */
    uint32_t unread;
};

typedef struct settings {
    target targets[MAX_TARGETS];
    uint64_t submissions, seed;
    uint32_t target_count, threads, hosts, patience, may_fail, may_be_lost, measure;
} settings;
extern settings chosen;

typedef struct totals {
    uint64_t submissions, checked, waits, busy, cancelled, failed, lost, bridged, rounds;
} totals;
extern totals seen;
#define COUNT(what) __atomic_fetch_add(&seen.what, 1, __ATOMIC_RELAXED)

/* report.c */

/** Ends the process with the rule that was broken, and how to run this again. */
__attribute__((format(printf, 2, 3), noreturn)) void violation(const char* rule, const char* format, ...);
#define EXPECT(condition, rule, ...) do { if (!(condition)) violation(rule, __VA_ARGS__); } while (0)
uint64_t now_ns(void);
uint32_t draw(uint64_t* random, uint32_t below);
/** Every call explains itself here; the text is this thread's. */
tg_error* explained(void);
const char* explanation(void);

/* target.c */

/** Reads "LAYER:...:PLUGIN,key=value,..." and loads it. */
void load_target(target* target, char* text);
/** Keeps the options of a session; `random` draws among alternatives. */
void choose_options(session* session, uint64_t* random);

/* session.c */

session* open_session(const target* target, uint64_t* random);
/** Nothing is pending and every tensor is gone. */
void close_session(session* session);
/** Closes with work pending and objects alive: everything must be reported when that was refused. */
void close_under_load(session* session);
/** One call at a time on SERIAL devices. */
void enter(session* session);
void leave(session* session);

/* books.c */

void TG_CALL take_report(const tg_host* table, void* queue_ctx, const tg_completion* completion);
/** Works the inboxes off. Called without any lock but lane.submit. */
void read_inboxes(session* session);
/** The same under session.book; what ended is linked to `ended`, for `release_all` once the lock is gone. */
void read_inboxes_locked(session* session, work** ended);
void release_all(work* ended);
/** Sleeps, or drives the device through its wait slot, until the work was reported. */
void await(work* work);
void await_through_slot(lane* lane, uint64_t ticket);
/** Under session.book, with nothing unread. */
void sleep_for_news(session* session);
void append_locked(work* work);
void remove_locked(work* work);
/** Takes the work from its lane with what became of it. */
void end_locked(work* done, tg_status status, work** ended);
/** Waits for the work and all it stems from; 1 = it or one of them failed, so that its output means nothing (TG-H-11). */
int settle(work* work);

/* submission.c */

/**
 * Submits: `program` adds, TG_NONE copies the first operand to the second, PROGRAMS is a barrier. 1 = accepted. The caller holds the operands
 * until this returns: the work may end, and give its own references back, while the call still reads them.
 */
int submit(work* work, uint32_t program, const tg_sync* waits, uint32_t wait_count, uint64_t ticket_gap);
void cancel(work* work);

/* tensor.c */

tensor* new_tensor(session* session, uint64_t bytes, int64_t base, int64_t step);
void write_tensor(tensor* tensor);
void check_tensor(tensor* tensor);
/** A copy on another device, through host memory; NULL when that is lost. */
tensor* bridge(tensor* tensor, session* session);
void hold(tensor* tensor);
void release(tensor* tensor);
/** A work of a lane with one reference, the caller's. */
work* new_work(lane* lane);
void add_operand(work* work, tensor* tensor);
void hold_work(work* work);
void release_work(work* work);
/** Compiles the programs, one set for every lane. */
void make_programs(session* session);
void destroy_programs(session* session);

/* world.c */

/** Runs `submissions` submissions of random work in rounds over devices opened anew. */
void run_world(uint32_t world, uint64_t submissions);

/* measure.c */

void measure(void);

#endif
