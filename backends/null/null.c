/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file null.c
 * The smallest whole plugin: it loads, opens, gives memory, and refuses every computation with a reason. Copy it to begin a backend.
 *
 * The order in which to make it yours:
 *   1. device_info: say what the device is. Everything a host plans with stands there.
 *   2. buffer_*: give memory. A device that sees host memory keeps what is here.
 *   3. graph_query: answer YES for one operator; program_create and program_info: compile it; execute: run it.
 *   4. `tengen certify /absolute/path/lib<name>.so` after each step; it says what is missing.
 *
 * Habits worth keeping: read every descriptor once, with TG_READ or TG_AT, and look only at the copy; check everything before changing
 * anything; say in the error what was wrong, with its value, and what to do instead.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <tengen/tengen.h>

/** Handles are the plugin's own structs. A device keeps its own copy of the host's callbacks (TG-P-9) and counts what lives in it. */
struct tg_device {
    tg_host host;
    uint32_t queue_count;
    uint32_t buffers;
};

struct tg_buffer {
    tg_device* device;
    unsigned char* bytes;
    uint64_t count;
    uint32_t mappings;
};

#define ALIGNMENT 64u
#define LARGEST ((uint64_t)1 << 40)

/** Explains a failure in printf's words and answers `status`. `rule` is the obligation broken, or "op:..." for a limit of this device. */
__attribute__((format(printf, 4, 5)))
static tg_status fail(tg_error* error, tg_status status, const char* rule, const char* format, ...) {
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return tg_fail(error, status, rule, text);
}

/** The answer to a descriptor that TG_READ refused. */
static tg_status unread(tg_error* error, tg_status status, const char* name) {
    return fail(error, status, status == TG_TOO_NEW ? "TG-H-30" : "TG-P-7",
                status == TG_TOO_NEW ? "%s sets a field this plugin does not know: retry without it" : "%s is NULL or its size is wrong", name);
}

/** This device has no options: a key it does not know is refused by name, unless it is only a hint (TG-P-14). */
static tg_status check_options(const tg_options* options, tg_error* error) {
    if (options->reserved)
        return unread(error, TG_TOO_NEW, "options");
    if (options->count && (!options->keys || !options->values))
        return unread(error, TG_INVALID_ARGUMENT, "options");
    for (uint32_t i = 0; i < options->count; i++) {
        const char* key = options->keys[i];
        if (!key || !options->values[i])
            return unread(error, TG_INVALID_ARGUMENT, "an option");
        if (strncmp(key, "hint.", 5) != 0)
            return fail(error, TG_INVALID_ARGUMENT, "TG-P-14", "unknown option '%.64s': this device has none", key);
    }
    return TG_OK;
}

/** Pure: touches no hardware, and answers the same for the same options (TG-P-10). What it points to lives as long as the library. */
static tg_status TG_CALL device_info(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    static const tg_queue_info queues[] = {{TG_QUEUE_EXECUTE, 0, 1, 1}};
    static const tg_memory_info memories[] = {{"host", NULL, 0, TG_MEMORY_MAPPABLE | TG_MEMORY_COHERENT, 0}};
    static const tg_device_info info = {
        .size = sizeof info,
        .flags = TG_DEVICE_SIMULATED,
        .name = "null",
        .vendor = "Tengen",
        .driver = "none",
        .location = "host",
        .fingerprint = "null-1",
        .queues = queues,
        .memories = memories,
        .note = "computes nothing; the template for a new backend",
        .max_buffer_bytes = LARGEST,
        .queue_count = 1,
        .queue_stride = sizeof *queues,
        .memory_count = 1,
        .memory_stride = sizeof *memories,
        .buffer_alignment = ALIGNMENT,
        .offset_alignment = 1,
        .map_alignment = 1,
        .import_alignment = 1,
        .kind = TG_KIND_OTHER,
    };
    tg_probe probe;
    tg_status status = TG_READ(tg_probe, &probe, desc);
    if (status)
        return unread(error, status, "tg_probe");
    if (probe.target)
        return fail(error, TG_TOO_NEW, "TG-H-29", "compilation without a device ('%.64s') is not known here", probe.target);
    if (probe.index > 0)
        return fail(error, TG_NOT_FOUND, "TG-P-11", "there is one null device, index 0; %u was asked for", probe.index);
    status = check_options(&probe.options, error);
    if (status)
        return status;
    status = TG_WRITE(tg_device_info, out, &info);
    return status ? unread(error, status, "tg_device_info") : TG_OK;
}

