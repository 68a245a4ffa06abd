/* SPDX-License-Identifier: Apache-2.0 */
/** @file submission.c What is checked before a submission is accepted, and what a job remembers of it. */
#include "tiny.h"

/** Waits on tickets that were not accepted are refused, because nothing would release them (TG-H-12). */
static tg_status check_syncs(tg_device* device, const tg_sync* waits, uint32_t count, uint32_t stride, uint32_t signals, tg_error* error) {
    REQUIRE(!signals, TG_INVALID_ARGUMENT, "TG-H-12", "signals name timelines, and this device has none");
    for (uint32_t i = 0; i < count; i++) {
        tg_sync sync;
        AT(tg_sync, &sync, waits, stride, i);
        KNOWN(sync.reserved || sync.flags, "tg_sync");
        REQUIRE(!sync.timeline, TG_INVALID_ARGUMENT, "TG-H-12", "wait %u names a timeline, and this device has none", i);
        REQUIRE(sync.queue < device->queue_count, TG_INVALID_ARGUMENT, "TG-H-12", "wait %u names queue %u, which was not opened", i, sync.queue);
        pthread_mutex_lock(&device->lock);
        int accepted = sync.value <= device->queues[sync.queue].accepted;
        pthread_mutex_unlock(&device->lock);
        REQUIRE(accepted, TG_INVALID_ARGUMENT, "TG-H-12", "wait %u names ticket %llu, which was not accepted yet", i, (unsigned long long)sync.value);
    }
    return TG_OK;
}

/** Everything about argument `i` that does not need the symbols; an input binds them. */
static tg_status read_argument(const tg_program* program, const tg_execute* execute, uint32_t i, tg_arg* arg, int64_t* symbols, tg_error* error) {
    AT(tg_arg, arg, execute->args, execute->arg_stride, i);
    KNOWN(arg->kind > TG_ARG_ABSENT, "tg_arg.kind");
    REQUIRE(arg->kind == TG_ARG_BUFFER && arg->buffer && arg->buffer->device == program->device, TG_INVALID_ARGUMENT, "TG-P-43",
            "argument %u is not in a buffer of this device (kind %u)", i, arg->kind);
    REQUIRE(!arg->strides, TG_INVALID_ARGUMENT, "TG-P-43", "argument %u has strides; this device takes dense tensors", i);
    REQUIRE(arg->offset % program->args[i].alignment == 0, TG_INVALID_ARGUMENT, "TG-H-18", "argument %u begins at %llu, no multiple of %u", i,
            (unsigned long long)arg->offset, program->args[i].alignment);
    TRY(check_range(arg->buffer, arg->offset, arg->bytes, error));
    return i < program->input_count ? bind_input(program, i, arg->dims, arg->dims ? arg->rank : 0, symbols, error) : TG_OK;
}

static tg_status check_argument(const tg_program* program, uint32_t i, const tg_arg* arg, const int64_t* symbols, tg_error* error) {
    uint64_t needed;
    TRY(arg_bytes(program, i, symbols, &needed, error));
    REQUIRE(arg->bytes >= needed, TG_INVALID_ARGUMENT, "TG-P-43", "argument %u has %llu bytes and needs %llu", i, (unsigned long long)arg->bytes,
            (unsigned long long)needed);
    if (i < program->input_count || i >= program->input_count + program->output_count || !arg->dims)
        return TG_OK;
    shape known = resolve(&program->values[program->arg_values[i]].shape, symbols);
    REQUIRE(arg->rank == known.rank && memcmp(arg->dims, known.dims, known.rank * sizeof *known.dims) == 0, TG_INVALID_ARGUMENT, "TG-P-43",
            "the dims of output %u do not follow from the inputs'", i - program->input_count);
    return TG_OK;
}

/** Checks all arguments and notes where each value lies. Interior values lie in the scratch argument, the last one. */
static tg_status place(const tg_program* program, const tg_execute* execute, tg_arg* args, job* job, tg_error* error) {
    for (uint32_t i = 0; i < program->symbol_count; i++)
        job->symbols[i] = -1;
    for (uint32_t i = 0; i < program->arg_count; i++)
        TRY(read_argument(program, execute, i, &args[i], job->symbols, error));
    for (uint32_t i = 0; i < program->arg_count; i++)
        TRY(check_argument(program, i, &args[i], job->symbols, error));
    uint64_t bytes, used = 0;
    for (uint32_t i = 0; i < program->value_count; i++) {
        const value* value = &program->values[i];
        if (value->arg != TG_NONE)
            job->at[i] = (float*)(void*)(args[value->arg].buffer->bytes + args[value->arg].offset);
        else if (value->origin == CONSTANT)
            job->at[i] = (float*)value->constant;
        else if (value->origin == NODE && value_bytes(value, job->symbols, &bytes)) {
            const tg_arg* scratch = &args[program->arg_count - 1];
            job->at[i] = (float*)(void*)(scratch->buffer->bytes + scratch->offset + used);
            used += bytes;
        }
    }
    return TG_OK;
}

