/* SPDX-License-Identifier: Apache-2.0 */
/** @file books.c What is pending, what was reported, and what follows from a report. */
#include <time.h>

#include "stress.h"

void TG_CALL take_report(const tg_host* table, void* queue_ctx, const tg_completion* completion) {
    session* session = table->ctx;
    lane* lane = queue_ctx;
    EXPECT(lane->session == session, "TG-P-9", "a report names a queue of another host");
    EXPECT(__atomic_exchange_n(&lane->inside, 1, __ATOMIC_ACQ_REL) == 0, "TG-P-19", "two reports of queue %u at one time", lane->index);
    pthread_mutex_lock(&session->book);
    EXPECT(!session->closed, "TG-P-23", "a report after device_close");
    if (!session->lost) {
        EXPECT(completion->ticket > lane->last_report, "TG-P-19", "queue %u reports %llu after %llu", lane->index,
               (unsigned long long)completion->ticket, (unsigned long long)lane->last_report);
        if (lane->inbox_count == lane->inbox_room) {
            lane->inbox_room = lane->inbox_room ? 2 * lane->inbox_room : 16;
            lane->inbox = realloc(lane->inbox, lane->inbox_room * sizeof *lane->inbox);
            EXPECT(lane->inbox, "memory", "no memory for a report");
        }
        lane->last_report = completion->ticket;
        lane->inbox[lane->inbox_count++] = (report){completion->ticket, completion->status};
        lane->reports++;
        session->unread++;
        if (chosen.measure)
            session->told_ns = now_ns();
    }
    pthread_cond_broadcast(&session->news);
    pthread_mutex_unlock(&session->book);
    __atomic_store_n(&lane->inside, 0, __ATOMIC_RELEASE);
}

void append_locked(work* work) {
    lane* lane = work->lane;
    hold_work(work);
    work->next = NULL;
    if (lane->first)
        lane->last->next = work;
    else
        lane->first = work;
    lane->last = work;
    lane->pending++;
}

void remove_locked(work* gone) {
    lane* lane = gone->lane;
    work* before = NULL;
    for (work* at = lane->first; at != gone; at = at->next)
        before = at;
    if (before)
        before->next = gone->next;
    else
        lane->first = gone->next;
    if (lane->last == gone)
        lane->last = before;
    lane->pending--;
}

/** Failures happen only where they were asked for. */
static void check_status(const work* work, tg_status status) {
    int legal = status == TG_OK || (status == TG_CANCELLED && work->cancelled) || (status == TG_EXECUTION_FAILED && chosen.may_fail)
        || (status == TG_DEVICE_LOST && (chosen.may_be_lost || work->lane->session->closing));
    EXPECT(legal, "TG-P-18", "ticket %llu of queue %u ended with %d", (unsigned long long)work->ticket, work->lane->index, status);
    if (status == TG_CANCELLED)
        COUNT(cancelled);
    if (status == TG_EXECUTION_FAILED)
        COUNT(failed);
    if (status == TG_DEVICE_LOST)
        COUNT(lost);
}

void end_locked(work* work, tg_status status, struct work** ended) {
    check_status(work, status);
    remove_locked(work);
    work->status = status;
    work->next = *ended;
    *ended = work;
}

static void apply(lane* lane, const report* report, work** ended) {
    session* session = lane->session;
    work* named = lane->first;
    while (named && named->ticket != report->ticket)
        named = named->next;
    EXPECT(named, "TG-P-18", "queue %u reports ticket %llu, which is not pending", lane->index, (unsigned long long)report->ticket);
    if (report->status == TG_DEVICE_LOST) {
        session->lost = session->gone = 1;
        for (uint32_t i = 0; i < session->lane_count; i++)
            while (session->lanes[i].first)
                end_locked(session->lanes[i].first, TG_DEVICE_LOST, ended);
    } else if (report->status != TG_OK)
        end_locked(named, report->status, ended);
    else
        while (lane->first && lane->first->ticket <= report->ticket)
            end_locked(lane->first, TG_OK, ended);
}

