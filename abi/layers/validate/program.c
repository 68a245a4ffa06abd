/* SPDX-License-Identifier: Apache-2.0 */
/** @file program.c Programs: claims kept, program_info and program_infer against the graph. */
#include "validate.h"

static tg_status check_desc(const tg_program_desc* desc, tg_error* error) {
    REFUSE_UNLESS(!desc->flags, TG_TOO_NEW, H_29, "tg_program_desc.flags is 0x%x", desc->flags);
    TRY(check_options(&desc->options, error));
    REFUSE_UNLESS(!desc->graph_count || desc->graphs, TG_INVALID_ARGUMENT, H_26, "%u graphs and no list of them", desc->graph_count);
    REFUSE_UNLESS(!desc->byte_count || desc->bytes, TG_INVALID_ARGUMENT, H_26, "%llu compiled bytes at NULL", (unsigned long long)desc->byte_count);
    for (uint32_t i = 0; i < desc->graph_count; i++)
        TRY(check_graph(desc->graphs[i], 1, error));
    return TG_OK;
}

static void promise_of(promise* into, const tg_graph* graph, uint32_t value) {
    tg_value read;
    told_at(&read, sizeof read, graph->values, graph->value_stride, value);
    into->dtype = read.dtype;
    into->rank = read.rank;
    for (int32_t d = 0; d < read.rank; d++)
        into->dims[d] = read.dims[d];
}

static void remember(vprogram* program, const tg_graph* desc) {
    tg_graph graph;
    if (TG_READ(tg_graph, &graph, desc))
        return;
    program->promises = calloc(graph.input_count + (size_t)graph.output_count + 1, sizeof *program->promises);
    if (!program->promises)
        return;
    program->inputs = graph.input_count;
    program->outputs = graph.output_count;
    for (uint32_t i = 0; i < graph.input_count; i++)
        promise_of(&program->promises[i], &graph, graph.inputs[i]);
    for (uint32_t i = 0; i < graph.output_count; i++)
        promise_of(&program->promises[graph.input_count + i], &graph, graph.outputs[i]);
}

static void check_argument(const layer_link* link, const vprogram* program, const tg_program_info* info, uint32_t i) {
    tg_arg_info arg;
    told_at(&arg, sizeof arg, info->args, info->arg_stride, i);
    uint32_t role = i < info->input_count ? TG_ROLE_INPUT : i < info->input_count + info->output_count ? TG_ROLE_OUTPUT : TG_ROLE_SCRATCH;
    uint64_t count, bytes;
    if (arg.role != role)
        violation(link, P_35, "argument %u has role %u; inputs, outputs and one scratch come in this order", i, arg.role);
    if (arg.rank < 0 || arg.rank > TG_MAX_RANK || (arg.rank && !arg.dims) || (arg.alignment & (arg.alignment - 1)))
        violation(link, P_13, "argument %u has rank %d, dims at %p and alignment %u", i, arg.rank, (const void*)arg.dims, arg.alignment);
    else if (role != TG_ROLE_SCRATCH && tg_count(arg.dims, (uint32_t)arg.rank, &count) && tg_bytes(arg.dtype, count, &bytes) && arg.bytes < bytes && !arg.layout)
        violation(link, P_35, "argument %u needs %llu bytes and program_info says %llu", i, (unsigned long long)bytes, (unsigned long long)arg.bytes);
    else if (program->promises && role != TG_ROLE_SCRATCH && i < program->inputs + program->outputs) {
        const promise* promise = &program->promises[i];
        int same = arg.dtype == promise->dtype && arg.rank == promise->rank;
        for (int32_t d = 0; same && d < arg.rank; d++)
            same = (arg.dims[d] < 0) == (promise->dims[d] < 0) && (arg.dims[d] < 0 || arg.dims[d] == promise->dims[d]);
        if (!same && !(arg.flags & TG_ARGINFO_DATA_DEPENDENT))
            violation(link, P_35, "argument %u has dtype 0x%x and rank %d; the graph says 0x%x and %d, or other dims", i, arg.dtype, arg.rank, promise->dtype, promise->rank);
    }
}

