/* SPDX-License-Identifier: Apache-2.0 */
/** @file measure.c Submissions a second, and what it costs to learn of a completion asleep or in the wait slot. */
#include <stdio.h>

#include "stress.h"

enum { MANY = 100000, TRIPS = 10000 };

typedef struct load {
    lane* lane;
    tensor* operands[MAX_OPERANDS];
    uint32_t count;
} load;

static load prepare(lane* lane) {
    session* session = lane->session;
    load load = {lane, {NULL}, 3};
    for (uint32_t i = 0; i < 3; i++)
        load.operands[i] = new_tensor(session, LENGTH * sizeof(float), 1, 1);
    write_tensor(load.operands[0]);
    write_tensor(load.operands[1]);
    if (session->scratch[ADD])
        load.operands[load.count++] = new_tensor(session, session->scratch[ADD], 0, 0);
    return load;
}

static void finish(load* load) {
    for (uint32_t i = 0; i < load->count; i++)
        release(load->operands[i]);
}

static work* start(const load* load) {
    work* work = new_work(load->lane);
    for (uint32_t i = 0; i < load->count; i++)
        add_operand(work, load->operands[i]);
    EXPECT(submit(work, ADD, NULL, 0, 0), "TG-P-17", "%s", explanation());
    return work;
}

static void* flood(void* argument) {
    load* load = argument;
    for (int i = 1; i < MANY; i++)
        release_work(start(load));
    work* last = start(load);
    await(last);
    release_work(last);
    return NULL;
}

static int order(const void* a, const void* b) {
    uint64_t x = *(const uint64_t*)a, y = *(const uint64_t*)b;
    return (x > y) - (x < y);
}

static void print(const char* what, uint64_t* times) {
    qsort(times, TRIPS, sizeof *times, order);
    printf("  %-44s p50 %6.2f us, p95 %6.2f us\n", what, (double)times[TRIPS / 2] / 1e3, (double)times[TRIPS * 95 / 100] / 1e3);
}

/** Submits one at a time and learns of it asleep, or in the slot. `round` is from the call on, `wake` from the report on. */
static void trips(const load* load, int slot, const char* round_name, const char* wake_name) {
    static uint64_t round[TRIPS], wake[TRIPS];
    session* session = load->lane->session;
    for (int i = 0; i < TRIPS; i++) {
        uint64_t began = now_ns();
        work* work = start(load);
        tg_status status = TG_PENDING;
        if (slot)
            await_through_slot(load->lane, work->ticket);
        while (status == TG_PENDING) {
            struct work* ended = NULL;
            pthread_mutex_lock(&session->book);
            read_inboxes_locked(session, &ended);
            status = work->status;
            if (status == TG_PENDING)
                sleep_for_news(session);
            pthread_mutex_unlock(&session->book);
            release_all(ended);
        }
        uint64_t ended = now_ns();
        round[i] = ended - began;
        wake[i] = session->told_ns >= began ? ended - session->told_ns : 0;
        release_work(work);
    }
    print(round_name, round);
    if (session->flags & TG_DEVICE_ASYNC)
        print(wake_name, wake);
}

void measure(void) {
    for (uint32_t i = 0; i < chosen.target_count; i++) {
        load loads[MAX_LANES];
        pthread_t threads[MAX_LANES];
        uint64_t random = chosen.seed;
        session* session = open_session(&chosen.targets[i], &random);
        for (uint32_t k = 0; k < session->lane_count; k++)
            loads[k] = prepare(&session->lanes[k]);
        printf("%s: %d submissions of one addition of %d elements\n", chosen.targets[i].path, MANY, LENGTH);
        uint64_t began = now_ns();
        flood(&loads[0]);
        printf("  one thread, one queue: %.0f a second\n", MANY / ((double)(now_ns() - began) / 1e9));
        began = now_ns();
        for (uint32_t k = 0; k < session->lane_count; k++)
            EXPECT(pthread_create(&threads[k], NULL, flood, &loads[k]) == 0, "memory", "no thread");
        for (uint32_t k = 0; k < session->lane_count; k++)
            pthread_join(threads[k], NULL);
        printf("  %u threads, a queue each: %.0f a second\n", session->lane_count, MANY * session->lane_count / ((double)(now_ns() - began) / 1e9));
        trips(&loads[0], 0, "from submission to knowing, asleep", "from report to knowing, asleep");
        if (session->api->wait)
            trips(&loads[0], 1, "from submission to knowing, in the wait slot", "from report to knowing, in the wait slot");
        for (uint32_t k = 0; k < session->lane_count; k++)
            finish(&loads[k]);
        close_session(session);
    }
}