void read_inboxes_locked(session* session, work** ended) {
    for (uint32_t i = 0; session->unread && i < session->lane_count; i++) {
        lane* lane = &session->lanes[i];
        for (uint32_t k = 0; k < lane->inbox_count && !session->lost; k++)
            apply(lane, &lane->inbox[k], ended);
        lane->inbox_count = 0;
    }
    session->unread = 0;
    if (*ended)
        pthread_cond_broadcast(&session->news);
}

void release_all(work* ended) {
    while (ended) {
        work* next = ended->next;
        for (uint32_t i = 0; i < ended->operand_count; i++)
            release(ended->operands[i]);
        release_work(ended);
        ended = next;
    }
}

void read_inboxes(session* session) {
    work* ended = NULL;
    pthread_mutex_lock(&session->book);
    read_inboxes_locked(session, &ended);
    pthread_mutex_unlock(&session->book);
    release_all(ended);
}

void sleep_for_news(session* session) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += chosen.patience;
    EXPECT(pthread_cond_timedwait(&session->news, &session->book, &until) == 0, "TG-P-18", "work is pending and nothing was reported for %u seconds",
           chosen.patience);
}

void await_through_slot(lane* lane, uint64_t ticket) {
    session* session = lane->session;
    tg_ticket desc = {sizeof desc, lane->index, ticket, (uint64_t)chosen.patience * 1000000000};
    tg_status status = session->api->wait(session->device, &desc, explained());
    EXPECT(status != TG_PENDING, "TG-P-42", "ticket %llu of queue %u was not reported in %u seconds", (unsigned long long)ticket, lane->index,
           chosen.patience);
    EXPECT(status == TG_OK || status == TG_DEVICE_LOST, "TG-P-42", "wait for ticket %llu answered %d: %s", (unsigned long long)ticket, status,
           explanation());
}

void await(work* awaited) {
    lane* lane = awaited->lane;
    session* session = lane->session;
    int slot = session->api->wait && (session->flags & TG_DEVICE_PULL || awaited->ticket % 4 == 0), waited = 0;
    for (;;) {
        work* ended = NULL;
        pthread_mutex_lock(&session->book);
        read_inboxes_locked(session, &ended);
        tg_status status = awaited->status;
        EXPECT(status != TG_PENDING || !waited, "TG-P-42", "wait answered OK before ticket %llu was reported", (unsigned long long)awaited->ticket);
        if (status == TG_PENDING && !ended && !slot)
            sleep_for_news(session);
        pthread_mutex_unlock(&session->book);
        release_all(ended);
        if (status != TG_PENDING)
            return;
        if (slot)
            await_through_slot(lane, awaited->ticket);
        waited = slot;
    }
}

static pthread_mutex_t settling = PTHREAD_MUTEX_INITIALIZER;

int settle(work* settled) {
    work* causes[MAX_OPERANDS];
    await(settled);
    pthread_mutex_lock(&settling);
    uint32_t count = settled->settled ? 0 : settled->cause_count;
    int known = (int)settled->settled, poisoned = (int)settled->poisoned;
    for (uint32_t i = 0; i < count; i++)
        hold_work(causes[i] = settled->causes[i]);
    pthread_mutex_unlock(&settling);
    if (known)
        return poisoned;
    poisoned = settled->status != TG_OK;
    for (uint32_t i = 0; i < count; i++)
        poisoned |= settle(causes[i]);
    pthread_mutex_lock(&settling);
    int first = !settled->settled;
    settled->settled = 1;
    settled->poisoned = (uint32_t)poisoned;
    if (first)
        settled->cause_count = 0;
    pthread_mutex_unlock(&settling);
    for (uint32_t i = 0; i < count; i++) {
        release_work(causes[i]);
        if (first)
            release_work(causes[i]);
    }
    return poisoned;
}
