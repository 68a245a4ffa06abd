/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file rig.h A layer between a host that may misbehave and a plugin that may: both lie in the test's process.
 * A test replaces slots of `fake` before it opens, or calls the layer as no host should.
 */
#ifndef TENGEN_TEST_RIG_H
#define TENGEN_TEST_RIG_H

#include <pthread.h>
#include <string.h>

#include <tengen/tengen.h>

#include "test.h"

enum { MOST_LINES = 64, MOST_ENDS = 1024, RIG_QUEUES = 2, ELEMENTS = 4 };

/* ---- the plugin ---- */

/** Its table. One device; programs take f32[4] and give f32[4]; `fake_flags` and what follows are read by device_info. */
extern tg_api fake;
extern uint32_t fake_flags, fake_arg_kinds, fake_map_alignment, fake_symbols;
extern tg_queue_info fake_queue;
extern uint64_t fake_incompat, fake_program_incompat;
/** What execute and copy answer. */
extern tg_status fake_answer;
/** What every node is answered. */
extern uint32_t fake_verdict;
/** As given to the last device_open. */
extern const tg_host* fake_host;
extern void* fake_queue_ctx[RIG_QUEUES];
/** The plugin's own slots, for those that only change something. */
extern const tg_api sound;
void fake_report(uint32_t queue, uint64_t ticket, tg_status status);

/* ---- the host ---- */

typedef struct rig {
    tg_host table;
    tg_layer offer;
    pthread_mutex_t lock;
    struct {
        uint64_t ticket;
        uint32_t queue;
        tg_status status;
        char text[64];
    } ends[MOST_ENDS];
    uint32_t end_count;
    struct {
        uint32_t level;
        char text[512];
    } lines[MOST_LINES];
    uint32_t line_count, queue_ids[RIG_QUEUES];
    tg_device* device;
} rig;

/** The layer's table. */
const tg_api* layer_api(void);
/** Every call explains itself in error_text and rule_text. */
tg_error* told(void);
extern _Thread_local char rule_text[64];
void rig_prepare(rig* rig);
tg_status rig_try_open(rig* rig);
void rig_open(rig* rig);
void rig_close(rig* rig);
tg_status rig_describe(rig* rig, uint32_t index, tg_options options);
uint32_t rig_ends(rig* rig, uint32_t queue, uint64_t ticket, tg_status status);
/** Waits until a ticket was reported, for what a layer's own thread reports. */
void rig_await(rig* rig, uint32_t queue, uint64_t ticket, tg_status status);
/** Was a line logged that begins with this label. */
int rig_heard(rig* rig, const char* label);
tg_buffer* rig_buffer(rig* rig, uint64_t bytes);
tg_program* rig_program(rig* rig);

/** A graph of one Relu over f32[4], which tests spoil. */
typedef struct small {
    tg_graph graph;
    tg_value values[4];
    tg_node nodes[2];
    tg_attribute attributes[2];
    int64_t dims[2], number;
    uint32_t inputs[2], outputs[2], reads[2], makes[2];
    float constant[ELEMENTS];
} small;
void small_make(small* small);
tg_status small_query(rig* rig, const small* small);
tg_status small_compile(rig* rig, const small* small, tg_program** out);

/** Input in the first 256 bytes of a buffer, output in the next. */
void rig_args(tg_arg* args, tg_buffer* buffer);
tg_execute rig_execute(tg_program* program, uint64_t ticket, const tg_arg* args);

/** The layer refuses the call and names the obligation. */
#define REFUSED(label, status, call)                                                                                 \
    do {                                                                                                             \
        ANSWERS(label, status, call);                                                                                \
        if (strcmp(rule_text, label) != 0) {                                                                         \
            fprintf(stderr, "%s:%d: %s cites '%s', not %s: %s\n", __FILE__, __LINE__, #call, rule_text, label, error_text); \
            exit(1);                                                                                                 \
        }                                                                                                            \
    } while (0)

extern const tg_release rig_release;

#endif