/** Everything that can go wrong is checked before anything is made, so that an error leaves nothing behind (TG-P-15). */
static tg_status TG_CALL device_open(const tg_open* desc, tg_opened* out, tg_error* error) {
    tg_open open;
    tg_host host;
    tg_opened opened = {.size = sizeof opened, .queue_count = 1};
    tg_status status = TG_READ(tg_open, &open, desc);
    if (status)
        return unread(error, status, "tg_open");
    if (open.index > 0)
        return fail(error, TG_NOT_FOUND, "TG-P-11", "there is one null device, index 0; %u was asked for", open.index);
    if (TG_TABLE(tg_host, &host, open.host))
        return unread(error, TG_INVALID_ARGUMENT, "tg_open.host");
    if (open.queue_count == 0)
        return fail(error, TG_INVALID_ARGUMENT, "TG-P-7", "tg_open.queue_count is 0: at least one queue is opened");
    for (uint32_t i = 0; i < open.queue_count; i++) {
        tg_open_queue queue;
        status = TG_AT(tg_open_queue, &queue, open.queues, open.queue_stride, i);
        if (status)
            return unread(error, status, "tg_open.queues");
        if (queue.info != 0 || queue.priority != 0)
            return fail(error, TG_INVALID_ARGUMENT, "TG-P-7", "queue %u asks for kind %u and priority %u; only 0 and 0 are there", i, queue.info, queue.priority);
    }
    status = check_options(&open.options, error);
    if (status)
        return status;
    if (!out || TG_WRITE(tg_opened, out, &opened))
        return unread(error, TG_INVALID_ARGUMENT, "tg_opened");
    opened.device = calloc(1, sizeof *opened.device);
    if (!opened.device)
        return fail(error, TG_OUT_OF_MEMORY, "", "no memory for a device");
    opened.device->host = host;
    opened.device->queue_count = 1;
    opened.note = open.queue_count > 1 ? "this device has one queue" : NULL;
    return TG_WRITE(tg_opened, out, &opened);
}

/** Reads the descriptor that every ending slot takes. */
static tg_status read_release(const tg_release* desc, tg_error* error) {
    tg_release release;
    tg_status status = TG_READ(tg_release, &release, desc);
    if (!status && release.flags)
        status = TG_TOO_NEW;
    return status ? unread(error, status, "tg_release") : TG_OK;
}

/**
 * A blocking device has nothing pending here. One that has ends it and reports it as TG_DEVICE_LOST before it looks at live objects, is lost
 * from then on, and calls nothing back after it answered OK (TG-P-23).
 */
static tg_status TG_CALL device_close(tg_device* device, const tg_release* desc, tg_error* error) {
    tg_status status = read_release(desc, error);
    if (status)
        return status;
    if (!device)
        return unread(error, TG_INVALID_ARGUMENT, "the device");
    uint32_t buffers = __atomic_load_n(&device->buffers, __ATOMIC_ACQUIRE);
    if (buffers)
        return fail(error, TG_WRONG_STATE, "TG-H-5", "%u buffers still live: free them first", buffers);
    free(device);
    return TG_OK;
}

