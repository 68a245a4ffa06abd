/* SPDX-License-Identifier: Apache-2.0 */
/** @file worker.c How accepted jobs are worked off, at once or by the threads of the engines; waiting for tickets, and cancelling them. */
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

static struct timespec after(uint64_t nanoseconds) {
    uint64_t most = (uint64_t)1000000000 * 1000000000;
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    nanoseconds = (uint64_t)until.tv_nsec + (nanoseconds < most ? nanoseconds : most);
    until.tv_sec += (time_t)(nanoseconds / 1000000000);
    until.tv_nsec = (long)(nanoseconds % 1000000000);
    return until;
}

/** Ends early when the job is cancelled or the device lost. Under the lock. */
static void delay(engine* engine, const job* job) {
    uint32_t most_us = engine->device->options.delay_us;
    engine->random = engine->random * 6364136223846793005u + 1442695040888963407u;
    uint64_t microseconds = (engine->random >> 33) % ((uint64_t)most_us + 1);
    struct timespec until = after(microseconds * 1000);
    int expired = microseconds == 0;
    while (!expired && !job->cancelled && !engine->device->lost)
        expired = pthread_cond_timedwait(&engine->work, &engine->device->lock, &until) != 0;
}

static int is_ready(const tg_device* device, const job* job) {
    for (uint32_t i = 0; job && !device->lost && !job->cancelled && i < job->wait_count; i++)
        if (device->queues[job->waits[i].queue].finished < job->waits[i].value)
            return 0;
    return job != NULL;
}

static void wake(tg_device* device) {
    for (uint32_t i = 0; i < ENGINES; i++)
        pthread_cond_signal(&device->engines[i].work);
}

/** What a job that begins now can expect. Under the lock. */
static tg_status begin(tg_device* device, const job* job) {
    if (++device->begun == device->options.lose_after)
        device->lost = 1;
    if (device->lost)
        wake(device);
    int fails = job->program && device->options.fail_every && job->ticket % device->options.fail_every == 0;
    return device->lost ? TG_DEVICE_LOST : job->cancelled ? TG_CANCELLED : fails ? TG_EXECUTION_FAILED : TG_OK;
}

/** Runs the job and gives what becomes of it. Entered and left under the lock. */
static tg_status finish(engine* engine, job* job) {
    tg_device* device = engine->device;
    tg_status status = begin(device, job);
    if (status != TG_OK)
        return status;
    engine->running = job;
    pthread_mutex_unlock(&device->lock);
    run(job);
    pthread_mutex_lock(&device->lock);
    delay(engine, job);
    engine->running = NULL;
    if (device->lost)
        wake(device);
    return device->lost ? TG_DEVICE_LOST : job->cancelled ? TG_CANCELLED : TG_OK;
}

/** After the first report of a lost device the host frees everything, so no engine may be at work then. */
static void stand_still(engine* engine) {
    for (uint32_t i = 0; i < ENGINES; i++)
        while (engine->device->engines[i].running)
            pthread_cond_wait(&engine->work, &engine->device->lock);
}

static const char* explain(tg_status status) {
    return status == TG_OK ? NULL : status == TG_CANCELLED ? "cancelled by the host" : status == TG_DEVICE_LOST ? "the device was lost or closed before this was done"
        : "failed because the option fail_every says so";
}

/**
 * A slot of the queue is given back before the report and never after it: the host counts what was not reported, and must not find the
 * queue fuller than it knows (TG-P-20). A device is closed when nothing is left, so the thread ends with its FIFO empty.
 */
void* work(void* argument) {
    engine* engine = argument;
    tg_device* device = engine->device;
    pthread_mutex_lock(&device->lock);
    for (;;) {
        while (!is_ready(device, engine->first) && !device->closing)
            pthread_cond_wait(&engine->work, &device->lock);
        job* job = engine->first;
        if (!job)
            break;
        engine->first = job->next;
        queue* queue = &device->queues[job->queue];
        tg_completion completion = {.size = sizeof completion, .status = finish(engine, job), .ticket = job->ticket};
        completion.text = explain(completion.status);
        free(job);
        if (completion.status == TG_DEVICE_LOST)
            stand_still(engine);
        queue->pending--;
        queue->finished = completion.ticket;
        wake(device);
        pthread_mutex_unlock(&device->lock);
        device->host.complete(&device->host, queue->ctx, &completion);
        pthread_mutex_lock(&device->lock);
        queue->reported = completion.ticket;
        pthread_cond_broadcast(&device->reported);
    }
    pthread_mutex_unlock(&device->lock);
    return NULL;
}

