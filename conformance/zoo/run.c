/* SPDX-License-Identifier: Apache-2.0 */
/** @file run.c Runs a program over placed arguments. The memory faults of the zoo are here. */
#include <time.h>
#include <unistd.h>

#include "zoo.h"

static int run_nodes(const configuration* how, const tg_program* program, float** at) {
    for (uint32_t i = 0; i < program->node_count; i++) {
        const node* node = &program->nodes[i];
        const value* out = &program->values[node->out];
        operands operands = {.out = at[node->out], .out_shape = &out->shape, .out_type = out->dtype, .in_count = node->in_count, .attributes = &node->attributes};
        for (uint32_t k = 0; k < node->in_count; k++)
            if (node->in[k] != TG_NONE) {
                operands.in[k] = at[node->in[k]];
                operands.in_shapes[k] = &program->values[node->in[k]].shape;
                operands.in_types[k] = program->values[node->in[k]].dtype;
            }
        if (!compute(how, node->op, &operands))
            return 0;
    }
    return 1;
}

/** Copies all outputs to one block, or back. */
static void copy_outputs(const tg_program* program, float** at, float* block, int back) {
    char* next = (char*)block;
    for (uint32_t i = program->input_count; i < program->arg_count; i++) {
        uint64_t bytes = program->values[program->arg_values[i]].bytes;
        char* output = (char*)at[program->arg_values[i]];
        if (bytes)
            memcpy(back ? output : next, back ? next : output, bytes);
        next += bytes;
    }
}

enum { GLANCE = 8 * sizeof(float) };

/** 1 = as many bytes of every input as are looked at are those that were kept. */
static int same_inputs(const configuration* how, const tg_program* program, float** at) {
    const char* kept = (const char*)program->kept_inputs;
    for (uint32_t i = 0; i < program->input_count; i++) {
        uint64_t bytes = program->values[program->arg_values[i]].bytes, seen = how->fault == SAVED_BY_GLANCE && bytes > GLANCE ? GLANCE : bytes;
        if (seen && memcmp(kept, at[program->arg_values[i]], seen) != 0)
            return 0;
        kept += bytes;
    }
    return 1;
}

static void keep_inputs(tg_program* program, float** at) {
    uint64_t total = 0;
    for (uint32_t i = 0; i < program->input_count; i++)
        total += program->values[program->arg_values[i]].bytes;
    char* next = realloc(program->kept_inputs, total ? total : 1);
    if (!next)
        return;
    program->kept_inputs = (float*)(void*)next;
    for (uint32_t i = 0; i < program->input_count; i++) {
        uint64_t bytes = program->values[program->arg_values[i]].bytes;
        if (bytes)
            memcpy(next, at[program->arg_values[i]], bytes);
        next += bytes;
    }
}

static int saves(const configuration* how) {
    return how->fault == STALE_CACHE || how->fault == SAVED_BY_ADDRESS || how->fault == SAVED_UNTIL_WRITTEN || how->fault == SAVED_BY_GLANCE || how->fault == SAVED_BY_INPUTS;
}

/** 1 = what an earlier run kept was answered, and there is nothing to compute. */
static int answer_from_memory(const configuration* how, const tg_program* program, float** at) {
    int same = program->kept_result && saves(how);
    int by_address = how->fault == SAVED_BY_ADDRESS || how->fault == SAVED_UNTIL_WRITTEN;
    if (how->fault == SAVED_UNTIL_WRITTEN)
        same &= program->kept_at == __atomic_load_n(&program->device->writes, __ATOMIC_ACQUIRE);
    for (uint32_t i = 0; same && by_address && i < program->arg_count; i++)
        same = program->kept_for[i] == at[program->arg_values[i]];
    if (same && (how->fault == SAVED_BY_GLANCE || how->fault == SAVED_BY_INPUTS))
        same = program->kept_inputs && same_inputs(how, program, at);
    if (same)
        copy_outputs(program, at, program->kept_result, 1);
    return same;
}

