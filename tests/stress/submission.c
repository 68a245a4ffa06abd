/* SPDX-License-Identifier: Apache-2.0 */
/** @file submission.c A submission, from the call to what its answer means. */
#include "stress.h"

static tg_status hand_over(work* work, uint32_t program, const tg_sync* waits, uint32_t wait_count) {
    lane* lane = work->lane;
    session* session = lane->session;
    tg_status status;
    if (program == TG_NONE) {
        tg_copy desc = {.size = sizeof desc, .source = work->operands[0]->buffer, .destination = work->operands[1]->buffer, .waits = waits,
                        .bytes = LENGTH * sizeof(float), .ticket = work->ticket, .queue = lane->index, .wait_count = wait_count, .wait_stride = sizeof *waits};
        enter(session);
        status = session->api->copy(session->device, &desc, explained());
        leave(session);
        return status;
    }
    tg_arg args[MAX_OPERANDS];
    for (uint32_t i = 0; i < work->operand_count; i++)
        args[i] = (tg_arg){.buffer = work->operands[i]->buffer, .bytes = i == 3 ? session->scratch[program] : LENGTH * sizeof(float)};
    tg_execute desc = {.size = sizeof desc, .program = program == PROGRAMS ? NULL : session->programs[lane->index][program], .args = args, .waits = waits,
                       .ticket = work->ticket, .queue = lane->index, .arg_count = work->operand_count, .arg_stride = sizeof *args,
                       .wait_count = wait_count, .wait_stride = sizeof *waits};
    enter(session);
    status = session->api->execute(session->device, &desc, explained());
    leave(session);
    return status;
}

/** Until the queue gave a place back. */
static void await_room(lane* lane, uint64_t reports_before, int slot) {
    session* session = lane->session;
    work* ended = NULL;
    uint64_t oldest = 0;
    pthread_mutex_lock(&session->book);
    while (!slot && lane->reports == reports_before && lane->first && !session->lost)
        sleep_for_news(session);
    if (lane->first)
        oldest = lane->first->ticket;
    read_inboxes_locked(session, &ended);
    pthread_mutex_unlock(&session->book);
    release_all(ended);
    if (slot && oldest)
        await_through_slot(lane, oldest);
}

/** The answer was neither PENDING nor BUSY: the work ends here, unless the device was reported lost meanwhile. */
static void conclude(work* work, tg_status status) {
    session* session = work->lane->session;
    struct work* ended = NULL;
    pthread_mutex_lock(&session->book);
    read_inboxes_locked(session, &ended);
    EXPECT(work->status == TG_PENDING || session->lost, "TG-P-18", "ticket %llu was reported, and execute answered %d", (unsigned long long)work->ticket, status);
    EXPECT(status != TG_OK || session->lost || work->lane->first == work, "TG-P-17", "execute answered OK for ticket %llu while %llu was pending",
           (unsigned long long)work->ticket, (unsigned long long)(work->lane->first ? work->lane->first->ticket : 0));
    if (work->status == TG_PENDING)
        end_locked(work, status, &ended);
    if (status == TG_OK)
        work->lane->last_report = work->ticket;
    session->gone |= status == TG_DEVICE_LOST;
    pthread_mutex_unlock(&session->book);
    release_all(ended);
}

enum { REFUSED, ACCEPTED, AGAIN };

static int offer(work* work, uint32_t program, const tg_sync* waits, uint32_t wait_count) {
    lane* lane = work->lane;
    session* session = lane->session;
    struct work* ended = NULL;
    pthread_mutex_lock(&session->book);
    read_inboxes_locked(session, &ended);
    uint32_t gone = session->gone, before = lane->pending;
    uint64_t reports = lane->reports;
    append_locked(work);
    if (gone)
        end_locked(work, TG_DEVICE_LOST, &ended);
    pthread_mutex_unlock(&session->book);
    release_all(ended);
    if (gone)
        return REFUSED;
    tg_status status = hand_over(work, program, waits, wait_count);
    if (status == TG_PENDING || status == TG_OK)
        COUNT(submissions);
    EXPECT(status != TG_PENDING || session->flags & TG_DEVICE_ASYNC, "TG-P-18", "a device without ASYNC answered PENDING");
    if (status == TG_PENDING)
        return ACCEPTED;
    if (status != TG_BUSY) {
        conclude(work, status);
        return status == TG_OK ? ACCEPTED : REFUSED;
    }
    COUNT(busy);
    EXPECT(before >= lane->max_pending, "TG-P-20", "BUSY with %u of %u pending on queue %u", before, lane->max_pending, lane->index);
    pthread_mutex_lock(&session->book);
    int again = work->status == TG_PENDING;
    if (again)
        remove_locked(work);
    pthread_mutex_unlock(&session->book);
    if (again) {
        await_room(lane, reports, session->api->wait && (session->flags & TG_DEVICE_PULL || work->ticket % 2));
        release_work(work);
    }
    return again ? AGAIN : REFUSED;
}

int submit(work* work, uint32_t program, const tg_sync* waits, uint32_t wait_count, uint64_t ticket_gap) {
    lane* lane = work->lane;
    pthread_mutex_lock(&lane->submit);
    work->ticket = lane->last_ticket + 1 + ticket_gap;
    lane->last_ticket = work->ticket;
    int answer;
    do
        answer = offer(work, program, waits, wait_count);
    while (answer == AGAIN);
    pthread_mutex_unlock(&lane->submit);
    return answer == ACCEPTED;
}

void cancel(work* work) {
    session* session = work->lane->session;
    tg_ticket desc = {sizeof desc, work->lane->index, work->ticket, 0};
    pthread_mutex_lock(&session->book);
    int pending = work->status == TG_PENDING;
    work->cancelled = 1;
    pthread_mutex_unlock(&session->book);
    if (!pending)
        return;
    tg_status status = session->api->cancel(session->device, &desc, explained());
    EXPECT(status == TG_OK || status == TG_NOT_FOUND, "cancel", "ticket %llu: %d: %s", (unsigned long long)work->ticket, status, explanation());
}
