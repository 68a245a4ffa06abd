/* SPDX-License-Identifier: Apache-2.0 */
/** @file device.c What the device is, opening and closing it, its memory, and the table of functions. */
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

tg_status read_options(const tg_options* list, options* into, tg_error* error) {
    KNOWN(list->reserved, "tg_options");
    for (uint32_t i = 0; i < list->count; i++) {
        GIVEN(list->keys && list->values && list->keys[i] && list->values[i], "tg_options");
        const char *key = list->keys[i], *text = list->values[i];
        if (strncmp(key, "hint.", 5) == 0)
            continue;
        int known = into && (strcmp(key, "mode") == 0 || strcmp(key, "delay_us") == 0 || strcmp(key, "seed") == 0);
        REQUIRE(known, TG_INVALID_ARGUMENT, "TG-P-14", "unknown option '%.64s'%s", key, into ? ": there are mode, delay_us and seed" : "");
        int good = *key == 'd' ? number(text, MAX_DELAY_US, &into->delay_us) : *key == 's' ? number(text, UINT32_MAX, &into->seed)
            : strcmp(text, "async") == 0 || strcmp(text, "blocking") == 0;
        REQUIRE(good, TG_INVALID_ARGUMENT, "TG-P-14", "option %s cannot be '%.64s'", key, text);
        if (*key == 'm')
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
    static const tg_queue_info queues[] = {{TG_QUEUE_EXECUTE | TG_QUEUE_COPY | TG_QUEUE_WAITS, 0, MAX_PENDING, 1}};
    static const tg_memory_info memories[] = {{"host", NULL, 0, TG_MEMORY_MAPPABLE | TG_MEMORY_COHERENT, 0}};
    tg_device_info info = {
        .size = sizeof info, .flags = TG_DEVICE_SYMBOLS | TG_DEVICE_WAITS, .name = "tiny", .vendor = "Tengen", .driver = "none", .location = "host",
        .fingerprint = "tiny-1", .queues = queues, .memories = memories, .note = "five operators in f32; options mode, delay_us, seed",
        .max_buffer_bytes = LARGEST, .queue_count = 1, .queue_stride = sizeof *queues, .memory_count = 1, .memory_stride = sizeof *memories,
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

/** The worker inherits a mask that blocks every signal (TG-P-6); the caller's own is put back. */
static int start(tg_device* device) {
    pthread_condattr_t monotonic;
    sigset_t all, before;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&device->lock, NULL);
    pthread_cond_init(&device->submitted, &monotonic);
    pthread_cond_init(&device->reported, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (!device->options.async)
        return 1;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&device->worker, NULL, work, device);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return !failed;
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
        REQUIRE(wanted.info == 0 && wanted.priority == 0, TG_INVALID_ARGUMENT, "TG-P-7", "queue %u: info %u, priority %u; only 0 and 0 exist", i,
                wanted.info, wanted.priority);
        if (i < MAX_QUEUES)
            made.queues[i].ctx = wanted.ctx;
    }
    TRY(read_options(&open.options, &made.options, error));
    made.queue_count = open.queue_count < MAX_QUEUES ? open.queue_count : MAX_QUEUES;
    GIVEN(TG_WRITE(tg_opened, out, &opened) == TG_OK, "tg_opened");
    tg_device* device = malloc(sizeof *device);
    if (device)
        *device = made;
    if (!device || !start(device)) {
        free(device);
        return fail(error, TG_OUT_OF_MEMORY, "", "no memory for a device or its thread");
    }
    opened = (tg_opened){sizeof opened, device->queue_count, device, open.queue_count > MAX_QUEUES ? "a tiny device has four queues" : NULL};
    return TG_WRITE(tg_opened, out, &opened);
}

static tg_status TG_CALL device_close(tg_device* device, const tg_release* desc, tg_error* error) {
    TRY(read_release(desc, device, error));
    pthread_mutex_lock(&device->lock);
    uint32_t buffers = device->buffers, programs = device->programs;
    device->closing = !buffers && !programs;
    pthread_cond_broadcast(&device->submitted);
    pthread_mutex_unlock(&device->lock);
    REQUIRE(!buffers && !programs, TG_WRONG_STATE, "TG-H-5", "%u buffers and %u programs still live: end them first", buffers, programs);
    if (device->options.async)
        pthread_join(device->worker, NULL);
    pthread_cond_destroy(&device->submitted);
    pthread_cond_destroy(&device->reported);
    pthread_mutex_destroy(&device->lock);
    free(device);
    return TG_OK;
}

void count(tg_device* device, uint32_t* objects, int change) {
    pthread_mutex_lock(&device->lock);
    *objects += (uint32_t)change;
    pthread_mutex_unlock(&device->lock);
}

static tg_status TG_CALL buffer_alloc(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    tg_buffer_desc wanted;
    tg_buffer_info info = {.size = sizeof info};
    READ(tg_buffer_desc, &wanted, desc);
    KNOWN(wanted.flags & ~(TG_BUFFER_HOST_VISIBLE | TG_BUFFER_ADDRESSABLE | TG_BUFFER_PROTECTED), "tg_buffer_desc.flags");
    GIVEN(device, "the device");
    REQUIRE(!(wanted.flags & ~TG_BUFFER_HOST_VISIBLE) && !wanted.export_kinds, TG_UNSUPPORTED, "", "buffers are host visible and nothing else");
    REQUIRE(!wanted.memory || strcmp(wanted.memory, "host") == 0, TG_NOT_FOUND, "", "there is no memory '%.64s', only 'host'", wanted.memory);
    REQUIRE(!(wanted.alignment & (wanted.alignment - 1)), TG_INVALID_ARGUMENT, "", "alignment %u is no power of two", wanted.alignment);
    REQUIRE(wanted.bytes <= LARGEST, TG_OUT_OF_MEMORY, "TG-P-27", "%llu bytes exceed max_buffer_bytes", (unsigned long long)wanted.bytes);
    GIVEN(TG_WRITE(tg_buffer_info, out, &info) == TG_OK, "tg_buffer_info");
    size_t alignment = wanted.alignment > ALIGNMENT ? wanted.alignment : ALIGNMENT;
    tg_buffer* buffer = malloc(sizeof *buffer);
    void* bytes = buffer ? aligned_alloc(alignment, wanted.bytes ? (wanted.bytes + alignment - 1) / alignment * alignment : alignment) : NULL;
    if (!bytes) {
        free(buffer);
        return fail(error, TG_OUT_OF_MEMORY, "", "no memory for %llu bytes", (unsigned long long)wanted.bytes);
    }
    *buffer = (tg_buffer){device, bytes, wanted.bytes, 0};
    count(device, &device->buffers, 1);
    info = (tg_buffer_info){sizeof info, TG_BUFFER_HOST_VISIBLE, buffer, bytes, 0, wanted.bytes};
    return TG_WRITE(tg_buffer_info, out, &info);
}

static tg_status TG_CALL buffer_free(tg_buffer* buffer, const tg_release* desc, tg_error* error) {
    TRY(read_release(desc, buffer, error));
    count(buffer->device, &buffer->device->buffers, -1);
    free(buffer->bytes);
    free(buffer);
    return TG_OK;
}

tg_status check_range(const tg_buffer* buffer, uint64_t offset, uint64_t bytes, tg_error* error) {
    REQUIRE(tg_in_range(offset, bytes, buffer->count), TG_INVALID_ARGUMENT, "TG-P-28", "%llu bytes at %llu do not lie in a buffer of %llu",
            (unsigned long long)bytes, (unsigned long long)offset, (unsigned long long)buffer->count);
    return TG_OK;
}

static tg_status read_range(const tg_buffer* buffer, const tg_range* desc, tg_range* range, tg_error* error) {
    READ(tg_range, range, desc);
    KNOWN(range->flags & ~(TG_MAP_READ | TG_MAP_WRITE | TG_MAP_DISCARD), "tg_range.flags");
    GIVEN(buffer, "the buffer");
    REQUIRE(range->flags & (TG_MAP_READ | TG_MAP_WRITE), TG_INVALID_ARGUMENT, "TG-H-16", "a range is mapped for READ, WRITE or both");
    return check_range(buffer, range->offset, range->bytes, error);
}

static tg_status TG_CALL buffer_map(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error) {
    tg_range range;
    TRY(read_range(buffer, desc, &range, error));
    GIVEN(out, "the place for the pointer");
    count(buffer->device, &buffer->mappings, 1);
    *out = buffer->bytes + range.offset;
    return TG_OK;
}

static tg_status TG_CALL buffer_unmap(tg_buffer* buffer, const tg_range* desc, tg_error* error) {
    tg_range range;
    TRY(read_range(buffer, desc, &range, error));
    pthread_mutex_lock(&buffer->device->lock);
    int mapped = buffer->mappings > 0;
    buffer->mappings -= (uint32_t)mapped;
    pthread_mutex_unlock(&buffer->device->lock);
    REQUIRE(mapped, TG_WRONG_STATE, "TG-H-16", "this buffer is not mapped");
    return TG_OK;
}

TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
    static const tg_api api = {
        .size = sizeof api, .abi = TG_ABI, .name = "tengen-tiny 0.1.0",
        .device_info = device_info, .device_open = device_open, .device_close = device_close,
        .buffer_alloc = buffer_alloc, .buffer_free = buffer_free, .buffer_map = buffer_map, .buffer_unmap = buffer_unmap,
        .graph_query = graph_query, .program_create = program_create, .program_destroy = program_destroy, .program_info = program_info,
        .execute = execute, .program_infer = program_infer, .copy = copy, .wait = wait_ticket,
    };
    REQUIRE(host_abi >> 16 == TG_MAJOR, TG_INCOMPATIBLE, "TG-P-2", "the host speaks major %u, this plugin %u", host_abi >> 16, TG_MAJOR);
    GIVEN(out, "the place for the table");
    *out = &api;
    return TG_OK;
}
