/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file validate.h The validation layer: what a host must do is checked on the way down and refused, with the number as the rule; what a
 * plugin must do is checked on the way up and logged, as a line that begins with the number. Which: obligations.inc.
 *
 * Two kinds of locks: one for all handles, one per device for its tickets and mappings. Neither is held while the plugin or the host is called.
 */
#ifndef TENGEN_VALIDATE_H
#define TENGEN_VALIDATE_H

#include <pthread.h>
#include <signal.h>

#include "../common/layer.h"

typedef enum obligation {
#define OBLIGATION(name, level, what) name,
#include "obligations.inc"
#undef OBLIGATION
    OBLIGATIONS
} obligation;

/* ---- handles.c ---- */

typedef enum kind { DEVICE, BUFFER, PROGRAM, TIMELINE } kind;
typedef enum life { LIVE, ENDING, DEAD } life;

/** What the layer knows of a handle. Guarded by the lock of all handles; a dead one is kept for a while, so that using it shows. */
typedef struct object {
    struct object* next;
    void* handle;
    kind kind;
    life life;
    uint32_t users; /**< Calls that use it just now, beside submissions. */
} object;

void object_add(object* object, void* handle, kind kind);
/** Begins a use of a handle; refused when it is none of this kind, dead, or being destroyed. */
tg_status object_use(const void* handle, kind kind, tg_error* error);
void object_done(const void* handle);
/** Begins the end of a handle: nobody else may use it. object_revive when the plugin refused; layer_discard ends it. */
tg_status object_end(const void* handle, kind kind, tg_error* error);
void object_revive(const void* handle);
int object_is(const void* handle, kind kind);
/** The open device, other than `not_this`, that has a queue at this address, or NULL. */
tg_device* device_of_queue(const void* queue, const tg_device* not_this);

/* ---- state ---- */

/** A range of a buffer that a submission uses. */
typedef struct use {
    tg_buffer* buffer;
    const void* out_dims;
    uint64_t offset, bytes;
    uint32_t writes, argument;
} use;

/** A point of a timeline that a submission waits for or signals. */
typedef struct point {
    const tg_timeline* timeline;
    uint64_t value;
} point;

enum { KEPT_POINTS = 4 };

/** A submission from before it goes down until its end is known. Of its points the first ones are kept. */
typedef struct pending {
    struct pending* next;
    tg_program* program;
    const void* timing;
    uint64_t ticket;
    point waits[KEPT_POINTS], signals[KEPT_POINTS];
    uint32_t use_count, queue, wait_count, signal_count;
    uint32_t held;  /**< Its submitter still reads it: whoever ends it leaves it ORPHANED. */
    use uses[];
} pending;

enum { KEPT_REFUSALS = 64, HELD = 1, ORPHANED = 2 };

/** A queue's tickets: the last one given, answered (not BUSY), accepted, reported. Guarded by the device's lock. */
typedef struct queue {
    pending *first, *last;
    uint64_t given, spent, accepted, reported, refused[KEPT_REFUSALS];
    uint32_t count, refusals, max_pending, flags, engine, in_call, in_report;
} queue;

typedef struct vdevice {
    tg_device base;
    object object;
    pthread_mutex_t lock;
    tg_device_info info;
    queue* queues;
    int* threads; /**< Started during device_open. */
    uint32_t thread_count, calls, lost, closed, buffers, programs, timelines, lines[OBLIGATIONS];
} vdevice;

typedef struct mapping {
    struct mapping* next;
    uint64_t offset, bytes;
    uint32_t flags;
} mapping;

typedef struct vbuffer {
    tg_buffer base;
    object object;
    uint64_t bytes;
    mapping* mappings; /**< Guarded by the device's lock. */
} vbuffer;

/** What a graph said of an argument. */
typedef struct promise {
    int64_t dims[TG_MAX_RANK];
    tg_dtype dtype;
    int32_t rank;
} promise;

typedef struct vprogram {
    tg_program base;
    object object;
    promise* promises;  /**< Inputs, then outputs, of the only graph; NULL when it came from bytes or several. */
    uint32_t inputs, outputs;
    uint64_t incompat;
    tg_program_info info; /**< Of entry 0; arrays are the plugin's and live as long as the program. */
} vprogram;

typedef struct vtimeline {
    tg_timeline base;
    object object;
    uint64_t reached; /**< The highest value seen. Guarded by the device's lock. */
} vtimeline;

