/* SPDX-License-Identifier: Apache-2.0 */
/** @file device.c One device per configuration, its memory, and the table of functions. */
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "zoo.h"

#define ALIGNMENT 64u
#define LARGEST ((uint64_t)1 << 34)

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

tg_status read_options(const tg_options* list, const configuration** how, tg_error* error) {
    KNOWN(list->reserved, "tg_options");
    for (uint32_t i = 0; i < list->count; i++) {
        GIVEN(list->keys && list->values && list->keys[i] && list->values[i], "tg_options");
        if (strncmp(list->keys[i], "hint.", 5) == 0)
            continue;
        REQUIRE(how && strcmp(list->keys[i], "zoo") == 0, TG_INVALID_ARGUMENT, "TG-P-14", "unknown option '%.64s'%s", list->keys[i], how ? ": there is zoo" : "");
        uint32_t k = 0;
        while (configuration_at(k) && strcmp(configuration_at(k)->name, list->values[i]) != 0)
            k++;
        REQUIRE(configuration_at(k), TG_INVALID_ARGUMENT, "TG-P-14", "no configuration of the zoo is called '%.64s'", list->values[i]);
        *how = configuration_at(k);
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

static tg_status pick(uint32_t index, const tg_options* options, const configuration** how, tg_error* error) {
    *how = configuration_at(index);
    REQUIRE(*how, TG_NOT_FOUND, "TG-P-11", "the zoo has no configuration %u", index);
    return read_options(options, how, error);
}

static tg_status TG_CALL device_info(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    static const tg_queue_info blocking[LINES] = {{TG_QUEUE_EXECUTE, 0, 1, 1}, {TG_QUEUE_EXECUTE, 0, 1, 1}};
    static const tg_queue_info lines[LINES] = {{TG_QUEUE_EXECUTE | TG_QUEUE_WAITS, 0, LINE_PENDING, 1}, {TG_QUEUE_EXECUTE | TG_QUEUE_WAITS, 1, LINE_PENDING, 1}};
    static const tg_memory_info memories[] = {{"host", NULL, 0, TG_MEMORY_MAPPABLE | TG_MEMORY_COHERENT, 0}};
    const configuration* how;
    tg_probe probe;
    READ(tg_probe, &probe, desc);
    KNOWN(probe.target != NULL, "tg_probe.target");
    TRY(pick(probe.index, &probe.options, &how, error));
    tg_device_info info = {
        .size = sizeof info, .flags = TG_DEVICE_SIMULATED | (how->async ? TG_DEVICE_ASYNC | TG_DEVICE_WAITS : 0), .name = how->name, .vendor = "Tengen", .driver = "none", .location = "host",
        .fingerprint = how->name, .queues = how->async ? lines : blocking, .memories = memories, .note = how->note, .max_buffer_bytes = LARGEST, .queue_count = how->async || how->two_queues ? LINES : 1,
        .queue_stride = sizeof *blocking, .memory_count = 1, .memory_stride = sizeof *memories, .buffer_alignment = ALIGNMENT,
        .offset_alignment = sizeof(float), .map_alignment = 1, .import_alignment = 1, .kind = TG_KIND_CPU,
    };
    tg_status status = TG_WRITE(tg_device_info, out, &info);
    if (status == TG_OK && how->fault == SIZE_OVERRULED)
        out->size = sizeof info;
    return status ? unread(error, TG_INVALID_ARGUMENT, "tg_device_info") : TG_OK;
}

static tg_status TG_CALL device_open(const tg_open* desc, tg_opened* out, tg_error* error) {
    const configuration* how;
    tg_open open;
    tg_device made = {.line_count = 1};
    tg_opened opened = {.size = sizeof opened};
    READ(tg_open, &open, desc);
    TRY(pick(open.index, &open.options, &how, error));
    GIVEN(TG_TABLE(tg_host, &made.host, open.host) == TG_OK && made.host.complete, "tg_open.host");
    REQUIRE(open.queue_count, TG_INVALID_ARGUMENT, "TG-P-7", "tg_open.queue_count is 0: at least one queue is opened");
    uint32_t kinds = how->async || how->two_queues ? LINES : 1;
    for (uint32_t i = 0; i < open.queue_count; i++) {
        tg_open_queue queue;
        AT(tg_open_queue, &queue, open.queues, open.queue_stride, i);
        REQUIRE(queue.info < kinds && queue.priority == 0, TG_INVALID_ARGUMENT, "TG-P-7", "queue %u: info %u, priority %u; infos end at %u, priorities at 0",
                i, queue.info, queue.priority, kinds - 1);
        if (i < kinds)
            made.lines[i] = (line){.ctx = queue.ctx, .engine = queue.info};
    }
    GIVEN(TG_WRITE(tg_opened, out, &opened) == TG_OK, "tg_opened");
    made.how = how;
    made.line_count = open.queue_count < kinds ? open.queue_count : kinds;
    tg_device* device = malloc(sizeof *device);
    if (device)
        *device = made;
    if (!device || !start_lines(device)) {
        free(device);
        return fail(error, TG_OUT_OF_MEMORY, "", "no memory for a device or its threads");
    }
    restart_orders();
    count_device(how, 1);
    if (how->fault == DESCRIPTOR_LEAKED)
        (void)!dup(STDERR_FILENO);
    opened = (tg_opened){sizeof opened, device->line_count, device, open.queue_count > kinds ? "there are no more queues" : NULL};
    return TG_WRITE(tg_opened, out, &opened);
}

static void free_memory(tg_buffer* buffer) {
    free(buffer->base);
    free(buffer);
}

static tg_status TG_CALL device_close(tg_device* device, const tg_release* desc, tg_error* error) {
    TRY(read_release(desc, device, error));
    end_pending(device);
    uint32_t children = __atomic_load_n(&device->children, __ATOMIC_ACQUIRE);
    if (device->how->fault == CRASH_AT_CLOSE)
        abort();
    if (children && device->how->fault == CLOSES_ANYWAY)
        return TG_OK;
    REQUIRE(!children, TG_WRONG_STATE, "TG-H-5", "%u buffers and programs still live: end them and close again", children);
    stop_lines(device);
    count_device(device->how, -1);
    for (tg_buffer* next; device->kept; device->kept = next) {
        next = device->kept->next;
        free_memory(device->kept);
    }
    if (device->how->fault != LEAKS_DEVICES)
        free(device);
    return TG_OK;
}

/** Memory that a freed buffer of the same size left, for WRITES_AFTERWARDS, or NULL. */
static tg_buffer* reuse(tg_device* device, uint64_t bytes) {
    pthread_mutex_lock(&device->lock);
    tg_buffer** at = &device->kept;
    while (*at && (*at)->count != bytes)
        at = &(*at)->next;
    tg_buffer* found = *at;
    if (found)
        *at = found->next;
    pthread_mutex_unlock(&device->lock);
    return found;
}

static void keep(tg_buffer* buffer) {
    pthread_mutex_lock(&buffer->device->lock);
    buffer->next = buffer->device->kept;
    buffer->device->kept = buffer;
    pthread_mutex_unlock(&buffer->device->lock);
}

/** An alignment more than asked for is allocated on either side, so that a neighbour that is written exists. */
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
    tg_buffer* buffer = alignment > ALIGNMENT ? NULL : reuse(device, wanted.bytes);
    unsigned char* base = buffer ? buffer->base : aligned_alloc(alignment, (wanted.bytes / alignment + 3) * alignment);
    if (base && !buffer)
        buffer = malloc(sizeof *buffer);
    if (!buffer) {
        free(base);
        return fail(error, TG_OUT_OF_MEMORY, "", "no memory for %llu bytes", (unsigned long long)wanted.bytes);
    }
    *buffer = (tg_buffer){device, NULL, base, base + alignment, wanted.bytes, 0};
    __atomic_fetch_add(&device->children, 1, __ATOMIC_ACQ_REL);
    info = (tg_buffer_info){sizeof info, TG_BUFFER_HOST_VISIBLE, buffer, buffer->bytes, 0, wanted.bytes};
    return TG_WRITE(tg_buffer_info, out, &info);
}

static tg_status TG_CALL buffer_free(tg_buffer* buffer, const tg_release* desc, tg_error* error) {
    TRY(read_release(desc, buffer, error));
    settle(buffer->device);
    __atomic_fetch_sub(&buffer->device->children, 1, __ATOMIC_ACQ_REL);
    if (buffer->device->how->fault == WRITES_AFTERWARDS || buffer->device->how->fault == EARLY_COMPLETION)
        keep(buffer);
    else if (buffer->device->how->fault == LEAKS_BUFFERS)
        free(buffer->base);
    else
        free_memory(buffer);
    return TG_OK;
}

static tg_status read_range(const tg_buffer* buffer, const tg_range* desc, tg_range* range, tg_error* error) {
    READ(tg_range, range, desc);
    KNOWN(range->flags & ~(TG_MAP_READ | TG_MAP_WRITE | TG_MAP_DISCARD), "tg_range.flags");
    GIVEN(buffer, "the buffer");
    REQUIRE(range->flags & (TG_MAP_READ | TG_MAP_WRITE), TG_INVALID_ARGUMENT, "TG-H-16", "a range is mapped for READ, WRITE or both");
    REQUIRE(tg_in_range(range->offset, range->bytes, buffer->count), TG_INVALID_ARGUMENT, "TG-P-28", "the range does not lie in its buffer");
    return TG_OK;
}

static tg_status TG_CALL buffer_map(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error) {
    tg_range range;
    TRY(read_range(buffer, desc, &range, error));
    GIVEN(out, "the place for the pointer");
    settle(buffer->device);
    if (range.flags & TG_MAP_WRITE)
        __atomic_fetch_add(&buffer->device->writes, 1, __ATOMIC_ACQ_REL);
    __atomic_fetch_add(&buffer->mappings, 1, __ATOMIC_ACQ_REL);
    *out = buffer->bytes + range.offset;
    return TG_OK;
}

static tg_status TG_CALL buffer_unmap(tg_buffer* buffer, const tg_range* desc, tg_error* error) {
    tg_range range;
    TRY(read_range(buffer, desc, &range, error));
    REQUIRE(__atomic_load_n(&buffer->mappings, __ATOMIC_ACQUIRE), TG_WRONG_STATE, "TG-H-16", "this buffer is not mapped");
    __atomic_fetch_sub(&buffer->mappings, 1, __ATOMIC_ACQ_REL);
    return TG_OK;
}

TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
    static const tg_api api = {
        .size = sizeof api, .abi = TG_ABI, .name = "tengen-zoo 0.1.0",
        .device_info = device_info, .device_open = device_open, .device_close = device_close,
        .buffer_alloc = buffer_alloc, .buffer_free = buffer_free, .buffer_map = buffer_map, .buffer_unmap = buffer_unmap,
        .graph_query = graph_query, .program_create = program_create, .program_destroy = program_destroy, .program_info = program_info,
        .execute = execute,
    };
    REQUIRE(host_abi >> 16 == TG_MAJOR, TG_INCOMPATIBLE, "TG-P-2", "the host speaks major %u, this plugin %u", host_abi >> 16, TG_MAJOR);
    GIVEN(out, "the place for the table");
    *out = &api;
    return TG_OK;
}
