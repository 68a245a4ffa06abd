/* SPDX-License-Identifier: Apache-2.0 */
/** @file submission.c Tickets: what is checked before one is accepted, and how it is worked off, at once or by the worker thread. */
#include <time.h>

#include "tiny.h"

static void run(const job* job) {
    if (job->bytes)
        memmove(job->to, job->from, job->bytes);
    for (uint32_t i = 0; job->program && i < job->program->node_count; i++) {
        const node* node = &job->program->nodes[i];
        const value* values = job->program->values;
        shape a = resolve(&values[node->in[0]].shape, job->symbols), b = resolve(&values[node->in[1]].shape, job->symbols);
        shape out = resolve(&values[node->out].shape, job->symbols);
        compute(node->op, node->axis, job->at[node->in[0]], &a, job->at[node->in[1]], &b, job->at[node->out], &out);
    }
}

static void delay(uint32_t most_us, uint64_t* state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    uint64_t microseconds = (*state >> 33) % ((uint64_t)most_us + 1);
    struct timespec time = {(time_t)(microseconds / 1000000), (long)(microseconds % 1000000) * 1000};
    if (most_us)
        nanosleep(&time, NULL);
}

/**
 * Works off the FIFO until the device closes; what is then left is reported lost (TG-P-23). A slot of the queue is given back before the
 * report and never after it: the host counts what was not reported, and must not find the queue fuller than it knows (TG-P-20).
 */
void* work(void* argument) {
    tg_device* device = argument;
    uint64_t state = device->options.seed;
    pthread_mutex_lock(&device->lock);
    for (;;) {
        while (!device->first && !device->closing)
            pthread_cond_wait(&device->submitted, &device->lock);
        job* job = device->first;
        if (!job)
            break;
        device->first = job->next;
        queue* queue = &device->queues[job->queue];
        tg_completion completion = {.size = sizeof completion, .status = device->closing ? TG_DEVICE_LOST : TG_OK, .ticket = job->ticket};
        pthread_mutex_unlock(&device->lock);
        if (completion.status == TG_OK) {
            run(job);
            delay(device->options.delay_us, &state);
        } else {
            completion.text = "the device was closed before this ran";
            completion.rule = "TG-P-23";
        }
        free(job);
        pthread_mutex_lock(&device->lock);
        queue->pending--;
        pthread_mutex_unlock(&device->lock);
        device->host.complete(&device->host, queue->ctx, &completion);
        pthread_mutex_lock(&device->lock);
        queue->reported = completion.ticket;
        pthread_cond_broadcast(&device->reported);
    }
    pthread_mutex_unlock(&device->lock);
    return NULL;
}

/** Takes a checked job over, under the lock; `job` is freed unless the answer is TG_PENDING. */
static tg_status accept(tg_device* device, job* job, tg_error* error) {
    queue* queue = &device->queues[job->queue];
    pthread_mutex_lock(&device->lock);
    uint64_t before = queue->accepted;
    int ascending = job->ticket > before, busy = queue->pending >= MAX_PENDING, async = ascending && !busy && device->options.async;
    if (ascending && !busy)
        queue->accepted = job->ticket;
    if (async) {
        queue->pending++;
        if (device->first)
            device->last->next = job;
        else
            device->first = job;
        device->last = job;
        pthread_cond_signal(&device->submitted);
    }
    pthread_mutex_unlock(&device->lock);
    if (async)
        return TG_PENDING;
    if (ascending && !busy)
        run(job);
    uint64_t ticket = job->ticket;
    free(job);
    REQUIRE(ascending, TG_INVALID_ARGUMENT, "TG-H-10", "ticket %llu does not come after %llu", (unsigned long long)ticket, (unsigned long long)before);
    REQUIRE(!busy, TG_BUSY, "TG-P-20", "%u submissions are pending on this queue: retry when one was reported", MAX_PENDING);
    pthread_mutex_lock(&device->lock);
    queue->reported = ticket;
    pthread_cond_broadcast(&device->reported);
    pthread_mutex_unlock(&device->lock);
    return TG_OK;
}

/** The FIFO honours waits on accepted tickets by itself; what is left is to refuse the others (TG-H-12). */
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

static tg_status check_queue(const tg_device* device, uint32_t queue, tg_error* error) {
    GIVEN(device, "the device");
    REQUIRE(queue < device->queue_count, TG_INVALID_ARGUMENT, "TG-P-43", "queue %u was not opened", queue);
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

static job* new_job(const tg_program* program, uint32_t queue, uint64_t ticket) {
    size_t symbols = program ? program->symbol_count : 0, values = program ? program->value_count : 0;
    job* job = calloc(1, sizeof *job + symbols * sizeof *job->symbols + values * sizeof *job->at);
    if (job) {
        job->program = program;
        job->queue = queue;
        job->ticket = ticket;
        job->symbols = (int64_t*)(void*)(job + 1);
        job->at = (float**)(void*)(job->symbols + symbols);
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
    job* job = new_job(program, wanted.queue, wanted.ticket);
    tg_arg* args = malloc((wanted.arg_count + (size_t)1) * sizeof *args);
    tg_status status = job && args ? TG_OK : fail(error, TG_OUT_OF_MEMORY, "", "no memory for a submission");
    if (!status && program)
        status = place(program, &wanted, args, job, error);
    free(args);
    if (status) {
        free(job);
        return status;
    }
    return accept(device, job, error);
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
    job* job = new_job(NULL, wanted.queue, wanted.ticket);
    REQUIRE(job, TG_OUT_OF_MEMORY, "", "no memory for a submission");
    job->from = (wanted.source ? wanted.source->bytes : (const unsigned char*)wanted.host_source) + wanted.source_offset;
    job->to = (wanted.destination ? wanted.destination->bytes : (unsigned char*)wanted.host_destination) + wanted.destination_offset;
    job->bytes = wanted.bytes;
    return accept(device, job, error);
}

tg_status TG_CALL wait_ticket(tg_device* device, const tg_ticket* desc, tg_error* error) {
    tg_ticket wanted;
    struct timespec until;
    int expired = 0;
    READ(tg_ticket, &wanted, desc);
    TRY(check_queue(device, wanted.queue, error));
    clock_gettime(CLOCK_MONOTONIC, &until);
    uint64_t most = (uint64_t)1000000000 * 1000000000, timeout = wanted.timeout_ns < most ? wanted.timeout_ns : most;
    uint64_t nanoseconds = (uint64_t)until.tv_nsec + timeout % 1000000000;
    until.tv_sec += (time_t)(timeout / 1000000000 + nanoseconds / 1000000000);
    until.tv_nsec = (long)(nanoseconds % 1000000000);
    const queue* queue = &device->queues[wanted.queue];
    pthread_mutex_lock(&device->lock);
    int known = wanted.ticket <= queue->accepted;
    while (known && !expired && queue->reported < wanted.ticket)
        expired = pthread_cond_timedwait(&device->reported, &device->lock, &until) != 0;
    int reported = queue->reported >= wanted.ticket;
    pthread_mutex_unlock(&device->lock);
    REQUIRE(known, TG_NOT_FOUND, "TG-P-42", "ticket %llu of queue %u was not accepted", (unsigned long long)wanted.ticket, wanted.queue);
    return reported ? TG_OK : TG_PENDING;
}
