/* SPDX-License-Identifier: Apache-2.0 */
/** @file queue.c Asynchronous configurations: a thread for each queue, and the ways in which their reports go wrong. */
#include <signal.h>
#include <unistd.h>

#include "zoo.h"

static int is_ready(const line* line) {
    const job* job = line->first;
    for (uint32_t i = 0; job && !line->device->lost && line->device->how->fault != WAIT_IGNORED && i < job->wait_count; i++)
        if (line->device->lines[job->waits[i].queue].finished < job->waits[i].value)
            return 0;
    return job != NULL;
}

static void report(line* line, uint64_t ticket, tg_status status) {
    tg_completion completion = {.size = sizeof completion, .status = status, .ticket = ticket};
    completion.text = status == TG_OK ? NULL : "the device was closed, or lost as planned";
    line->device->host.complete(&line->device->host, line->ctx, &completion);
}

typedef struct errand {
    line* line;
    uint64_t ticket;
    tg_status status;
} errand;

static void* run_errand(void* argument) {
    const errand* errand = argument;
    report(errand->line, errand->ticket, errand->status);
    return NULL;
}

static void report_from_another_thread(line* line, uint64_t ticket, tg_status status) {
    errand errand = {line, ticket, status};
    pthread_t thread;
    if (pthread_create(&thread, NULL, run_errand, &errand) == 0)
        pthread_join(thread, NULL);
    else
        report(line, ticket, status);
}

/** Tells the host of a ticket in the configuration's way. `more`: another one of the queue follows at once. */
static void tell(line* line, uint64_t ticket, tg_status status, int more) {
    uint32_t fault = line->device->how->fault;
    line->told++;
    if (status == TG_OK && fault == REPORTS_COALESCED && more)
        return;
    if (fault == NEVER_REPORTED && line->told > 2 && status == TG_OK)
        return;
    if (fault == LOST_AND_GOES_ON && line->told == 2)
        status = TG_DEVICE_LOST;
    if (fault == OUT_OF_ORDER && more && !line->held && status == TG_OK) {
        line->held = ticket;
        return;
    }
    if (fault == REPORTS_FROM_THREADS)
        report_from_another_thread(line, ticket, status);
    else
        report(line, ticket, status);
    if (fault == REPORTED_TWICE)
        report(line, ticket, status);
    if (fault == TICKET_NOBODY_GAVE && line->told % 3 == 0)
        report(line, ticket + 1000, TG_EXECUTION_FAILED);
    if (line->held)
        report(line, line->held, TG_OK);
    line->held = 0;
}

/** Zeros the outputs when the host has long been told that they are there. */
static void scribble(const job* job) {
    usleep(300);
    for (uint32_t i = job->program ? job->program_inputs : 0; i < job->arg_count; i++)
        memset(job->at[job->arg_values[i]], 0, job->arg_bytes[i]);
}

/** EARLY_COMPLETION: runs the job into memory of its own, which the caller copies out and frees when the host was told. NULL = no memory. */
static char* run_aside(tg_device* device, const job* job) {
    uint64_t total = 1;
    for (uint32_t i = job->program_inputs; i < job->arg_count; i++)
        total += job->arg_bytes[i];
    char *aside = malloc(total), *next = aside;
    float** at = malloc(sizeof *at * (job->program->value_count + (size_t)1));
    if (aside && at) {
        memcpy(at, job->at, sizeof *at * job->program->value_count);
        for (uint32_t i = job->program_inputs; i < job->arg_count; next += job->arg_bytes[i++])
            at[job->arg_values[i]] = (float*)(void*)next;
        run_placed(device, job->program, at);
    }
    free(at);
    return aside;
}

static void write_late(const job* job, char* aside) {
    char* next = aside;
    usleep(1000);
    for (uint32_t i = job->program_inputs; aside && i < job->arg_count; next += job->arg_bytes[i++])
        memcpy(job->at[job->arg_values[i]], next, job->arg_bytes[i]);
    free(aside);
}

/** Runs a job; entered and left under the lock. */
static tg_status carry_out(line* line, const job* job, char** aside) {
    tg_device* device = line->device;
    uint32_t fault = device->how->fault;
    if (device->lost)
        return TG_DEVICE_LOST;
    int crowded = ++device->running > 1 && fault == WRITES_LOST, enough = 1;
    pthread_mutex_unlock(&device->lock);
    pthread_mutex_lock(&device->engines[line->engine]);
    if (fault == WAIT_IGNORED || fault == WRITES_LOST)
        usleep(20);
    if (job->program && fault == EARLY_COMPLETION)
        *aside = run_aside(device, job);
    else if (job->program && !crowded)
        enough = run_placed(device, job->program, job->at);
    pthread_mutex_unlock(&device->engines[line->engine]);
    pthread_mutex_lock(&device->lock);
    device->running--;
    return device->lost ? TG_DEVICE_LOST : enough ? TG_OK : TG_EXECUTION_FAILED;
}

