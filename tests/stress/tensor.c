/* SPDX-License-Identifier: Apache-2.0 */
/** @file tensor.c Buffers and works with their references, and the programs of a device. */
#include "stress.h"

static const tg_release plain = {sizeof plain, 0};

tensor* new_tensor(session* session, uint64_t bytes, int64_t base, int64_t step) {
    tg_buffer_desc desc = {.size = sizeof desc, .bytes = bytes};
    tg_buffer_info info = {.size = sizeof info};
    tensor* made = calloc(1, sizeof *made);
    EXPECT(made, "memory", "no memory for a tensor");
    enter(session);
    tg_status status = session->api->buffer_alloc(session->device, &desc, &info, explained());
    leave(session);
    if (status == TG_DEVICE_LOST) {
        free(made);
        return NULL;
    }
    EXPECT(status == TG_OK, "buffer_alloc", "%d: %s", status, explanation());
    *made = (tensor){session, info.buffer, NULL, base, step, 1};
    return made;
}

static float* map(tensor* tensor, uint32_t flags) {
    tg_range range = {sizeof range, flags, 0, LENGTH * sizeof(float)};
    void* memory = NULL;
    enter(tensor->session);
    tg_status status = tensor->session->api->buffer_map(tensor->buffer, &range, &memory, explained());
    leave(tensor->session);
    EXPECT(status == TG_OK, "TG-P-22", "buffer_map: %d: %s", status, explanation());
    return memory;
}

static void unmap(tensor* tensor, uint32_t flags) {
    tg_range range = {sizeof range, flags, 0, LENGTH * sizeof(float)};
    enter(tensor->session);
    tg_status status = tensor->session->api->buffer_unmap(tensor->buffer, &range, explained());
    leave(tensor->session);
    EXPECT(status == TG_OK, "TG-P-22", "buffer_unmap: %d: %s", status, explanation());
}

void write_tensor(tensor* tensor) {
    float* elements = map(tensor, TG_MAP_WRITE);
    for (int i = 0; i < LENGTH; i++)
        elements[i] = (float)(tensor->base + i * tensor->step);
    unmap(tensor, TG_MAP_WRITE);
}

void check_tensor(tensor* tensor) {
    const float* elements = map(tensor, TG_MAP_READ);
    for (int i = 0; i < LENGTH; i++)
        EXPECT(elements[i] == (float)(tensor->base + i * tensor->step), "TG-P-37", "element %d of ticket %llu on queue %u is %g and should be %g", i,
               tensor->maker ? (unsigned long long)tensor->maker->ticket : 0, tensor->maker ? tensor->maker->lane->index : 0, (double)elements[i],
               (double)(tensor->base + i * tensor->step));
    unmap(tensor, TG_MAP_READ);
    COUNT(checked);
}

tensor* bridge(tensor* from, session* session) {
    tensor* to = new_tensor(session, LENGTH * sizeof(float), from->base, from->step);
    if (!to)
        return NULL;
    const float* source = map(from, TG_MAP_READ);
    memcpy(map(to, TG_MAP_WRITE), source, LENGTH * sizeof(float));
    unmap(to, TG_MAP_WRITE);
    unmap(from, TG_MAP_READ);
    COUNT(bridged);
    return to;
}

void hold(tensor* tensor) {
    __atomic_fetch_add(&tensor->references, 1, __ATOMIC_RELAXED);
}

void release(tensor* tensor) {
    if (!tensor || __atomic_fetch_sub(&tensor->references, 1, __ATOMIC_ACQ_REL) > 1)
        return;
    enter(tensor->session);
    tg_status status = tensor->session->api->buffer_free(tensor->buffer, &plain, explained());
    leave(tensor->session);
    EXPECT(status == TG_OK, "TG-P-22", "buffer_free: %d: %s", status, explanation());
    if (tensor->maker)
        release_work(tensor->maker);
    free(tensor);
}

work* new_work(lane* lane) {
    work* made = calloc(1, sizeof *made);
    EXPECT(made, "memory", "no memory for a submission");
    made->lane = lane;
    made->status = TG_PENDING;
    made->references = 1;
    return made;
}

void add_operand(work* work, tensor* tensor) {
    hold(tensor);
    work->operands[work->operand_count++] = tensor;
    if (tensor->maker && tensor->maker != work) {
        hold_work(tensor->maker);
        work->causes[work->cause_count++] = tensor->maker;
    }
}

void hold_work(work* work) {
    __atomic_fetch_add(&work->references, 1, __ATOMIC_RELAXED);
}

void release_work(work* work) {
    if (__atomic_fetch_sub(&work->references, 1, __ATOMIC_ACQ_REL) > 1)
        return;
    for (uint32_t i = 0; i < work->cause_count; i++)
        release_work(work->causes[i]);
    free(work);
}

static void make_program(session* session, uint32_t lane, uint32_t which) {
    static const int64_t dims[] = {LENGTH};
    static const uint32_t inputs[] = {0, 1}, edges[] = {0, 1, 2, 2, 0, 3}, outputs[PROGRAMS] = {2, 3};
    tg_value values[4];
    for (int i = 0; i < 4; i++)
        values[i] = (tg_value){.name = "v", .dims = dims, .dtype = TG_F32, .rank = 1};
    tg_node nodes[PROGRAMS];
    for (int i = 0; i < PROGRAMS; i++)
        nodes[i] = (tg_node){.domain = "", .op = "Add", .inputs = edges + 3 * i, .outputs = edges + 3 * i + 2, .version = 14, .input_count = 2,
                             .output_count = 1, .attribute_stride = sizeof(tg_attribute)};
    tg_graph graph = {.size = sizeof graph, .name = "main", .values = values, .nodes = nodes, .inputs = inputs, .outputs = &outputs[which],
                      .value_count = which + 3, .value_stride = sizeof *values, .node_count = which + 1, .node_stride = sizeof *nodes,
                      .input_count = 2, .output_count = 1};
    const tg_graph* graphs[] = {&graph};
    tg_program_desc desc = {.size = sizeof desc, .graphs = graphs, .graph_count = 1};
    tg_program_query query = {sizeof query, 0};
    tg_program_info info = {.size = sizeof info};
    tg_program** out = &session->programs[lane][which];
    EXPECT(session->api->program_create(session->device, &desc, out, explained()) == TG_OK, "TG-P-31", "%s", explanation());
    EXPECT(session->api->program_info(*out, &query, &info, explained()) == TG_OK, "program_info", "%s", explanation());
    EXPECT(info.arg_count == 3 || info.arg_count == 4, "TG-P-35", "%u arguments", info.arg_count);
    tg_arg_info scratch = {.bytes = 0};
    if (info.arg_count == 4)
        memcpy(&scratch, (const char*)info.args + 3 * (size_t)info.arg_stride, info.arg_stride < sizeof scratch ? info.arg_stride : sizeof scratch);
    session->scratch[which] = scratch.bytes;
}

void make_programs(session* session) {
    for (uint32_t lane = 0; lane < session->lane_count; lane++)
        for (uint32_t which = 0; which < PROGRAMS; which++)
            make_program(session, lane, which);
}

void destroy_programs(session* session) {
    for (uint32_t lane = 0; lane < session->lane_count; lane++)
        for (uint32_t which = 0; which < PROGRAMS; which++)
            EXPECT(session->api->program_destroy(session->programs[lane][which], &plain, explained()) == TG_OK, "TG-P-22", "%s", explanation());
}