/** The rounding up below cannot overflow, because the limit stands before it (TG-P-27). Zero bytes are legal (TG-P-26). */
static tg_status TG_CALL buffer_alloc(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    tg_buffer_desc wanted;
    tg_buffer_info info = {.size = sizeof info};
    tg_status status = TG_READ(tg_buffer_desc, &wanted, desc);
    if (!status && wanted.flags & ~(TG_BUFFER_HOST_VISIBLE | TG_BUFFER_ADDRESSABLE | TG_BUFFER_PROTECTED))
        status = TG_TOO_NEW;
    if (status)
        return unread(error, status, "tg_buffer_desc");
    if (!device || !out || TG_WRITE(tg_buffer_info, out, &info))
        return unread(error, TG_INVALID_ARGUMENT, device ? "tg_buffer_info" : "the device");
    if (wanted.flags & ~TG_BUFFER_HOST_VISIBLE || wanted.export_kinds)
        return fail(error, TG_UNSUPPORTED, "", "buffers here are host visible, and nothing else: flags 0x%x, export kinds 0x%x", wanted.flags, wanted.export_kinds);
    if (wanted.memory && strcmp(wanted.memory, "host") != 0)
        return fail(error, TG_NOT_FOUND, "", "there is no memory '%.64s', only 'host'", wanted.memory);
    if (wanted.alignment & (wanted.alignment - 1))
        return fail(error, TG_INVALID_ARGUMENT, "", "alignment %u is no power of two", wanted.alignment);
    if (wanted.bytes > LARGEST)
        return fail(error, TG_OUT_OF_MEMORY, "TG-P-27", "%llu bytes are more than max_buffer_bytes", (unsigned long long)wanted.bytes);
    size_t alignment = wanted.alignment > ALIGNMENT ? wanted.alignment : ALIGNMENT;
    tg_buffer* buffer = calloc(1, sizeof *buffer);
    if (buffer)
        buffer->bytes = aligned_alloc(alignment, wanted.bytes ? (wanted.bytes + alignment - 1) / alignment * alignment : alignment);
    if (!buffer || !buffer->bytes) {
        free(buffer);
        return fail(error, TG_OUT_OF_MEMORY, "", "no memory for %llu bytes", (unsigned long long)wanted.bytes);
    }
    buffer->device = device;
    buffer->count = wanted.bytes;
    __atomic_fetch_add(&device->buffers, 1, __ATOMIC_ACQ_REL);
    info = (tg_buffer_info){.size = sizeof info, .flags = TG_BUFFER_HOST_VISIBLE, .buffer = buffer, .host = buffer->bytes, .bytes = wanted.bytes};
    return TG_WRITE(tg_buffer_info, out, &info);
}

static tg_status TG_CALL buffer_free(tg_buffer* buffer, const tg_release* desc, tg_error* error) {
    tg_status status = read_release(desc, error);
    if (status)
        return status;
    if (!buffer)
        return unread(error, TG_INVALID_ARGUMENT, "the buffer");
    __atomic_fetch_sub(&buffer->device->buffers, 1, __ATOMIC_ACQ_REL);
    free(buffer->bytes);
    free(buffer);
    return TG_OK;
}

/** Checks a range against its buffer, without overflow (TG-P-28). */
static tg_status read_range(const tg_buffer* buffer, const tg_range* desc, tg_range* range, tg_error* error) {
    tg_status status = TG_READ(tg_range, range, desc);
    if (!status && range->flags & ~(TG_MAP_READ | TG_MAP_WRITE | TG_MAP_DISCARD))
        status = TG_TOO_NEW;
    if (status)
        return unread(error, status, "tg_range");
    if (!buffer)
        return unread(error, TG_INVALID_ARGUMENT, "the buffer");
    if (!(range->flags & (TG_MAP_READ | TG_MAP_WRITE)))
        return fail(error, TG_INVALID_ARGUMENT, "TG-H-16", "a range is mapped for READ, WRITE or both; flags are 0x%x", range->flags);
    if (!tg_in_range(range->offset, range->bytes, buffer->count))
        return fail(error, TG_INVALID_ARGUMENT, "TG-P-28", "%llu bytes at %llu do not lie in a buffer of %llu", (unsigned long long)range->bytes,
                    (unsigned long long)range->offset, (unsigned long long)buffer->count);
    return TG_OK;
}

static tg_status TG_CALL buffer_map(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error) {
    tg_range range;
    tg_status status = read_range(buffer, desc, &range, error);
    if (status)
        return status;
    if (!out)
        return unread(error, TG_INVALID_ARGUMENT, "the place for the pointer");
    __atomic_fetch_add(&buffer->mappings, 1, __ATOMIC_ACQ_REL);
    *out = buffer->bytes + range.offset;
    return TG_OK;
}

static tg_status TG_CALL buffer_unmap(tg_buffer* buffer, const tg_range* desc, tg_error* error) {
    tg_range range;
    tg_status status = read_range(buffer, desc, &range, error);
    if (status)
        return status;
    if (__atomic_load_n(&buffer->mappings, __ATOMIC_ACQUIRE) == 0)
        return fail(error, TG_WRONG_STATE, "TG-H-16", "this buffer is not mapped");
    __atomic_fetch_sub(&buffer->mappings, 1, __ATOMIC_ACQ_REL);
    return TG_OK;
}

