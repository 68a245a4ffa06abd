/* SPDX-License-Identifier: Apache-2.0 */
/** @file validate_timeline_tests.c Timelines and compiled bytes through the validation layer: handles, what a host may not, what a plugin may not. */
#include "rig.h"

struct tg_timeline {
    uint64_t value;
};

static rig r;
static const tg_timeline_api* timelines;
static struct tg_timeline only;
static tg_execute received;
static tg_sync received_wait, received_signal;
/** How the timeline lies: what query takes off, what wait and signal answer. */
static uint64_t query_short;
static tg_status lie;

#define CAUGHT(label) CHECK(label, rig_heard(&r, label))

static tg_status TG_CALL create(tg_device* device, const tg_timeline_desc* desc, tg_timeline** out, tg_error* error) {
    (void)device, (void)error;
    only.value = desc->initial;
    *out = &only;
    return TG_OK;
}

static tg_status TG_CALL queue_timeline(tg_device* device, uint32_t queue, tg_timeline** out, tg_error* error) {
    (void)device, (void)queue, (void)error;
    *out = &only;
    return TG_OK;
}

static tg_status TG_CALL destroy(tg_timeline* timeline, const tg_release* desc, tg_error* error) {
    (void)timeline, (void)desc, (void)error;
    return TG_OK;
}

static tg_status TG_CALL query(tg_timeline* timeline, uint64_t* out, tg_error* error) {
    (void)error;
    *out = timeline->value - query_short;
    return TG_OK;
}

static tg_status TG_CALL wait_point(tg_timeline* timeline, const tg_timeline_point* desc, tg_error* error) {
    (void)error;
    return lie ? lie : timeline->value >= desc->value ? TG_OK : TG_PENDING;
}

static tg_status TG_CALL signal_point(tg_timeline* timeline, const tg_timeline_point* desc, tg_error* error) {
    (void)error;
    timeline->value = desc->value;
    return TG_OK;
}

static tg_status TG_CALL extension(tg_device* device, const tg_extension_query* desc, const void** out, tg_error* error) {
    static const tg_timeline_api api = {
        .size = sizeof api, .abi = TG_ABI, .queue_timeline = queue_timeline, .create = create, .destroy = destroy, .query = query, .wait = wait_point, .signal = signal_point,
    };
    (void)device, (void)error;
    if (strcmp(desc->name, TG_EXTENSION_TIMELINE) != 0)
        return TG_UNSUPPORTED;
    *out = &api;
    return TG_OK;
}

static tg_status TG_CALL execute(tg_device* device, const tg_execute* desc, tg_error* error) {
    received = *desc;
    if (desc->wait_count)
        received_wait = desc->waits[desc->wait_count - 1];
    if (desc->signal_count)
        received_signal = desc->signals[0];
    return sound.execute(device, desc, error);
}

static tg_timeline* start(uint64_t initial) {
    const tg_extension_query asked = {sizeof asked, 0, TG_EXTENSION_TIMELINE, NULL};
    tg_timeline_desc desc = {.size = sizeof desc, .initial = initial};
    tg_timeline* made = NULL;
    const void* table = NULL;
    fake.extension = extension;
    fake.execute = execute;
    rig_open(&r);
    ANSWERS("extension", TG_OK, layer_api()->extension(r.device, &asked, &table, told()));
    timelines = table;
    ANSWERS("create", TG_OK, timelines->create(r.device, &desc, &made, told()));
    CHECK("the layer gives a handle of its own", made && made != &only);
    return made;
}

static tg_status wait_for(tg_timeline* timeline, uint64_t value, uint64_t timeout) {
    tg_timeline_point point = {.size = sizeof point, .value = value, .timeout_ns = timeout};
    return timelines->wait(timeline, &point, told());
}

static tg_status signal_to(tg_timeline* timeline, uint64_t value) {
    tg_timeline_point point = {.size = sizeof point, .value = value};
    return timelines->signal(timeline, &point, told());
}

TEST(timelines_go_through_the_layer) {
    tg_timeline* timeline = start(3);
    uint64_t value = 0;
    ANSWERS("query", TG_OK, timelines->query(timeline, &value, told()));
    CHECK("the value is the plugin's", value == 3);
    ANSWERS("wait", TG_PENDING, wait_for(timeline, 4, 0));
    ANSWERS("signal", TG_OK, signal_to(timeline, 9));
    ANSWERS("wait", TG_OK, wait_for(timeline, 4, 0));
    ANSWERS("destroy", TG_OK, timelines->destroy(timeline, &rig_release, told()));
    CHECK("nothing to say", r.line_count == 0);
}

TEST(the_syncs_of_a_submission_name_the_timeline_below) {
    tg_sync syncs[12];
    tg_timeline* timeline = start(0);
    for (uint32_t i = 0; i < 12; i++)
        syncs[i] = (tg_sync){.timeline = timeline, .value = i + 1};
    tg_execute desc = rig_execute(NULL, 1, NULL);
    desc.waits = syncs;
    desc.wait_count = 12;
    desc.signals = syncs;
    desc.signal_count = 1;
    desc.wait_stride = desc.signal_stride = sizeof *syncs;
    ANSWERS("execute", TG_OK, layer_api()->execute(r.device, &desc, told()));
    CHECK("counts", received.wait_count == 12 && received.signal_count == 1);
    CHECK("the last wait", received_wait.timeline == &only && received_wait.value == 12);
    CHECK("the signal", received_signal.timeline == &only && received_signal.value == 1);
}

