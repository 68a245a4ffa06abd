/* SPDX-License-Identifier: Apache-2.0 */
/** @file submission.c execute, copy, wait and cancel. */
#include "validate.h"

enum { MOST_ARGUMENTS = 1 << 20 };

static uint32_t pending_on(tg_device* device, uint32_t queue) {
    pthread_mutex_lock(&V(device)->lock);
    uint32_t count = V(device)->queues[queue].count;
    pthread_mutex_unlock(&V(device)->lock);
    return count;
}

static tg_status check_queue(const tg_device* device, uint32_t queue, uint64_t ticket, tg_error* error) {
    REFUSE_UNLESS(queue < device->queue_count, TG_INVALID_ARGUMENT, P_43, "queue %u of %u", queue, device->queue_count);
    REFUSE_UNLESS(ticket, TG_INVALID_ARGUMENT, H_10, "ticket 0: tickets start above 0");
    return TG_OK;
}

static tg_status check_execute(tg_device* device, const tg_execute* execute, pending* into, tg_error* error) {
    TRY(check_queue(device, execute->queue, execute->ticket, error));
    TRY(check_syncs(device, execute, into, error));
    if (execute->options)
        TRY(check_options(execute->options, error));
    if (!execute->program) {
        REFUSE_UNLESS(!execute->arg_count, TG_INVALID_ARGUMENT, P_43, "a barrier with %u arguments", execute->arg_count);
        return TG_OK;
    }
    TRY(object_use(execute->program, PROGRAM, error));
    object_done(execute->program);
    REFUSE_UNLESS(execute->program->device == device, TG_INVALID_ARGUMENT, H_7, "the program is of another device");
    return check_arguments(device, execute, into, error);
}

/** A handle may be ended between its check and this; what is pending is looked at before an end goes down, so it is looked at again. */
static tg_status still_alive(const pending* p, tg_error* error) {
    if (p->program) {
        TRY(object_use(p->program, PROGRAM, error));
        object_done(p->program);
    }
    for (uint32_t i = 0; i < p->use_count; i++) {
        TRY(object_use(p->uses[i].buffer, BUFFER, error));
        object_done(p->uses[i].buffer);
    }
    return TG_OK;
}

/** Submits what was checked. Takes `p` over. */
#define SUBMIT(p, slot, desc) \
    uint32_t number = (p)->queue, before = pending_on(device, number); \
    uint64_t ticket = (p)->ticket; \
    status = ticket_begin(device, (p), error); \
    if (status) \
        return abandon(&call, ticket_refused(device, (p), status)); \
    status = still_alive((p), error); \
    ticket_let_go(device, (p)); \
    if (status) { \
        ticket_answered(device, number, ticket, before, status); \
        return abandon(&call, status); \
    } \
    status = slot(device, (desc), &call.error); \
    ticket_answered(device, number, ticket, before, status)

tg_status TG_CALL v_execute(tg_device* device, const tg_execute* desc, tg_error* error) {
    call call;
    tg_execute execute;
    tg_status status = TG_READ(tg_execute, &execute, desc);
    if (status)
        return layer_unread(error, status, "tg_execute");
    TRY(enter(&call, device, "execute", 0, desc, error));
    LEAVE_UNLESS(!execute.flags, TG_TOO_NEW, H_29, "tg_execute.flags is 0x%x", execute.flags);
    LEAVE_UNLESS(execute.arg_count <= MOST_ARGUMENTS, TG_INVALID_ARGUMENT, P_43, "%u arguments are more than a program can have", execute.arg_count);
    pending* p = malloc(sizeof *p + execute.arg_count * sizeof *p->uses);
    if (!p)
        return abandon(&call, layer_fail(error, TG_OUT_OF_MEMORY, "", "no memory for a submission"));
    *p = (pending){.program = execute.program, .timing = execute.timing, .ticket = execute.ticket, .queue = execute.queue};
    status = check_execute(device, &execute, p, error);
    if (status)
        return abandon(&call, ticket_refused(device, p, status));
    SUBMIT(p, pass_execute, desc);
    return leave(&call, status, 1);
}

static tg_status check_end(tg_device* owner, tg_buffer* buffer, const void* host, uint64_t offset, uint64_t bytes, int writes, pending* into, tg_error* error) {
    REFUSE_UNLESS(!buffer != !host || (bytes == 0 && !buffer), TG_INVALID_ARGUMENT, P_44, "a copy has one source and one destination, a buffer or a host pointer");
    if (!buffer)
        return TG_OK;
    TRY(object_use(buffer, BUFFER, error));
    object_done(buffer);
    REFUSE_UNLESS(buffer->device == owner, TG_INVALID_ARGUMENT, H_7, "a buffer is of another device");
    REFUSE_UNLESS(tg_in_range(offset, bytes, VB(buffer)->bytes), TG_INVALID_ARGUMENT, P_28, "%llu bytes at %llu do not lie in a buffer of %llu", (unsigned long long)bytes,
                  (unsigned long long)offset, (unsigned long long)VB(buffer)->bytes);
    into->uses[into->use_count++] = (use){buffer, NULL, offset, bytes, (uint32_t)writes, (uint32_t)writes};
    return TG_OK;
}