static void keep_result(const configuration* how, tg_program* program, float** at) {
    uint64_t total = 0;
    for (uint32_t i = program->input_count; i < program->arg_count; i++)
        total += program->values[program->arg_values[i]].bytes;
    if (!program->kept_result)
        program->kept_result = malloc(total ? total : 1);
    if (!program->kept_for)
        program->kept_for = calloc(program->arg_count + (size_t)1, sizeof *program->kept_for);
    if (!program->kept_result || !program->kept_for)
        return;
    copy_outputs(program, at, program->kept_result, 0);
    if (how->fault == SAVED_BY_GLANCE || how->fault == SAVED_BY_INPUTS)
        keep_inputs(program, at);
    program->kept_at = __atomic_add_fetch(&program->device->writes, 1, __ATOMIC_ACQ_REL);
    for (uint32_t i = 0; i < program->arg_count; i++)
        program->kept_for[i] = at[program->arg_values[i]];
    if (how->fault == NOT_REENTRANT) {
        usleep(300);
        copy_outputs(program, at, program->kept_result, 1);
    }
}

enum { MOST_OUTPUTS = 64, SLOW_RUNS = 50, SLOW_MICROSECONDS = 200, SLOW_NANOSECONDS = 500000000 };

static int is_slow(const configuration* how, tg_program* program) {
    struct timespec now;
    if (how->fault == SLOW_AT_FIRST)
        return __atomic_fetch_add(&program->runs, 1, __ATOMIC_RELAXED) < SLOW_RUNS;
    if (how->fault != SLOW_FOR_A_WHILE || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    uint64_t at = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec, first = 0;
    if (__atomic_compare_exchange_n(&program->first_run, &first, at, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
        first = at;
    return at - first < SLOW_NANOSECONDS;
}

static int run_bent(tg_device* device, tg_program* program, float** at) {
    configuration how = *device->how;
    float last[MOST_OUTPUTS];
    if (how.fault == SLEEPS)
        usleep(5000);
    if (is_slow(&how, program))
        usleep(SLOW_MICROSECONDS);
    if (how.fault == ORDER_ALTERNATES && __atomic_fetch_add(&device->executions, 1, __ATOMIC_ACQ_REL) % 2)
        how.order = REVERSE;
    if (how.fault == ORDER_BY_QUEUE && __atomic_load_n(&device->switched, __ATOMIC_ACQUIRE))
        how.order = REVERSE;
    if (how.fault >= KNOWS_NAME && how.fault <= KNOWS_ZONES && !sees_judge(&how, device))
        how.accumulator_bits = 11;
    if (goes_wrong(device, program, at))
        how.result_bits = 4;
    if (answer_from_memory(&how, program, at))
        return 1;
    for (uint32_t i = program->input_count; i < program->arg_count && i < MOST_OUTPUTS; i++) {
        const value* value = &program->values[program->arg_values[i]];
        if (value->bytes >= sizeof(float))
            last[i] = at[program->arg_values[i]][value->bytes / sizeof(float) - 1];
    }
    if (!run_nodes(&how, program, at))
        return 0;
    if (how.fault == SAVED_BY_INPUTS)
        usleep(5000);
    if (how.fault == SAVED_UNTIL_WRITTEN || how.fault == COMPUTED_WHEN_READ)
        usleep(1000);
    if (saves(&how) || how.fault == NOT_REENTRANT)
        keep_result(&how, program, at);
    for (uint32_t i = program->input_count; i < program->arg_count && i < MOST_OUTPUTS; i++) {
        float* out = at[program->arg_values[i]];
        uint64_t count = program->values[program->arg_values[i]].bytes / sizeof(float);
        if (how.fault == ELEMENT_UNWRITTEN && count)
            out[count - 1] = last[i];
        if (how.fault == NEIGHBOUR_WRITTEN)
            out[count] = 1234.5f;
        if (how.fault == BEFORE_WRITTEN)
            out[-1] = 1234.5f;
    }
    return 1;
}

int run_placed(tg_device* device, tg_program* program, float** at) {
    int enough = 1;
    for (uint32_t i = 0; i < program->value_count; i++) {
        const value* value = &program->values[i];
        if (value->origin == CONSTANT)
            at[i] = (float*)value->constant;
        else if (value->origin == NODE && value->arg == TG_NONE)
            enough &= (at[i] = malloc(value->bytes ? value->bytes : 1)) != NULL;
    }
    int done = enough && run_bent(device, program, at);
    for (uint32_t i = 0; i < program->value_count; i++)
        if (program->values[i].origin == NODE && program->values[i].arg == TG_NONE)
            free(at[i]);
    return done;
}
