/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file layer.h The pass-through that every layer is made from: handles and tg_host wrapped, each slot of the table forwarded.
 *
 * A layer is a plugin over a plugin: the host says over which one through tg.layer/1. A layer's own slot checks or changes, and calls the
 * pass_ function of the same name, which calls down. Structs that hold no handle and no host go down by pointer; those that do are read by
 * the IN rule and made anew, so a field newer than this code is TG_TOO_NEW and never lost. OUT structs go down as the caller gave them.
 *
 * A layer's table is static, and does not know what the one below offers. It offers every optional slot it can forward; one that is NULL
 * below answers TG_UNSUPPORTED, which reads as "not offered". A host that stacks does better: it uses an optional slot only where the table
 * below has it too.
 */
#ifndef TENGEN_LAYER_H
#define TENGEN_LAYER_H

#include <stdlib.h>

#include <tengen/tengen.h>

/** The two sides of a layer, for one probe or one open device. */
typedef struct layer_link {
    tg_host down;          /**< What the plugin below gets; its ctx is this link. */
    tg_host up;            /**< Copy of the host's own table. */
    const tg_host* host;   /**< The host's own table, for its callbacks. */
    tg_api next;           /**< Copy of the table below. */
    const tg_layer* layer; /**< What the host offered. */
    tg_device* device;     /**< The device of this layer, NULL during a probe. */
} layer_link;

/** A queue: its address is the context that the plugin below hands back. */
typedef struct layer_queue {
    tg_device* device;
    void* ctx;             /**< The host's. */
    tg_timeline* timeline; /**< Its own, once asked for. */
    uint32_t number, info;
} layer_queue;

/** First member of a layer's own device; `link` is its first. */
struct tg_device {
    layer_link link;
    tg_device* below;
    layer_queue* queues;
    uint32_t queue_count, index;
};

/** First member of a layer's own buffer. */
struct tg_buffer {
    tg_device* device;
    tg_buffer* below;
};

/** First member of a layer's own program. */
struct tg_program {
    tg_device* device;
    tg_program* below;
};

/** First member of a layer's own timeline. */
struct tg_timeline {
    tg_device* device;
    tg_timeline* below;
    tg_timeline_api next; /**< Copy of the table below. */
};

/** What a layer adds to the pass-through. */
typedef struct layer_kind {
    size_t device_bytes, buffer_bytes, program_bytes, timeline_bytes; /**< Sizes of its own structs, which begin with those above; made zeroed. */
    const tg_timeline_api* timelines; /**< Its table of tg.timeline/1, used where the plugin below has one. */
    const char* prefix;                               /**< Options that begin with it are the layer's and do not go down; NULL = none. */
    /** Called instead of layer_report for each completion from below; NULL = layer_report. `queue` is what the plugin gave, unchecked. */
    void (*complete)(layer_link* link, void* queue, const tg_completion* completion);
    /** Ends a layer's own device, buffer or program instead of free; NULL = free. */
    void (*discard)(void* object);
} layer_kind;
/** Defined once by each layer. */
extern const layer_kind layer;

/* link.c */

/** Explains a failure in printf's words and answers `status`. */
__attribute__((format(printf, 4, 5))) tg_status layer_fail(tg_error* error, tg_status status, const char* rule, const char* format, ...);
/** The answer to a descriptor that the IN rule refuses. */
tg_status layer_unread(tg_error* error, tg_status status, const char* name);
/** Asks the host what this layer wraps and sets the link up, without a device. */
tg_status layer_connect(layer_link* link, const tg_host* host, tg_error* error);
/** Reports upward. */
void layer_report(const layer_queue* queue, const tg_completion* completion);
/** Leaves out the options that are the layer's own. `keys` and `values` have room for all; what is left points to them. */
tg_options layer_options(const tg_options* given, const char** keys, const char** values);
void layer_discard(void* object);

/* timeline.c */

/** Gives the layer's table when the device below has timelines. */
tg_status layer_timelines(tg_device* device, const void** out, tg_error* error);
/** Frees the queues of a device and their own timelines. */
void layer_free_queues(tg_device* device);
/** Room for the waits or signals of a submission as they go down; `more` is freed by whoever gave the room. */
typedef struct layer_sync_room {
    tg_sync few[8], *more;
} layer_sync_room;
/** Replaces an array of syncs by one that names the timelines below. */
tg_status layer_syncs(layer_sync_room* room, const tg_sync** syncs, uint32_t count, uint32_t* stride, tg_error* error);