static void* work(void* argument) {
    line* line = argument;
    tg_device* device = line->device;
    pthread_mutex_lock(&device->lock);
    for (;;) {
        while (!is_ready(line) && !(device->closing && !line->first))
            pthread_cond_wait(&device->changed, &device->lock);
        job* job = line->first;
        if (!job)
            break;
        line->first = job->next;
        char* aside = NULL;
        tg_status status = carry_out(line, job, &aside);
        while (status == TG_DEVICE_LOST && device->running)
            pthread_cond_wait(&device->changed, &device->lock);
        line->pending--;
        line->finished = job->ticket;
        int more = line->first != NULL;
        pthread_cond_broadcast(&device->changed);
        pthread_mutex_unlock(&device->lock);
        tell(line, job->ticket, status, more);
        if (device->how->fault == WRITES_AFTERWARDS)
            scribble(job);
        if (aside)
            write_late(job, aside);
        pthread_mutex_lock(&device->lock);
        line->reported = job->ticket;
        free(job);
        pthread_cond_broadcast(&device->changed);
    }
    pthread_mutex_unlock(&device->lock);
    return NULL;
}

int start_lines(tg_device* device) {
    sigset_t all, before;
    uint32_t started = 0;
    pthread_mutex_init(&device->lock, NULL);
    pthread_cond_init(&device->changed, NULL);
    for (uint32_t i = 0; i < LINES; i++)
        pthread_mutex_init(&device->engines[i], NULL);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (; device->how->async && started < device->line_count; started++) {
        device->lines[started].device = device;
        if (pthread_create(&device->lines[started].worker, NULL, work, &device->lines[started]) != 0)
            break;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    int whole = !device->how->async || started == device->line_count;
    if (!whole) {
        device->line_count = started;
        stop_lines(device);
    }
    return whole;
}

void end_pending(tg_device* device) {
    pthread_mutex_lock(&device->lock);
    for (uint32_t i = 0; device->how->async && i < device->line_count; i++)
        device->lost |= device->lines[i].pending > 0;
    pthread_cond_broadcast(&device->changed);
    for (uint32_t i = 0; device->how->async && i < device->line_count; i++)
        while (device->lines[i].reported < device->lines[i].accepted)
            pthread_cond_wait(&device->changed, &device->lock);
    pthread_mutex_unlock(&device->lock);
}

typedef struct ghost {
    tg_host host;
    void* ctx;
    uint64_t ticket;
} ghost;

static void* haunt(void* argument) {
    ghost* ghost = argument;
    tg_completion completion = {.size = sizeof completion, .ticket = ghost->ticket};
    usleep(2000);
    ghost->host.complete(&ghost->host, ghost->ctx, &completion);
    free(ghost);
    return NULL;
}

/** REPORTED_AFTER_CLOSE: the last ticket once more, when the device is gone. */
static void leave_a_ghost(tg_device* device) {
    pthread_t thread;
    ghost* left = malloc(sizeof *left);
    if (!left)
        return;
    *left = (ghost){device->host, device->lines[0].ctx, device->lines[0].accepted};
    if (pthread_create(&thread, NULL, haunt, left) == 0)
        pthread_detach(thread);
    else
        free(left);
}

void stop_lines(tg_device* device) {
    pthread_mutex_lock(&device->lock);
    device->closing = 1;
    pthread_cond_broadcast(&device->changed);
    pthread_mutex_unlock(&device->lock);
    for (uint32_t i = 0; device->how->async && i < device->line_count; i++)
        pthread_join(device->lines[i].worker, NULL);
    if (device->how->fault == REPORTED_AFTER_CLOSE && device->lines[0].accepted)
        leave_a_ghost(device);
    for (uint32_t i = 0; i < LINES; i++)
        pthread_mutex_destroy(&device->engines[i]);
    pthread_cond_destroy(&device->changed);
    pthread_mutex_destroy(&device->lock);
}

tg_status check_waits(tg_device* device, const tg_execute* execute, tg_error* error) {
    REQUIRE(!execute->signal_count && (device->how->async || !execute->wait_count), TG_INVALID_ARGUMENT, "TG-H-12",
            "this device takes no signals, and waits only when it is asynchronous");
    for (uint32_t i = 0; i < execute->wait_count; i++) {
        tg_sync sync;
        AT(tg_sync, &sync, execute->waits, execute->wait_stride, i);
        KNOWN(sync.reserved || sync.flags, "tg_sync");
        REQUIRE(!sync.timeline && sync.queue < device->line_count, TG_INVALID_ARGUMENT, "TG-H-12", "wait %u names no ticket of an open queue", i);
        pthread_mutex_lock(&device->lock);
        int accepted = sync.value <= device->lines[sync.queue].accepted;
        pthread_mutex_unlock(&device->lock);
        REQUIRE(accepted, TG_INVALID_ARGUMENT, "TG-H-12", "wait %u names ticket %llu, which was not accepted yet", i, (unsigned long long)sync.value);
    }
    return TG_OK;
}

job* new_job(const tg_execute* execute) {
    const tg_program* program = execute->program;
    uint32_t values = program ? program->value_count : 0, args = program ? program->arg_count : 0;
    job* made = calloc(1, sizeof *made + execute->wait_count * sizeof *made->waits + args * sizeof *made->arg_bytes + values * sizeof *made->at
                       + args * sizeof *made->arg_values);
    if (!made)
        return NULL;
    made->program = execute->program;
    made->ticket = execute->ticket;
    made->wait_count = execute->wait_count;
    made->arg_count = args;
    made->program_inputs = program ? program->input_count : 0;
    made->waits = (tg_sync*)(void*)(made + 1);
    made->arg_bytes = (uint64_t*)(void*)(made->waits + execute->wait_count);
    made->at = (float**)(void*)(made->arg_bytes + args);
    made->arg_values = (uint32_t*)(void*)(made->at + values);
    for (uint32_t i = 0; i < execute->wait_count; i++)
        TG_AT(tg_sync, &made->waits[i], execute->waits, execute->wait_stride, i);
    for (uint32_t i = 0; i < args; i++) {
        made->arg_values[i] = program->arg_values[i];
        made->arg_bytes[i] = program->values[program->arg_values[i]].bytes;
    }
    return made;
}

/** What was placed is done at once: for completion inside execute, and for the configuration that answers OK too early. */
static tg_status run_here(line* line, job* job, tg_error* error) {
    tg_device* device = line->device;
    int enough = !job->program || run_placed(device, job->program, job->at);
    pthread_mutex_lock(&device->lock);
    line->finished = line->reported = job->ticket;
    pthread_mutex_unlock(&device->lock);
    int inside = device->how->fault == REPORTS_INSIDE_EXECUTE;
    if (inside)
        report(line, job->ticket, enough ? TG_OK : TG_EXECUTION_FAILED);
    free(job);
    REQUIRE(inside || enough, TG_OUT_OF_MEMORY, "", "no memory for interior values");
    return inside ? TG_PENDING : TG_OK;
}

tg_status submit(tg_device* device, uint32_t queue, job* job, tg_error* error) {
    line* line = &device->lines[queue];
    uint32_t fault = device->how->fault;
    pthread_mutex_lock(&device->lock);
    int lost = device->lost != 0, ascending = job->ticket > line->accepted, busy = line->pending >= LINE_PENDING;
    busy |= fault == BUSY_WHEN_IDLE && line->pending == 0 && ++line->offers % 5 == 0;
    int here = fault == REPORTS_INSIDE_EXECUTE || (fault == OK_WHILE_PENDING && line->pending > 0), good = !lost && ascending && !busy;
    if (good)
        line->accepted = job->ticket;
    if (good && !here) {
        line->pending++;
        if (line->first)
            line->last->next = job;
        else
            line->first = job;
        line->last = job;
        pthread_cond_broadcast(&device->changed);
    }
    while (good && fault == REPORTS_INSIDE_EXECUTE) {
        int ready = 1;
        for (uint32_t i = 0; i < job->wait_count; i++)
            ready &= device->lines[job->waits[i].queue].finished >= job->waits[i].value;
        if (ready)
            break;
        pthread_cond_wait(&device->changed, &device->lock);
    }
    pthread_mutex_unlock(&device->lock);
    if (good)
        return here ? run_here(line, job, error) : TG_PENDING;
    free(job);
    REQUIRE(!lost, TG_DEVICE_LOST, "", "the device is lost: close it and open it again");
    REQUIRE(ascending, TG_INVALID_ARGUMENT, "TG-H-10", "tickets of queue %u ascend", queue);
    return fail(error, TG_BUSY, "TG-P-20", "the queue is full: retry when a ticket was reported");
}
