/* SPDX-License-Identifier: Apache-2.0 */
/** @file tickets.c Tickets between the report from below and the report upward. */
#include <signal.h>
#include <string.h>
#include <time.h>

#include "delay.h"

static uint64_t random_below(delayed* device, uint64_t limit) {
    device->random = device->random * 6364136223846793005u + 1442695040888963407u;
    return (device->random >> 33) % limit;
}

static ticket* find(const queue* queue, uint64_t number) {
    ticket* each = queue->first;
    while (each && each->number != number)
        each = each->next;
    return each;
}

int ticket_state(const queue* queue, uint64_t number) {
    const ticket* found = find(queue, number);
    return found ? 1 + (int)found->ended : queue->to && number >= queue->from && number <= queue->to ? 2 : 0;
}

static void forget(queue* queue, ticket* gone) {
    ticket **at = &queue->first, *before = NULL;
    while (*at != gone) {
        before = *at;
        at = &before->next;
    }
    *at = gone->next;
    if (queue->last == gone)
        queue->last = before;
    queue->count--;
    free(gone->end);
    free(gone);
}

tg_status ticket_begin(delayed* device, uint32_t number, uint64_t value, tg_error* error) {
    ticket* made = calloc(1, sizeof *made);
    REQUIRE(made, TG_OUT_OF_MEMORY, "", "no memory for a ticket");
    made->number = value;
    pthread_mutex_lock(&device->lock);
    queue* queue = &device->queues[number];
    int busy = queue->count >= queue->max_pending;
    if (!busy) {
        if (queue->first)
            queue->last->next = made;
        else
            queue->first = made;
        queue->last = made;
        queue->count++;
    }
    pthread_mutex_unlock(&device->lock);
    if (busy)
        free(made);
    REQUIRE(!busy, TG_BUSY, "TG-P-20", "%u submissions are pending on queue %u: retry when one was reported", queue->max_pending, number);
    return TG_OK;
}

/** Within a queue a later ticket is never due before an earlier one. */
static void end(delayed* device, queue* queue, ticket* ticket, tg_status status, tg_completion* report) {
    uint64_t due = now_ns() + random_below(device, (uint64_t)device->settings.us * 1000 + 1);
    queue->due_ns = due > queue->due_ns ? due : queue->due_ns;
    ticket->due_ns = queue->due_ns;
    ticket->status = status;
    ticket->end = report;
    ticket->ended = 1;
    pthread_cond_signal(&device->ended);
}

tg_status ticket_answered(delayed* device, uint32_t number, uint64_t value, tg_status status) {
    pthread_mutex_lock(&device->lock);
    queue* queue = &device->queues[number];
    ticket* found = find(queue, value);
    if (found && !found->ended && status == TG_OK)
        end(device, queue, found, TG_OK, NULL);
    else if (found && status < 0)
        forget(queue, found);
    pthread_mutex_unlock(&device->lock);
    return status == TG_OK ? TG_PENDING : status;
}

/** A report outlives the call that brought it: the struct as it came, then its texts. */
static tg_completion* keep(const tg_completion* completion, const tg_completion* told) {
    size_t text = told->text ? strlen(told->text) + 1 : 0, rule = told->rule ? strlen(told->rule) + 1 : 0;
    char* kept = malloc(told->size + text + rule);
    if (!kept)
        return NULL;
    tg_completion* copy = (tg_completion*)(void*)kept;
    memcpy(kept, completion, told->size);
    if (text)
        copy->text = memcpy(kept + told->size, told->text, text);
    if (rule)
        copy->rule = memcpy(kept + told->size + text, told->rule, rule);
    return copy;
}

void completed(layer_link* link, void* given, const tg_completion* completion) {
    tg_completion told;
    layer_queue* at = given;
    delayed* device = D(link->device);
    if (!device || TG_TABLE(tg_completion, &told, completion))
        return;
    pthread_mutex_lock(&device->lock);
    queue* queue = &device->queues[at->number];
    ticket* found = find(queue, told.ticket);
    int known = found && !found->ended;
    if (known && told.status == TG_OK)
        for (ticket* each = queue->first; each && each->number < told.ticket; each = each->next)
            if (!each->ended)
                end(device, queue, each, TG_OK, NULL);
    if (known)
        end(device, queue, found, told.status, keep(completion, &told));
    int lost = device->lost;
    pthread_mutex_unlock(&device->lock);
    if (!known && !lost)
        layer_report(at, completion);
}