#define V(device) ((vdevice*)(device))
#define VB(buffer) ((vbuffer*)(buffer))
#define VP(program) ((vprogram*)(program))
#define VT(timeline) ((vtimeline*)(timeline))

/* ---- report.c ---- */

const char* label_of(obligation number);
/** Refuses a host: answers `status`, the rule is the number. */
__attribute__((format(printf, 4, 5))) tg_status refuse(tg_error* error, tg_status status, obligation number, const char* format, ...);
/** Reports a plugin through the host's log. */
__attribute__((format(printf, 3, 4))) void violation(const layer_link* link, obligation number, const char* format, ...);
/** The same for what is seen after a device was closed: told to the next host that calls. */
__attribute__((format(printf, 2, 3))) void violation_late(obligation number, const char* format, ...);
void tell_late(const layer_link* link);
#define REFUSE_UNLESS(condition, ...) do { if (!(condition)) return refuse(error, __VA_ARGS__); } while (0)

/* ---- guard.c ---- */

/** One call into the plugin: its own error, and what must be as found afterwards. */
typedef struct call {
    const layer_link* link;
    vdevice* device; /**< Or NULL. */
    const char* slot;
    tg_error* theirs;
    tg_error error; /**< What the plugin explains itself in. */
    uint64_t float_state, in_sum;
    const void* in;
    sigset_t mask;
    uint32_t counted;
    char text[1024], rule[128];
} call;

/** May this thread call at all: no fork, no callback. */
tg_status may_call(tg_error* error);
/** Enters a slot of an open device; `exempt` slots may be called at any time (wait, cancel, device_stats). */
tg_status enter(call* call, tg_device* device, const char* slot, int exempt, const void* in, tg_error* error);
/** Enters a slot without a device. */
void enter_probe(call* call, const layer_link* link, const char* slot, const void* in, tg_error* error);
/** Leaves: checks what the plugin left behind, hands its error on. `pending_legal`: the slot may answer PENDING. */
tg_status leave(call* call, tg_status status, int pending_legal);
/** Leaves without the plugin having been called. */
tg_status abandon(call* call, tg_status status);
/** Marks the thread as being inside a callback of the host. */
void callback(int begin);
#define LEAVE_UNLESS(condition, ...) do { if (!(condition)) return abandon(&call, refuse(error, __VA_ARGS__)); } while (0)

/** An OUT struct of the layer's own, with a fence behind it. */
typedef struct box {
    void* theirs;
    uint32_t size;
    _Alignas(8) unsigned char bytes[TG_MAX_SIZE + 64];
} box;
/** Gives the box to hand down, or `out` itself where the plugin will refuse it. */
void* box_open(box* box, void* out, uint32_t least);
/** Checks the box, and hands its contents on when the call succeeded. */
void box_close(box* box, const layer_link* link, const char* slot, tg_status status);
/** Sum over a sized IN struct, NULL gives 0. */
uint64_t sum_of(const void* desc);
uint64_t sum(uint64_t so_far, const void* bytes, size_t count);
/** Copies element `index` of an array in OUT memory of the plugin; what is longer is ignored. */
void told_at(void* copy, uint32_t known, const void* array, uint32_t stride, uint32_t index);

/* ---- world.c ---- */

/** What a plugin leaves alone (TG-P-5), as sums. */
typedef struct world {
    uint64_t folder, locale, environment, affinity, dispositions;
} world;
world look_around(void);
void compare_world(const layer_link* link, const char* slot, const world* before);
/** Threads of the process, sorted; the caller frees. NULL where there is no list. */
int* list_threads(uint32_t* count);
/** Notes the threads that came since `before`, which is freed. A thread sets its mask a moment after it is there, so it is judged later. */
void keep_new_threads(tg_device* device, int* before, uint32_t count);
/** Reports those that leave signals open (TG-P-6). Threads that a .NET runtime named are its own. */
void check_threads(tg_device* device);

/* ---- describe.c ---- */

void check_device_info(const layer_link* link, const tg_device_info* info);
int same_device(const tg_device_info* a, const tg_device_info* b);

/* ---- graph.c ---- */

/** Is this the canonical form; `compiled` graphs have shapes everywhere. */
tg_status check_graph(const tg_graph* desc, int compiled, tg_error* error);
uint64_t sum_graph(const tg_graph* desc);
/** The plugin's own answer: 1 every node claimed, 0 not, -1 it failed. Checks the query itself on the way. */
int claimed(const layer_link* link, tg_device* below, const tg_graph* graph, const tg_options* options);
tg_status check_options(const tg_options* options, tg_error* error);

