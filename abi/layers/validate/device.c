/* SPDX-License-Identifier: Apache-2.0 */
/** @file device.c Opening and closing, and the slots about a whole device. */
#include "validate.h"

/** What the tickets of each queue are judged by. A device that does not describe itself twice is left with the least. */
static tg_status learn(tg_device* device, const tg_open* open, tg_error* error) {
    vdevice* made = V(device);
    tg_probe probe = {.size = sizeof probe, .index = open->index, .host = &device->link.down, .options = open->options};
    made->info.size = sizeof made->info;
    made->queues = calloc(device->queue_count + (size_t)1, sizeof *made->queues);
    REQUIRE(made->queues, TG_OUT_OF_MEMORY, "", "no memory for %u queues", device->queue_count);
    if (device->link.next.device_info(&probe, &made->info, NULL))
        violation(&device->link, P_10, "device %u was opened, and device_info does not describe it", open->index);
    for (uint32_t i = 0; i < device->queue_count; i++) {
        tg_queue_info info = {0, 0, 1, 1};
        if (device->queues[i].info < made->info.queue_count)
            told_at(&info, sizeof info, made->info.queues, made->info.queue_stride, device->queues[i].info);
        made->queues[i].max_pending = info.max_pending;
        made->queues[i].flags = info.flags;
        made->queues[i].engine = info.engine;
    }
    return TG_OK;
}

static tg_status check_incompat(const layer_link* link, const tg_open* open, tg_error* error) {
    tg_probe probe = {.size = sizeof probe, .index = open->index, .host = &link->down, .options = open->options};
    tg_device_info info = {.size = sizeof info};
    tg_status status = link->next.device_info(&probe, &info, NULL);
    REFUSE_UNLESS(status || !info.incompat, TG_INCOMPATIBLE, H_15, "device %u asks for features 0x%llx that are not known here: it is not to be opened", open->index,
                  (unsigned long long)info.incompat);
    return TG_OK;
}

tg_status TG_CALL v_device_open(const tg_open* desc, tg_opened* out, tg_error* error) {
    tg_open open;
    layer_link link;
    call call;
    box box;
    uint32_t threads;
    tg_host host;
    TRY(may_call(error));
    READ(tg_open, &open, desc);
    GIVEN(TG_TABLE(tg_host, &host, open.host) == TG_OK, "tg_open.host");
    TRY(layer_connect(&link, open.host, error));
    TRY(check_options(&open.options, error));
    TRY(check_incompat(&link, &open, error));
    enter_probe(&call, &link, "device_open", desc, error);
    int* before = list_threads(&threads);
    world around = look_around();
    tg_opened* boxed = box_open(&box, out, tg_opened_1_0);
    tg_status status = pass_device_open(desc, boxed, &call.error);
    compare_world(&link, "device_open", &around);
    if (status == TG_OK && (!boxed->device || boxed->queue_count == 0 || boxed->queue_count > open.queue_count))
        violation(&link, P_13, "device_open answered OK with device %p and %u of %u queues", (void*)boxed->device, boxed->queue_count, open.queue_count);
    box_close(&box, &link, "device_open", status);
    status = leave(&call, status, 0);
    if (status || !boxed->device) {
        free(before);
        return status;
    }
    tg_device* device = boxed->device;
    pthread_mutex_init(&V(device)->lock, NULL);
    keep_new_threads(device, before, threads);
    object_add(&V(device)->object, device, DEVICE);
    return learn(device, &open, error);
}

static void check_leaks(tg_device* device, uint32_t buffers, uint32_t programs) {
    tg_stats_query query = {sizeof query, 0};
    tg_stats stats = {.size = sizeof stats};
    if (!buffers && !programs && device->link.next.device_stats && device->link.next.device_stats(device->below, &query, &stats, NULL) == TG_OK &&
        (stats.buffers || stats.programs))
        violation(&device->link, P_39, "everything was freed, and device_stats counts %u buffers and %u programs", stats.buffers, stats.programs);
}

tg_status TG_CALL v_device_close(tg_device* device, const tg_release* desc, tg_error* error) {
    call call;
    TRY(enter(&call, device, "device_close", 0, desc, error));
    tg_status status = object_end(device, DEVICE, error);
    if (status)
        return abandon(&call, status);
    pthread_mutex_lock(&V(device)->lock);
    uint32_t buffers = V(device)->buffers, programs = V(device)->programs, timelines = V(device)->timelines, lost = V(device)->lost;
    pthread_mutex_unlock(&V(device)->lock);
    check_leaks(device, buffers, programs);
    check_threads(device);
    world around = look_around();
    /* The pass-through would end the handle before the last look at it. */
    status = device->link.next.device_close(device->below, desc, &call.error);
    compare_world(&device->link, "device_close", &around);
    uint32_t pending = tickets_pending(device);
    if ((status == TG_OK || status == TG_WRONG_STATE) && pending)
        violation(&device->link, P_23, "device_close answered %d and left %u tickets unreported", status, pending);
    if (status == TG_OK && (buffers || programs || timelines))
        violation(&device->link, P_23, "device_close answered OK while %u buffers, %u programs and %u timelines live", buffers, programs, timelines);
    if (status && lost && !buffers && !programs && !timelines)
        violation(&device->link, P_22, "device_close answered %d after DEVICE_LOST", status);
    pthread_mutex_lock(&V(device)->lock);
    V(device)->closed = status == TG_OK;
    pthread_mutex_unlock(&V(device)->lock);
    status = leave(&call, status, 0);
    if (status)
        object_revive(device);
    else
        layer_discard(device);
    return status;
}

tg_status TG_CALL v_device_stats(tg_device* device, const tg_stats_query* desc, tg_stats* out, tg_error* error) {
    call call;
    box box;
    TRY(enter(&call, device, "device_stats", 1, desc, error));
    tg_status status = pass_device_stats(device, desc, box_open(&box, out, tg_stats_1_0), &call.error);
    box_close(&box, &device->link, "device_stats", status);
    return leave(&call, status, 0);
}

tg_status TG_CALL v_device_set(tg_device* device, const tg_set* desc, tg_error* error) {
    call call;
    TRY(enter(&call, device, "device_set", 0, desc, error));
    return leave(&call, pass_device_set(device, desc, &call.error), 0);
}

tg_status TG_CALL v_blob_check(const tg_blob* desc, uint32_t* out, tg_error* error) {
    call call;
    layer_link link;
    tg_blob blob;
    TRY(may_call(error));
    tg_status status = TG_READ(tg_blob, &blob, desc);
    if (status)
        return layer_unread(error, status, "tg_blob");
    REFUSE_UNLESS(!blob.target, TG_TOO_NEW, H_29, "tg_blob.target is set");
    TRY(layer_connect(&link, blob.host, error));
    enter_probe(&call, &link, "blob_check", desc, error);
    status = pass_blob_check(desc, out, &call.error);
    if (status == TG_OK && out && *out > TG_BLOB_RECOMPILE)
        violation(&link, P_48, "blob_check gave %u, which is no TG_BLOB_ value", *out);
    return leave(&call, status, 0);
}

tg_status TG_CALL v_extension(tg_device* device, const tg_extension_query* desc, const void** out, tg_error* error) {
    call call;
    TRY(enter(&call, device, "extension", 0, desc, error));
    return leave(&call, pass_extension(device, desc, out, &call.error), 0);
}