static tg_status check_copy(tg_device* device, const tg_copy* copy, pending* into, tg_error* error) {
    tg_execute like = {.queue = copy->queue, .waits = copy->waits, .wait_count = copy->wait_count, .wait_stride = copy->wait_stride,
                       .signals = copy->signals, .signal_count = copy->signal_count, .signal_stride = copy->signal_stride};
    REFUSE_UNLESS(!copy->flags && !copy->reserved, TG_TOO_NEW, H_29, "tg_copy: flags 0x%x, reserved %u", copy->flags, copy->reserved);
    TRY(check_queue(device, copy->queue, copy->ticket, error));
    TRY(check_syncs(device, &like, into, error));
    REFUSE_UNLESS(!copy->peer || object_is(copy->peer, DEVICE), TG_INVALID_ARGUMENT, H_7, "the peer is no open device");
    TRY(check_end(device, copy->source, copy->host_source, copy->source_offset, copy->bytes, 0, into, error));
    TRY(check_end(copy->peer ? copy->peer : device, copy->destination, copy->host_destination, copy->destination_offset, copy->bytes, 1, into, error));
    return TG_OK;
}

tg_status TG_CALL v_copy(tg_device* device, const tg_copy* desc, tg_error* error) {
    call call;
    tg_copy copy;
    tg_status status = TG_READ(tg_copy, &copy, desc);
    if (status)
        return layer_unread(error, status, "tg_copy");
    TRY(enter(&call, device, "copy", 0, desc, error));
    pending* p = malloc(sizeof *p + 2 * sizeof *p->uses);
    if (!p)
        return abandon(&call, layer_fail(error, TG_OUT_OF_MEMORY, "", "no memory for a submission"));
    *p = (pending){.timing = copy.timing, .ticket = copy.ticket, .queue = copy.queue};
    status = check_copy(device, &copy, p, error);
    if (status)
        return abandon(&call, ticket_refused(device, p, status));
    SUBMIT(p, pass_copy, desc);
    if (copy.bytes == 0 && TG_STATUS_CLASS(status) == TG_CLASS_CALLER)
        violation(call.link, P_26, "a copy of no bytes answered %d: %s", status, call.text);
    return leave(&call, status, 1);
}

static int is_pending(tg_device* device, const tg_ticket* ticket) {
    int found = 0;
    pthread_mutex_lock(&V(device)->lock);
    for (const pending* p = V(device)->queues[ticket->queue].first; p; p = p->next)
        found = found || p->ticket == ticket->ticket;
    pthread_mutex_unlock(&V(device)->lock);
    return found;
}

static tg_status enter_ticket(call* call, tg_device* device, const char* slot, const tg_ticket* desc, tg_ticket* ticket, tg_error* error) {
    READ(tg_ticket, ticket, desc);
    TRY(enter(call, device, slot, 1, desc, error));
    REFUSE_UNLESS(ticket->queue < device->queue_count, TG_INVALID_ARGUMENT, P_43, "queue %u of %u", ticket->queue, device->queue_count);
    return TG_OK;
}

tg_status TG_CALL v_wait(tg_device* device, const tg_ticket* desc, tg_error* error) {
    call call;
    tg_ticket ticket;
    TRY(enter_ticket(&call, device, "wait", desc, &ticket, error));
    tg_status status = pass_wait(device, desc, &call.error);
    if (status == TG_OK && is_pending(device, &ticket))
        violation(call.link, P_42, "wait answered OK, and ticket %llu of queue %u was not reported", (unsigned long long)ticket.ticket, ticket.queue);
    if (status == TG_PENDING && ticket.timeout_ns == TG_FOREVER)
        violation(call.link, P_42, "wait for ever gave up on ticket %llu of queue %u", (unsigned long long)ticket.ticket, ticket.queue);
    return leave(&call, status, 1);
}

tg_status TG_CALL v_cancel(tg_device* device, const tg_ticket* desc, tg_error* error) {
    call call;
    tg_ticket ticket;
    TRY(enter_ticket(&call, device, "cancel", desc, &ticket, error));
    return leave(&call, pass_cancel(device, desc, &call.error), 0);
}