/** `waits` were checked. */
static job* new_job(const tg_program* program, uint32_t queue, uint64_t ticket, const tg_sync* waits, uint32_t wait_count, uint32_t stride) {
    size_t symbols = program ? program->symbol_count : 0, values = program ? program->value_count : 0;
    job* job = calloc(1, sizeof *job + symbols * sizeof *job->symbols + wait_count * sizeof *job->waits + values * sizeof *job->at);
    if (job) {
        job->program = program;
        job->queue = queue;
        job->ticket = ticket;
        job->wait_count = wait_count;
        job->symbols = (int64_t*)(void*)(job + 1);
        job->waits = (tg_sync*)(void*)(job->symbols + symbols);
        job->at = (float**)(void*)(job->waits + wait_count);
        for (uint32_t i = 0; i < wait_count; i++)
            TG_AT(tg_sync, &job->waits[i], waits, stride, i);
    }
    return job;
}

tg_status TG_CALL execute(tg_device* device, const tg_execute* desc, tg_error* error) {
    tg_execute wanted;
    READ(tg_execute, &wanted, desc);
    KNOWN(wanted.flags, "tg_execute.flags");
    TRY(check_queue(device, wanted.queue, error));
    if (wanted.options)
        TRY(read_options(wanted.options, NULL, error));
    TRY(check_syncs(device, wanted.waits, wanted.wait_count, wanted.wait_stride, wanted.signal_count, error));
    const tg_program* program = wanted.program;
    REQUIRE(!program || program->device == device, TG_INVALID_ARGUMENT, "TG-H-7", "the program belongs to another device");
    REQUIRE(wanted.entry == 0, TG_NOT_FOUND, "TG-P-43", "a program here has one entry, 0; %u was asked for", wanted.entry);
    REQUIRE(wanted.arg_count == (program ? program->arg_count : 0), TG_INVALID_ARGUMENT, "TG-P-43", "%u arguments given, %u needed", wanted.arg_count,
            program ? program->arg_count : 0);
    job* job = new_job(program, wanted.queue, wanted.ticket, wanted.waits, wanted.wait_count, wanted.wait_stride);
    tg_arg* args = malloc((wanted.arg_count + (size_t)1) * sizeof *args);
    tg_status status = job && args ? TG_OK : fail(error, TG_OUT_OF_MEMORY, "", "no memory for a submission");
    if (!status && program)
        status = place(program, &wanted, args, job, error);
    free(args);
    if (status) {
        free(job);
        return status;
    }
    return accept_job(device, job, error);
}

tg_status TG_CALL copy(tg_device* device, const tg_copy* desc, tg_error* error) {
    tg_copy wanted;
    READ(tg_copy, &wanted, desc);
    KNOWN(wanted.flags || wanted.reserved, "tg_copy");
    TRY(check_queue(device, wanted.queue, error));
    REQUIRE(!wanted.peer || wanted.peer == device, TG_UNSUPPORTED, "", "copies to another device are not made here");
    REQUIRE(!wanted.source != !wanted.host_source && !wanted.destination != !wanted.host_destination, TG_INVALID_ARGUMENT, "TG-P-44",
            "a copy has one source and one destination");
    TRY(check_syncs(device, wanted.waits, wanted.wait_count, wanted.wait_stride, wanted.signal_count, error));
    REQUIRE((!wanted.source || wanted.source->device == device) && (!wanted.destination || wanted.destination->device == device), TG_INVALID_ARGUMENT,
            "TG-H-7", "a buffer belongs to another device");
    if (wanted.source)
        TRY(check_range(wanted.source, wanted.source_offset, wanted.bytes, error));
    if (wanted.destination)
        TRY(check_range(wanted.destination, wanted.destination_offset, wanted.bytes, error));
    job* job = new_job(NULL, wanted.queue, wanted.ticket, wanted.waits, wanted.wait_count, wanted.wait_stride);
    REQUIRE(job, TG_OUT_OF_MEMORY, "", "no memory for a submission");
    job->from = (wanted.source ? wanted.source->bytes : (const unsigned char*)wanted.host_source) + wanted.source_offset;
    job->to = (wanted.destination ? wanted.destination->bytes : (unsigned char*)wanted.host_destination) + wanted.destination_offset;
    job->bytes = wanted.bytes;
    return accept_job(device, job, error);
}
