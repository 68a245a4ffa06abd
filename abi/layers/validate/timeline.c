/* SPDX-License-Identifier: Apache-2.0 */
/** @file timeline.c tg.timeline/1: handles, and whether what query, wait and signal say fits together (TG-P-46). */
#include "validate.h"

static tg_status given(call* call, tg_device* device, tg_timeline** out, tg_status status) {
    if (status == TG_OK && *out) {
        object_add(&VT(*out)->object, *out, TIMELINE);
        pthread_mutex_lock(&V(device)->lock);
        V(device)->timelines++;
        pthread_mutex_unlock(&V(device)->lock);
    }
    if (status == TG_OK && !*out)
        violation(call->link, P_15, "%s answered OK and gave no timeline", call->slot);
    return leave(call, status, 0);
}

static tg_status TG_CALL create(tg_device* device, const tg_timeline_desc* desc, tg_timeline** out, tg_error* error) {
    call call;
    TRY(enter(&call, device, "timeline create", 0, desc, error));
    LEAVE_UNLESS(out, TG_INVALID_ARGUMENT, P_7, "timeline create was given no place for the timeline");
    return given(&call, device, out, pass_timeline_create(device, desc, out, &call.error));
}

static tg_status TG_CALL import(tg_device* device, const tg_timeline_desc* desc, tg_timeline** out, tg_error* error) {
    call call;
    TRY(enter(&call, device, "timeline import", 0, desc, error));
    LEAVE_UNLESS(out, TG_INVALID_ARGUMENT, P_7, "timeline import was given no place for the timeline");
    return given(&call, device, out, pass_timeline_import(device, desc, out, &call.error));
}

static tg_status TG_CALL queue_timeline(tg_device* device, uint32_t queue, tg_timeline** out, tg_error* error) {
    call call;
    TRY(enter(&call, device, "queue_timeline", 0, NULL, error));
    LEAVE_UNLESS(out, TG_INVALID_ARGUMENT, P_7, "queue_timeline was given no place for the timeline");
    int known = queue < device->queue_count && device->queues[queue].timeline;
    tg_status status = pass_queue_timeline(device, queue, out, &call.error);
    if (status == TG_OK && *out && !known)
        object_add(&VT(*out)->object, *out, TIMELINE);
    return leave(&call, status, 0);
}

static int of_queue(const tg_timeline* timeline) {
    int found = 0;
    for (uint32_t q = 0; q < timeline->device->queue_count; q++)
        found = found || timeline->device->queues[q].timeline == timeline;
    return found;
}

static tg_status TG_CALL destroy(tg_timeline* timeline, const tg_release* desc, tg_error* error) {
    call call;
    TRY(object_use(timeline, TIMELINE, error));
    object_done(timeline);
    tg_device* device = timeline->device;
    TRY(enter(&call, device, "timeline destroy", 0, desc, error));
    LEAVE_UNLESS(!of_queue(timeline), TG_INVALID_ARGUMENT, H_5, "the timeline of a queue is the device's: it is not destroyed");
    tg_status status = object_end(timeline, TIMELINE, error);
    if (status)
        return abandon(&call, status);
    status = timeline->next.destroy(timeline->below, desc, &call.error);
    if (status)
        object_revive(timeline);
    else {
        layer_discard(timeline);
        pthread_mutex_lock(&V(device)->lock);
        V(device)->timelines--;
        pthread_mutex_unlock(&V(device)->lock);
    }
    return leave(&call, status, 0);
}

/** Remembers a value as reached; answers the highest one known before. */
static uint64_t reach(tg_timeline* timeline, uint64_t value) {
    pthread_mutex_lock(&V(timeline->device)->lock);
    uint64_t before = VT(timeline)->reached;
    VT(timeline)->reached = value > before ? value : before;
    pthread_mutex_unlock(&V(timeline->device)->lock);
    return before;
}

static tg_status TG_CALL query(tg_timeline* timeline, uint64_t* out, tg_error* error) {
    call call;
    TRY(object_use(timeline, TIMELINE, error));
    tg_status status = enter(&call, timeline->device, "timeline query", 1, NULL, error);
    if (!status) {
        uint64_t before = reach(timeline, 0);
        status = pass_timeline_query(timeline, out, &call.error);
        if (status == TG_OK && *out < before)
            violation(call.link, P_46, "timeline query gave %llu, and %llu was reached before", (unsigned long long)*out, (unsigned long long)before);
        if (status == TG_OK)
            reach(timeline, *out);
        status = leave(&call, status, 0);
    }
    object_done(timeline);
    return status;
}

/** What the timeline stands at after a wait or a signal that was answered OK. */
static void check_reached(const call* call, tg_timeline* timeline, uint64_t value) {
    uint64_t now = 0;
    if (timeline->next.query(timeline->below, &now, NULL) == TG_OK && now < value)
        violation(call->link, P_46, "%s of %llu was answered OK, and query gives %llu", call->slot, (unsigned long long)value, (unsigned long long)now);
    reach(timeline, value);
}

static tg_status TG_CALL wait_point(tg_timeline* timeline, const tg_timeline_point* desc, tg_error* error) {
    call call;
    tg_timeline_point point = {.value = 0};
    TRY(object_use(timeline, TIMELINE, error));
    tg_status status = enter(&call, timeline->device, "timeline wait", 1, desc, error);
    if (!status) {
        int read = TG_READ(tg_timeline_point, &point, desc) == TG_OK;
        status = pass_timeline_wait(timeline, desc, &call.error);
        if (status == TG_OK && read)
            check_reached(&call, timeline, point.value);
        if (status == TG_PENDING && read && point.timeout_ns == TG_FOREVER)
            violation(call.link, P_46, "timeline wait for ever gave up on %llu", (unsigned long long)point.value);
        status = leave(&call, status, 1);
    }
    object_done(timeline);
    return status;
}

static tg_status TG_CALL signal_point(tg_timeline* timeline, const tg_timeline_point* desc, tg_error* error) {
    call call;
    tg_timeline_point point = {.value = 0};
    TRY(object_use(timeline, TIMELINE, error));
    tg_status status = enter(&call, timeline->device, "timeline signal", 1, desc, error);
    if (!status) {
        int read = TG_READ(tg_timeline_point, &point, desc) == TG_OK;
        uint64_t before = reach(timeline, 0);
        status = pass_timeline_signal(timeline, desc, &call.error);
        if (status == TG_OK && read && point.value <= before)
            violation(call.link, P_46, "timeline signal of %llu was answered OK, and %llu was reached before", (unsigned long long)point.value, (unsigned long long)before);
        if (status == TG_OK && read)
            check_reached(&call, timeline, point.value);
        status = leave(&call, status, 0);
    }
    object_done(timeline);
    return status;
}

static tg_status TG_CALL export_timeline(tg_timeline* timeline, const tg_export* desc, tg_exported* out, tg_error* error) {
    call call;
    box box;
    TRY(object_use(timeline, TIMELINE, error));
    tg_status status = enter(&call, timeline->device, "timeline export", 0, desc, error);
    if (!status) {
        status = pass_timeline_export(timeline, desc, box_open(&box, out, tg_exported_1_0), &call.error);
        box_close(&box, call.link, "timeline export", status);
        status = leave(&call, status, 0);
    }
    object_done(timeline);
    return status;
}

const tg_timeline_api v_timelines = {
    .size = sizeof v_timelines, .abi = TG_ABI, .queue_timeline = queue_timeline, .create = create, .destroy = destroy,
    .query = query, .wait = wait_point, .signal = signal_point, .import = import, .export_ = export_timeline,
};
