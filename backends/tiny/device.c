/* SPDX-License-Identifier: Apache-2.0 */
/** @file device.c What the device is, opening and closing it, and the table of functions. */
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>

#include "tiny.h"

tg_status fail(tg_error* error, tg_status status, const char* rule, const char* format, ...) {
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return tg_fail(error, status, rule, text);
}

tg_status unread(tg_error* error, tg_status status, const char* name) {
    return fail(error, status, status == TG_TOO_NEW ? "TG-H-30" : "TG-P-7",
                status == TG_TOO_NEW ? "%s sets a field this plugin does not know: retry without it" : "%s is NULL, or its size or stride is wrong", name);
}

static int number(const char* text, uint32_t limit, uint32_t* out) {
    char* end;
    unsigned long parsed = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || parsed > limit)
        return 0;
    *out = (uint32_t)parsed;
    return 1;
}

/** The number an option sets, or NULL when it is none of them. */
static uint32_t* setting(options* into, const char* key, uint32_t* limit) {
    *limit = strcmp(key, "delay_us") == 0 ? MAX_DELAY_US : UINT32_MAX;
    return *limit == MAX_DELAY_US ? &into->delay_us : strcmp(key, "seed") == 0 ? &into->seed
        : strcmp(key, "fail_every") == 0 ? &into->fail_every : strcmp(key, "lose_after") == 0 ? &into->lose_after : NULL;
}

tg_status read_options(const tg_options* list, options* into, tg_error* error) {
    KNOWN(list->reserved, "tg_options");
    for (uint32_t i = 0; i < list->count; i++) {
        GIVEN(list->keys && list->values && list->keys[i] && list->values[i], "tg_options");
        const char *key = list->keys[i], *text = list->values[i];
        uint32_t limit = 0, *set = into ? setting(into, key, &limit) : NULL;
        if (strncmp(key, "hint.", 5) == 0)
            continue;
        REQUIRE(set || (into && strcmp(key, "mode") == 0), TG_INVALID_ARGUMENT, "TG-P-14", "unknown option '%.64s'%s", key,
                into ? ": there are mode, delay_us, seed, fail_every and lose_after" : "");
        int good = set ? number(text, limit, set) : strcmp(text, "async") == 0 || strcmp(text, "blocking") == 0;
        REQUIRE(good, TG_INVALID_ARGUMENT, "TG-P-14", "option %s cannot be '%.64s'", key, text);
        if (!set)
            into->async = *text == 'a';
    }
    return TG_OK;
}

tg_status read_release(const tg_release* desc, const void* object, tg_error* error) {
    tg_release release;
    READ(tg_release, &release, desc);
    KNOWN(release.flags, "tg_release");
    GIVEN(object, "the handle");
    return TG_OK;
}

static tg_status TG_CALL device_info(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    static const tg_queue_info queues[ENGINES] = {
        {TG_QUEUE_EXECUTE | TG_QUEUE_COPY | TG_QUEUE_WAITS, 0, MAX_PENDING, 1}, {TG_QUEUE_EXECUTE | TG_QUEUE_COPY | TG_QUEUE_WAITS, 1, MAX_PENDING, 1},
    };
    static const tg_memory_info memories[] = {{"host", NULL, 0, TG_MEMORY_MAPPABLE | TG_MEMORY_COHERENT, 0}};
    tg_device_info info = {
        .size = sizeof info, .flags = TG_DEVICE_SYMBOLS | TG_DEVICE_WAITS, .name = "tiny", .vendor = "Tengen", .driver = "none", .location = "host",
        .fingerprint = "tiny-1", .queues = queues, .memories = memories, .note = "five operators in f32; options mode, delay_us, seed, fail_every, lose_after",
        .max_buffer_bytes = LARGEST, .queue_count = ENGINES, .queue_stride = sizeof *queues, .memory_count = 1, .memory_stride = sizeof *memories,
        .buffer_alignment = ALIGNMENT, .offset_alignment = sizeof(float), .map_alignment = 1, .import_alignment = 1, .kind = TG_KIND_CPU,
    };
    tg_probe probe;
    options wanted = {0};
    READ(tg_probe, &probe, desc);
    KNOWN(probe.target != NULL, "tg_probe.target");
    REQUIRE(probe.index == 0, TG_NOT_FOUND, "TG-P-11", "there is one tiny device, index 0; %u was asked for", probe.index);
    TRY(read_options(&probe.options, &wanted, error));
    if (wanted.async)
        info.flags |= TG_DEVICE_ASYNC;
    return TG_WRITE(tg_device_info, out, &info) ? unread(error, TG_INVALID_ARGUMENT, "tg_device_info") : TG_OK;
}

