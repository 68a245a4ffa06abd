/* SPDX-License-Identifier: Apache-2.0 */
/** @file program.c Queries, programs, and blocking submissions. */
#include "zoo.h"

/** MEMORY_IS_NO. */
static tg_status answer_no(const tg_query* query) {
    const tg_support no = {.verdict = TG_NO, .why = TG_WHY_MEMORY};
    for (uint32_t i = 0; i < query->graph->node_count; i++)
        TG_WRITE_AT(tg_support, query->support, query->support_stride, i, &no);
    return TG_OK;
}

tg_status TG_CALL graph_query(tg_device* device, const tg_query* desc, tg_error* error) {
    tg_query query;
    tg_program* program;
    tg_status status = TG_OK;
    READ(tg_query, &query, desc);
    KNOWN(query.flags || query.reserved, "tg_query");
    GIVEN(device, "the device");
    TRY(read_options(&query.options, NULL, error));
    status = read_graph(device->how, query.graph, &program, error);
    if (status == TG_OUT_OF_MEMORY && device->how->fault == MEMORY_IS_NO)
        return answer_no(&query);
    if (status)
        return status;
    for (uint32_t i = 0; i < program->node_count && !status; i++) {
        const node* node = &program->nodes[i];
        status = TG_WRITE_AT(tg_support, query.support, query.support_stride, i, &node->support);
        if (!status && query.explain && node->support.verdict != TG_YES)
            query.explain(query.explain_ctx, i, node->text);
    }
    free_program(program);
    return status ? unread(error, status, "tg_query.support") : TG_OK;
}

static tg_status check_claimed(const tg_device* device, const tg_program* program, tg_error* error) {
    for (uint32_t i = 0; i < program->node_count; i++) {
        const node* node = &program->nodes[i];
        REQUIRE(node->support.verdict == TG_YES, TG_UNSUPPORTED, "TG-P-32", "node %u was not claimed: %s", i, node->text);
        REQUIRE(device->how->fault != CLAIM_LIES || node->op != MATMUL, TG_UNSUPPORTED, "TG-P-32", "node %u: MatMul does not compile", i);
    }
    for (uint32_t i = 0; i < program->arg_count; i++)
        REQUIRE(program->values[program->arg_values[i]].bytes != UINT64_MAX, TG_UNSUPPORTED, "TG-P-32", "argument %u has no fixed shape", i);
    return TG_OK;
}

tg_status TG_CALL program_create(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error) {
    tg_program_desc wanted;
    tg_program* program;
    READ(tg_program_desc, &wanted, desc);
    KNOWN(wanted.flags, "tg_program_desc.flags");
    GIVEN(device, "the device");
    GIVEN(out, "the place for the program");
    TRY(read_options(&wanted.options, NULL, error));
    REQUIRE(!wanted.bytes && !wanted.format && !wanted.byte_count, TG_INCOMPATIBLE, "TG-P-40", "this device takes graphs, no compiled bytes");
    REQUIRE(wanted.graph_count == 1 && !wanted.weight_count, TG_UNSUPPORTED, "TG-P-32", "a program here is one graph: %u given", wanted.graph_count);
    GIVEN(wanted.graphs, "tg_program_desc.graphs");
    TRY(read_graph(device->how, wanted.graphs[0], &program, error));
    tg_status status = check_claimed(device, program, error);
    if (status) {
        if (device->how->fault != LEAKS_REFUSALS)
            free_program(program);
        return status;
    }
    program->device = device;
    __atomic_fetch_add(&device->programs, 1, __ATOMIC_ACQ_REL);
    __atomic_fetch_add(&device->children, 1, __ATOMIC_ACQ_REL);
    *out = program;
    return TG_OK;
}

tg_status TG_CALL program_destroy(tg_program* program, const tg_release* desc, tg_error* error) {
    TRY(read_release(desc, program, error));
    settle(program->device);
    __atomic_fetch_sub(&program->device->programs, 1, __ATOMIC_ACQ_REL);
    __atomic_fetch_sub(&program->device->children, 1, __ATOMIC_ACQ_REL);
    if (program->device->how->fault != LEAKS_PROGRAMS)
        free_program(program);
    return TG_OK;
}

tg_status TG_CALL program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error) {
    static const tg_numerics repeatable = {.op = "", .forms = "", .determinism = 1};
    tg_program_query query;
    READ(tg_program_query, &query, desc);
    GIVEN(program, "the program");
    REQUIRE(query.entry == 0, TG_NOT_FOUND, "", "a program here has one entry, 0; %u was asked for", query.entry);
    const configuration* how = program->device->how;
    const tg_numerics* numerics = how->declared.op ? &how->declared : &repeatable;
    tg_program_info info = {
        .size = sizeof info, .name = program->name, .args = program->args, .numerics = numerics, .entry_count = 1, .max_concurrency = how->async ? 0 : 1,
        .arg_count = program->arg_count, .arg_stride = sizeof *program->args, .numerics_count = 1, .numerics_stride = sizeof *numerics,
        .symbol_stride = sizeof(tg_symbol), .input_count = program->input_count, .output_count = program->output_count,
    };
    if (how->fault == INFO_LIES && program->arg_count > program->input_count)
        program->args[program->input_count].rank = 1;
    return TG_WRITE(tg_program_info, out, &info) ? unread(error, TG_INVALID_ARGUMENT, "tg_program_info") : TG_OK;
}