static tg_status run_now(tg_device* device, job* job, tg_error* error) {
    queue* queue = &device->queues[job->queue];
    pthread_mutex_lock(&device->lock);
    tg_status status = begin(device, job);
    pthread_mutex_unlock(&device->lock);
    if (status == TG_OK)
        run(job);
    pthread_mutex_lock(&device->lock);
    queue->finished = queue->reported = job->ticket;
    pthread_cond_broadcast(&device->reported);
    pthread_mutex_unlock(&device->lock);
    free(job);
    return status == TG_OK ? TG_OK : fail(error, status, "", "%s", explain(status));
}

/** Under the lock. */
static void append(tg_device* device, job* job) {
    queue* queue = &device->queues[job->queue];
    engine* engine = &device->engines[queue->engine];
    queue->pending++;
    if (engine->first)
        engine->last->next = job;
    else
        engine->first = job;
    engine->last = job;
    pthread_cond_signal(&engine->work);
}

tg_status accept_job(tg_device* device, job* job, tg_error* error) {
    queue* queue = &device->queues[job->queue];
    pthread_mutex_lock(&device->lock);
    uint64_t before = queue->accepted;
    int lost = device->lost != 0, ascending = job->ticket > before, busy = queue->pending >= MAX_PENDING, good = !lost && ascending && !busy;
    if (good)
        queue->accepted = job->ticket;
    if (good && device->options.async)
        append(device, job);
    pthread_mutex_unlock(&device->lock);
    if (good)
        return device->options.async ? TG_PENDING : run_now(device, job, error);
    uint64_t ticket = job->ticket;
    free(job);
    REQUIRE(!lost, TG_DEVICE_LOST, "", "the device is lost: close it and open it again");
    REQUIRE(ascending, TG_INVALID_ARGUMENT, "TG-H-10", "ticket %llu does not come after %llu", (unsigned long long)ticket, (unsigned long long)before);
    return fail(error, TG_BUSY, "TG-P-20", "%u submissions are pending on this queue: retry when one was reported", MAX_PENDING);
}

void end_pending(tg_device* device) {
    pthread_mutex_lock(&device->lock);
    for (uint32_t i = 0; i < device->queue_count; i++)
        device->lost |= device->queues[i].pending > 0;
    wake(device);
    for (uint32_t i = 0; i < device->queue_count; i++)
        while (device->queues[i].reported < device->queues[i].accepted)
            pthread_cond_wait(&device->reported, &device->lock);
    pthread_mutex_unlock(&device->lock);
}

tg_status check_queue(const tg_device* device, uint32_t queue, tg_error* error) {
    GIVEN(device, "the device");
    REQUIRE(queue < device->queue_count, TG_INVALID_ARGUMENT, "TG-P-43", "queue %u was not opened", queue);
    return TG_OK;
}

tg_status TG_CALL wait_ticket(tg_device* device, const tg_ticket* desc, tg_error* error) {
    tg_ticket wanted;
    int expired = 0;
    READ(tg_ticket, &wanted, desc);
    TRY(check_queue(device, wanted.queue, error));
    struct timespec until = after(wanted.timeout_ns);
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

/** A job that waits in the FIFO keeps its place there, because a queue reports in order. One that runs ends early. */
tg_status TG_CALL cancel_ticket(tg_device* device, const tg_ticket* desc, tg_error* error) {
    tg_ticket wanted;
    READ(tg_ticket, &wanted, desc);
    TRY(check_queue(device, wanted.queue, error));
    KNOWN(wanted.timeout_ns, "tg_ticket.timeout_ns");
    pthread_mutex_lock(&device->lock);
    engine* engine = &device->engines[device->queues[wanted.queue].engine];
    job* found = engine->running;
    if (!found || found->queue != wanted.queue || found->ticket != wanted.ticket)
        for (found = engine->first; found && (found->queue != wanted.queue || found->ticket != wanted.ticket);)
            found = found->next;
    if (found)
        found->cancelled = 1;
    pthread_cond_signal(&engine->work);
    pthread_mutex_unlock(&device->lock);
    REQUIRE(found, TG_NOT_FOUND, "", "ticket %llu of queue %u is not pending", (unsigned long long)wanted.ticket, wanted.queue);
    return TG_OK;
}