/* ---- program.c ---- */

void check_program(tg_program* program, const tg_program_info* info, uint32_t entry);

/* ---- arguments.c ---- */

/** Checks every argument and notes what it uses. `into` has room for arg_count uses. */
tg_status check_arguments(tg_device* device, const tg_execute* execute, pending* into, tg_error* error);

/* ---- tickets.c ---- */

tg_status check_syncs(tg_device* device, const tg_execute* execute, pending* into, tg_error* error);
/** Takes a submission in before it goes down. On success `queue` is busy until ticket_answered, and the submission is held. */
tg_status ticket_begin(tg_device* device, pending* submission, tg_error* error);
/** The submitter reads it no more: a loss of the device may have ended it already. */
void ticket_let_go(tg_device* device, pending* submission);
/** Ends a submission that the layer refused itself: its ticket is spent. Frees it and answers `status`. */
tg_status ticket_refused(tg_device* device, pending* submission, tg_status status);
void ticket_answered(tg_device* device, uint32_t queue, uint64_t ticket, uint32_t pending_before, tg_status status);
uint32_t tickets_pending(tg_device* device);
void completed(layer_link* link, void* queue, const tg_completion* completion);
/** Is [offset, bytes) of the buffer in use; `writes_only`: by a writer. `block` widens ranges. Device locked. */
int in_use(tg_device* device, const tg_buffer* buffer, uint64_t offset, uint64_t bytes, int writes_only, uint64_t block, uint64_t* ticket);
/** Does any pending submission use the buffer or the program? Device locked. */
int uses(tg_device* device, const tg_buffer* buffer, const tg_program* program, uint64_t* ticket);
int overlap(uint64_t a, uint64_t a_bytes, uint64_t b, uint64_t b_bytes, uint64_t block);

/* ---- slots ---- */

tg_status TG_CALL v_device_info(const tg_probe* desc, tg_device_info* out, tg_error* error);
tg_status TG_CALL v_device_open(const tg_open* desc, tg_opened* out, tg_error* error);
tg_status TG_CALL v_device_close(tg_device* device, const tg_release* desc, tg_error* error);
tg_status TG_CALL v_device_stats(tg_device* device, const tg_stats_query* desc, tg_stats* out, tg_error* error);
tg_status TG_CALL v_device_set(tg_device* device, const tg_set* desc, tg_error* error);
tg_status TG_CALL v_extension(tg_device* device, const tg_extension_query* desc, const void** out, tg_error* error);
tg_status TG_CALL v_buffer_alloc(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error);
tg_status TG_CALL v_buffer_free(tg_buffer* buffer, const tg_release* desc, tg_error* error);
tg_status TG_CALL v_buffer_map(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error);
tg_status TG_CALL v_buffer_unmap(tg_buffer* buffer, const tg_range* desc, tg_error* error);
tg_status TG_CALL v_buffer_import(tg_device* device, const tg_import* desc, tg_buffer_info* out, tg_error* error);
tg_status TG_CALL v_buffer_export(tg_buffer* buffer, const tg_export* desc, tg_exported* out, tg_error* error);
tg_status TG_CALL v_graph_query(tg_device* device, const tg_query* desc, tg_error* error);
tg_status TG_CALL v_program_create(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error);
tg_status TG_CALL v_program_destroy(tg_program* program, const tg_release* desc, tg_error* error);
tg_status TG_CALL v_program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error);
tg_status TG_CALL v_program_infer(tg_program* program, const tg_infer* desc, tg_error* error);
tg_status TG_CALL v_program_save(tg_program* program, const tg_save* desc, tg_error* error);
tg_status TG_CALL v_execute(tg_device* device, const tg_execute* desc, tg_error* error);
tg_status TG_CALL v_copy(tg_device* device, const tg_copy* desc, tg_error* error);
tg_status TG_CALL v_wait(tg_device* device, const tg_ticket* desc, tg_error* error);
tg_status TG_CALL v_cancel(tg_device* device, const tg_ticket* desc, tg_error* error);
tg_status TG_CALL v_blob_check(const tg_blob* desc, uint32_t* out, tg_error* error);
extern const tg_timeline_api v_timelines;

#endif
