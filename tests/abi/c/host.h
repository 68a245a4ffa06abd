/* SPDX-License-Identifier: Apache-2.0 */
/** @file host.h A small host: loads the plugin under test, under layers when it is named LAYER:...:PLUGIN, opens a device, keeps a record of completions, builds graphs. */
#ifndef TENGEN_TEST_HOST_H
#define TENGEN_TEST_HOST_H

#include <pthread.h>
#include <string.h>

#include <tengen/tengen.h>

#include "test.h"

enum { MOST_REPORTS = 4096, MOST_VALUES = 16, MOST_NODES = 8, QUEUES = 3 };

typedef struct host {
    tg_host table;
    pthread_mutex_t lock;
    struct {
        uint64_t ticket;
        uint32_t queue;
        tg_status status;
    } reports[MOST_REPORTS];
    uint32_t report_count;
    uint32_t queue_ids[QUEUES];
    uint32_t queue_count;
    int closed;
    tg_device* device;
} host;

/** Every call writes its explanation to error_text. */
tg_error* explained(void);
const tg_api* plugin(void);
/** For device_info: a host without a log that offers layers what they wrap. */
const tg_host* probing(void);
tg_options device_options(void);
/** Adds an option to those of the command line. */
void set_option(const char* key, const char* value);
/** Opens device 0 of the plugin with these options, and queues of every kind it has by turns. */
void open_device(host* host, uint32_t queues);
void close_device(host* host);
uint32_t reports_of(host* host, uint32_t queue, uint64_t ticket, tg_status status);
/** Waits for a ticket through the plugin's wait slot. */
void await(host* host, uint32_t queue, uint64_t ticket);

tg_buffer* new_buffer(host* host, uint64_t bytes);
void free_buffer(tg_buffer* buffer);
tg_buffer* upload(host* host, const float* elements, uint64_t count);
void download(tg_buffer* buffer, float* elements, uint64_t count);

/** A graph under construction; everything it points to lies in it, so it is not copied once begun. */
typedef struct graph {
    tg_graph desc;
    tg_value values[MOST_VALUES];
    int64_t dims[MOST_VALUES][TG_MAX_RANK];
    tg_node nodes[MOST_NODES];
    uint32_t edges[MOST_NODES][4];
    tg_attribute attributes[MOST_NODES];
    int64_t axes[MOST_NODES];
    tg_symbol symbols[2];
    uint32_t inputs[MOST_VALUES], outputs[MOST_VALUES];
} graph;

/** An element of the plugin's array: the plugin's stride counts, not the size of the type known here. */
#define ELEMENT(type, array, stride, index) ((const type*)((const char*)(array) + (size_t)(index) * (stride)))

#define DIMS(...) (uint32_t)(sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t)), (const int64_t[]){__VA_ARGS__}
void begin(graph* graph);
uint32_t add_value(graph* graph, uint32_t rank, const int64_t* dims);
uint32_t add_input(graph* graph, uint32_t rank, const int64_t* dims);
/** Adds a node of the newest version known here; `b` is TG_NONE for an operator with one input. */
void add_node(graph* graph, const char* op, uint32_t a, uint32_t b, uint32_t out);
void set_axis(graph* graph, int64_t axis);
void add_output(graph* graph, uint32_t value);

/** Asks for node 0's answer. */
tg_support ask(host* host, const graph* graph);
tg_program* compile(host* host, const graph* graph);
void destroy(tg_program* program);
tg_arg arg_of(tg_buffer* buffer, uint64_t bytes);
/** Submits, and waits when the answer is PENDING. */
tg_status run(host* host, tg_program* program, uint64_t ticket, const tg_arg* args, uint32_t count);
tg_execute submission(tg_program* program, uint32_t queue, uint64_t ticket, const tg_arg* args, uint32_t count);

#endif
