/* SPDX-License-Identifier: Apache-2.0 */
/** @file timeline.c tg.timeline/1, forwarded: a timeline is a handle like the others, and the syncs of submissions name those below. */
#include "layer.h"

static tg_status ask_below(tg_device* device, tg_timeline_api* table, tg_error* error) {
    const tg_extension_query query = {sizeof query, 0, TG_EXTENSION_TIMELINE, NULL};
    const void* given = NULL;
    OFFERED(extension, &device->link);
    TRY(device->link.next.extension(device->below, &query, &given, error));
    REQUIRE(TG_TABLE(tg_timeline_api, table, given) == TG_OK, TG_INTERNAL, "TG-P-13", "the " TG_EXTENSION_TIMELINE " table of '%s' has no readable size", device->link.next.name);
    REQUIRE(table->create && table->destroy && table->query && table->wait && table->signal, TG_INTERNAL, "TG-P-13",
            "the " TG_EXTENSION_TIMELINE " table of '%s' lacks create, destroy, query, wait or signal", device->link.next.name);
    return TG_OK;
}

tg_status layer_timelines(tg_device* device, const void** out, tg_error* error) {
    tg_timeline_api below;
    TRY(ask_below(device, &below, error));
    *out = layer.timelines;
    return TG_OK;
}

static tg_status begin(tg_device* device, tg_timeline** made, tg_error* error) {
    tg_timeline* timeline = calloc(1, layer.timeline_bytes);
    REQUIRE(timeline, TG_OUT_OF_MEMORY, "", "no memory for a timeline");
    tg_status status = ask_below(device, &timeline->next, error);
    if (status) {
        free(timeline);
        return status;
    }
    timeline->device = device;
    *made = timeline;
    return TG_OK;
}

static tg_status end(tg_timeline* timeline, tg_status status, tg_timeline** out) {
    *out = status || !timeline->below ? NULL : timeline;
    if (!*out)
        free(timeline);
    return status;
}

#define NEEDS(timeline, slot) do { if (!(timeline)->next.slot) { free(timeline); return layer_fail(error, TG_UNSUPPORTED, "", "the timelines below offer no " #slot); } } while (0)

tg_status TG_CALL pass_timeline_create(tg_device* device, const tg_timeline_desc* desc, tg_timeline** out, tg_error* error) {
    tg_timeline* made = NULL;
    GIVEN(device && out, "the device, or the place for the timeline");
    TRY(begin(device, &made, error));
    return end(made, made->next.create(device->below, desc, &made->below, error), out);
}

tg_status TG_CALL pass_timeline_import(tg_device* device, const tg_timeline_desc* desc, tg_timeline** out, tg_error* error) {
    tg_timeline* made = NULL;
    GIVEN(device && out, "the device, or the place for the timeline");
    TRY(begin(device, &made, error));
    NEEDS(made, import);
    return end(made, made->next.import(device->below, desc, &made->below, error), out);
}

tg_status TG_CALL pass_queue_timeline(tg_device* device, uint32_t queue, tg_timeline** out, tg_error* error) {
    tg_timeline* made = NULL;
    GIVEN(device && out, "the device, or the place for the timeline");
    REQUIRE(queue < device->queue_count, TG_INVALID_ARGUMENT, "TG-P-43", "queue %u of %u", queue, device->queue_count);
    if (!device->queues[queue].timeline) {
        TRY(begin(device, &made, error));
        NEEDS(made, queue_timeline);
        TRY(end(made, made->next.queue_timeline(device->below, queue, &made->below, error), &device->queues[queue].timeline));
    }
    *out = device->queues[queue].timeline;
    return TG_OK;
}

tg_status TG_CALL pass_timeline_destroy(tg_timeline* timeline, const tg_release* desc, tg_error* error) {
    GIVEN(timeline, "the timeline");
    TRY(timeline->next.destroy(timeline->below, desc, error));
    layer_discard(timeline);
    return TG_OK;
}

tg_status TG_CALL pass_timeline_query(tg_timeline* timeline, uint64_t* out, tg_error* error) {
    GIVEN(timeline, "the timeline");
    return timeline->next.query(timeline->below, out, error);
}

tg_status TG_CALL pass_timeline_wait(tg_timeline* timeline, const tg_timeline_point* desc, tg_error* error) {
    GIVEN(timeline, "the timeline");
    return timeline->next.wait(timeline->below, desc, error);
}

tg_status TG_CALL pass_timeline_signal(tg_timeline* timeline, const tg_timeline_point* desc, tg_error* error) {
    GIVEN(timeline, "the timeline");
    return timeline->next.signal(timeline->below, desc, error);
}

tg_status TG_CALL pass_timeline_export(tg_timeline* timeline, const tg_export* desc, tg_exported* out, tg_error* error) {
    GIVEN(timeline, "the timeline");
    REQUIRE(timeline->next.export_, TG_UNSUPPORTED, "", "the timelines below offer no export");
    return timeline->next.export_(timeline->below, desc, out, error);
}

const tg_timeline_api pass_timelines = {
    .size = sizeof pass_timelines, .abi = TG_ABI, .queue_timeline = pass_queue_timeline, .create = pass_timeline_create, .destroy = pass_timeline_destroy,
    .query = pass_timeline_query, .wait = pass_timeline_wait, .signal = pass_timeline_signal, .import = pass_timeline_import, .export_ = pass_timeline_export,
};

void layer_free_queues(tg_device* device) {
    for (uint32_t i = 0; i < device->queue_count; i++)
        free(device->queues[i].timeline);
    free(device->queues);
}

tg_status layer_syncs(layer_sync_room* room, const tg_sync** syncs, uint32_t count, uint32_t* stride, tg_error* error) {
    enum { MOST_SYNCS = 1 << 16 };
    room->more = NULL;
    if (!count)
        return TG_OK;
    REQUIRE(count <= MOST_SYNCS, TG_LIMIT_REACHED, "", "%u waits or signals; a layer forwards %u", count, MOST_SYNCS);
    tg_sync* down = count <= sizeof room->few / sizeof *room->few ? room->few : (room->more = malloc(count * sizeof *down));
    REQUIRE(down, TG_OUT_OF_MEMORY, "", "no memory for %u waits or signals", count);
    for (uint32_t i = 0; i < count; i++) {
        AT(tg_sync, &down[i], *syncs, *stride, i);
        if (down[i].timeline)
            down[i].timeline = down[i].timeline->below;
    }
    *syncs = down;
    *stride = sizeof *down;
    return TG_OK;
}
