/* SPDX-License-Identifier: Apache-2.0 */
/** @file session.c Opening a device and the two ways to close it. */
#include <stdio.h>

#include "stress.h"

static const tg_release plain = {sizeof plain, 0};

void enter(session* session) {
    if (session->flags & TG_DEVICE_SERIAL)
        pthread_mutex_lock(&session->call);
}

void leave(session* session) {
    if (session->flags & TG_DEVICE_SERIAL)
        pthread_mutex_unlock(&session->call);
}

static void TG_CALL log_line(const tg_host* table, uint32_t level, const char* text) {
    (void)table;
    EXPECT(level != TG_LOG_ERROR || strncmp(text, "TG-", 3) != 0, "a layer says", "%s", text);
}

static const void* TG_CALL extension(const tg_host* table, const char* name) {
    const session* session = table->ctx;
    return strcmp(name, TG_EXTENSION_LAYER) == 0 ? session->target->offer : NULL;
}

/** Describes the device; queues of every kind it has are opened, twice each as far as there is room. */
static uint32_t describe(session* session, const tg_options* options, tg_open_queue* queues) {
    tg_probe probe = {.size = sizeof probe, .host = &session->table, .options = *options};
    tg_device_info info = {.size = sizeof info};
    EXPECT(session->api->device_info(&probe, &info, explained()) == TG_OK, "TG-P-12", "%s", explanation());
    EXPECT(info.queue_count && info.queue_stride >= sizeof(tg_queue_info), "TG-P-13", "%u queues", info.queue_count);
    session->flags = info.flags;
    uint32_t count = info.queue_count * 2 < MAX_LANES ? info.queue_count * 2 : MAX_LANES;
    for (uint32_t i = 0; i < count; i++) {
        tg_queue_info queue;
        uint32_t kind = i % info.queue_count;
        memcpy(&queue, (const char*)info.queues + (size_t)kind * info.queue_stride, sizeof queue);
        lane* lane = &session->lanes[i];
        *lane = (struct lane){.session = session, .index = i, .flags = queue.flags, .max_pending = queue.max_pending};
        pthread_mutex_init(&lane->submit, NULL);
        queues[i] = (tg_open_queue){lane, NULL, kind, 0};
    }
    return count;
}

session* open_session(const target* target, uint64_t* random) {
    tg_open_queue queues[MAX_LANES];
    pthread_condattr_t monotonic;
    session* session = calloc(1, sizeof *session);
    EXPECT(session, "memory", "no memory for a session");
    session->table = (tg_host){sizeof session->table, TG_ABI, session, log_line, take_report, extension};
    session->target = target;
    session->api = target->api;
    pthread_mutex_init(&session->book, NULL);
    pthread_mutex_init(&session->call, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&session->news, &monotonic);
    pthread_condattr_destroy(&monotonic);
    choose_options(session, random);
    tg_options options = {(const char* const*)target->keys, session->values, target->option_count, 0};
    uint32_t count = describe(session, &options, queues);
    tg_open open = {sizeof open, 0, &session->table, queues, options, count, sizeof *queues};
    tg_opened opened = {.size = sizeof opened};
    EXPECT(session->api->device_open(&open, &opened, explained()) == TG_OK, "device_open", "%s", explanation());
    session->device = opened.device;
    session->lane_count = opened.queue_count;
    make_programs(session);
    return session;
}

/** What was closed is never given back, so that a late report finds it. */
static void bury(session* session) {
    static pthread_mutex_t graveyard = PTHREAD_MUTEX_INITIALIZER;
    static struct session* buried;
    pthread_mutex_lock(&graveyard);
    session->next = buried;
    buried = session;
    pthread_mutex_unlock(&graveyard);
    pthread_mutex_lock(&session->book);
    session->closed = 1;
    pthread_mutex_unlock(&session->book);
    for (uint32_t i = 0; i < MAX_LANES; i++)
        free(session->lanes[i].inbox);
    for (uint32_t i = 0; i < session->target->option_count; i++)
        free((void*)session->values[i]);
}

void close_session(session* session) {
    read_inboxes(session);
    for (uint32_t i = 0; i < session->lane_count; i++)
        EXPECT(!session->lanes[i].first, "TG-P-18", "ticket %llu of queue %u was never reported", (unsigned long long)session->lanes[i].first->ticket, i);
    destroy_programs(session);
    tg_status status = session->api->device_close(session->device, &plain, explained());
    EXPECT(status == TG_OK, "TG-P-22", "device_close: %d: %s", status, explanation());
    bury(session);
}

void close_under_load(session* session) {
    pthread_mutex_lock(&session->book);
    session->closing = 1;
    pthread_mutex_unlock(&session->book);
    tg_status status = session->api->device_close(session->device, &plain, explained());
    EXPECT(status == TG_WRONG_STATE, "TG-H-5", "device_close with live objects answered %d", status);
    read_inboxes(session);
    for (uint32_t i = 0; i < session->lane_count; i++)
        EXPECT(!session->lanes[i].first, "TG-P-23", "device_close left ticket %llu of queue %u pending", (unsigned long long)session->lanes[i].first->ticket, i);
    if (!session->lost)
        return;
    tg_execute barrier = {.size = sizeof barrier, .ticket = session->lanes[0].last_ticket + 1};
    status = session->api->execute(session->device, &barrier, explained());
    EXPECT(status == TG_DEVICE_LOST, "TG-P-23", "execute on a device that was closed under load answered %d", status);
}
