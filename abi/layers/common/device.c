/* SPDX-License-Identifier: Apache-2.0 */
/** @file device.c Devices, forwarded: what they are, opening, closing, and the slots about a whole device. */
#include "layer.h"

/** Options as they go down, in memory of their own; NULL arrays with a count go down as they are, to be refused there. */
static tg_status options_down(const tg_options* given, tg_options* down, const char*** words, tg_error* error) {
    *words = NULL;
    *down = *given;
    if (!layer.prefix || given->count == 0 || !given->keys || !given->values)
        return TG_OK;
    *words = malloc(2 * (size_t)given->count * sizeof **words);
    REQUIRE(*words, TG_OUT_OF_MEMORY, "", "no memory for %u options", given->count);
    *down = layer_options(given, *words, *words + given->count);
    return TG_OK;
}

tg_status TG_CALL pass_device_info(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    tg_probe probe;
    layer_link link;
    const char** words;
    READ(tg_probe, &probe, desc);
    TRY(layer_connect(&link, probe.host, error));
    TRY(options_down(&probe.options, &probe.options, &words, error));
    probe.size = sizeof probe;
    probe.host = &link.down;
    tg_status status = link.next.device_info(&probe, out, error);
    free(words);
    return status;
}

static tg_status make(tg_device** made, tg_open* open, tg_open_queue** queues, tg_error* error) {
    tg_device* device = calloc(1, layer.device_bytes);
    layer_queue* own = calloc(open->queue_count + (size_t)1, sizeof *own);
    *queues = calloc(open->queue_count + (size_t)1, sizeof **queues);
    *made = device;
    if (device)
        device->queues = own;
    else
        free(own);
    REQUIRE(device && own && *queues, TG_OUT_OF_MEMORY, "", "no memory for a device of %u queues", open->queue_count);
    TRY(layer_connect(&device->link, open->host, error));
    device->link.device = device;
    device->index = open->index;
    for (uint32_t i = 0; i < open->queue_count; i++) {
        AT(tg_open_queue, &(*queues)[i], open->queues, open->queue_stride, i);
        own[i] = (layer_queue){device, (*queues)[i].ctx, NULL, i, (*queues)[i].info};
        (*queues)[i].ctx = &own[i];
    }
    open->size = sizeof *open;
    open->host = &device->link.down;
    open->queues = *queues;
    open->queue_stride = sizeof **queues;
    return TG_OK;
}

tg_status TG_CALL pass_device_open(const tg_open* desc, tg_opened* out, tg_error* error) {
    enum { MOST_QUEUES = 1 << 16 };
    tg_open open;
    tg_device* device = NULL;
    tg_open_queue* queues = NULL;
    const char** words = NULL;
    tg_host host;
    READ(tg_open, &open, desc);
    GIVEN(TG_TABLE(tg_host, &host, open.host) == TG_OK, "tg_open.host");
    REQUIRE(open.queue_count <= MOST_QUEUES, TG_LIMIT_REACHED, "", "%u queues were asked for; a layer wraps %u", open.queue_count, MOST_QUEUES);
    uint32_t asked = open.queue_count;
    tg_status status = make(&device, &open, &queues, error);
    if (!status)
        status = options_down(&open.options, &open.options, &words, error);
    if (!status)
        status = device->link.next.device_open(&open, out, error);
    free(words);
    free(queues);
    if (status) {
        if (device)
            free(device->queues);
        free(device);
        return status;
    }
    device->below = out->device;
    device->queue_count = out->queue_count < asked ? out->queue_count : asked;
    out->device = out->device ? device : NULL;
    return TG_OK;
}

tg_status TG_CALL pass_device_close(tg_device* device, const tg_release* desc, tg_error* error) {
    GIVEN(device, "the device");
    TRY(device->link.next.device_close(device->below, desc, error));
    if (!layer.discard)
        layer_free_queues(device);
    layer_discard(device);
    return TG_OK;
}

tg_status TG_CALL pass_blob_check(const tg_blob* desc, uint32_t* out, tg_error* error) {
    tg_blob blob;
    layer_link link;
    const char** words;
    READ(tg_blob, &blob, desc);
    TRY(layer_connect(&link, blob.host, error));
    OFFERED(blob_check, &link);
    TRY(options_down(&blob.options, &blob.options, &words, error));
    blob.size = sizeof blob;
    blob.host = &link.down;
    tg_status status = link.next.blob_check(&blob, out, error);
    free(words);
    return status;
}

tg_status TG_CALL pass_device_stats(tg_device* device, const tg_stats_query* desc, tg_stats* out, tg_error* error) {
    GIVEN(device, "the device");
    OFFERED(device_stats, &device->link);
    return device->link.next.device_stats(device->below, desc, out, error);
}

tg_status TG_CALL pass_device_set(tg_device* device, const tg_set* desc, tg_error* error) {
    GIVEN(device, "the device");
    OFFERED(device_set, &device->link);
    return device->link.next.device_set(device->below, desc, error);
}

/** A table of further functions takes handles, which a layer wraps: those that it does not know it cannot hand on. */
tg_status TG_CALL pass_extension(tg_device* device, const tg_extension_query* desc, const void** out, tg_error* error) {
    tg_extension_query query;
    READ(tg_extension_query, &query, desc);
    GIVEN(device && out && query.name, "the device, the name, or the place for the table");
    if (strcmp(query.name, TG_EXTENSION_TIMELINE) == 0)
        return layer_timelines(device, out, error);
    return layer_fail(error, TG_UNSUPPORTED, "", "extension '%.64s' does not go through a layer", query.name);
}