void check_program(tg_program* program, const tg_program_info* info, uint32_t entry) {
    const layer_link* link = &program->device->link;
    if (!info->name || !info->entry_count || (info->arg_count && (!info->args || info->arg_stride < tg_arg_info_1_0 || info->arg_stride > TG_MAX_SIZE || info->arg_stride % 8)) ||
        info->arg_count < (uint64_t)info->input_count + info->output_count || info->arg_count > (uint64_t)info->input_count + info->output_count + 1) {
        violation(link, P_13, "program_info: name %s, %u entries, %u arguments %u bytes apart for %u inputs and %u outputs", info->name ? info->name : "NULL", info->entry_count,
                  info->arg_count, info->arg_stride, info->input_count, info->output_count);
        return;
    }
    if (entry == 0 && VP(program)->promises && (info->input_count != VP(program)->inputs || info->output_count != VP(program)->outputs))
        violation(link, P_35, "program_info says %u inputs and %u outputs; the graph has %u and %u", info->input_count, info->output_count, VP(program)->inputs, VP(program)->outputs);
    else if (entry == 0)
        for (uint32_t i = 0; i < info->arg_count; i++)
            check_argument(link, VP(program), info, i);
}

static void learn(tg_program* program) {
    const layer_link* link = &program->device->link;
    tg_program_query query = {sizeof query, 0};
    tg_program_info* info = &VP(program)->info;
    *info = (tg_program_info){.size = sizeof *info};
    tg_status status = link->next.program_info(program->below, &query, info, NULL);
    if (status) {
        if (TG_STATUS_CLASS(status) != TG_CLASS_RESOURCE)
            violation(link, P_35, "a program was compiled, and program_info of entry 0 failed");
        return;
    }
    VP(program)->incompat = info->incompat;
    check_program(program, info, 0);
}

static void check_claims(const layer_link* link, tg_device* below, const tg_program_desc* desc, tg_status status, const char* text) {
    if (desc->graph_count != 1 || desc->bytes)
        return;
    int all = claimed(link, below, desc->graphs[0], &desc->options);
    uint32_t class = (uint32_t)TG_STATUS_CLASS(status);
    if (all == 0 && status == TG_OK)
        violation(link, P_32, "a graph that is not claimed was compiled");
    if (all == 1 && (class == TG_CLASS_CALLER || class == TG_CLASS_DECLINED || class == TG_CLASS_INTERNAL) && status != TG_TOO_NEW)
        violation(link, P_31, "a graph that is claimed was not compiled: %d: %s", status, text);
}

tg_status TG_CALL v_program_create(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error) {
    call call;
    tg_program_desc wanted;
    tg_program* program = NULL;
    TRY(may_call(error));
    READ(tg_program_desc, &wanted, desc);
    GIVEN(out, "the place for the program");
    TRY(check_desc(&wanted, error));
    TRY(enter(&call, device, "program_create", 0, desc, error));
    uint64_t before = wanted.graph_count ? sum_graph(wanted.graphs[0]) : 0;
    world around = look_around();
    tg_status status = pass_program_create(device, desc, &program, &call.error);
    compare_world(call.link, "program_create", &around);
    if (wanted.graph_count && sum_graph(wanted.graphs[0]) != before)
        violation(call.link, P_7, "program_create changed the graph");
    check_claims(call.link, device->below, &wanted, status, call.text);
    if (status == TG_OK && !program->below)
        violation(call.link, P_15, "program_create answered OK and gave no program");
    if (status == TG_OK) {
        object_add(&VP(program)->object, program, PROGRAM);
        if (wanted.graph_count == 1 && !wanted.bytes)
            remember(VP(program), wanted.graphs[0]);
        learn(program);
        pthread_mutex_lock(&V(device)->lock);
        V(device)->programs++;
        pthread_mutex_unlock(&V(device)->lock);
        *out = program;
    }
    return leave(&call, status, 0);
}