#define TRY(call) do { tg_status status_ = (call); if (status_) return status_; } while (0)
#define REQUIRE(condition, ...) do { if (!(condition)) return layer_fail(error, __VA_ARGS__); } while (0)
#define READ(type, copy, desc) do { tg_status status_ = TG_READ(type, copy, desc); if (status_) return layer_unread(error, status_, #type); } while (0)
#define AT(type, copy, array, stride, i) \
    do { tg_status status_ = TG_AT(type, copy, array, stride, i); if (status_) return layer_unread(error, status_, "element " #type); } while (0)
#define GIVEN(pointer, name) do { if (!(pointer)) return layer_unread(error, TG_INVALID_ARGUMENT, name); } while (0)
/** The end of a forwarded optional slot that the plugin below does not have. */
#define OFFERED(slot, link) REQUIRE((link)->next.slot, TG_UNSUPPORTED, "", "'%s' offers no " #slot, (link)->next.name)

/* device.c, memory.c, program.c, submission.c, timeline.c: every slot, forwarded. Handles must be good; NULL handles are refused. */

tg_status TG_CALL pass_device_info(const tg_probe* desc, tg_device_info* out, tg_error* error);
tg_status TG_CALL pass_device_open(const tg_open* desc, tg_opened* out, tg_error* error);
tg_status TG_CALL pass_device_close(tg_device* device, const tg_release* desc, tg_error* error);
tg_status TG_CALL pass_device_stats(tg_device* device, const tg_stats_query* desc, tg_stats* out, tg_error* error);
tg_status TG_CALL pass_device_set(tg_device* device, const tg_set* desc, tg_error* error);
tg_status TG_CALL pass_extension(tg_device* device, const tg_extension_query* desc, const void** out, tg_error* error);
tg_status TG_CALL pass_buffer_alloc(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error);
tg_status TG_CALL pass_buffer_free(tg_buffer* buffer, const tg_release* desc, tg_error* error);
tg_status TG_CALL pass_buffer_map(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error);
tg_status TG_CALL pass_buffer_unmap(tg_buffer* buffer, const tg_range* desc, tg_error* error);
tg_status TG_CALL pass_buffer_import(tg_device* device, const tg_import* desc, tg_buffer_info* out, tg_error* error);
tg_status TG_CALL pass_buffer_export(tg_buffer* buffer, const tg_export* desc, tg_exported* out, tg_error* error);
tg_status TG_CALL pass_graph_query(tg_device* device, const tg_query* desc, tg_error* error);
tg_status TG_CALL pass_program_create(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error);
tg_status TG_CALL pass_program_destroy(tg_program* program, const tg_release* desc, tg_error* error);
tg_status TG_CALL pass_program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error);
tg_status TG_CALL pass_program_infer(tg_program* program, const tg_infer* desc, tg_error* error);
tg_status TG_CALL pass_program_save(tg_program* program, const tg_save* desc, tg_error* error);
tg_status TG_CALL pass_execute(tg_device* device, const tg_execute* desc, tg_error* error);
tg_status TG_CALL pass_copy(tg_device* device, const tg_copy* desc, tg_error* error);
tg_status TG_CALL pass_wait(tg_device* device, const tg_ticket* desc, tg_error* error);
tg_status TG_CALL pass_cancel(tg_device* device, const tg_ticket* desc, tg_error* error);
tg_status TG_CALL pass_blob_check(const tg_blob* desc, uint32_t* out, tg_error* error);

tg_status TG_CALL pass_queue_timeline(tg_device* device, uint32_t queue, tg_timeline** out, tg_error* error);
tg_status TG_CALL pass_timeline_create(tg_device* device, const tg_timeline_desc* desc, tg_timeline** out, tg_error* error);
tg_status TG_CALL pass_timeline_destroy(tg_timeline* timeline, const tg_release* desc, tg_error* error);
tg_status TG_CALL pass_timeline_query(tg_timeline* timeline, uint64_t* out, tg_error* error);
tg_status TG_CALL pass_timeline_wait(tg_timeline* timeline, const tg_timeline_point* desc, tg_error* error);
tg_status TG_CALL pass_timeline_signal(tg_timeline* timeline, const tg_timeline_point* desc, tg_error* error);
tg_status TG_CALL pass_timeline_import(tg_device* device, const tg_timeline_desc* desc, tg_timeline** out, tg_error* error);
tg_status TG_CALL pass_timeline_export(tg_timeline* timeline, const tg_export* desc, tg_exported* out, tg_error* error);
extern const tg_timeline_api pass_timelines;

/** The entry's body: gives `api` to hosts of this major. */
tg_status layer_entry(const tg_api* api, uint32_t host_abi, const tg_api** out, tg_error* error);

/** Initialisers of every slot that most layers forward as it is; the rest, by which layers differ, follow. */
#define PASS_QUIET_SLOTS \
    .size = sizeof(tg_api), .abi = TG_ABI, \
    .buffer_alloc = pass_buffer_alloc, .buffer_free = pass_buffer_free, .buffer_map = pass_buffer_map, .buffer_unmap = pass_buffer_unmap, \
    .graph_query = pass_graph_query, .program_create = pass_program_create, .program_destroy = pass_program_destroy, \
    .program_info = pass_program_info, .program_infer = pass_program_infer, .program_save = pass_program_save, \
    .buffer_import = pass_buffer_import, .buffer_export = pass_buffer_export, .blob_check = pass_blob_check, \
    .device_stats = pass_device_stats, .device_set = pass_device_set, .extension = pass_extension
#define PASS_DEVICE_SLOTS .device_info = pass_device_info, .device_open = pass_device_open, .device_close = pass_device_close
#define PASS_TICKET_SLOTS .execute = pass_execute, .copy = pass_copy, .wait = pass_wait, .cancel = pass_cancel

#endif