TEST(a_timeline_is_not_used_after_its_end) {
    tg_timeline* timeline = start(0);
    tg_sync sync = {.timeline = timeline, .value = 1};
    tg_execute desc = rig_execute(NULL, 1, NULL);
    ANSWERS("destroy", TG_OK, timelines->destroy(timeline, &rig_release, told()));
    REFUSED("TG-H-5", TG_INVALID_ARGUMENT, signal_to(timeline, 1));
    desc.waits = &sync;
    desc.wait_count = 1;
    desc.wait_stride = sizeof sync;
    REFUSED("TG-H-5", TG_INVALID_ARGUMENT, layer_api()->execute(r.device, &desc, told()));
}

static tg_status submit(uint64_t ticket, tg_timeline* wait, uint64_t waited, tg_timeline* signal, uint64_t signalled) {
    tg_sync waits = {.timeline = wait, .value = waited}, signals = {.timeline = signal, .value = signalled};
    tg_execute desc = rig_execute(NULL, ticket, NULL);
    desc.waits = wait ? &waits : NULL;
    desc.wait_count = wait != NULL;
    desc.signals = signal ? &signals : NULL;
    desc.signal_count = signal != NULL;
    desc.wait_stride = desc.signal_stride = sizeof waits;
    return layer_api()->execute(r.device, &desc, told());
}

TEST(what_a_later_submission_of_the_engine_signals_is_not_waited_for) {
    tg_timeline* timeline = start(2);
    fake_answer = TG_PENDING;
    ANSWERS("a wait for 7", TG_PENDING, submit(1, timeline, 7, NULL, 0));
    ANSWERS("a signal of another point", TG_PENDING, submit(2, NULL, 0, timeline, 8));
    REFUSED("TG-H-32", TG_INVALID_ARGUMENT, submit(3, NULL, 0, timeline, 7));
    ANSWERS("a signal on the host", TG_OK, signal_to(timeline, 7));
    ANSWERS("a signal of what was reached", TG_PENDING, submit(4, NULL, 0, timeline, 7));
}

TEST(the_timeline_of_a_queue_is_the_same_and_is_not_destroyed) {
    tg_timeline *first = NULL, *second = NULL;
    start(0);
    ANSWERS("queue_timeline", TG_OK, timelines->queue_timeline(r.device, 0, &first, told()));
    ANSWERS("queue_timeline", TG_OK, timelines->queue_timeline(r.device, 0, &second, told()));
    CHECK("the same handle", first && first == second);
    REFUSED("TG-H-5", TG_INVALID_ARGUMENT, timelines->destroy(first, &rig_release, told()));
}

TEST(a_timeline_that_falls_is_reported) {
    uint64_t value;
    tg_timeline* timeline = start(5);
    ANSWERS("query", TG_OK, timelines->query(timeline, &value, told()));
    query_short = 1;
    ANSWERS("query", TG_OK, timelines->query(timeline, &value, told()));
    CAUGHT("TG-P-46");
}

TEST(a_wait_that_ends_before_its_point_is_reported) {
    tg_timeline* timeline = start(3);
    query_short = 2;
    ANSWERS("wait", TG_OK, wait_for(timeline, 3, 0));
    CAUGHT("TG-P-46");
}

TEST(a_wait_for_ever_that_gives_up_is_reported) {
    tg_timeline* timeline = start(0);
    lie = TG_PENDING;
    ANSWERS("wait", TG_PENDING, wait_for(timeline, 1, TG_FOREVER));
    CAUGHT("TG-P-46");
}

TEST(a_signal_backwards_that_is_taken_is_reported) {
    tg_timeline* timeline = start(0);
    ANSWERS("signal", TG_OK, signal_to(timeline, 4));
    ANSWERS("signal", TG_OK, signal_to(timeline, 4));
    CAUGHT("TG-P-46");
}

static uint32_t blob_verdict;

static tg_status TG_CALL blob_check(const tg_blob* desc, uint32_t* out, tg_error* error) {
    (void)error;
    CHECK("the plugin gets a host of the layer's", desc->host && desc->host != &r.table);
    *out = blob_verdict;
    return TG_OK;
}

static tg_status check_blob(uint32_t* verdict) {
    const tg_blob blob = {.size = sizeof blob, .host = &r.table, .bytes = "bytes", .format = "test", .byte_count = 5};
    fake.blob_check = blob_check;
    rig_open(&r);
    return layer_api()->blob_check(&blob, verdict, told());
}

TEST(blob_check_goes_through_the_layer) {
    uint32_t verdict = 0;
    blob_verdict = TG_BLOB_RECOMPILE;
    ANSWERS("blob_check", TG_OK, check_blob(&verdict));
    CHECK("the verdict is the plugin's", verdict == TG_BLOB_RECOMPILE && r.line_count == 0);
}

TEST(a_verdict_that_does_not_exist_is_reported) {
    uint32_t verdict = 0;
    blob_verdict = 3;
    ANSWERS("blob_check", TG_OK, check_blob(&verdict));
    CAUGHT("TG-P-48");
}
