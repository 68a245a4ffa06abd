/* SPDX-License-Identifier: Apache-2.0 */
/** @file tickets.c What is pending, from the call that submits it to the report that ends it. */
#include "validate.h"

int overlap(uint64_t a, uint64_t a_bytes, uint64_t b, uint64_t b_bytes, uint64_t block) {
    if (!a_bytes || !b_bytes)
        return 0;
    if (block < 1)
        block = 1;
    return a / block <= (b + b_bytes - 1) / block && b / block <= (a + a_bytes - 1) / block;
}

int in_use(tg_device* device, const tg_buffer* buffer, uint64_t offset, uint64_t bytes, int writes_only, uint64_t block, uint64_t* ticket) {
    for (uint32_t q = 0; q < device->queue_count; q++)
        for (const pending* p = V(device)->queues[q].first; p; p = p->next)
            for (uint32_t i = 0; i < p->use_count; i++)
                if (p->uses[i].buffer == buffer && (p->uses[i].writes || !writes_only) &&
                    overlap(p->uses[i].offset, p->uses[i].bytes, offset, bytes, p->uses[i].writes ? block : 1)) {
                    *ticket = p->ticket;
                    return 1;
                }
    return 0;
}

int uses(tg_device* device, const tg_buffer* buffer, const tg_program* program, uint64_t* ticket) {
    for (uint32_t q = 0; q < device->queue_count; q++)
        for (const pending* p = V(device)->queues[q].first; p; p = p->next) {
            int used = program && p->program == program;
            for (uint32_t i = 0; buffer && i < p->use_count; i++)
                used = used || p->uses[i].buffer == buffer;
            *ticket = p->ticket;
            if (used)
                return 1;
        }
    return 0;
}

uint32_t tickets_pending(tg_device* device) {
    uint32_t total = 0;
    pthread_mutex_lock(&V(device)->lock);
    for (uint32_t q = 0; q < device->queue_count; q++)
        total += V(device)->queues[q].count;
    pthread_mutex_unlock(&V(device)->lock);
    return total;
}

static int was_refused(const queue* queue, uint64_t ticket) {
    for (uint32_t i = 0; i < queue->refusals && i < KEPT_REFUSALS; i++)
        if (queue->refused[i] == ticket)
            return 1;
    return 0;
}

static tg_status check_timeline(const tg_device* device, const queue* own, const tg_sync* sync, const char* what, uint32_t i, tg_error* error) {
    TRY(object_use(sync->timeline, TIMELINE, error));
    object_done(sync->timeline);
    REFUSE_UNLESS(sync->timeline->device == device, TG_INVALID_ARGUMENT, H_7, "%s %u names a timeline of another device", what, i);
    REFUSE_UNLESS(own->flags & TG_QUEUE_WAITS, TG_INVALID_ARGUMENT, H_12, "%s %u: the queue takes no points of timelines", what, i);
    return TG_OK;
}

static tg_status check_signal(const tg_device* device, const queue* own, const tg_sync* sync, uint32_t i, tg_error* error) {
    REFUSE_UNLESS(!sync->reserved && !sync->flags && !sync->queue, TG_TOO_NEW, H_29, "signal %u: flags 0x%x, queue %u, reserved %p", i, sync->flags, sync->queue, sync->reserved);
    return check_timeline(device, own, sync, "signal", i, error);
}

