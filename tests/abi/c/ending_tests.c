/* SPDX-License-Identifier: Apache-2.0 */
/** @file ending_tests.c How submissions of an asynchronous device end otherwise than well: cancelled, failed, lost, closed under load. */
#include "host.h"

enum { LENGTH = 16 };
static const tg_release release = {sizeof release, 0};

/** A device with two queues, z = x + x, and memory for it. */
typedef struct rig {
    host host;
    tg_program* program;
    tg_buffer *x, *z;
} rig;

static void set_up(rig* rig) {
    graph graph;
    float data[LENGTH];
    open_device(&rig->host, 2);
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(LENGTH)), z = add_value(&graph, DIMS(LENGTH));
    add_node(&graph, "Add", x, x, z);
    add_output(&graph, z);
    rig->program = compile(&rig->host, &graph);
    for (int i = 0; i < LENGTH; i++)
        data[i] = (float)i;
    rig->x = upload(&rig->host, data, LENGTH);
    rig->z = upload(&rig->host, data, LENGTH);
}

static void tear_down(rig* rig) {
    destroy(rig->program);
    free_buffer(rig->x);
    free_buffer(rig->z);
    close_device(&rig->host);
}

/** Submits z = x + x behind a wait, when `waits` is not NULL. */
static tg_status submit(rig* rig, uint32_t queue, uint64_t ticket, const tg_sync* waits) {
    tg_arg args[] = {arg_of(rig->x, LENGTH * sizeof(float)), arg_of(rig->z, LENGTH * sizeof(float))};
    tg_execute desc = submission(rig->program, queue, ticket, args, 2);
    desc.waits = waits;
    desc.wait_count = waits != NULL;
    return plugin()->execute(rig->host.device, &desc, explained());
}

static tg_status cancel(rig* rig, uint32_t queue, uint64_t ticket) {
    tg_ticket desc = {sizeof desc, queue, ticket, 0};
    return plugin()->cancel(rig->host.device, &desc, explained());
}

TEST(a_cancelled_ticket_fails_alone_and_releases_those_that_wait_for_it) {
    rig rig;
    set_option("delay_us", "1000000");
    set_up(&rig);
    tg_sync third = {.value = 3, .queue = 0};
    for (uint64_t ticket = 1; ticket <= 3; ticket++)
        ANSWERS("TG-P-18", TG_PENDING, submit(&rig, 0, ticket, NULL));
    ANSWERS("TG-P-18", TG_PENDING, submit(&rig, 1, 1, &third));
    ANSWERS("cancel", TG_NOT_FOUND, cancel(&rig, 0, 4));
    for (uint64_t ticket = 1; ticket <= 3; ticket++)
        ANSWERS("cancel", TG_OK, cancel(&rig, 0, ticket));
    await(&rig.host, 0, 3);
    for (uint64_t ticket = 2; ticket <= 3; ticket++)
        CHECK("TG-P-21", reports_of(&rig.host, 0, ticket, TG_CANCELLED) == 1);
    ANSWERS("cancel", TG_NOT_FOUND, cancel(&rig, 0, 3));
    await(&rig.host, 1, 1);
    CHECK("TG-P-21", reports_of(&rig.host, 1, 1, TG_OK) == 1);
    tear_down(&rig);
}

TEST(a_failed_ticket_fails_alone_and_releases_those_that_wait_for_it) {
    rig rig;
    set_option("fail_every", "3");
    set_up(&rig);
    tg_sync third = {.value = 3, .queue = 0};
    for (uint64_t ticket = 1; ticket <= 4; ticket++)
        ANSWERS("TG-P-18", TG_PENDING, submit(&rig, 0, ticket, NULL));
    tg_execute barrier = submission(NULL, 1, 1, NULL, 0);
    barrier.waits = &third;
    barrier.wait_count = 1;
    ANSWERS("TG-P-18", TG_PENDING, plugin()->execute(rig.host.device, &barrier, explained()));
    await(&rig.host, 0, 4);
    await(&rig.host, 1, 1);
    CHECK("TG-P-21", reports_of(&rig.host, 0, 3, TG_EXECUTION_FAILED) == 1);
    CHECK("TG-P-21", reports_of(&rig.host, 0, 4, TG_OK) == 1 && reports_of(&rig.host, 1, 1, TG_OK) == 1);
    tear_down(&rig);
}

TEST(a_lost_device_reports_everything_lost_gives_its_memory_back_and_opens_again) {
    float data[LENGTH];
    rig rig;
    set_option("lose_after", "5");
    for (int round = 0; round < 3; round++) {
        set_up(&rig);
        uint64_t ticket = 0, accepted[2] = {0};
        tg_status status = TG_PENDING;
        for (; status == TG_PENDING && ticket < 16; ticket++) {
            uint32_t queue = ticket % 2;
            tg_sync other = {.value = accepted[1 - queue], .queue = 1 - queue};
            status = submit(&rig, queue, ticket + 1, ticket ? &other : NULL);
            if (status == TG_PENDING)
                accepted[queue] = ticket + 1;
        }
        CHECK("DEVICE_LOST", status == TG_PENDING || status == TG_DEVICE_LOST);
        for (uint32_t queue = 0; queue < 2; queue++)
            await(&rig.host, queue, accepted[queue]);
        ANSWERS("DEVICE_LOST", TG_DEVICE_LOST, submit(&rig, 0, ++ticket, NULL));
        download(rig.x, data, LENGTH);
        CHECK("TG-P-22", data[LENGTH - 1] == LENGTH - 1);
        tear_down(&rig);
        uint32_t good = 0, lost = 0;
        for (uint32_t i = 0; i < rig.host.report_count; i++) {
            good += rig.host.reports[i].status == TG_OK;
            lost += rig.host.reports[i].status == TG_DEVICE_LOST;
        }
        CHECK("TG-P-18", good <= 4 && lost > 0 && good + lost == rig.host.report_count);
    }
}

TEST(closing_under_load_ends_everything_first_and_then_asks_for_the_objects) {
    float data[LENGTH];
    rig rig;
    set_option("delay_us", "1000000");
    set_up(&rig);
    tg_sync first = {.value = 1, .queue = 0};
    ANSWERS("TG-P-18", TG_PENDING, submit(&rig, 0, 1, NULL));
    ANSWERS("TG-P-18", TG_PENDING, submit(&rig, 0, 2, NULL));
    ANSWERS("TG-P-18", TG_PENDING, submit(&rig, 1, 1, &first));
    ANSWERS("TG-H-5", TG_WRONG_STATE, plugin()->device_close(rig.host.device, &release, explained()));
    CHECK("TG-P-23", reports_of(&rig.host, 0, 2, TG_DEVICE_LOST) == 1 && reports_of(&rig.host, 1, 1, TG_DEVICE_LOST) == 1);
    ANSWERS("TG-P-23", TG_DEVICE_LOST, submit(&rig, 0, 3, NULL));
    ANSWERS("TG-H-5", TG_WRONG_STATE, plugin()->device_close(rig.host.device, &release, explained()));
    download(rig.x, data, LENGTH);
    CHECK("TG-P-22", data[LENGTH - 1] == LENGTH - 1);
    uint32_t reports = rig.host.report_count;
    tear_down(&rig);
    CHECK("TG-P-23", rig.host.report_count == reports);
}
