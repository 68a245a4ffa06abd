/* SPDX-License-Identifier: Apache-2.0 */
#include "guard.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MOST_BLOCKS = 32 };

/** Copies of one call. */
typedef struct scope {
    void* base[MOST_BLOCKS];
    size_t length[MOST_BLOCKS];
    unsigned count;
} scope;

static tg_api real;

static void* put(scope* scope, const void* from, size_t bytes) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), room = (bytes + page - 1) / page * page;
    if (!from || !bytes || scope->count == MOST_BLOCKS)
        return (void*)from;
    unsigned char* base = mmap(NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED || mprotect(base + room, page, PROT_NONE) != 0)
        abort();
    scope->base[scope->count] = base;
    scope->length[scope->count++] = room + page;
    return memcpy(base + room - bytes, from, bytes);
}

/** A sized struct; one of a size that no reader accepts stays where it is. */
static void* put_struct(scope* scope, const void* from) {
    uint32_t size = from ? *(const uint32_t*)from : 0;
    return size >= 8 && size <= TG_MAX_SIZE && size % 8 == 0 ? put(scope, from, size) : (void*)from;
}

static void* put_array(scope* scope, const void* from, uint32_t count, uint32_t stride) {
    return stride % 8 == 0 && stride <= TG_MAX_SIZE ? put(scope, from, (size_t)count * stride) : (void*)from;
}

static tg_status end(scope* scope, tg_status status) {
    while (scope->count) {
        scope->count--;
        munmap(scope->base[scope->count], scope->length[scope->count]);
    }
    return status;
}

/** Takes an OUT struct back; `size` too, so that a callee that writes it is seen. */
static void take(void* to, const void* copy) {
    if (to && to != copy)
        memcpy(to, copy, *(const uint32_t*)to);
}

static tg_graph* put_graph(scope* scope, const tg_graph* graph) {
    tg_graph* copy = put_struct(scope, graph);
    if (!copy || copy == graph || copy->size < (uint32_t)tg_graph_1_0)
        return copy;
    copy->values = put_array(scope, graph->values, graph->value_count, graph->value_stride);
    copy->nodes = put_array(scope, graph->nodes, graph->node_count, graph->node_stride);
    copy->symbols = put_array(scope, graph->symbols, graph->symbol_count, graph->symbol_stride);
    copy->inputs = put(scope, graph->inputs, graph->input_count * sizeof(uint32_t));
    copy->outputs = put(scope, graph->outputs, graph->output_count * sizeof(uint32_t));
    return copy;
}

#define IN_CALL(slot, self_type, desc_type)                                                      \
    static tg_status TG_CALL slot(self_type* self, const desc_type* desc, tg_error* error) {      \
        scope scope = {.count = 0};                                                               \
        return end(&scope, real.slot(self, put_struct(&scope, desc), error));                     \
    }
#define OUT_CALL(slot, self_type, desc_type, out_type)                                            \
    static tg_status TG_CALL slot(self_type* self, const desc_type* desc, out_type* out, tg_error* error) { \
        scope scope = {.count = 0};                                                               \
        out_type* copy = put_struct(&scope, out);                                                 \
        tg_status status = real.slot(self, put_struct(&scope, desc), copy, error);                \
        take(out, copy);                                                                          \
        return end(&scope, status);                                                               \
    }

IN_CALL(device_close, tg_device, tg_release)
IN_CALL(buffer_free, tg_buffer, tg_release)
IN_CALL(buffer_unmap, tg_buffer, tg_range)
IN_CALL(program_destroy, tg_program, tg_release)
IN_CALL(wait, tg_device, tg_ticket)
IN_CALL(cancel, tg_device, tg_ticket)
IN_CALL(copy, tg_device, tg_copy)
IN_CALL(device_set, tg_device, tg_set)
OUT_CALL(buffer_alloc, tg_device, tg_buffer_desc, tg_buffer_info)
OUT_CALL(buffer_import, tg_device, tg_import, tg_buffer_info)
OUT_CALL(buffer_export, tg_buffer, tg_export, tg_exported)
OUT_CALL(program_info, tg_program, tg_program_query, tg_program_info)
OUT_CALL(device_stats, tg_device, tg_stats_query, tg_stats)

