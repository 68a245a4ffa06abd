/* SPDX-License-Identifier: Apache-2.0 */
/** @file describe.c device_info: well formed, pure, dense from 0, options known by name. */
#include "validate.h"

#define UNKNOWN "tengen.no_such_option"

static int bad_alignment(uint32_t alignment) {
    return alignment & (alignment - 1);
}

static int bad_array(const void* array, uint32_t count, uint32_t stride, uint32_t least) {
    return count && (!array || stride < least || stride > TG_MAX_SIZE || stride % 8);
}

void check_device_info(const layer_link* link, const tg_device_info* info) {
    const char* missing = !info->name ? "name" : !info->vendor ? "vendor" : !info->driver ? "driver" : !info->location ? "location"
        : !info->fingerprint ? "fingerprint" : NULL;
    if (missing)
        violation(link, P_13, "device_info gives no %s", missing);
    if (bad_alignment(info->buffer_alignment) || bad_alignment(info->offset_alignment) || bad_alignment(info->map_alignment) || bad_alignment(info->import_alignment))
        violation(link, P_13, "an alignment of device_info is no power of two: %u, %u, %u, %u", info->buffer_alignment, info->offset_alignment, info->map_alignment, info->import_alignment);
    if (!info->queue_count || bad_array(info->queues, info->queue_count, info->queue_stride, tg_queue_info_1_0))
        violation(link, P_13, "device_info gives %u queues at %p, %u bytes apart", info->queue_count, (const void*)info->queues, info->queue_stride);
    else
        for (uint32_t i = 0; i < info->queue_count; i++) {
            tg_queue_info queue;
            told_at(&queue, sizeof queue, info->queues, info->queue_stride, i);
            if (!queue.max_pending || !queue.priorities)
                violation(link, P_13, "queue %u has max_pending %u and %u priorities, each is at least 1", i, queue.max_pending, queue.priorities);
        }
    if (bad_array(info->formats, info->format_count, info->format_stride, tg_format_info_1_0) || bad_array(info->memories, info->memory_count, info->memory_stride, tg_memory_info_1_0))
        violation(link, P_13, "device_info gives %u formats and %u memories in arrays that cannot be read", info->format_count, info->memory_count);
    if (info->flags & TG_DEVICE_SYMBOLS && !link->next.program_infer)
        violation(link, P_34, "the device declares SYMBOLS and offers no program_infer");
    if (info->flags & TG_DEVICE_PULL && !link->next.wait)
        violation(link, P_13, "the device declares PULL and offers no wait");
}

static int same_text(const char* a, const char* b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

int same_device(const tg_device_info* a, const tg_device_info* b) {
    size_t from = offsetof(tg_device_info, uuid);
    return a->flags == b->flags && same_text(a->name, b->name) && same_text(a->vendor, b->vendor) && same_text(a->driver, b->driver) &&
        same_text(a->location, b->location) && same_text(a->fingerprint, b->fingerprint) && same_text(a->sheet, b->sheet) && same_text(a->note, b->note) &&
        memcmp((const char*)a + from, (const char*)b + from, sizeof *a - from) == 0;
}

/** Indices seen before, by what is wrapped: one that is gone breaks TG-P-11. Only for probes without options, which may change what there is. */
static int is_gone(const tg_layer* layer, uint32_t index, tg_status status) {
    enum { LAYERS = 32 };
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static struct {
        const tg_layer* layer;
        uint32_t most;
    } known[LAYERS];
    int gone = 0;
    pthread_mutex_lock(&lock);
    for (uint32_t i = 0; i < LAYERS; i++)
        if (known[i].layer == layer || !known[i].layer) {
            known[i].layer = layer;
            gone = status == TG_NOT_FOUND && index < known[i].most;
            if (status == TG_OK && index >= known[i].most)
                known[i].most = index + 1;
            break;
        }
    pthread_mutex_unlock(&lock);
    return gone;
}

/** Asks once more with one more option. */
static tg_status ask_with(const layer_link* link, const tg_probe* probe, const char* key, char* text, uint32_t room) {
    enum { MOST = 16 };
    const char *keys[MOST + 1], *values[MOST + 1];
    tg_device_info info = {.size = sizeof info};
    tg_error error = {sizeof error, room, text, NULL, 0, 0, 0};
    tg_probe again = *probe;
    if (probe->options.count > MOST)
        return TG_OK;
    for (uint32_t i = 0; i < probe->options.count; i++) {
        keys[i] = probe->options.keys[i];
        values[i] = probe->options.values[i];
    }
    keys[probe->options.count] = key;
    values[probe->options.count] = "1";
    again.options = (tg_options){keys, values, probe->options.count + 1, 0};
    text[0] = 0;
    return link->next.device_info(&again, &info, &error);
}

static void check_options_known(const layer_link* link, const tg_probe* probe) {
    char text[1024];
    tg_status status = ask_with(link, probe, UNKNOWN, text, sizeof text);
    if (probe->options.count <= 16 && (status != TG_INVALID_ARGUMENT || !strstr(text, UNKNOWN)))
        violation(link, P_14, "device_info with the unknown option '%s' answered %d: '%s'", UNKNOWN, status, text);
    status = ask_with(link, probe, "hint." UNKNOWN, text, sizeof text);
    if (status != TG_OK)
        violation(link, P_14, "device_info with the unknown hint 'hint.%s' answered %d: '%s'", UNKNOWN, status, text);
}

static void check_neighbours(const layer_link* link, const tg_probe* probe, tg_status status) {
    char text[1024] = "";
    tg_device_info info = {.size = sizeof info};
    tg_error error = {sizeof error, sizeof text, text, NULL, 0, 0, 0};
    tg_probe before = *probe;
    if (!probe->options.count && is_gone(link->layer, probe->index, status))
        violation(link, P_11, "device %u was there before, and now there is none", probe->index);
    if (status == TG_OK && probe->index > 0) {
        before.index--;
        if (link->next.device_info(&before, &info, &error))
            violation(link, P_11, "there is a device %u and no device %u: %s", probe->index, before.index, text);
    }
    if (status == TG_NOT_FOUND && probe->index == 0 && (link->next.device_info(&before, &info, &error), !text[0]))
        violation(link, P_12, "there is no device and no reason is given");
}

tg_status TG_CALL v_device_info(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    tg_probe probe;
    layer_link link;
    call call;
    box box;
    TRY(may_call(error));
    READ(tg_probe, &probe, desc);
    TRY(layer_connect(&link, probe.host, error));
    TRY(check_options(&probe.options, error));
    enter_probe(&call, &link, "device_info", desc, error);
    tg_status status = pass_device_info(desc, box_open(&box, out, tg_device_info_1_0), &call.error);
    box_close(&box, &link, "device_info", status);
    status = leave(&call, status, 0);
    probe.size = sizeof probe;
    probe.host = &link.down;
    check_neighbours(&link, &probe, status);
    if (status == TG_OK) {
        tg_device_info first, again = {.size = sizeof again};
        TG_TABLE(tg_device_info, &first, out);
        tg_status asked = link.next.device_info(&probe, &again, NULL);
        if (asked ? TG_STATUS_CLASS(asked) != TG_CLASS_RESOURCE : !same_device(&first, &again))
            violation(&link, P_10, "device_info(%u) answered differently when asked twice", probe.index);
        check_device_info(&link, &first);
        check_options_known(&link, &probe);
    }
    return status;
}
