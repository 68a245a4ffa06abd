/* SPDX-License-Identifier: Apache-2.0 */
/** @file delay_tests.c The layer that reports late: what it declares, answers and keeps. */
#include "rig.h"

static rig r;

static tg_status barrier(uint32_t queue, uint64_t ticket) {
    tg_execute desc = rig_execute(NULL, ticket, NULL);
    desc.queue = queue;
    return layer_api()->execute(r.device, &desc, told());
}

/** Every ticket of a queue up to `last` ended with OK, in ascending order, by a report of its own or a later one. */
static void ended_in_order(uint32_t queue, uint64_t last) {
    uint64_t before = 0;
    rig_await(&r, queue, last, TG_OK);
    pthread_mutex_lock(&r.lock);
    for (uint32_t i = 0; i < r.end_count; i++)
        if (r.ends[i].queue == queue) {
            CHECK("TG-P-19", r.ends[i].ticket > before && r.ends[i].status == TG_OK);
            before = r.ends[i].ticket;
        }
    pthread_mutex_unlock(&r.lock);
    CHECK("TG-P-18", before == last);
}

TEST(a_blocking_device_becomes_asynchronous) {
    fake_flags = 0;
    rig_prepare(&r);
    tg_probe probe = {.size = sizeof probe, .host = &r.table};
    tg_device_info info = {.size = sizeof info};
    ANSWERS("device_info", TG_OK, layer_api()->device_info(&probe, &info, told()));
    CHECK("TG-P-17", info.flags & TG_DEVICE_ASYNC);
    ANSWERS("device_open", TG_OK, rig_try_open(&r));
    ANSWERS("execute", TG_PENDING, barrier(0, 1));
    ended_in_order(0, 1);
    tg_ticket ticket = {sizeof ticket, 0, 1, TG_FOREVER};
    ANSWERS("wait", TG_OK, layer_api()->wait(r.device, &ticket, told()));
    rig_close(&r);
}

TEST(wait_ends_after_the_report) {
    rig_open(&r);
    for (uint64_t number = 1; number <= 100; number++) {
        tg_ticket ticket = {sizeof ticket, 0, number, TG_FOREVER};
        ANSWERS("execute", TG_PENDING, barrier(0, number));
        ANSWERS("wait", TG_OK, layer_api()->wait(r.device, &ticket, told()));
        CHECK("TG-P-42", rig_ends(&r, 0, number, TG_OK) == 1);
    }
    rig_close(&r);
}

TEST(reports_ascend_within_a_queue_and_some_are_shared) {
    uint64_t number = 0;
    int shared = 0;
    fake_queue.max_pending = 64;
    rig_open(&r);
    while (!shared) {
        for (uint32_t i = 0; i < 20; i++, number++) {
            ANSWERS("execute", TG_PENDING, barrier(0, number + 1));
            ANSWERS("execute", TG_PENDING, barrier(1, number + 1));
        }
        ended_in_order(0, number);
        ended_in_order(1, number);
        pthread_mutex_lock(&r.lock);
        shared = r.end_count < 2 * number;
        pthread_mutex_unlock(&r.lock);
    }
    rig_close(&r);
}

TEST(queues_overtake_each_other) {
    int overtaken = 0;
    rig_open(&r);
    for (uint64_t number = 1; !overtaken; number++) {
        ANSWERS("execute", TG_PENDING, barrier(0, number));
        ANSWERS("execute", TG_PENDING, barrier(1, number));
        rig_await(&r, 0, number, TG_OK);
        rig_await(&r, 1, number, TG_OK);
        pthread_mutex_lock(&r.lock);
        CHECK("few rounds", r.end_count < MOST_ENDS - 2);
        overtaken = r.ends[r.end_count - 1].queue == 0;
        pthread_mutex_unlock(&r.lock);
    }
    rig_close(&r);
}

TEST(what_is_refused_stays_refused) {
    rig_open(&r);
    fake_answer = TG_UNSUPPORTED;
    ANSWERS("execute", TG_UNSUPPORTED, barrier(0, 1));
    fake_answer = TG_OK;
    ANSWERS("execute", TG_PENDING, barrier(0, 2));
    rig_close(&r);
    CHECK("one report", r.end_count == 1 && r.ends[0].ticket == 2);
}

TEST(a_failure_arrives_with_its_text_and_alone) {
    static char text[] = "the work failed";
    rig_open(&r);
    fake_answer = TG_PENDING;
    for (uint64_t number = 1; number <= 3; number++)
        ANSWERS("execute", TG_PENDING, barrier(0, number));
    fake_report(0, 1, TG_OK);
    tg_completion failure = {.size = sizeof failure, .status = TG_EXECUTION_FAILED, .text = text, .ticket = 2};
    fake_host->complete(fake_host, fake_queue_ctx[0], &failure);
    memset(text, 'x', sizeof text - 1);
    fake_report(0, 3, TG_OK);
    rig_await(&r, 0, 3, TG_OK);
    CHECK("TG-P-21", rig_ends(&r, 0, 1, TG_OK) == 1 && rig_ends(&r, 0, 2, TG_EXECUTION_FAILED) == 1);
    CHECK("the text is kept", strcmp(r.ends[1].text, "the work failed") == 0);
    rig_close(&r);
}

TEST(a_shared_report_from_below_stays_one_for_all) {
    rig_open(&r);
    fake_answer = TG_PENDING;
    for (uint64_t number = 1; number <= 4; number++)
        ANSWERS("execute", TG_PENDING, barrier(0, number));
    ANSWERS("TG-P-20", TG_BUSY, barrier(0, 5));
    fake_report(0, 4, TG_OK);
    ended_in_order(0, 4);
    rig_close(&r);
}

static tg_status TG_CALL close_ending(tg_device* device, const tg_release* desc, tg_error* error) {
    fake_report(0, 1, TG_DEVICE_LOST);
    return sound.device_close(device, desc, error);
}

TEST(close_reports_everything_before_it_answers) {
    fake.device_close = close_ending;
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", TG_PENDING, barrier(0, 1));
    rig_close(&r);
    CHECK("TG-P-23", rig_ends(&r, 0, 1, TG_DEVICE_LOST) == 1);
}

TEST(options_with_the_prefix_are_the_layers_and_others_go_down) {
    const char *keys[] = {"delay.us", "delay.seed"}, *values[] = {"10", "3"};
    rig_prepare(&r);
    ANSWERS("device_info", TG_OK, rig_describe(&r, 0, (tg_options){keys, values, 2, 0}));
    keys[1] = "delay.most";
    ANSWERS("TG-P-14", TG_INVALID_ARGUMENT, rig_describe(&r, 0, (tg_options){keys, values, 2, 0}));
    CHECK("TG-P-14", strstr(error_text, "delay.most"));
    keys[1] = "speed";
    ANSWERS("TG-P-14", TG_INVALID_ARGUMENT, rig_describe(&r, 0, (tg_options){keys, values, 2, 0}));
    CHECK("the plugin's own words", strcmp(error_text, "speed") == 0);
    values[0] = "1000001";
    ANSWERS("TG-P-14", TG_INVALID_ARGUMENT, rig_describe(&r, 0, (tg_options){keys, values, 1, 0}));
}

TEST(a_pull_device_is_not_opened) {
    fake_flags |= TG_DEVICE_PULL;
    rig_prepare(&r);
    ANSWERS("PULL", TG_UNSUPPORTED, rig_try_open(&r));
}