static tg_status check_wait(tg_device* device, const queue* own, const tg_sync* sync, uint32_t i, tg_error* error) {
    REFUSE_UNLESS(!sync->reserved && !sync->flags, TG_TOO_NEW, H_29, "wait %u: flags 0x%x, reserved %p", i, sync->flags, sync->reserved);
    if (sync->timeline)
        return check_timeline(device, own, sync, "wait", i, error);
    REFUSE_UNLESS(V(device)->info.flags & TG_DEVICE_WAITS && own->flags & TG_QUEUE_WAITS, TG_INVALID_ARGUMENT, H_12, "wait %u: the device or the queue does not take waits", i);
    REFUSE_UNLESS(sync->queue < device->queue_count, TG_INVALID_ARGUMENT, H_12, "wait %u names queue %u of %u", i, sync->queue, device->queue_count);
    const queue* other = &V(device)->queues[sync->queue];
    pthread_mutex_lock(&V(device)->lock);
    uint64_t accepted = other->accepted;
    int refused = was_refused(other, sync->value);
    pthread_mutex_unlock(&V(device)->lock);
    REFUSE_UNLESS(!refused, TG_INVALID_ARGUMENT, H_11, "wait %u names ticket %llu of queue %u, which was refused: the host fails its dependents itself", i,
                  (unsigned long long)sync->value, sync->queue);
    REFUSE_UNLESS(sync->value && sync->value <= accepted, TG_INVALID_ARGUMENT, H_12, "wait %u names ticket %llu of queue %u, the last accepted one is %llu", i,
                  (unsigned long long)sync->value, sync->queue, (unsigned long long)accepted);
    return TG_OK;
}

static void keep(point* points, uint32_t* count, const tg_sync* sync) {
    if (sync->timeline && *count < KEPT_POINTS)
        points[(*count)++] = (point){sync->timeline, sync->value};
}

tg_status check_syncs(tg_device* device, const tg_execute* execute, pending* into, tg_error* error) {
    for (uint32_t i = 0; i < execute->wait_count; i++) {
        tg_sync sync;
        AT(tg_sync, &sync, execute->waits, execute->wait_stride, i);
        TRY(check_wait(device, &V(device)->queues[execute->queue], &sync, i, error));
        keep(into->waits, &into->wait_count, &sync);
    }
    for (uint32_t i = 0; i < execute->signal_count; i++) {
        tg_sync sync;
        AT(tg_sync, &sync, execute->signals, execute->signal_stride, i);
        TRY(check_signal(device, &V(device)->queues[execute->queue], &sync, i, error));
        keep(into->signals, &into->signal_count, &sync);
    }
    return TG_OK;
}

/** Device locked. */
static tg_status check_owned(const pending* p, const pending* other, tg_error* error) {
    REFUSE_UNLESS(!p->timing || p->timing != other->timing, TG_INVALID_ARGUMENT, H_13, "the timing of pending ticket %llu is given to ticket %llu too",
                  (unsigned long long)other->ticket, (unsigned long long)p->ticket);
    for (uint32_t i = 0; i < p->use_count; i++)
        for (uint32_t j = 0; p->uses[i].out_dims && j < other->use_count; j++)
            REFUSE_UNLESS(p->uses[i].out_dims != other->uses[j].out_dims, TG_INVALID_ARGUMENT, H_13, "out_dims of pending ticket %llu is given to ticket %llu too",
                          (unsigned long long)other->ticket, (unsigned long long)p->ticket);
    return TG_OK;
}

/**
 * What an earlier submission of the same engine waits for is not signalled by a later one. Seen where the later one signals the very point: if somebody else
 * were to signal it, its own signal would change nothing. Device locked.
 */
static tg_status check_order(const tg_device* device, const pending* p, const pending* earlier, tg_error* error) {
    for (uint32_t i = 0; i < p->signal_count; i++)
        for (uint32_t j = 0; V(device)->queues[p->queue].engine == V(device)->queues[earlier->queue].engine && j < earlier->wait_count; j++)
            REFUSE_UNLESS(p->signals[i].timeline != earlier->waits[j].timeline || p->signals[i].value != earlier->waits[j].value ||
                              VT(p->signals[i].timeline)->reached >= p->signals[i].value,
                          TG_INVALID_ARGUMENT, H_32, "ticket %llu of queue %u signals %llu, for which ticket %llu of queue %u waits before it on the same engine",
                          (unsigned long long)p->ticket, p->queue, (unsigned long long)p->signals[i].value, (unsigned long long)earlier->ticket, earlier->queue);
    return TG_OK;
}