static tg_status place(const tg_program* program, const tg_execute* execute, float** at, tg_error* error) {
    tg_status misfit = program->device->how->fault == WRONG_STATUS ? TG_UNSUPPORTED : TG_INVALID_ARGUMENT;
    const tg_buffer* before = NULL;
    uint32_t shared = 0;
    for (uint32_t i = 0; i < program->arg_count; i++) {
        tg_arg arg;
        const value* value = &program->values[program->arg_values[i]];
        AT(tg_arg, &arg, execute->args, execute->arg_stride, i);
        KNOWN(arg.kind > TG_ARG_ABSENT, "tg_arg.kind");
        REQUIRE(arg.kind == TG_ARG_BUFFER && arg.buffer && arg.buffer->device == program->device && !arg.strides, misfit, "TG-P-43",
                "argument %u is no dense tensor in a buffer of this device", i);
        REQUIRE(tg_in_range(arg.offset, arg.bytes, arg.buffer->count), misfit, "TG-P-28", "argument %u does not lie in its buffer", i);
        REQUIRE(arg.offset % sizeof(float) == 0 && arg.bytes >= value->bytes, misfit, "TG-P-43", "argument %u has %llu bytes at %llu, and needs %llu", i,
                (unsigned long long)arg.bytes, (unsigned long long)arg.offset, (unsigned long long)value->bytes);
        REQUIRE(!arg.dims || (arg.rank == value->shape.rank && memcmp(arg.dims, value->shape.dims, arg.rank * sizeof *arg.dims) == 0), misfit, "TG-P-43",
                "argument %u has other dims than the program", i);
        at[program->arg_values[i]] = (float*)(void*)(arg.buffer->bytes + arg.offset);
        __atomic_store_n(&program->device->inside, arg.offset != 0, __ATOMIC_RELAXED);
        shared |= arg.buffer == before;
        before = arg.buffer;
    }
    __atomic_store_n(&program->device->shared, shared, __ATOMIC_RELEASE);
    return TG_OK;
}

void settle(tg_device* device) {
    pthread_mutex_lock(&device->lock);
    job* due = device->due;
    device->due = NULL;
    if (due)
        run_placed(device, due->program, due->at);
    pthread_mutex_unlock(&device->lock);
    free(due);
}

/** COMPUTED_WHEN_READ: keeps the job until somebody looks, unless it is the one that is kept already. */
static tg_status put_off(tg_device* device, job* job) {
    pthread_mutex_lock(&device->lock);
    struct job* due = device->due;
    int same = due && due->program == job->program;
    for (uint32_t i = 0; same && i < job->arg_count; i++)
        same = due->at[job->arg_values[i]] == job->at[job->arg_values[i]];
    pthread_mutex_unlock(&device->lock);
    if (same) {
        free(job);
        return TG_OK;
    }
    settle(device);
    pthread_mutex_lock(&device->lock);
    due = device->due;
    device->due = job;
    pthread_mutex_unlock(&device->lock);
    if (due)
        run_placed(device, due->program, due->at);
    free(due);
    return TG_OK;
}

tg_status TG_CALL execute(tg_device* device, const tg_execute* desc, tg_error* error) {
    tg_execute wanted;
    GIVEN(device && desc, "the device or tg_execute");
    if (device->how->fault == TAIL_IGNORED && desc->size > sizeof wanted) {
        memcpy(&wanted, desc, sizeof wanted);
        wanted.flags = 0;
    } else
        READ(tg_execute, &wanted, desc);
    KNOWN(wanted.flags, "tg_execute.flags");
    if (wanted.options)
        TRY(read_options(wanted.options, NULL, error));
    REQUIRE(wanted.queue < device->line_count, TG_INVALID_ARGUMENT, "TG-P-43", "queue %u was not opened", wanted.queue);
    TRY(check_waits(device, &wanted, error));
    tg_program* program = wanted.program;
    REQUIRE(!program || program->device == device, TG_INVALID_ARGUMENT, "TG-H-7", "the program belongs to another device");
    REQUIRE(wanted.entry == 0, TG_NOT_FOUND, "TG-P-43", "a program here has one entry, 0; %u was asked for", wanted.entry);
    tg_status misfit = device->how->fault == WRONG_STATUS ? TG_UNSUPPORTED : TG_INVALID_ARGUMENT;
    REQUIRE(wanted.arg_count == (program ? program->arg_count : 0), misfit, "TG-P-43", "%u arguments do not fit the program", wanted.arg_count);
    job* job = new_job(&wanted);
    if (!job && device->how->fault == MEMORY_SWALLOWED)
        return TG_OK;
    if (device->how->fault == LEAKS_SUBMISSIONS)
        device->lines[0].leak = calloc(1, 40);
    REQUIRE(job, TG_OUT_OF_MEMORY, "", "no memory for a submission");
    tg_status status = program ? place(program, &wanted, job->at, error) : TG_OK;
    if (status == TG_OK && device->how->async)
        return submit(device, wanted.queue, job, error);
    uint32_t last = __atomic_exchange_n(&device->last_queue, wanted.queue + 1, __ATOMIC_ACQ_REL);
    __atomic_store_n(&device->switched, last != 0 && last != wanted.queue + 1, __ATOMIC_RELEASE);
    if (status == TG_OK && program && device->how->fault == COMPUTED_WHEN_READ)
        return put_off(device, job);
    if (status == TG_OK && program && !run_placed(device, program, job->at))
        status = fail(error, TG_OUT_OF_MEMORY, "", "no memory for interior values");
    free(job);
    return status;
}