tg_status TG_CALL v_program_destroy(tg_program* program, const tg_release* desc, tg_error* error) {
    call call;
    uint64_t ticket;
    TRY(may_call(error));
    TRY(object_end(program, PROGRAM, error));
    tg_device* device = program->device;
    tg_status status = enter(&call, device, "program_destroy", 0, desc, error);
    if (!status) {
        pthread_mutex_lock(&V(device)->lock);
        int used = uses(device, NULL, program, &ticket);
        pthread_mutex_unlock(&V(device)->lock);
        if (used)
            status = abandon(&call, refuse(error, TG_WRONG_STATE, H_6, "the program is used by pending ticket %llu", (unsigned long long)ticket));
    }
    if (status) {
        object_revive(program);
        return status;
    }
    status = device->link.next.program_destroy(program->below, desc, &call.error);
    pthread_mutex_lock(&V(device)->lock);
    uint32_t lost = V(device)->lost;
    V(device)->programs -= status == TG_OK;
    pthread_mutex_unlock(&V(device)->lock);
    if (lost && status < 0)
        violation(call.link, P_22, "program_destroy answered %d after DEVICE_LOST: %s", status, call.text);
    if (status == TG_OK)
        layer_discard(program);
    else
        object_revive(program);
    return leave(&call, status, 0);
}

tg_status TG_CALL v_program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error) {
    call call;
    box box;
    tg_program_query query;
    TRY(may_call(error));
    READ(tg_program_query, &query, desc);
    TRY(object_use(program, PROGRAM, error));
    tg_status status = enter(&call, program->device, "program_info", 0, desc, error);
    if (!status) {
        status = pass_program_info(program, desc, box_open(&box, out, tg_program_info_1_0), &call.error);
        box_close(&box, call.link, "program_info", status);
        if (status == TG_OK) {
            tg_program_info told;
            TG_TABLE(tg_program_info, &told, out);
            check_program(program, &told, query.entry);
        }
        status = leave(&call, status, 0);
    }
    object_done(program);
    return status;
}

static void check_inferred(const layer_link* link, const tg_program* program, const tg_infer* infer) {
    const tg_program_info* info = &VP(program)->info;
    for (uint32_t i = 0; i < infer->arg_count; i++) {
        tg_arg_info arg;
        uint64_t count, bytes;
        const int64_t* dims = infer->dims + (size_t)i * TG_MAX_RANK;
        told_at(&arg, sizeof arg, info->args, info->arg_stride, i);
        if (arg.role == TG_ROLE_SCRATCH)
            continue;
        if (infer->ranks[i] != (uint32_t)arg.rank) {
            violation(link, P_34, "program_infer gives argument %u rank %u, program_info says %d", i, infer->ranks[i], arg.rank);
            continue;
        }
        for (int32_t d = 0; d < arg.rank; d++)
            if (dims[d] < 0 || (arg.dims[d] >= 0 && dims[d] > arg.dims[d]) || (arg.dims[d] >= 0 && dims[d] != arg.dims[d] && !(arg.flags & TG_ARGINFO_DATA_DEPENDENT)))
                violation(link, P_34, "program_infer gives dim %d of argument %u as %lld, program_info says %lld", d, i, (long long)dims[d], (long long)arg.dims[d]);
        if (!arg.layout && tg_count(dims, infer->ranks[i], &count) && tg_bytes(arg.dtype, count, &bytes) && infer->bytes[i] < bytes)
            violation(link, P_34, "program_infer says %llu bytes for argument %u, its shape needs %llu", (unsigned long long)infer->bytes[i], i, (unsigned long long)bytes);
    }
}

tg_status TG_CALL v_program_infer(tg_program* program, const tg_infer* desc, tg_error* error) {
    call call;
    tg_infer infer;
    TRY(may_call(error));
    READ(tg_infer, &infer, desc);
    REFUSE_UNLESS(!infer.reserved, TG_TOO_NEW, H_29, "tg_infer.reserved is %u", infer.reserved);
    TRY(object_use(program, PROGRAM, error));
    tg_status status = enter(&call, program->device, "program_infer", 0, desc, error);
    if (!status) {
        status = pass_program_infer(program, desc, &call.error);
        if (status == TG_OK && infer.entry == 0 && infer.arg_count == VP(program)->info.arg_count && infer.dims && infer.ranks && infer.bytes)
            check_inferred(call.link, program, &infer);
        status = leave(&call, status, 0);
    }
    object_done(program);
    return status;
}

tg_status TG_CALL v_program_save(tg_program* program, const tg_save* desc, tg_error* error) {
    call call;
    TRY(may_call(error));
    TRY(object_use(program, PROGRAM, error));
    tg_status status = enter(&call, program->device, "program_save", 0, desc, error);
    if (!status)
        status = leave(&call, pass_program_save(program, desc, &call.error), 0);
    object_done(program);
    return status;
}