/** Device locked. */
static tg_status check_mapped(tg_device* device, const pending* p, tg_error* error) {
    for (uint32_t i = 0; i < p->use_count; i++)
        for (const mapping* each = VB(p->uses[i].buffer)->mappings; each; each = each->next)
            REFUSE_UNLESS(!(p->uses[i].writes || each->flags & TG_MAP_WRITE) ||
                              !overlap(each->offset, each->bytes, p->uses[i].offset, p->uses[i].bytes, p->uses[i].writes ? V(device)->info.map_alignment : 1),
                          TG_WRONG_STATE, H_17, "argument %u lies where %llu bytes at %llu are mapped", p->uses[i].argument, (unsigned long long)each->bytes,
                          (unsigned long long)each->offset);
    return TG_OK;
}

/** Device locked. */
static tg_status check_ticket(tg_device* device, const queue* queue, const pending* p, tg_error* error) {
    REFUSE_UNLESS(!queue->in_call, TG_WRONG_STATE, H_3, "queue %u: another call is running", p->queue);
    REFUSE_UNLESS(p->ticket > queue->spent, TG_INVALID_ARGUMENT, H_10, "ticket %llu of queue %u does not come after %llu", (unsigned long long)p->ticket, p->queue,
                  (unsigned long long)queue->spent);
    for (uint32_t q = 0; q < device->queue_count; q++)
        for (const pending* other = V(device)->queues[q].first; other; other = other->next) {
            TRY(check_owned(p, other, error));
            TRY(check_order(device, p, other, error));
        }
    return check_mapped(device, p, error);
}

tg_status ticket_begin(tg_device* device, pending* p, tg_error* error) {
    queue* queue = &V(device)->queues[p->queue];
    pthread_mutex_lock(&V(device)->lock);
    tg_status status = check_ticket(device, queue, p, error);
    if (!status) {
        if (queue->first)
            queue->last->next = p;
        else
            queue->first = p;
        queue->last = p;
        queue->count++;
        queue->given = p->ticket;
        queue->in_call = 1;
        p->held = HELD;
    }
    pthread_mutex_unlock(&V(device)->lock);
    return status;
}

void ticket_let_go(tg_device* device, pending* p) {
    pthread_mutex_lock(&V(device)->lock);
    if (p->held == ORPHANED)
        free(p);
    else
        p->held = 0;
    pthread_mutex_unlock(&V(device)->lock);
}

tg_status ticket_refused(tg_device* device, pending* p, tg_status status) {
    pthread_mutex_lock(&V(device)->lock);
    queue* queue = p->queue < device->queue_count ? &V(device)->queues[p->queue] : NULL;
    if (queue && !queue->in_call && p->ticket > queue->spent) {
        queue->given = queue->spent = p->ticket;
        queue->refused[queue->refusals++ % KEPT_REFUSALS] = p->ticket;
    }
    pthread_mutex_unlock(&V(device)->lock);
    free(p);
    return status;
}

/** Takes one ticket, or with `below` all up to it, out of what is pending. Device locked. Answers how many. */
static uint32_t take(queue* queue, uint64_t ticket, int below) {
    uint32_t taken = 0;
    for (pending **at = &queue->first, *p; (p = *at);)
        if (p->ticket == ticket || (below && p->ticket < ticket)) {
            *at = p->next;
            queue->count--;
            taken++;
            if (p->held)
                p->held = ORPHANED;
            else
                free(p);
        } else {
            at = &p->next;
        }
    queue->last = queue->first;
    while (queue->last && queue->last->next)
        queue->last = queue->last->next;
    return taken;
}

static void lose(tg_device* device) {
    V(device)->lost = 1;
    for (uint32_t q = 0; q < device->queue_count; q++)
        take(&V(device)->queues[q], UINT64_MAX, 1);
}