static void report(delayed* device, uint32_t number, ticket* ended) {
    tg_completion plain = {.size = sizeof plain, .status = ended->status, .ticket = ended->number};
    layer_report(&device->base.queues[number], ended->end ? ended->end : &plain);
}

/** All tickets are lost to the host once it was told so. Locked. */
static void lose(delayed* device) {
    device->lost = 1;
    for (uint32_t q = 0; q < device->base.queue_count; q++)
        while (device->queues[q].first)
            forget(&device->queues[q], device->queues[q].first);
}

/** Takes the next ticket to report out of a queue, and those that its OK covers; NULL when none is due. Locked. */
static ticket* take(delayed* device, queue* queue, uint64_t now) {
    ticket *taken = NULL, **at = &queue->first;
    while (*at) {
        ticket* each = *at;
        int due = each->ended && (device->urgent || each->due_ns <= now);
        if (!due && each->ended)
            break;
        if (!due || (taken && (taken->status != TG_OK || each->status != TG_OK || random_below(device, 4) == 0))) {
            if (taken)
                break;
            at = &each->next;
            continue;
        }
        *at = each->next;
        queue->count--;
        queue->from = taken ? queue->from : each->number;
        if (taken) {
            free(taken->end);
            free(taken);
        }
        taken = each;
    }
    queue->last = queue->first;
    while (queue->last && queue->last->next)
        queue->last = queue->last->next;
    return taken;
}

/** The queue whose first ended ticket is due first; device->base.queue_count when there is none. Locked. */
static uint32_t next_queue(const delayed* device, uint64_t* due) {
    uint32_t best = device->base.queue_count;
    *due = UINT64_MAX;
    for (uint32_t q = 0; q < device->base.queue_count; q++)
        for (const ticket* each = device->queues[q].first; each; each = each->next)
            if (each->ended) {
                if (each->due_ns < *due) {
                    *due = each->due_ns;
                    best = q;
                }
                break;
            }
    return best;
}

static void sleep_until(delayed* device, uint64_t due) {
    struct timespec until = {(time_t)(due / 1000000000), (long)(due % 1000000000)};
    pthread_cond_timedwait(&device->ended, &device->lock, &until);
}

static void* work(void* argument) {
    delayed* device = argument;
    uint64_t due;
    pthread_mutex_lock(&device->lock);
    for (;;) {
        uint32_t number = next_queue(device, &due);
        if (number == device->base.queue_count) {
            pthread_cond_broadcast(&device->reported);
            if (device->closing)
                break;
            pthread_cond_wait(&device->ended, &device->lock);
            continue;
        }
        if (due > now_ns() && !device->urgent) {
            sleep_until(device, due);
            continue;
        }
        queue* queue = &device->queues[number];
        ticket* ended = take(device, queue, now_ns());
        queue->to = ended->number;
        pthread_mutex_unlock(&device->lock);
        report(device, number, ended);
        pthread_mutex_lock(&device->lock);
        queue->to = 0;
        if (TG_STATUS_CLASS(ended->status) == TG_CLASS_DEVICE)
            lose(device);
        free(ended->end);
        free(ended);
        pthread_cond_broadcast(&device->reported);
    }
    pthread_mutex_unlock(&device->lock);
    return NULL;
}

int start_reporting(delayed* device) {
    pthread_condattr_t monotonic;
    sigset_t all, before;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&device->lock, NULL);
    pthread_cond_init(&device->ended, &monotonic);
    pthread_cond_init(&device->reported, &monotonic);
    pthread_condattr_destroy(&monotonic);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&device->thread, NULL, work, device);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return !failed;
}

void report_all(delayed* device) {
    uint64_t due;
    pthread_mutex_lock(&device->lock);
    device->urgent = 1;
    pthread_cond_signal(&device->ended);
    for (;;) {
        uint32_t busy = next_queue(device, &due) < device->base.queue_count;
        for (uint32_t q = 0; q < device->base.queue_count; q++)
            busy |= device->queues[q].to != 0;
        if (!busy)
            break;
        pthread_cond_wait(&device->reported, &device->lock);
    }
    device->urgent = 0;
    pthread_mutex_unlock(&device->lock);
}

void end_reporting(delayed* device) {
    pthread_mutex_lock(&device->lock);
    device->closing = 1;
    pthread_cond_signal(&device->ended);
    pthread_mutex_unlock(&device->lock);
    pthread_join(device->thread, NULL);
    lose(device);
    pthread_cond_destroy(&device->ended);
    pthread_cond_destroy(&device->reported);
    pthread_mutex_destroy(&device->lock);
}