/** Ends the threads of the first `engines` engines and frees the device. */
static void dissolve(tg_device* device, uint32_t engines) {
    pthread_mutex_lock(&device->lock);
    device->closing = 1;
    for (uint32_t i = 0; i < engines; i++)
        pthread_cond_signal(&device->engines[i].work);
    pthread_mutex_unlock(&device->lock);
    for (uint32_t i = 0; i < engines; i++)
        pthread_join(device->engines[i].worker, NULL);
    for (uint32_t i = 0; i < ENGINES; i++)
        pthread_cond_destroy(&device->engines[i].work);
    pthread_cond_destroy(&device->reported);
    pthread_mutex_destroy(&device->lock);
    free(device);
}

/** The threads inherit a mask that blocks every signal (TG-P-6); the caller's own is put back. Answers 0 with the device freed. */
static int start(tg_device* device) {
    pthread_condattr_t monotonic;
    sigset_t all, before;
    uint32_t started = 0;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&device->lock, NULL);
    pthread_cond_init(&device->reported, &monotonic);
    for (uint32_t i = 0; i < ENGINES; i++) {
        device->engines[i].device = device;
        device->engines[i].random = device->options.seed + (uint64_t)i;
        pthread_cond_init(&device->engines[i].work, &monotonic);
    }
    pthread_condattr_destroy(&monotonic);
    if (!device->options.async)
        return 1;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (started < ENGINES && pthread_create(&device->engines[started].worker, NULL, work, &device->engines[started]) == 0)
        started++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started < ENGINES)
        dissolve(device, started);
    return started == ENGINES;
}

static tg_status TG_CALL device_open(const tg_open* desc, tg_opened* out, tg_error* error) {
    tg_open open;
    tg_device made = {0};
    tg_opened opened = {.size = sizeof opened};
    READ(tg_open, &open, desc);
    REQUIRE(open.index == 0, TG_NOT_FOUND, "TG-P-11", "there is one tiny device, index 0; %u was asked for", open.index);
    GIVEN(TG_TABLE(tg_host, &made.host, open.host) == TG_OK && made.host.complete, "tg_open.host");
    REQUIRE(open.queue_count, TG_INVALID_ARGUMENT, "TG-P-7", "tg_open.queue_count is 0: at least one queue is opened");
    for (uint32_t i = 0; i < open.queue_count; i++) {
        tg_open_queue wanted;
        AT(tg_open_queue, &wanted, open.queues, open.queue_stride, i);
        REQUIRE(wanted.info < ENGINES && wanted.priority == 0, TG_INVALID_ARGUMENT, "TG-P-7",
                "queue %u: info %u, priority %u; there are infos 0 and 1 and priority 0", i, wanted.info, wanted.priority);
        if (i < MAX_QUEUES)
            made.queues[i] = (queue){.ctx = wanted.ctx, .engine = wanted.info};
    }
    TRY(read_options(&open.options, &made.options, error));
    made.queue_count = open.queue_count < MAX_QUEUES ? open.queue_count : MAX_QUEUES;
    GIVEN(TG_WRITE(tg_opened, out, &opened) == TG_OK, "tg_opened");
    tg_device* device = malloc(sizeof *device);
    if (device)
        *device = made;
    REQUIRE(device && start(device), TG_OUT_OF_MEMORY, "", "no memory for a device or its threads");
    opened = (tg_opened){sizeof opened, device->queue_count, device, open.queue_count > MAX_QUEUES ? "a tiny device has four queues" : NULL};
    return TG_WRITE(tg_opened, out, &opened);
}

/** Pending work ends first, so that what it used may be freed after WRONG_STATE. */
static tg_status TG_CALL device_close(tg_device* device, const tg_release* desc, tg_error* error) {
    TRY(read_release(desc, device, error));
    end_pending(device);
    pthread_mutex_lock(&device->lock);
    uint32_t buffers = device->buffers, programs = device->programs;
    pthread_mutex_unlock(&device->lock);
    REQUIRE(!buffers && !programs, TG_WRONG_STATE, "TG-H-5", "%u buffers and %u programs still live: free them and close again", buffers, programs);
    dissolve(device, device->options.async ? ENGINES : 0);
    return TG_OK;
}

void count(tg_device* device, uint32_t* objects, int change) {
    pthread_mutex_lock(&device->lock);
    *objects += (uint32_t)change;
    pthread_mutex_unlock(&device->lock);
}

TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
    static const tg_api api = {
        .size = sizeof api, .abi = TG_ABI, .name = "tengen-tiny 0.1.0",
        .device_info = device_info, .device_open = device_open, .device_close = device_close,
        .buffer_alloc = buffer_alloc, .buffer_free = buffer_free, .buffer_map = buffer_map, .buffer_unmap = buffer_unmap,
        .graph_query = graph_query, .program_create = program_create, .program_destroy = program_destroy, .program_info = program_info,
        .execute = execute, .program_infer = program_infer, .copy = copy, .wait = wait_ticket,
        .cancel = cancel_ticket,
    };
    REQUIRE(host_abi >> 16 == TG_MAJOR, TG_INCOMPATIBLE, "TG-P-2", "the host speaks major %u, this plugin %u", host_abi >> 16, TG_MAJOR);
    GIVEN(out, "the place for the table");
    *out = &api;
    return TG_OK;
}