void ticket_answered(tg_device* device, uint32_t number, uint64_t ticket, uint32_t before, tg_status status) {
    vdevice* v = V(device);
    queue* queue = &v->queues[number];
    uint32_t others = 0, taken = 1;
    pthread_mutex_lock(&v->lock);
    uint32_t lost = v->lost, max_pending = queue->max_pending, async = v->info.flags & TG_DEVICE_ASYNC;
    queue->in_call = 0;
    if (status != TG_PENDING) {
        taken = take(queue, ticket, 0);
        others = queue->count;
    }
    if (status != TG_BUSY)
        queue->spent = ticket;
    if (status == TG_OK || status == TG_PENDING)
        queue->accepted = ticket;
    else if (status != TG_BUSY)
        queue->refused[queue->refusals++ % KEPT_REFUSALS] = ticket;
    if (TG_STATUS_CLASS(status) == TG_CLASS_DEVICE)
        v->lost = 1;
    pthread_mutex_unlock(&v->lock);
    if (status == TG_OK && others)
        violation(&device->link, P_17, "queue %u: ticket %llu was answered OK while %u earlier ones are pending", number, (unsigned long long)ticket, others);
    if (status == TG_OK && !taken && !lost)
        violation(&device->link, P_18, "queue %u: ticket %llu was reported and answered OK", number, (unsigned long long)ticket);
    if (status < 0 && !taken && !lost)
        violation(&device->link, P_18, "queue %u: ticket %llu was reported and answered %d", number, (unsigned long long)ticket, status);
    if (status == TG_PENDING && !async)
        violation(&device->link, P_17, "queue %u: ticket %llu was answered PENDING by a device without ASYNC", number, (unsigned long long)ticket);
    if (status == TG_BUSY && before < max_pending)
        violation(&device->link, P_20, "queue %u answered BUSY with %u of %u pending", number, before, max_pending);
}

/** Judges a report under the lock, and takes what it ends. */
static void judge(tg_device* device, queue* queue, uint32_t number, const tg_completion* told) {
    vdevice* v = V(device);
    uint32_t lost_before, taken, parallel, descending = 0;
    uint64_t reported;
    pthread_mutex_lock(&v->lock);
    lost_before = v->lost;
    parallel = queue->in_report;
    reported = queue->reported;
    queue->in_report++;
    taken = take(queue, told->ticket, 0);
    if (taken) {
        descending = told->ticket <= reported;
        queue->reported = descending ? reported : told->ticket;
        if (told->status == TG_OK)
            take(queue, told->ticket, 1);
        if (TG_STATUS_CLASS(told->status) == TG_CLASS_DEVICE)
            lose(device);
    }
    uint64_t given = queue->given;
    pthread_mutex_unlock(&v->lock);
    if (parallel)
        violation(&device->link, P_19, "queue %u: ticket %llu is reported while another report runs", number, (unsigned long long)told->ticket);
    if (descending)
        violation(&device->link, P_19, "queue %u: ticket %llu was reported after ticket %llu", number, (unsigned long long)told->ticket, (unsigned long long)reported);
    if (!taken && !lost_before)
        violation(&device->link, P_18, told->ticket > given ? "queue %u: ticket %llu was reported, nobody gave it"
                      : "queue %u: ticket %llu was reported, it is not pending: reported before, answered OK or refused", number, (unsigned long long)told->ticket);
    if (told->status > 0)
        violation(&device->link, P_18, "queue %u: ticket %llu was reported with status %d, which is no end", number, (unsigned long long)told->ticket, told->status);
}

void completed(layer_link* link, void* given, const tg_completion* completion) {
    tg_completion told;
    tg_device* device = link->device;
    layer_queue* at = given;
    if (!device) {
        violation(link, P_9, "complete was called with the tg_host of device_info");
        return;
    }
    pthread_mutex_lock(&V(device)->lock);
    uint32_t closed = V(device)->closed;
    pthread_mutex_unlock(&V(device)->lock);
    if (closed) {
        violation_late(P_23, "complete was called after device_close had answered OK");
        return;
    }
    if (at < device->queues || at >= device->queues + device->queue_count) {
        tg_device* other = device_of_queue(given, device);
        violation(link, other ? P_9 : P_18, other ? "complete names queue context %p of another device" : "complete names queue context %p, which nobody gave", given);
        return;
    }
    if (TG_TABLE(tg_completion, &told, completion)) {
        violation(link, P_8, "complete was given no readable tg_completion");
        return;
    }
    queue* queue = &V(device)->queues[at->number];
    judge(device, queue, at->number, &told);
    callback(1);
    layer_report(at, completion);
    callback(0);
    pthread_mutex_lock(&V(device)->lock);
    queue->in_report--;
    pthread_mutex_unlock(&V(device)->lock);
}
