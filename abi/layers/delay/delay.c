/* SPDX-License-Identifier: Apache-2.0 */
/** @file delay.c The slots that delay changes, and the table. */
#include <time.h>

#include "delay.h"

const layer_kind layer = {sizeof(delayed), sizeof(tg_buffer), sizeof(tg_program), sizeof(tg_timeline), &pass_timelines, "delay.", completed, NULL};

uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static tg_status TG_CALL device_info(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    tg_probe probe;
    settings unused;
    READ(tg_probe, &probe, desc);
    TRY(read_settings(&probe.options, &unused, error));
    TRY(pass_device_info(desc, out, error));
    out->flags |= TG_DEVICE_ASYNC;
    return TG_OK;
}

static uint32_t max_pending_of(const tg_device_info* info, uint32_t queue) {
    tg_queue_info read;
    if (queue >= info->queue_count)
        return 1;
    memcpy(&read, (const char*)info->queues + (size_t)queue * info->queue_stride, sizeof read);
    return read.max_pending;
}

/** Ends what was opened below when the layer's own part fails. */
static tg_status give_up(tg_device* device, tg_error* error) {
    const tg_release release = {sizeof release, 0};
    free(D(device)->queues);
    pass_device_close(device, &release, NULL);
    return layer_fail(error, TG_OUT_OF_MEMORY, "", "no memory or no thread for a device that reports late");
}

static tg_status TG_CALL device_open(const tg_open* desc, tg_opened* out, tg_error* error) {
    tg_open open;
    settings settings;
    tg_device_info info = {.size = sizeof info};
    READ(tg_open, &open, desc);
    TRY(read_settings(&open.options, &settings, error));
    tg_probe probe = {.size = sizeof probe, .index = open.index, .host = open.host, .options = open.options};
    if (open.host)
        TRY(pass_device_info(&probe, &info, error));
    REQUIRE(!(info.flags & TG_DEVICE_PULL), TG_UNSUPPORTED, "", "device '%s' declares PULL: reports from another thread would leave nobody to drive it", info.name);
    TRY(pass_device_open(desc, out, error));
    tg_device* device = out->device;
    delayed* made = D(device);
    made->settings = settings;
    made->random = settings.seed;
    made->queues = calloc(device->queue_count + (size_t)1, sizeof *made->queues);
    for (uint32_t i = 0; made->queues && i < device->queue_count; i++)
        made->queues[i].max_pending = max_pending_of(&info, device->queues[i].info);
    if (made->queues && start_reporting(made))
        return TG_OK;
    out->device = NULL;
    return give_up(device, error);
}

static tg_status TG_CALL device_close(tg_device* device, const tg_release* desc, tg_error* error) {
    GIVEN(device, "the device");
    tg_status status = device->link.next.device_close(device->below, desc, error);
    report_all(D(device));
    if (status)
        return status;
    end_reporting(D(device));
    free(D(device)->queues);
    layer_free_queues(device);
    free(device);
    return TG_OK;
}

static tg_status TG_CALL execute(tg_device* device, const tg_execute* desc, tg_error* error) {
    tg_execute execute;
    READ(tg_execute, &execute, desc);
    GIVEN(device, "the device");
    if (execute.queue >= device->queue_count)
        return pass_execute(device, desc, error);
    TRY(ticket_begin(D(device), execute.queue, execute.ticket, error));
    return ticket_answered(D(device), execute.queue, execute.ticket, pass_execute(device, desc, error));
}

static tg_status TG_CALL copy(tg_device* device, const tg_copy* desc, tg_error* error) {
    tg_copy copy;
    READ(tg_copy, &copy, desc);
    GIVEN(device, "the device");
    OFFERED(copy, &device->link);
    if (copy.queue >= device->queue_count)
        return pass_copy(device, desc, error);
    TRY(ticket_begin(D(device), copy.queue, copy.ticket, error));
    return ticket_answered(D(device), copy.queue, copy.ticket, pass_copy(device, desc, error));
}

/** Drives the device below as long as the ticket runs there, then sleeps until it was reported upward. */
static tg_status TG_CALL wait_ticket(tg_device* device, const tg_ticket* desc, tg_error* error) {
    tg_ticket ticket;
    READ(tg_ticket, &ticket, desc);
    GIVEN(device, "the device");
    uint64_t start = now_ns(), until = ticket.timeout_ns < UINT64_MAX - start ? start + ticket.timeout_ns : UINT64_MAX;
    tg_status below = pass_wait(device, desc, error);
    if (below)
        return below;
    struct timespec limit = {(time_t)(until / 1000000000), (long)(until % 1000000000)};
    const queue* queue = &D(device)->queues[ticket.queue];
    int expired = 0;
    pthread_mutex_lock(&D(device)->lock);
    while (ticket_state(queue, ticket.ticket) && !expired)
        expired = ticket.timeout_ns == TG_FOREVER ? pthread_cond_wait(&D(device)->reported, &D(device)->lock) : pthread_cond_timedwait(&D(device)->reported, &D(device)->lock, &limit);
    int reported = !ticket_state(queue, ticket.ticket);
    pthread_mutex_unlock(&D(device)->lock);
    return reported ? TG_OK : TG_PENDING;
}

/** What has ended below is reported as it ended. */
static tg_status TG_CALL cancel(tg_device* device, const tg_ticket* desc, tg_error* error) {
    tg_ticket ticket;
    READ(tg_ticket, &ticket, desc);
    GIVEN(device, "the device");
    OFFERED(cancel, &device->link);
    if (ticket.queue >= device->queue_count)
        return pass_cancel(device, desc, error);
    pthread_mutex_lock(&D(device)->lock);
    int ended = ticket_state(&D(device)->queues[ticket.queue], ticket.ticket) == 2;
    pthread_mutex_unlock(&D(device)->lock);
    return ended ? TG_OK : pass_cancel(device, desc, error);
}

TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
    static const tg_api api = {
        PASS_QUIET_SLOTS, .name = "tengen-layer-delay 0.1.0", .device_info = device_info, .device_open = device_open, .device_close = device_close,
        .execute = execute, .copy = copy, .wait = wait_ticket, .cancel = cancel,
    };
    return layer_entry(&api, host_abi, out, error);
}