/** An answer for every node (TG-P-33), with a code for the host and a word for the person. Put the first YES here. */
static tg_status TG_CALL graph_query(tg_device* device, const tg_query* desc, tg_error* error) {
    static const tg_support no = {.verdict = TG_NO, .why = TG_WHY_OP};
    tg_query query;
    tg_graph graph;
    tg_status status = TG_READ(tg_query, &query, desc);
    if (!status && (query.flags || query.reserved))
        status = TG_TOO_NEW;
    if (status)
        return unread(error, status, "tg_query");
    status = TG_READ(tg_graph, &graph, query.graph);
    if (!status && graph.flags)
        status = TG_TOO_NEW;
    if (status)
        return unread(error, status, "tg_graph");
    if (!device)
        return unread(error, TG_INVALID_ARGUMENT, "the device");
    status = check_options(&query.options, error);
    if (status)
        return status;
    for (uint32_t i = 0; i < graph.node_count; i++) {
        tg_node node;
        status = TG_AT(tg_node, &node, graph.nodes, graph.node_stride, i);
        if (status)
            return unread(error, status, "tg_graph.nodes");
    }
    for (uint32_t i = 0; i < graph.node_count; i++) {
        if (TG_WRITE_AT(tg_support, query.support, query.support_stride, i, &no))
            return unread(error, TG_INVALID_ARGUMENT, "tg_query.support");
        if (query.explain)
            query.explain(query.explain_ctx, i, "the null device computes nothing");
    }
    return TG_OK;
}

/** A graph that was not claimed is declined, never compiled into something else (TG-P-32). */
static tg_status TG_CALL program_create(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error) {
    tg_program_desc wanted;
    tg_status status = TG_READ(tg_program_desc, &wanted, desc);
    if (!status && wanted.flags)
        status = TG_TOO_NEW;
    if (status)
        return unread(error, status, "tg_program_desc");
    if (!device || !out)
        return unread(error, TG_INVALID_ARGUMENT, device ? "the place for the program" : "the device");
    status = check_options(&wanted.options, error);
    if (status)
        return status;
    if (wanted.bytes || wanted.format || wanted.byte_count)
        return fail(error, TG_INCOMPATIBLE, "TG-P-40", "the null device has no format of compiled bytes");
    return fail(error, TG_UNSUPPORTED, "TG-P-32", "the null device computes nothing: graph_query said NO to every node");
}

static tg_status TG_CALL program_destroy(tg_program* program, const tg_release* desc, tg_error* error) {
    (void)program;
    (void)desc;
    return fail(error, TG_INVALID_ARGUMENT, "TG-H-7", "the null device has made no program");
}

static tg_status TG_CALL program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error) {
    (void)program;
    (void)desc;
    (void)out;
    return fail(error, TG_INVALID_ARGUMENT, "TG-H-7", "the null device has made no program");
}

/** Blocking: the answer OK is the completion, and host.complete is never called. A barrier has nothing to wait for. */
static tg_status TG_CALL execute(tg_device* device, const tg_execute* desc, tg_error* error) {
    tg_execute submission;
    tg_status status = TG_READ(tg_execute, &submission, desc);
    if (!status && submission.flags)
        status = TG_TOO_NEW;
    if (status)
        return unread(error, status, "tg_execute");
    if (!device)
        return unread(error, TG_INVALID_ARGUMENT, "the device");
    if (submission.queue >= device->queue_count)
        return fail(error, TG_INVALID_ARGUMENT, "TG-P-43", "queue %u was not opened", submission.queue);
    if (submission.program)
        return fail(error, TG_INVALID_ARGUMENT, "TG-H-7", "the null device has made no program");
    if (submission.arg_count || submission.wait_count || submission.signal_count)
        return fail(error, TG_INVALID_ARGUMENT, "TG-H-12", "a barrier has no arguments, and this device takes no waits and no signals");
    return TG_OK;
}

/** The table is static and complete: the 12 required slots, the optional ones that are there, and the library's name. */
TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
    static const tg_api api = {
        .size = sizeof api,
        .abi = TG_ABI,
        .device_info = device_info,
        .device_open = device_open,
        .device_close = device_close,
        .buffer_alloc = buffer_alloc,
        .buffer_free = buffer_free,
        .buffer_map = buffer_map,
        .buffer_unmap = buffer_unmap,
        .graph_query = graph_query,
        .program_create = program_create,
        .program_destroy = program_destroy,
        .program_info = program_info,
        .execute = execute,
        .name = "tengen-null 0.1.0",
    };
    if (host_abi >> 16 != TG_MAJOR)
        return fail(error, TG_INCOMPATIBLE, "TG-P-2", "the host speaks major %u, this plugin %u", host_abi >> 16, TG_MAJOR);
    if (!out)
        return unread(error, TG_INVALID_ARGUMENT, "the place for the table");
    *out = &api;
    return TG_OK;
}