static tg_status TG_CALL device_info(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    scope scope = {.count = 0};
    tg_device_info* copy = put_struct(&scope, out);
    tg_status status = real.device_info(put_struct(&scope, desc), copy, error);
    take(out, copy);
    return end(&scope, status);
}

static tg_status TG_CALL device_open(const tg_open* desc, tg_opened* out, tg_error* error) {
    scope scope = {.count = 0};
    tg_open* in = put_struct(&scope, desc);
    tg_opened* copy = put_struct(&scope, out);
    if (in && in != desc && in->size >= (uint32_t)tg_open_1_0)
        in->queues = put_array(&scope, in->queues, in->queue_count, in->queue_stride);
    tg_status status = real.device_open(in, copy, error);
    take(out, copy);
    return end(&scope, status);
}

static tg_status TG_CALL buffer_map(tg_buffer* self, const tg_range* desc, void** out, tg_error* error) {
    scope scope = {.count = 0};
    return end(&scope, real.buffer_map(self, put_struct(&scope, desc), out, error));
}

static tg_status TG_CALL graph_query(tg_device* self, const tg_query* desc, tg_error* error) {
    scope scope = {.count = 0};
    tg_query* in = put_struct(&scope, desc);
    tg_support* support = NULL;
    size_t bytes = 0;
    if (in && in != desc && in->size >= (uint32_t)tg_query_1_0) {
        in->graph = put_graph(&scope, in->graph);
        if (in->graph && in->graph->size >= (uint32_t)tg_graph_1_0) {
            bytes = (size_t)in->graph->node_count * in->support_stride;
            in->support = support = put_array(&scope, in->support, in->graph->node_count, in->support_stride);
        }
    }
    tg_status status = real.graph_query(self, in, error);
    if (support && support != desc->support)
        memcpy(desc->support, support, bytes);
    return end(&scope, status);
}

static tg_status TG_CALL program_create(tg_device* self, const tg_program_desc* desc, tg_program** out, tg_error* error) {
    scope scope = {.count = 0};
    tg_program_desc* in = put_struct(&scope, desc);
    const tg_graph* graph;
    if (in && in != desc && in->size >= (uint32_t)tg_program_desc_1_0 && in->graph_count == 1 && in->graphs) {
        graph = put_graph(&scope, in->graphs[0]);
        in->graphs = put(&scope, &graph, sizeof graph);
    }
    return end(&scope, real.program_create(self, in, out, error));
}

static tg_status TG_CALL program_infer(tg_program* self, const tg_infer* desc, tg_error* error) {
    scope scope = {.count = 0};
    tg_infer* in = put_struct(&scope, desc);
    if (in && in != desc && in->size >= (uint32_t)tg_infer_1_0)
        in->inputs = put_array(&scope, in->inputs, in->input_count, in->input_stride);
    return end(&scope, real.program_infer(self, in, error));
}

static tg_status TG_CALL execute(tg_device* self, const tg_execute* desc, tg_error* error) {
    scope scope = {.count = 0};
    tg_execute* in = put_struct(&scope, desc);
    if (in && in != desc && in->size >= (uint32_t)tg_execute_1_0) {
        in->args = put_array(&scope, in->args, in->arg_count, in->arg_stride);
        in->waits = put_array(&scope, in->waits, in->wait_count, in->wait_stride);
        in->signals = put_array(&scope, in->signals, in->signal_count, in->signal_stride);
    }
    return end(&scope, real.execute(self, in, error));
}

#define GUARD(slot) if (table.slot) table.slot = slot

const tg_api* guarded(const tg_api* api) {
    static tg_api table;
    if (TG_TABLE(tg_api, &real, api) != TG_OK)
        return api;
    table = real;
    if (table.size > sizeof table)
        table.size = sizeof table;
    GUARD(device_info);
    GUARD(device_open);
    GUARD(device_close);
    GUARD(buffer_alloc);
    GUARD(buffer_free);
    GUARD(buffer_map);
    GUARD(buffer_unmap);
    GUARD(graph_query);
    GUARD(program_create);
    GUARD(program_destroy);
    GUARD(program_info);
    GUARD(program_infer);
    GUARD(execute);
    GUARD(copy);
    GUARD(wait);
    GUARD(cancel);
    GUARD(buffer_import);
    GUARD(buffer_export);
    GUARD(device_stats);
    GUARD(device_set);
    return &table;
}
