/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file tengen.h
 * Tengen device ABI, version 1.0-draft: the contract between a host (a framework, the conformance suite) and a plugin (a device backend).
 *
 * A plugin exports one symbol, tg_plugin_v1. It returns a static table of functions: 12 required slots, the others optional (NULL means
 * the default stated at the slot). Everything else is data: sized structs that only ever grow at their end.
 *
 * How to read this file: the contract of a thing stands at its declaration. Labels such as TG-P-7 (plugin) and TG-H-3 (host) refer to the
 * table of obligations at the end; a failing conformance case cites them.
 *
 * Layout law. Fixed-width integers and pointers only; pointers in pairs, then 64-bit words, then 32-bit words in pairs, so that no target
 * inserts padding (TG_STRUCT asserts it). Every struct that can grow starts with its `size`; elements of arrays have the array's stride
 * instead. Structs embedded by value are a closed list and never grow: tg_options.
 *
 * Reader rule: data that asks is refused when not understood; data that tells is ignored.
 *   IN  (descriptors, elements of argument arrays, options): read once with tg_read / tg_at. Shorter than you know: the rest is zero.
 *       Longer: every further byte must be zero, otherwise TG_TOO_NEW (the caller retries without it). Reserved members and unknown bits
 *       count as further bytes.
 *   OUT (what a callee fills): written with tg_write / tg_write_at, which respect the caller's size and never write `size`.
 *       The reader ignores what it does not know. What must not be ignored sets a bit in an `incompat` word.
 *   Tables of functions: copied with tg_table; a slot is usable when it is not NULL.
 * Zero always means "as before this field existed".
 */
#ifndef TENGEN_TENGEN_H
#define TENGEN_TENGEN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define TG_MAJOR 1
#define TG_MINOR 0
/** An ABI version: major in the upper, minor in the lower 16 bits. */
#define TG_ABI ((uint32_t)((TG_MAJOR << 16) | TG_MINOR))
/** The minor whose fields your code looks at. Set it before including: a mere rebuild must not teach the reader fields nobody handles. */
#ifndef TG_USE_MINOR
#define TG_USE_MINOR TG_MINOR
#endif

#if defined(_WIN32)
#define TG_CALL __cdecl
#define TG_EXPORT __declspec(dllexport)
#else
#define TG_CALL
#define TG_EXPORT __attribute__((visibility("default")))
#endif

/** Name of the exported entry. Define it to something else to link several plugins statically. */
#ifndef TG_ENTRY
#define TG_ENTRY tg_plugin_v1
#endif

#define TG_SIZE(words, pointers) ((uint32_t)(8 * (words) + (pointers) * sizeof(void*)))
/** Asserts the layout law and fixes the 1.0 size of `type` as the constant type_1_0. */
#define TG_STRUCT(type, words, pointers)                                                            \
    typedef char type##_layout[(sizeof(type) == TG_SIZE(words, pointers) && (pointers) % 2 == 0) ? 1 : -1]; \
    enum { type##_1_0 = 8 * (words) + (pointers) * (int)sizeof(void*) }

#ifdef __cplusplus
extern "C" {
#endif
#if defined(_MSC_VER) || defined(__GNUC__)
#pragma pack(push, 8)
#endif

/* ================================================================================================================================ */
/* Limits                                                                                                                             */

/** Largest rank of a value. */
#define TG_MAX_RANK 16
/** Largest size of a struct and largest stride of an array element, in bytes. */
#define TG_MAX_SIZE 4096
/** In lists of indices: an optional value that is left out. */
#define TG_NONE 0xFFFFFFFFu
/** A time that never comes. */
#define TG_FOREVER 0xFFFFFFFFFFFFFFFFull

/* ================================================================================================================================ */
/* Status                                                                                                                             */

/**
 * What a call answers: TG_OK, TG_PENDING (execute, copy and wait only), or a negative error -(class << 8 | detail). The class is the
 * caller's next move and is frozen; an unknown detail acts as its class, an unknown class as TG_CLASS_INTERNAL.
 */
typedef int32_t tg_status;

#define TG_OK 0
/** Accepted; tg_host.complete will report the ticket. For wait: the time ran out first. */
#define TG_PENDING 1

#define TG_CLASS_CALLER 1     /**< The call is wrong: fix the caller. Nothing changed. */
#define TG_CLASS_DECLINED 2   /**< Understood and refused: ask somebody else. Nothing changed. */
#define TG_CLASS_RESOURCE 3   /**< Something is used up: free some and try again. Nothing changed. */
#define TG_CLASS_RETRY 4      /**< Not now: the same call later. The only class that leaves a ticket unspent. */
#define TG_CLASS_SUBMISSION 5 /**< This submission failed, the device is well: go on with the next. */
#define TG_CLASS_DEVICE 6     /**< The device is gone: close it, open it again. */
#define TG_CLASS_INTERNAL 7   /**< A fault of the plugin: report it, stop using the device. */

#define TG_STATUS_(cls, detail) (-(((cls) << 8) | (detail)))
#define TG_STATUS_CLASS(status) ((status) >= 0 ? 0 : (-(status)) >> 8)

#define TG_INVALID_ARGUMENT TG_STATUS_(1, 1) /**< A value outside its contract. */
#define TG_TOO_NEW TG_STATUS_(1, 2)          /**< A field, bit or kind this side does not know is set: retry without it. */
#define TG_NOT_FOUND TG_STATUS_(1, 3)        /**< No such index, entry, ticket or name. */
#define TG_WRONG_STATE TG_STATUS_(1, 4)      /**< Legal at another time: mapped, still in use, closed. */
#define TG_UNSUPPORTED TG_STATUS_(2, 1)      /**< Not implemented by this device. */
#define TG_INCOMPATIBLE TG_STATUS_(2, 2)     /**< Made for another device, driver or version (compiled bytes). */
#define TG_OUT_OF_MEMORY TG_STATUS_(3, 1)    /**< Device or host memory. */
#define TG_LIMIT_REACHED TG_STATUS_(3, 2)    /**< A declared limit: opens, queues, programs. */
#define TG_BUSY TG_STATUS_(4, 1)             /**< The queue holds max_pending submissions. */
#define TG_EXECUTION_FAILED TG_STATUS_(5, 1) /**< The work failed; the outputs are undefined. */
#define TG_CANCELLED TG_STATUS_(5, 2)        /**< Ended by cancel. */
#define TG_DEVICE_LOST TG_STATUS_(6, 1)      /**< The device and everything pending on it, on every queue, is lost. */
#define TG_INTERNAL TG_STATUS_(7, 1)         /**< A bug was noticed and contained. */

/**
 * Where a callee explains a failure. Owned by the caller; may be NULL. `size`, `text`, `rule` and the capacities are IN, the rest OUT
 * (the only struct that is both). Texts are UTF-8, cut to fit, always NUL-terminated when the capacity is not zero. Untouched on success.
 */
typedef struct tg_error {
    uint32_t size;
    uint32_t text_capacity; /**< Bytes at `text`. */
    char* text;             /**< For a person: object, values, rule, next step. */
    char* rule;             /**< Label: an obligation (TG-H-12) or a rule of the plugin (op:Conv.dilations). */
    int64_t vendor_code;    /**< OUT: the driver's own number, 0 = none. */
    uint32_t rule_capacity; /**< Bytes at `rule`. */
    uint32_t reserved;
} tg_error;
TG_STRUCT(tg_error, 3, 2);

/* ================================================================================================================================ */
/* Dtypes                                                                                                                             */

/**
 * DLPack code | bits << 8 | lanes << 16 (lanes is 1). 0 is opaque: no tensor of numbers (string, sequence); a graph may hold such values in
 * a query and the answer for their nodes is NO. Elements below 8 bits are dense over the whole tensor, low bits first; the tensor ends on a
 * byte. Booleans are bytes 0 or 1. Code 0x80 is reserved for registered block formats (bits = 0, lanes = registered number).
 */
typedef uint32_t tg_dtype;

#define TG_DTYPE(code, bits) ((uint32_t)(code) | ((uint32_t)(bits) << 8) | (1u << 16))
#define TG_OPAQUE 0u
#define TG_BOOL TG_DTYPE(6, 8)
#define TG_I2 TG_DTYPE(0, 2)
#define TG_I4 TG_DTYPE(0, 4)
#define TG_I8 TG_DTYPE(0, 8)
#define TG_I16 TG_DTYPE(0, 16)
#define TG_I32 TG_DTYPE(0, 32)
#define TG_I64 TG_DTYPE(0, 64)
#define TG_U2 TG_DTYPE(1, 2)
#define TG_U4 TG_DTYPE(1, 4)
#define TG_U8 TG_DTYPE(1, 8)
#define TG_U16 TG_DTYPE(1, 16)
#define TG_U32 TG_DTYPE(1, 32)
#define TG_U64 TG_DTYPE(1, 64)
#define TG_F16 TG_DTYPE(2, 16)
#define TG_F32 TG_DTYPE(2, 32)
#define TG_F64 TG_DTYPE(2, 64)
#define TG_BF16 TG_DTYPE(4, 16)
#define TG_C64 TG_DTYPE(5, 64)
#define TG_C128 TG_DTYPE(5, 128)
#define TG_F8E4M3FN TG_DTYPE(10, 8)
#define TG_F8E4M3FNUZ TG_DTYPE(11, 8)
#define TG_F8E5M2 TG_DTYPE(12, 8)
#define TG_F8E5M2FNUZ TG_DTYPE(13, 8)
#define TG_F8E8M0 TG_DTYPE(14, 8)
#define TG_F4E2M1 TG_DTYPE(17, 4)
/** In tg_numerics only: 1 sign, 8 exponent and 10 fraction bits in 32. */
#define TG_TF32 TG_DTYPE(2, 19)
#define TG_CODE_BLOCK 0x80u

/* ================================================================================================================================ */
/* Handles                                                                                                                            */

/** An open device. One owner, the host, which destroys what it made in it before it closes it (TG-H-5). No reference counts. */
typedef struct tg_device tg_device;
/** Memory of one device. */
typedef struct tg_buffer tg_buffer;
/** Compiled code of one device; immutable after creation. */
typedef struct tg_program tg_program;
/** A counter that several queues, devices or processes wait on and signal (tg.timeline/1). */
typedef struct tg_timeline tg_timeline;

/* ================================================================================================================================ */
/* Options                                                                                                                            */

/**
 * Named settings, strings both. IN, by value, never grows. An unknown key is INVALID_ARGUMENT that names it (TG-P-14), except keys that
 * start with "hint.", which are ignored when not known. Each slot has its own keys; a claim binds the options of its query, so program_create
 * gets the same. Borrowed for the call.
 */
typedef struct tg_options {
    const char* const* keys;
    const char* const* values;
    uint32_t count;
    uint32_t reserved;
} tg_options;
TG_STRUCT(tg_options, 1, 2);

/* ================================================================================================================================ */
/* Host                                                                                                                               */

#define TG_LOG_ERROR 1u
#define TG_LOG_WARNING 2u
#define TG_LOG_INFO 3u
#define TG_LOG_DEBUG 4u
#define TG_LOG_TRACE 5u /**< An unknown level counts as trace. */

/** What tg_host.complete tells. OUT rule: the host ignores what it does not know. Valid during the call. */
typedef struct tg_completion {
    uint32_t size;
    tg_status status; /**< TG_OK, or why the ticket failed. */
    const char* text; /**< Explanation of a failure, or NULL. */
    const char* rule; /**< Label of the broken rule, or NULL. */
    uint64_t ticket;
} tg_completion;
TG_STRUCT(tg_completion, 2, 2);

typedef struct tg_host tg_host;
/**
 * What the host offers. Handed over in tg_probe and tg_open, never globally: two frameworks in one process open the same library and each
 * gets its own completions (TG-P-9). Lives, with `ctx`, until device_close answered TG_OK (for device_info: during the call). Copy it
 * with tg_table. All members may be called from any thread of the plugin.
 */
struct tg_host {
    uint32_t size;
    uint32_t abi; /**< TG_ABI of the host. */
    void* ctx;    /**< The host's own. */
    /** Adds a line to the host's log. `text` is UTF-8 without control characters, borrowed for the call. May be NULL: drop the line. */
    void(TG_CALL* log)(const tg_host* host, uint32_t level, const char* text);
    /**
     * Reports a ticket that execute or copy answered TG_PENDING to. `queue_ctx` is the tg_open_queue.ctx of its queue. Calls for one queue are
     * serial and ascending; complete(n, TG_OK) means that everything below n is OK too. complete(n, error) fails n alone;
     * complete(n, TG_DEVICE_LOST) fails every ticket of the device, on every queue, that was not reported yet; reports of them that still
     * follow are legal and ignored. It is reported when nothing of the device touches lent memory any more, on any queue: the host frees it
     * at once. A wait on a failed ticket is released: the host fails the dependents (TG-H-11). May be called inside execute
     * and from any thread; the host only enqueues (TG-H-9). No call after device_close has answered TG_OK (TG-P-23).
     */
    void(TG_CALL* complete)(const tg_host* host, void* queue_ctx, const tg_completion* completion);
    /** A table of further callbacks by name, or NULL. May be NULL: none. */
    const void*(TG_CALL* extension)(const tg_host* host, const char* name);
};
TG_STRUCT(tg_host, 1, 4);

/* ================================================================================================================================ */
/* Device                                                                                                                             */

/** IN of device_info. */
typedef struct tg_probe {
    uint32_t size;
    uint32_t index;      /**< 0, 1, ...; TG_NOT_FOUND past the end. Indices are append-only while the process lives (TG-P-11). */
    const tg_host* host; /**< For log during this call; may be NULL. */
    const char* target;  /**< Reserved for compilation without a device: NULL. */
    tg_options options;
} tg_probe;
TG_STRUCT(tg_probe, 2, 4);

#define TG_KIND_OTHER 0u
#define TG_KIND_CPU 1u
#define TG_KIND_GPU 2u
#define TG_KIND_NPU 3u
#define TG_KIND_FPGA 4u

#define TG_DEVICE_ASYNC (1u << 0)        /**< execute may answer TG_PENDING (tier T1). Without it every submission is blocking (T0). */
#define TG_DEVICE_WAITS (1u << 1)        /**< tg_execute.waits on accepted tickets of other queues of this device are honoured. */
#define TG_DEVICE_PULL (1u << 2)         /**< complete is called only inside plugin calls: the host must keep calling wait. */
#define TG_DEVICE_SERIAL (1u << 3)       /**< One call at a time per device, all slots together; cancel, wait and device_stats excepted. */
#define TG_DEVICE_STRIDES (1u << 4)      /**< Some arguments take strides; arg_info says which. */
#define TG_DEVICE_COMPILE_ONLY (1u << 5) /**< Programs can be created and saved, not executed. */
#define TG_DEVICE_SIMULATED (1u << 6)    /**< No hardware: speed means nothing. */
#define TG_DEVICE_SYMBOLS (1u << 7)      /**< Claims graphs with symbolic dims; program_infer is then required (TG-P-34). */

#define TG_ARG_BUFFER 0u    /**< `buffer` at `offset`. Every device takes it. */
#define TG_ARG_ADDRESS 1u   /**< `offset` is a device address (tg_buffer_info.address plus a displacement). */
#define TG_ARG_HOST 2u      /**< `offset` is a host pointer that stays valid until the ticket completes. */
#define TG_ARG_IMMEDIATE 3u /**< `offset` holds the element itself: at most 8 bytes, host byte order, first byte first in memory. */
#define TG_ARG_ABSENT 4u    /**< An optional argument left out (arg_info says OPTIONAL). */

#define TG_MEMORY_FD 1u      /**< Import or export kind: file descriptor. */
#define TG_MEMORY_HOST 2u    /**< Import kind: host pointer. */
#define TG_MEMORY_DMA_BUF 3u /**< Import or export kind: Linux dma-buf. */
#define TG_MEMORY_WIN32 4u   /**< Import or export kind: NT handle. */

#define TG_QUEUE_EXECUTE (1u << 0)
#define TG_QUEUE_COPY (1u << 1)
#define TG_QUEUE_TIMESTAMPS (1u << 2) /**< tg_timing is filled. */
#define TG_QUEUE_WAITS (1u << 3)      /**< Submissions of this queue may wait on other queues. */
#define TG_QUEUE_PROTECTED (1u << 4)

/** OUT element of tg_device_info.queues: a queue that device_open can give. */
typedef struct tg_queue_info {
    uint32_t flags;       /**< TG_QUEUE_* */
    uint32_t engine;      /**< Queues of one engine run one after the other and cannot wait for each other before the signal. */
    uint32_t max_pending; /**< At least 1. TG_BUSY is legal only with that many pending (TG-P-20). */
    uint32_t priorities;  /**< Number of priorities, highest last; at least 1. */
} tg_queue_info;
TG_STRUCT(tg_queue_info, 2, 0);

/** OUT element of tg_device_info.formats: a format of compiled bytes, beside graphs, which every device takes. */
typedef struct tg_format_info {
    const char* name; /**< Such as "vendor.blob" or "stablehlo". */
    const char* note;
    uint32_t min_version;
    uint32_t max_version;
} tg_format_info;
TG_STRUCT(tg_format_info, 1, 2);

#define TG_MEMORY_MAPPABLE (1u << 0)
#define TG_MEMORY_COHERENT (1u << 1) /**< Mapping costs no copy and no cache maintenance. */

/** OUT element of tg_device_info.memories: a kind of memory buffers can come from. The first is the default. */
typedef struct tg_memory_info {
    const char* name; /**< Such as "device", "pinned", "bank1". */
    const char* note;
    uint64_t bytes; /**< Capacity; 0 = not known. */
    uint32_t flags; /**< TG_MEMORY_MAPPABLE ... */
    uint32_t reserved;
} tg_memory_info;
TG_STRUCT(tg_memory_info, 2, 2);

/**
 * OUT of device_info. Pointers point to memory of the plugin that lives as long as the library. Numbers of 0 mean: no limit (sizes), 1
 * (alignments), none (kinds). Alignments are powers of two, in bytes.
 */
typedef struct tg_device_info {
    uint32_t size;
    uint32_t flags;             /**< TG_DEVICE_* */
    const char* name;           /**< Short, stable, unique in the plugin: "cpu", "tiny". */
    const char* vendor;         /**< Who makes the device. */
    const char* driver;         /**< Name and version of the driver below. */
    const char* location;       /**< Where it sits: PCI address, socket, host. */
    const char* fingerprint;    /**< Changes whenever results or compiled bytes may: device stepping, driver, firmware, plugin build. */
    const char* sheet;          /**< Capability sheet, JSON, or NULL. A host must not need it to run. */
    const tg_queue_info* queues;
    const tg_format_info* formats;
    const tg_memory_info* memories;
    const char* note;           /**< For a person, or NULL. */
    uint8_t uuid[16];           /**< Stable over reboots; all zero = none. */
    uint64_t incompat;          /**< Bits a host must know to use the device at all. */
    uint64_t memory_bytes;      /**< Total. */
    uint64_t max_buffer_bytes;
    uint64_t max_argument_bytes;
    uint64_t max_map_bytes;
    uint32_t queue_count;       /**< At least 1. */
    uint32_t queue_stride;
    uint32_t format_count;
    uint32_t format_stride;
    uint32_t memory_count;
    uint32_t memory_stride;
    uint32_t buffer_alignment;  /**< Of every allocation, at least 64 on devices that map coherently. */
    uint32_t offset_alignment;  /**< Least alignment of tg_arg.offset; arg_info may ask for more. */
    uint32_t map_alignment;     /**< No mapping shares a block of this size with pending device writes. */
    uint32_t import_alignment;
    uint32_t import_kinds;      /**< Bit (1 << TG_MEMORY_kind). */
    uint32_t export_kinds;
    uint32_t arg_kinds;         /**< Bit (1 << TG_ARG_kind) for ADDRESS, HOST, IMMEDIATE. */
    uint32_t max_opens;         /**< Opens at one time, in this process; 0 = any. */
    uint32_t kind;              /**< TG_KIND_* */
    uint32_t vendor_id;         /**< PCI vendor, 0 = none. */
    uint32_t device_id;         /**< PCI device, 0 = none. */
    uint32_t reserved;
} tg_device_info;
TG_STRUCT(tg_device_info, 17, 10);

/** IN element of tg_open.queues. */
typedef struct tg_open_queue {
    void* ctx;           /**< Handed back in complete. */
    const char* name;    /**< For traces, or NULL. */
    uint32_t info;       /**< Index into tg_device_info.queues. Several may name the same one. */
    uint32_t priority;   /**< Below tg_queue_info.priorities. */
} tg_open_queue;
TG_STRUCT(tg_open_queue, 1, 2);

/** IN of device_open. The queues are numbered as offered; the plugin may take only the first so many of them. */
typedef struct tg_open {
    uint32_t size;
    uint32_t index;               /**< As in tg_probe. */
    const tg_host* host;
    const tg_open_queue* queues;
    tg_options options;
    uint32_t queue_count;         /**< At least 1. */
    uint32_t queue_stride;
} tg_open;
TG_STRUCT(tg_open, 3, 4);

/** OUT of device_open. */
typedef struct tg_opened {
    uint32_t size;
    uint32_t queue_count; /**< Queues taken: 1 to tg_open.queue_count. */
    tg_device* device;
    const char* note;     /**< Why fewer, or NULL. Lives as long as the device. */
} tg_opened;
TG_STRUCT(tg_opened, 1, 2);

/** IN of every slot that ends the life of an object. */
typedef struct tg_release {
    uint32_t size;
    uint32_t flags; /**< 0. */
} tg_release;
TG_STRUCT(tg_release, 1, 0);

/* ================================================================================================================================ */
/* Buffers                                                                                                                            */

#define TG_BUFFER_HOST_VISIBLE (1u << 0) /**< tg_buffer_info.host must be set: memory the host may touch without map when nothing is pending. */
#define TG_BUFFER_ADDRESSABLE (1u << 1)  /**< tg_buffer_info.address must be set. */
#define TG_BUFFER_PROTECTED (1u << 2)

/** IN of buffer_alloc. Contents are undefined. Zero bytes are legal and give a buffer of no bytes (TG-P-26). */
typedef struct tg_buffer_desc {
    uint32_t size;
    uint32_t flags;     /**< TG_BUFFER_* */
    const char* memory; /**< Name of a tg_memory_info, NULL = the first. */
    const char* label;  /**< For traces, or NULL. */
    uint64_t bytes;
    uint32_t alignment; /**< Power of two, 0 = the device's own. */
    uint32_t export_kinds;
} tg_buffer_desc;
TG_STRUCT(tg_buffer_desc, 3, 2);

/** OUT of buffer_alloc and buffer_import. */
typedef struct tg_buffer_info {
    uint32_t size;
    uint32_t flags;
    tg_buffer* buffer;
    void* host;       /**< Permanent host pointer, or NULL. */
    uint64_t address; /**< Device address, or 0. */
    uint64_t bytes;   /**< At least what was asked for. */
} tg_buffer_info;
TG_STRUCT(tg_buffer_info, 3, 2);

#define TG_MAP_READ (1u << 0)
#define TG_MAP_WRITE (1u << 1)
#define TG_MAP_DISCARD (1u << 2) /**< With WRITE: the old contents of the range are not needed. */

/** IN of buffer_map and buffer_unmap: a range of a buffer. Empty ranges are legal. */
typedef struct tg_range {
    uint32_t size;
    uint32_t flags; /**< TG_MAP_*; at least one of READ and WRITE. unmap repeats what map was given. */
    uint64_t offset;
    uint64_t bytes;
} tg_range;
TG_STRUCT(tg_range, 3, 0);

/** IN of buffer_import. The memory stays the giver's; it is not freed by buffer_free. */
typedef struct tg_import {
    uint32_t size;
    uint32_t kind;  /**< TG_MEMORY_* kind. */
    uint64_t handle; /**< Descriptor or host pointer. A descriptor is duplicated by the plugin. */
    uint64_t offset;
    uint64_t bytes;
    uint32_t flags; /**< TG_BUFFER_* */
    uint32_t reserved;
} tg_import;
TG_STRUCT(tg_import, 5, 0);

/** IN of buffer_export. The kind must have been named at allocation. */
typedef struct tg_export {
    uint32_t size;
    uint32_t kind;
} tg_export;
TG_STRUCT(tg_export, 1, 0);

/** OUT of buffer_export. The caller owns the handle. */
typedef struct tg_exported {
    uint32_t size;
    uint32_t kind;
    uint64_t handle;
    uint64_t offset; /**< Of the buffer's first byte in what the handle names. */
    uint64_t bytes;
} tg_exported;
TG_STRUCT(tg_exported, 4, 0);

/* ================================================================================================================================ */
/* Graphs                                                                                                                             */

/** Constants of this value are borrowed until program_destroy instead of for the call. */
#define TG_VALUE_PERSISTENT (1u << 0)

/**
 * IN element of tg_graph.values. A value is a graph input, a constant (`data` not NULL, also when it has no elements), a capture, or the
 * output of exactly one node.
 */
typedef struct tg_value {
    const char* name;    /**< For people; may be NULL. */
    const int64_t* dims; /**< `rank` dims: an extent, or -1-k for symbol k. May be NULL when rank <= 0. */
    const void* data;    /**< Elements of a constant, dense, row-major; otherwise NULL. Host memory of any alignment. */
    const uint8_t* digest; /**< 32 bytes that identify the constant's content for sharing, or NULL. */
    const char* file;    /**< Where a constant also stands, or NULL (advice). */
    const char* layout;  /**< Opaque token of this device for a program input or output; NULL = dense row-major. */
    uint64_t bytes;      /**< Bytes at `data`. */
    uint64_t file_offset;
    tg_dtype dtype;
    int32_t rank;        /**< 0 to TG_MAX_RANK; -1 = unknown, in queries only. */
    uint32_t flags;      /**< TG_VALUE_* */
    uint32_t reserved;
} tg_value;
TG_STRUCT(tg_value, 4, 6);

/** A string with a length; may hold NUL bytes. Elements of TG_ATTR_STRING(S). */
typedef struct tg_string {
    const char* data;
    const void* reserved;
    uint64_t bytes;
} tg_string;
TG_STRUCT(tg_string, 1, 2);

#define TG_ATTR_FLOAT 1u   /**< float */
#define TG_ATTR_INT 2u     /**< int64_t */
#define TG_ATTR_STRING 3u  /**< tg_string */
#define TG_ATTR_TENSOR 4u  /**< tg_value with data */
#define TG_ATTR_GRAPH 5u   /**< const tg_graph* */
#define TG_ATTR_FLOATS 6u
#define TG_ATTR_INTS 7u
#define TG_ATTR_STRINGS 8u
#define TG_ATTR_TENSORS 9u
#define TG_ATTR_GRAPHS 10u

/**
 * IN element of tg_node.attributes, ordered by name (bytes). Type numbers are those of ONNX AttributeProto. In canonical form an attribute
 * that equals its default is absent, so an attribute that the plugin does not know means: the answer is NO (TG-P-30).
 */
typedef struct tg_attribute {
    const char* name;
    const void* data;  /**< `count` elements, whose type the TG_ATTR_* comment names; count is 1 for the singular kinds. */
    uint64_t count;
    uint32_t type;
    uint32_t stride;   /**< Bytes from element to element: 4, 8, sizeof(tg_string), sizeof(tg_value) or sizeof(void*) at least. */
} tg_attribute;
TG_STRUCT(tg_attribute, 2, 2);

/** IN element of tg_graph.nodes. */
typedef struct tg_node {
    const char* domain;  /**< "" is ONNX; others: "tengen", "stablehlo", a vendor's. Never NULL. */
    const char* op;
    const char* name;    /**< For people; may be NULL. */
    const uint32_t* inputs;  /**< Value indices; TG_NONE for an optional input left out. */
    const uint32_t* outputs; /**< Value indices; TG_NONE for an optional output left out. */
    const tg_attribute* attributes;
    uint32_t version;    /**< Since-version of the operator's form. */
    uint32_t flags;
    uint32_t input_count;
    uint32_t output_count;
    uint32_t attribute_count;
    uint32_t attribute_stride;
} tg_node;
TG_STRUCT(tg_node, 3, 6);

/** IN element of tg_graph.symbols: an extent known only at execution, in [min, max] and a multiple of `multiple`. */
typedef struct tg_symbol {
    const char* name;
    const char* expression; /**< Advice: how it follows from others, or NULL. */
    int64_t min;
    int64_t max;            /**< INT64_MAX = not known. */
    int64_t multiple;       /**< At least 1. */
    int64_t likely;         /**< 0 = not known. */
} tg_symbol;
TG_STRUCT(tg_symbol, 4, 2);

/** IN element of tg_graph.aliases: the host will pass input `input`'s memory as output `output` (positions in the graph's lists). */
typedef struct tg_alias {
    uint32_t input;
    uint32_t output;
} tg_alias;
TG_STRUCT(tg_alias, 1, 0);

/** IN element of tg_graph.captures: value `outer` of the enclosing graph is free in this body under index `inner`. */
typedef struct tg_capture {
    uint32_t outer;
    uint32_t inner;
} tg_capture;
TG_STRUCT(tg_capture, 1, 0);

/**
 * A graph in canonical form (TG-H-20..27): topological SSA; outputs distinct and never an input or a constant; each node in the newest
 * since-version the host can upgrade to; attributes equal to their default absent; trailing TG_NONE of inputs and outputs trimmed; functions
 * inlined; every value with dims or symbols.
 * Borrowed for the call, except constants marked PERSISTENT.
 */
typedef struct tg_graph {
    uint32_t size;
    uint32_t flags;
    const char* name; /**< The entry's name in a program; unique there. Never NULL. */
    const tg_value* values;
    const tg_node* nodes;
    const uint32_t* inputs;
    const uint32_t* outputs;
    const tg_symbol* symbols;
    const tg_alias* aliases;
    const tg_capture* captures;
    uint32_t value_count;
    uint32_t value_stride;
    uint32_t node_count;
    uint32_t node_stride;
    uint32_t input_count;
    uint32_t output_count;
    uint32_t symbol_count;
    uint32_t symbol_stride;
    uint32_t alias_count;
    uint32_t alias_stride;
    uint32_t capture_count;
    uint32_t capture_stride;
} tg_graph;
TG_STRUCT(tg_graph, 7, 8);

#define TG_NO 0u          /**< Not by this device. An unknown verdict reads as this. */
#define TG_YES 1u
#define TG_SLOW 2u        /**< Works; the host may do better elsewhere. */
#define TG_IF_STATIC 3u   /**< Yes once all dims are numbers. */
#define TG_IF_CONSTANT 4u /**< Yes once the inputs named in the text are constants. */

#define TG_WHY_NONE 0u
#define TG_WHY_OP 1u      /**< The operator or its domain. */
#define TG_WHY_VERSION 2u /**< tg_support.version names the one it would take. */
#define TG_WHY_DTYPE 3u
#define TG_WHY_ATTRIBUTE 4u
#define TG_WHY_SHAPE 5u
#define TG_WHY_SIZE 6u
#define TG_WHY_LAYOUT 7u
#define TG_WHY_MEMORY 8u
#define TG_WHY_CONTEXT 9u /**< The neighbours: a group that is not complete, an order. */

/** OUT element of tg_query.support, one per node. */
typedef struct tg_support {
    uint32_t verdict;        /**< TG_NO ... */
    uint32_t why;            /**< TG_WHY_* when the verdict is not YES. */
    uint32_t group;          /**< Nodes of one non-zero group are claimed all or none. */
    uint32_t version;        /**< With WHY_VERSION: the since-version that would be taken. */
    uint64_t cost_ns;        /**< Estimate, 0 = not known. */
    uint64_t resident_bytes; /**< Device memory for constants, 0 = not known. */
} tg_support;
TG_STRUCT(tg_support, 4, 0);

/**
 * IN of graph_query. A queried graph may hold opaque values and values of unknown rank; a node that reads or writes one never gets YES. A free
 * value of a body that the host queries on its own is an ordinary graph input; tg_graph.captures is set in bodies that are attributes.
 */
typedef struct tg_query {
    uint32_t size;
    uint32_t flags;
    const tg_graph* graph;
    tg_support* support; /**< node_count elements of the caller, support_stride apart. */
    /** Called for nodes worth a word, during the call and on its thread; may be NULL. `text` is borrowed for the call. */
    void(TG_CALL* explain)(void* explain_ctx, uint32_t node, const char* text);
    void* explain_ctx;
    tg_options options;
    uint32_t support_stride;
    uint32_t reserved;
} tg_query;
TG_STRUCT(tg_query, 3, 6);

/* ================================================================================================================================ */
/* Programs                                                                                                                           */

/**
 * IN of program_create: graphs, or compiled bytes, or bytes with graphs that only bring their constants. Bytes of a format the device did not
 * offer are TG_INCOMPATIBLE. More graphs than one may be TG_UNSUPPORTED; the host then makes one program a graph.
 */
typedef struct tg_program_desc {
    uint32_t size;
    uint32_t flags;
    const tg_graph* const* graphs; /**< One per entry, over shared weights. */
    const void* bytes;             /**< Compiled bytes, hostile until checked; NULL when there are none. */
    const char* format;            /**< Of `bytes`: a tg_format_info.name; NULL without bytes. */
    const tg_value* weights;       /**< Constants that bytes refer to by name. */
    tg_options options;
    uint64_t byte_count;
    uint32_t graph_count;
    uint32_t weight_count;
    uint32_t weight_stride;
    uint32_t format_version;
} tg_program_desc;
TG_STRUCT(tg_program_desc, 5, 6);

#define TG_ROLE_INPUT 1u
#define TG_ROLE_OUTPUT 2u
#define TG_ROLE_SCRATCH 3u

#define TG_ARGINFO_HOST_VALUE (1u << 0)     /**< Must be readable on the host at submission (kind HOST or IMMEDIATE, or a mappable buffer). */
#define TG_ARGINFO_DATA_DEPENDENT (1u << 1) /**< dims are upper bounds; the real ones land in tg_arg.out_dims. */
#define TG_ARGINFO_TAKES_STRIDES (1u << 2)
#define TG_ARGINFO_OPTIONAL (1u << 3)
#define TG_ARGINFO_MAY_ALIAS (1u << 4)      /**< Output: may be the memory of input `alias - 1`, decided per execute. */

/**
 * OUT element of tg_program_info.args. Order: inputs, outputs, then one scratch when there is any; output j is argument n_inputs + j. A
 * scratch argument is U8 of rank 1 whose extent is its bytes, 0 when they depend on symbols; tg_arg.dims are not looked at for it.
 */
typedef struct tg_arg_info {
    const char* name;
    const int64_t* dims;  /**< Extents, or -1-k for symbol k. */
    const char* layout;   /**< NULL = dense row-major. */
    const char* memory;   /**< Memory kind its buffer must come from, NULL = any. */
    uint64_t bytes;       /**< Least bytes; 0 when dims hold symbols (ask program_infer). */
    tg_dtype dtype;
    int32_t rank;
    uint32_t role;        /**< TG_ROLE_*; unknown = the program is refused. */
    uint32_t flags;       /**< TG_ARGINFO_* */
    uint32_t alignment;   /**< Of the argument's address; the host copies when its own does not meet it. */
    uint32_t buffer_flags; /**< TG_BUFFER_* its buffer must have. */
    uint32_t alias;       /**< Plus one; 0 = none. */
    uint32_t reserved;
} tg_arg_info;
TG_STRUCT(tg_arg_info, 5, 4);

#define TG_ROUND_NEAREST_EVEN 0u
#define TG_ROUND_TOWARD_ZERO 1u
#define TG_ROUND_NEAREST_AWAY 2u
#define TG_ROUND_STOCHASTIC 3u

#define TG_SUM_ANY 0u
#define TG_SUM_SEQUENTIAL 1u
#define TG_SUM_PAIRWISE 2u
#define TG_SUM_BLOCKED 3u
#define TG_SUM_EXACT 4u

#define TG_NUMERIC_FLUSH_INPUTS (1u << 0)
#define TG_NUMERIC_FLUSH_OUTPUTS (1u << 1)
#define TG_NUMERIC_SATURATES (1u << 2)
#define TG_NUMERIC_NAN_UNDEFINED (1u << 3)
#define TG_NUMERIC_NORMWISE (1u << 4)
#define TG_NUMERIC_ZERO_SIGN_LOST (1u << 5)

/**
 * OUT element of tg_program_info.numerics: the arithmetic an operator really uses at a dtype. The suite computes its tolerance from it and
 * probes it. All zero is the strictest reading: every step as if rounded to nearest in f32 (f64 for f64 tensors), sums in any order,
 * functions within 4 ulp and an absolute floor of one ulp of 1. A later field may only relax.
 */
typedef struct tg_numerics {
    const char* op;           /**< "Op" or "domain.Op"; "" = all that have no element of their own. */
    const char* forms;        /**< Permitted forms in use, comma-separated; "" = none. */
    uint64_t incompat;        /**< Bits the reader must know, else the claim is not understood and the program not judged. */
    uint64_t function_floor;  /**< IEEE binary64 bits of the absolute error of functions; 0 = one ulp of 1. */
    tg_dtype dtype;           /**< Of the operator's tensors; 0 = all. */
    tg_dtype accumulator;     /**< 0 = default. */
    tg_dtype intermediate;    /**< 0 = default. */
    tg_dtype demotion;        /**< Inputs of products are rounded to it first; 0 = they are not. */
    uint32_t rounding;        /**< TG_ROUND_* */
    uint32_t summation;       /**< TG_SUM_* */
    uint32_t truncation_block; /**< Products aligned and truncated together; 0 = no such step. */
    uint32_t function_milliulp; /**< Error of a function before its result is stored, in 1/1000 ulp of `intermediate`; 0 = 4000. */
    uint32_t flags;           /**< TG_NUMERIC_* */
    uint32_t determinism;     /**< 0 none, 1 run-to-run, 2 batch-invariant, 3 stream-invariant, 4 published order. */
} tg_numerics;
TG_STRUCT(tg_numerics, 7, 2);

/** IN of program_info. */
typedef struct tg_program_query {
    uint32_t size;
    uint32_t entry;
} tg_program_query;
TG_STRUCT(tg_program_query, 1, 0);

/** OUT of program_info. Pointers live as long as the program. */
typedef struct tg_program_info {
    uint32_t size;
    uint32_t flags;
    const char* name;            /**< Of the entry. */
    const char* report;          /**< JSON for people: plan, layouts, algorithms; or NULL. */
    const tg_arg_info* args;
    const tg_numerics* numerics;
    const tg_symbol* symbols;    /**< That dims of args refer to. */
    const char* note;
    uint64_t incompat;
    uint64_t resident_bytes;     /**< Device memory of code and constants. */
    uint32_t entry_count;        /**< At least 1. */
    uint32_t max_concurrency;    /**< Executions at one time; 0 = any. */
    uint32_t arg_count;
    uint32_t arg_stride;
    uint32_t numerics_count;
    uint32_t numerics_stride;
    uint32_t symbol_count;
    uint32_t symbol_stride;
    uint32_t input_count;
    uint32_t output_count;
} tg_program_info;
TG_STRUCT(tg_program_info, 8, 6);

/** IN element of tg_infer.inputs. */
typedef struct tg_shape {
    const int64_t* dims;
    const void* data; /**< Elements of a HOST_VALUE input, dense; otherwise NULL. */
    uint32_t rank;
    uint32_t reserved;
} tg_shape;
TG_STRUCT(tg_shape, 1, 2);

/** IN of program_infer. The arrays it points to for results are the caller's, with one row per argument of the program. */
typedef struct tg_infer {
    uint32_t size;
    uint32_t entry;
    const tg_shape* inputs; /**< One per input argument. */
    int64_t* dims;          /**< Result: row j of TG_MAX_RANK extents is argument j. */
    uint32_t* ranks;        /**< Result. */
    uint64_t* bytes;        /**< Result: least bytes of argument j, scratch included. */
    uint32_t input_count;
    uint32_t input_stride;
    uint32_t arg_count;     /**< Rows; as in tg_program_info. */
    uint32_t reserved;
} tg_infer;
TG_STRUCT(tg_infer, 3, 4);

/** IN of program_save. */
typedef struct tg_save {
    uint32_t size;
    uint32_t flags;
    /** Takes the next bytes; answers TG_OK or an error that ends the save with it. */
    tg_status(TG_CALL* write)(void* write_ctx, const void* bytes, uint64_t count);
    void* write_ctx;
} tg_save;
TG_STRUCT(tg_save, 1, 2);

/** IN of blob_check: would these bytes run on device `index`? Asked before any device is open. */
typedef struct tg_blob {
    uint32_t size;
    uint32_t index;
    const tg_host* host; /**< For log during this call, and where a layer learns what it wraps; may be NULL. */
    const char* target;  /**< Reserved, as in tg_probe: NULL. */
    const void* bytes;   /**< At least the first 4096 bytes of what program_save wrote, hostile until checked. */
    const char* format;
    tg_options options;
    uint64_t byte_count;
} tg_blob;
TG_STRUCT(tg_blob, 3, 6);

#define TG_BLOB_UNUSABLE 0u
#define TG_BLOB_OPTIMAL 1u
#define TG_BLOB_RECOMPILE 2u /**< Runs; compiling again would be better. */

/* ================================================================================================================================ */
/* Submission                                                                                                                         */

/**
 * IN element of tg_execute.args. A range of the argument's memory and its actual shape. `dims`, `strides` are read during the call;
 * `out_dims`, the buffer and host pointers stay the caller's until the ticket completes (TG-H-13).
 */
typedef struct tg_arg {
    tg_buffer* buffer;      /**< Kind BUFFER; otherwise NULL. */
    const int64_t* dims;    /**< `rank` extents; NULL = as in arg_info, which must then be numbers. */
    const int64_t* strides; /**< Elements, signed, 0 allowed on inputs; NULL = dense. Only where arg_info takes them. `offset` is the lowest
                                 address touched; with negative strides the element of index 0 lies (extent - 1) * |stride| above it. */
    int64_t* out_dims;      /**< Receives the real extents of a DATA_DEPENDENT output; `rank` of them. */
    uint64_t offset;        /**< Bytes into the buffer, or what the kind says. */
    uint64_t bytes;         /**< Bytes that may be touched from there. */
    uint32_t rank;
    uint32_t kind;          /**< TG_ARG_*; unknown = TG_TOO_NEW, known but not declared by the device = TG_INVALID_ARGUMENT. */
} tg_arg;
TG_STRUCT(tg_arg, 3, 4);

/**
 * IN element of waits and signals. Without a timeline: ticket `value` of queue `queue` of this device, already accepted. With
 * one: a point of it (tg.timeline/1).
 */
typedef struct tg_sync {
    tg_timeline* timeline; /**< Or NULL. Signals always name one. */
    void* reserved;
    uint64_t value;
    uint32_t queue;
    uint32_t flags;
} tg_sync;
TG_STRUCT(tg_sync, 2, 2);

/** OUT, asynchronous: filled before the ticket's completion is reported. Device clock, nanoseconds. */
typedef struct tg_timing {
    uint32_t size;
    uint32_t flags;
    uint64_t start_ns;
    uint64_t end_ns;
} tg_timing;
TG_STRUCT(tg_timing, 3, 0);

/**
 * IN of execute. Submissions of a queue are serial; the host numbers them (`ticket`, ascending, gaps legal; TG-H-10) and they complete in
 * order. `program` NULL is a barrier: no arguments, honours waits and signals.
 */
typedef struct tg_execute {
    uint32_t size;
    uint32_t flags;
    tg_program* program;
    const tg_arg* args;
    const tg_sync* waits;
    const tg_sync* signals;
    tg_timing* timing;         /**< Or NULL. */
    const tg_options* options; /**< Or NULL. */
    uint64_t ticket;
    uint32_t queue;
    uint32_t entry;
    uint32_t arg_count;
    uint32_t arg_stride;
    uint32_t wait_count;
    uint32_t wait_stride;
    uint32_t signal_count;
    uint32_t signal_stride;
} tg_execute;
TG_STRUCT(tg_execute, 6, 6);

/** IN of copy: one submission. Exactly one source and one destination; a host pointer stays valid until the ticket completes. */
typedef struct tg_copy {
    uint32_t size;
    uint32_t flags;
    tg_buffer* source;
    const void* host_source;
    tg_buffer* destination;
    void* host_destination;
    const tg_sync* waits;
    const tg_sync* signals;
    tg_timing* timing;
    tg_device* peer;       /**< Owner of `destination` when that is another device of this plugin; otherwise NULL. */
    uint64_t source_offset;
    uint64_t destination_offset;
    uint64_t bytes;
    uint64_t ticket;
    uint32_t queue;
    uint32_t reserved;
    uint32_t wait_count;
    uint32_t wait_stride;
    uint32_t signal_count;
    uint32_t signal_stride;
} tg_copy;
TG_STRUCT(tg_copy, 8, 8);

/** IN of wait and cancel. */
typedef struct tg_ticket {
    uint32_t size;
    uint32_t queue;
    uint64_t ticket;
    uint64_t timeout_ns; /**< wait: TG_FOREVER = until reported. cancel: 0. */
} tg_ticket;
TG_STRUCT(tg_ticket, 3, 0);

/** IN of device_stats. */
typedef struct tg_stats_query {
    uint32_t size;
    uint32_t flags;
} tg_stats_query;
TG_STRUCT(tg_stats_query, 1, 0);

/** OUT of device_stats. Numbers are of this open device. */
typedef struct tg_stats {
    uint32_t size;
    uint32_t flags;
    uint64_t buffer_bytes;
    uint64_t program_bytes;
    uint64_t free_bytes; /**< Of the default memory; 0 = not known. */
    uint64_t submissions;
    uint64_t device_ns;  /**< Device clock and host clock (CLOCK_MONOTONIC) read together; 0 = no device clock. */
    uint64_t host_ns;
    uint32_t buffers;
    uint32_t programs;
} tg_stats;
TG_STRUCT(tg_stats, 8, 0);

/** IN of device_set: changes options of an open device. All or nothing. */
typedef struct tg_set {
    uint32_t size;
    uint32_t flags;
    tg_options options;
} tg_set;
TG_STRUCT(tg_set, 2, 2);

/** IN of extension. */
typedef struct tg_extension_query {
    uint32_t size;
    uint32_t flags;
    const char* name; /**< Such as "tg.timeline/1"; "name/0" is experimental. */
    const void* reserved;
} tg_extension_query;
TG_STRUCT(tg_extension_query, 1, 2);

/* ================================================================================================================================ */
/* The table                                                                                                                          */

/**
 * A plugin's functions: static, immutable, without state. Any function may be called from any thread. The host serialises calls per
 * (device, queue) and does not use an object while it destroys it; wait, cancel, device_stats and the host side of timelines are exempt from
 * the former. No function lets an exception out, exits, prints, or leaves floating-point state, signal mask, working directory, locale,
 * affinity or environment changed (TG-P-3..5). `error` may be NULL everywhere.
 */
typedef struct tg_api {
    uint32_t size;
    uint32_t abi; /**< TG_ABI the plugin was built for. */

    /* ---- required ---- */

    /** Describes device `index` without powering anything up. TG_NOT_FOUND past the end; when index 0 is not there, the error says why. */
    tg_status(TG_CALL* device_info)(const tg_probe* desc, tg_device_info* out, tg_error* error);
    /** Opens a device. The device is the host's until device_close. */
    tg_status(TG_CALL* device_open)(const tg_open* desc, tg_opened* out, tg_error* error);
    /**
     * First ends all pending work and reports what did not finish as TG_DEVICE_LOST; if anything was pending, the device is lost from here on. Then
     * TG_WRONG_STATE while buffers, programs or timelines exist: the host frees them, which is legal now, and closes again. Otherwise frees the
     * device. Works after DEVICE_LOST. Any other error: hardware may still write, memory lent to it must not be freed.
     */
    tg_status(TG_CALL* device_close)(tg_device* device, const tg_release* desc, tg_error* error);
    tg_status(TG_CALL* buffer_alloc)(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error);
    /** Frees a buffer that no pending submission uses. Ends its mappings. */
    tg_status(TG_CALL* buffer_free)(tg_buffer* buffer, const tg_release* desc, tg_error* error);
    /**
     * Begins host access to a range and gives the pointer to its first byte, valid until unmap. The host does not map what a pending
     * submission writes, nor for writing what one reads. Ranges mapped at one time do not overlap unless all are READ. Works after DEVICE_LOST.
     */
    tg_status(TG_CALL* buffer_map)(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error);
    /** Ends the access that buffer_map with the same range began; written bytes are visible to later submissions. */
    tg_status(TG_CALL* buffer_unmap)(tg_buffer* buffer, const tg_range* desc, tg_error* error);
    /** Says for every node whether this device takes it. Pure: no compilation, no state. A claim binds exactly this graph and options. */
    tg_status(TG_CALL* graph_query)(tg_device* device, const tg_query* desc, tg_error* error);
    /** Compiles. Must succeed for a graph all of whose nodes were answered YES or SLOW (TG-P-31), memory permitting. */
    tg_status(TG_CALL* program_create)(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error);
    /** Frees a program that no pending submission uses. */
    tg_status(TG_CALL* program_destroy)(tg_program* program, const tg_release* desc, tg_error* error);
    tg_status(TG_CALL* program_info)(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error);
    /**
     * Submits. TG_OK: done, outputs are visible; only legal when the queue is otherwise complete. TG_PENDING: accepted, complete will report
     * the ticket. TG_BUSY: not accepted, ticket unspent. Any other error: the ticket is spent and failed, nothing was written. The
     * answer TG_DEVICE_LOST ends this ticket alone; what is pending is reported.
     */
    tg_status(TG_CALL* execute)(tg_device* device, const tg_execute* desc, tg_error* error);

    /* ---- optional: NULL means the default in brackets; so does the answer TG_UNSUPPORTED, which a layer gives whose static table cannot
     * know what lies below ---- */

    /** Shapes and bytes of all arguments for given inputs. [The program has no symbols, program_info says all.] */
    tg_status(TG_CALL* program_infer)(tg_program* program, const tg_infer* desc, tg_error* error);
    /** A copy between buffers or with host memory, as a submission. [The host maps and copies when nothing is pending.] */
    tg_status(TG_CALL* copy)(tg_device* device, const tg_copy* desc, tg_error* error);
    /**
     * Drives the device until the ticket was reported or the time ran out (TG_PENDING). Reporting stays complete's. A ticket that was never
     * accepted counts as reported with the next accepted one, and is TG_NOT_FOUND above the last. [The host sleeps.]
     */
    tg_status(TG_CALL* wait)(tg_device* device, const tg_ticket* desc, tg_error* error);
    /** TG_OK: will be reported TG_CANCELLED unless it finishes first. TG_NOT_FOUND: it is not pending. [The host waits.] */
    tg_status(TG_CALL* cancel)(tg_device* device, const tg_ticket* desc, tg_error* error);
    /** Writes bytes of the device's first format, from which program_create makes the same program. [No ahead-of-time compilation.] */
    tg_status(TG_CALL* program_save)(tg_program* program, const tg_save* desc, tg_error* error);
    /** [Staging through host memory.] */
    tg_status(TG_CALL* buffer_import)(tg_device* device, const tg_import* desc, tg_buffer_info* out, tg_error* error);
    /** [Staging through host memory.] */
    tg_status(TG_CALL* buffer_export)(tg_buffer* buffer, const tg_export* desc, tg_exported* out, tg_error* error);
    /** [Not known.] */
    tg_status(TG_CALL* device_stats)(tg_device* device, const tg_stats_query* desc, tg_stats* out, tg_error* error);
    /** [Close and open again.] */
    tg_status(TG_CALL* device_set)(tg_device* device, const tg_set* desc, tg_error* error);
    /** Gives TG_BLOB_*. [Try program_create.] */
    tg_status(TG_CALL* blob_check)(const tg_blob* desc, uint32_t* out, tg_error* error);
    /** Gives a table of further functions, static, or TG_UNSUPPORTED. [There are none.] */
    tg_status(TG_CALL* extension)(tg_device* device, const tg_extension_query* desc, const void** out, tg_error* error);

    /** The library's own name, such as "tengen-cpu 0.1.0"; for logs before any device exists. Never NULL. */
    const char* name;
} tg_api;
TG_STRUCT(tg_api, 1, 24);

/**
 * The one exported symbol. Gives the table, which lives as long as the process (libraries are never unloaded). `host_abi` is the host's
 * TG_ABI; a plugin answers every minor of its own major. Keeps no state; may be called any number of times from any thread.
 */
TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error);
typedef tg_status(TG_CALL* tg_plugin_entry)(uint32_t host_abi, const tg_api** out, tg_error* error);

/* ================================================================================================================================ */
/* Extensions                                                                                                                         */

/**
 * "tg.timeline/1": device-side waits before the signal, across engines, devices and processes (tier T2).
 *
 * A timeline is a counter that only grows: a point is reached once the value is at least that point, and stays reached. Submissions wait for
 * points and signal them through tg_sync, on queues with WAITS; the host does with wait and signal. A submission signals when it has ended,
 * failed or cancelled too, after its outputs are visible and before its ticket is reported; one that execute refused signals nothing. A signal
 * by a submission at or below the value reached changes nothing. A device that is
 * lost signals nothing any more and releases its waits: wait answers DEVICE_LOST, query what was reached last, destroy works.
 */
#define TG_EXTENSION_TIMELINE "tg.timeline/1"

/** IN of timeline create and import. */
typedef struct tg_timeline_desc {
    uint32_t size;
    uint32_t export_kinds; /**< create: bit (1 << kind) of what it may be exported as; one that cannot be is UNSUPPORTED. */
    uint64_t initial;      /**< create: the value it begins with. */
    uint64_t handle;       /**< import. */
    uint32_t kind;         /**< import: TG_MEMORY_FD, TG_MEMORY_WIN32. */
    uint32_t reserved;
} tg_timeline_desc;
TG_STRUCT(tg_timeline_desc, 4, 0);

/** IN of timeline wait and signal on the host. */
typedef struct tg_timeline_point {
    uint32_t size;
    uint32_t flags;
    uint64_t value;
    uint64_t timeout_ns; /**< wait: TG_FOREVER = until reached. signal: 0. */
} tg_timeline_point;
TG_STRUCT(tg_timeline_point, 3, 0);

typedef struct tg_timeline_api {
    uint32_t size;
    uint32_t abi;

    /* ---- optional: NULL or UNSUPPORTED means there is none ---- */

    /** The timeline on which the device signals each ended ticket of a queue. Owned by the device: the host neither destroys nor signals it. */
    tg_status(TG_CALL* queue_timeline)(tg_device* device, uint32_t queue, tg_timeline** out, tg_error* error);

    /* ---- required ---- */

    tg_status(TG_CALL* create)(tg_device* device, const tg_timeline_desc* desc, tg_timeline** out, tg_error* error);
    /** Frees a timeline that no pending submission names and nobody waits on. */
    tg_status(TG_CALL* destroy)(tg_timeline* timeline, const tg_release* desc, tg_error* error);
    /** The value reached. */
    tg_status(TG_CALL* query)(tg_timeline* timeline, uint64_t* out, tg_error* error);
    /** Sleeps until the point is reached (TG_OK) or the time ran out (TG_PENDING). Any number of threads, also while others signal. */
    tg_status(TG_CALL* wait)(tg_timeline* timeline, const tg_timeline_point* desc, tg_error* error);
    /** Reaches a point from the host. INVALID_ARGUMENT when `value` is not above the value reached. */
    tg_status(TG_CALL* signal)(tg_timeline* timeline, const tg_timeline_point* desc, tg_error* error);

    /* ---- optional ---- */

    tg_status(TG_CALL* import)(tg_device* device, const tg_timeline_desc* desc, tg_timeline** out, tg_error* error);
    tg_status(TG_CALL* export_)(tg_timeline* timeline, const tg_export* desc, tg_exported* out, tg_error* error);
} tg_timeline_api;
TG_STRUCT(tg_timeline_api, 1, 8);

/**
 * "tg.layer/1", an extension of the host: what a layer wraps. A layer is a plugin that answers every call by calling another one; the host
 * that stacks it offers this table through tg_host.extension, in tg_probe and in tg_open. Without it a layer has no device and says so. The
 * tg_host that a layer hands on offers `below` under the same name, or nothing when that is NULL.
 */
#define TG_EXTENSION_LAYER "tg.layer/1"

/** Static: lives as long as the process. */
typedef struct tg_layer {
    uint32_t size;
    uint32_t abi;
    const tg_api* next;           /**< The plugin wrapped. */
    const struct tg_layer* below; /**< What `next` wraps when it is a layer itself, or NULL. */
} tg_layer;
TG_STRUCT(tg_layer, 1, 2);

/** "tg.profile/1": device timestamps of single nodes. */
#define TG_EXTENSION_PROFILE "tg.profile/1"

/** OUT element of tg_profile_query.spans. */
typedef struct tg_span {
    uint64_t start_ns;
    uint64_t end_ns;
    uint32_t node; /**< Index in the program's graph; TG_NONE = work of no single node. */
    uint32_t reserved;
} tg_span;
TG_STRUCT(tg_span, 3, 0);

/** IN of profile read: a completed ticket that was submitted with profiling on. */
typedef struct tg_profile_query {
    uint32_t size;
    uint32_t queue;
    tg_span* spans; /**< Caller's, span_capacity elements. */
    uint32_t* span_count; /**< Result: how many there are, also when they do not fit. */
    uint64_t ticket;
    uint32_t span_capacity;
    uint32_t span_stride;
} tg_profile_query;
TG_STRUCT(tg_profile_query, 3, 2);

typedef struct tg_profile_api {
    uint32_t size;
    uint32_t abi;
    tg_status(TG_CALL* enable)(tg_device* device, uint32_t queue, uint32_t on, tg_error* error);
    tg_status(TG_CALL* read)(tg_device* device, const tg_profile_query* desc, tg_error* error);
} tg_profile_api;
TG_STRUCT(tg_profile_api, 1, 2);

#if defined(_MSC_VER) || defined(__GNUC__)
#pragma pack(pop)
#endif

/* ================================================================================================================================ */
/* Helpers: the reader rule as code                                                                                                   */

/** Bytes of `type` that code written for TG_USE_MINOR looks at. */
#define TG_KNOWN(type) ((uint32_t)(TG_USE_MINOR >= TG_MINOR ? sizeof(type) : (size_t)type##_1_0))

static inline uint32_t tg_load_size_(const void* object) {
    return *(const volatile uint32_t*)object;
}

static inline tg_status tg_tail_(const unsigned char* bytes, uint32_t from, uint32_t to) {
    for (; from < to; from++)
        if (bytes[from] != 0)
            return TG_TOO_NEW;
    return TG_OK;
}

/**
 * IN: snapshots a sized struct into `copy` (`known` bytes), once. `least` is its 1.0 size. TG_INVALID_ARGUMENT for NULL or a size below
 * `least`, above TG_MAX_SIZE or not a multiple of 4; TG_TOO_NEW for a set byte that the reader does not know. copy->size is the caller's.
 */
static inline tg_status tg_read(void* copy, uint32_t known, const void* desc, uint32_t least) {
    uint32_t size, common;
    if (!desc)
        return TG_INVALID_ARGUMENT;
    size = tg_load_size_(desc);
    if (size < least || size > TG_MAX_SIZE || size % 4 != 0)
        return TG_INVALID_ARGUMENT;
    common = size < known ? size : known;
    memcpy(copy, desc, common);
    memset((char*)copy + common, 0, known - common);
    memcpy(copy, &size, sizeof size);
    return tg_tail_((const unsigned char*)desc, known, size);
}

/** IN: snapshots element `index` of an array whose stride stands for the size. The stride is a multiple of 8 in [least, TG_MAX_SIZE]. */
static inline tg_status tg_at(void* copy, uint32_t known, const void* array, uint32_t stride, uint32_t index, uint32_t least) {
    const unsigned char* element;
    uint32_t common = stride < known ? stride : known;
    if (!array || stride < least || stride > TG_MAX_SIZE || stride % 8 != 0)
        return TG_INVALID_ARGUMENT;
    element = (const unsigned char*)array + (size_t)index * stride;
    memcpy(copy, element, common);
    memset((char*)copy + common, 0, known - common);
    return tg_tail_(element, known, stride);
}

/** OUT: fills a caller's sized struct from `full` (`known` bytes); what the caller has beyond is zeroed; `size` stays the caller's. */
static inline tg_status tg_write(void* out, const void* full, uint32_t known, uint32_t least) {
    uint32_t size, common;
    if (!out)
        return TG_INVALID_ARGUMENT;
    size = tg_load_size_(out);
    if (size < least || size > TG_MAX_SIZE || size % 4 != 0)
        return TG_INVALID_ARGUMENT;
    common = size < known ? size : known;
    memcpy((char*)out + 4, (const char*)full + 4, common - 4);
    memset((char*)out + common, 0, size - common);
    return TG_OK;
}

/** OUT: fills element `index` of a caller's array. */
static inline tg_status tg_write_at(void* array, uint32_t stride, uint32_t index, const void* full, uint32_t known, uint32_t least) {
    char* element;
    uint32_t common = stride < known ? stride : known;
    if (!array || stride < least || stride > TG_MAX_SIZE || stride % 8 != 0)
        return TG_INVALID_ARGUMENT;
    element = (char*)array + (size_t)index * stride;
    memcpy(element, full, common);
    memset(element + common, 0, stride - common);
    return TG_OK;
}

/** Copies a table of functions, or anything in OUT memory of the other side, into one of the reader's own; a longer tail is ignored. */
static inline tg_status tg_table(void* copy, uint32_t known, const void* table, uint32_t least) {
    uint32_t size, common;
    if (!table)
        return TG_INVALID_ARGUMENT;
    size = tg_load_size_(table);
    if (size < least || size > TG_MAX_SIZE || size % 4 != 0)
        return TG_INVALID_ARGUMENT;
    common = size < known ? size : known;
    memcpy(copy, table, common);
    memset((char*)copy + common, 0, known - common);
    memcpy(copy, &size, sizeof size);
    return TG_OK;
}

#define TG_READ(type, copy, desc) tg_read((copy), TG_KNOWN(type), (desc), type##_1_0)
#define TG_AT(type, copy, array, stride, index) tg_at((copy), TG_KNOWN(type), (array), (stride), (index), type##_1_0)
#define TG_WRITE(type, out, full) tg_write((out), (full), TG_KNOWN(type), type##_1_0)
#define TG_WRITE_AT(type, array, stride, index, full) tg_write_at((array), (stride), (index), (full), TG_KNOWN(type), type##_1_0)
#define TG_TABLE(type, copy, table) tg_table((copy), TG_KNOWN(type), (table), type##_1_0)

/** IN: TG_TOO_NEW when `bits` (flags, or a reserved word with `known` 0) has a bit outside `known`. */
static inline tg_status tg_only(uint64_t bits, uint64_t known) {
    return (bits & ~known) ? TG_TOO_NEW : TG_OK;
}

/** 1 when [offset, offset + bytes) lies in [0, capacity), without overflow. */
static inline int tg_in_range(uint64_t offset, uint64_t bytes, uint64_t capacity) {
    return offset <= capacity && bytes <= capacity - offset;
}

/** Elements of a shape of known extents; 1 on success, 0 when one is negative or the product of those that are not 0 exceeds 2^63 - 1. */
static inline int tg_count(const int64_t* dims, uint32_t rank, uint64_t* out) {
    uint64_t product = 1;
    uint32_t i;
    int empty = 0;
    if (rank > TG_MAX_RANK || (rank && !dims))
        return 0;
    for (i = 0; i < rank; i++) {
        if (dims[i] < 0)
            return 0;
        if (dims[i] == 0)
            empty = 1;
        else if (product > (uint64_t)INT64_MAX / (uint64_t)dims[i])
            return 0;
        else
            product *= (uint64_t)dims[i];
    }
    *out = empty ? 0 : product;
    return 1;
}

/** Bytes of `count` elements; 1 on success, 0 when the dtype has no size or the bytes exceed 2^63 - 1. */
static inline int tg_bytes(tg_dtype dtype, uint64_t count, uint64_t* out) {
    uint64_t bits = (uint64_t)((dtype >> 8) & 0xff) * (dtype >> 16);
    if (bits == 0 || count > ((uint64_t)INT64_MAX - 7) / bits)
        return 0;
    *out = (count * bits + 7) / 8;
    return 1;
}

static inline void tg_put_text_(char* to, uint32_t capacity, const char* from) {
    size_t n = from ? strlen(from) : 0;
    if (!to || !capacity)
        return;
    if (n >= capacity)
        for (n = capacity - 1; n && ((unsigned char)from[n] & 0xC0) == 0x80; n--) {
        }
    memcpy(to, from ? from : "", n);
    to[n] = 0;
}

/**
 * Explains a failure: copies text and rule as far as they fit, in whole characters, and clears vendor_code (set it afterwards). Answers
 * `status`, so that a slot can return it.
 */
static inline tg_status tg_fail(tg_error* error, tg_status status, const char* rule, const char* text) {
    if (!error || tg_load_size_(error) < TG_SIZE(3, 2))
        return status;
    tg_put_text_(error->text, error->text_capacity, text);
    tg_put_text_(error->rule, error->rule_capacity, rule);
    error->vendor_code = 0;
    return status;
}

#ifdef __cplusplus
}
#endif

/* ================================================================================================================================ */
/**
 * @page obligations Obligations
 *
 * Number, who can enforce it (L loader, S conformance suite, V validation layer, N nobody), rule, and what happens when it is broken.
 * Numbers are never reused.
 *
 * TG-P-1   L  The library exports tg_plugin_v1 and no other tg_ symbol. | not loaded
 * TG-P-2   L  The table answers every minor of its major; size, abi, name and the 12 required slots are set. | not loaded
 * TG-P-3   S  No exception, signal, exit, abort or print leaves a function. | verdict crash or contract
 * TG-P-4   S  Floating-point control state and signal mask are as found when a function returns. | verdict contract
 * TG-P-5   S  Working directory, locale, affinity, signal dispositions and environment are left alone. | verdict contract
 * TG-P-6   V  Threads of the plugin block all signals, except those its language runtime handles itself. | reported
 * TG-P-7   S  IN structs and elements are read by the IN rule, NULL descriptors refused: INVALID_ARGUMENT or TOO_NEW, and nothing changed. | verdict contract
 * TG-P-8   S  OUT structs and elements are written by the OUT rule; `size` is never written. | verdict contract or out-of-bounds
 * TG-P-9   S  Nothing global remembers a host: every device keeps its own tg_host. | verdict contract
 * TG-P-10  S  device_info is pure: no device is powered up, same answer for the same options. | verdict contract
 * TG-P-11  S  Indices are dense from 0 and append-only; past the end NOT_FOUND. | verdict contract
 * TG-P-12  S  With no device at index 0 the error text says why. | reported
 * TG-P-13  S  Names, counts and strides of device_info and program_info are well formed: no NULL name, stride at least the 1.0 size. | refused by the loader
 * TG-P-14  S  An unknown option is INVALID_ARGUMENT naming the key; unknown "hint." options are ignored. | verdict contract
 * TG-P-15  S  On any error other than a submission's, nothing changed and no OUT handle was given; device_close alone may have ended work. | verdict contract
 * TG-P-16  S  Every error explains itself: non-empty text when the caller gave room. | reported
 * TG-P-17  S  execute answers OK only when the queue is otherwise complete and the outputs are visible to map. | verdict contract
 * TG-P-18  S  Every PENDING ticket is reported exactly once, or covered by a later OK of its queue or by DEVICE_LOST; no ticket nobody gave. | verdict contract or hang
 * TG-P-19  S  Reports of one queue are serial and ascending. | verdict contract
 * TG-P-20  S  BUSY only with max_pending submissions pending on that queue. | verdict contract
 * TG-P-21  S  A failed submission fails alone; later ones of the queue still run. | verdict contract
 * TG-P-22  S  After DEVICE_LOST map, unmap, buffer_free, program_destroy and device_close still work. | verdict contract
 * TG-P-23  S  device_close ends what is pending and reports it as DEVICE_LOST, also while objects live, and calls nothing back after it answered OK. | verdict contract or crash
 * TG-P-24  S  Nothing but the listed pointers is retained after a call. | verdict crash
 * TG-P-25  S  Only the outputs' elements are written: no input, no neighbour, no other buffer. | verdict out-of-bounds
 * TG-P-26  S  Zero-size buffers, maps, copies and tensors are legal. | verdict contract or hang
 * TG-P-27  S  Sizes that overflow are INVALID_ARGUMENT or OUT_OF_MEMORY, never a smaller success. | verdict contract
 * TG-P-28  S  Ranges outside a buffer are INVALID_ARGUMENT, for execute, map and copy. | verdict contract
 * TG-P-29  S  Map honours map_alignment and gives memory that stays until unmap. | verdict contract
 * TG-P-30  S  An unknown domain, operator, version, attribute, dtype or attribute type is answered NO. | verdict contract
 * TG-P-31  S  A graph wholly claimed compiles; a claim binds the graph and options queried. | verdict contract
 * TG-P-32  S  program_create of a graph not claimed is DECLINED, not a crash and not a success with other semantics. | verdict contract
 * TG-P-33  S  graph_query answers every node, is pure and repeatable. | verdict contract
 * TG-P-34  S  A device with SYMBOLS offers program_infer, and its answers agree with what executes. | refused by the loader, verdict contract
 * TG-P-35  S  program_info agrees with the graph: order, dtypes, dims, roles; bytes at least what the shape needs. | verdict contract
 * TG-P-36  S  Results lie within the tolerance computed from the declared numerics. | verdict fail
 * TG-P-37  S  Results depend on the arguments alone: same inputs, same declared determinism. | verdict nondeterministic
 * TG-P-38  S  Programs run concurrently with different arguments up to max_concurrency. | verdict fail or crash
 * TG-P-39  S  Everything freed is returned: no growth over alloc/free, create/destroy and open/close cycles. | reported as leak
 * TG-P-40  S  Malformed compiled bytes are INVALID_ARGUMENT or INCOMPATIBLE. | verdict contract or crash
 * TG-P-41  N  Behaves the same whoever calls. | certificate void
 * TG-P-42  S  wait drives: after it answered OK the ticket was reported. | verdict contract or hang
 * TG-P-43  S  An execute with arguments that do not fit program_info (count, rank, dims, bytes, kind) is INVALID_ARGUMENT. | verdict contract
 * TG-P-44  S  copy moves exactly the range given. | verdict out-of-bounds
 * TG-P-45  S  A submission begins after what it waits for: tickets ended, points of timelines reached. | verdict contract
 * TG-P-46  S  A timeline only grows, and says so: query, wait and signal agree with what the host and ended submissions signalled. | verdict contract
 * TG-P-47  S  cancel answers the truth: only a ticket whose cancel answered OK is reported CANCELLED, and one that is not pending is NOT_FOUND. | verdict contract
 * TG-P-48  S  What program_save wrote makes a program of the same results on the same device; blob_check agrees with program_create. | verdict contract
 * TG-P-49  S  A call that gets no memory answers a status of class RESOURCE and works when it is made again; a submission may be accepted and reported failed instead. | verdict contract or crash
 * TG-P-50  S  A lost device stays lost: execute and copy answer DEVICE_LOST, waits for it are released; closed, it opens again, and other opens go on. | verdict contract or hang
 *
 * TG-H-1   V  Loads by absolute path, once, and never unloads. | undefined
 * TG-H-2   V  Checks abi, table and required slots before the first call. | undefined
 * TG-H-3   V  Calls per (device, queue) are serial; no object is used while it is destroyed. | undefined
 * TG-H-4   V  SERIAL devices get one call at a time. | undefined
 * TG-H-5   V  Buffers, programs and timelines are destroyed before their device is freed, each once. | WRONG_STATE or undefined
 * TG-H-6   V  Buffers and programs are freed only when no pending submission uses them. | undefined
 * TG-H-7   V  Handles are used with the device that made them. | undefined
 * TG-H-8   V  tg_host and its ctx live until device_close answered OK. | undefined
 * TG-H-9   V  Callbacks take no lock that is held across a plugin call, and only enqueue. | deadlock
 * TG-H-10  V  Tickets of a queue ascend, start above 0, and are not reused. | undefined
 * TG-H-11  V  A refused submission spends its ticket: its dependents are failed by the host behind a barrier. | stale data
 * TG-H-12  V  Waits name tickets already accepted, on devices with WAITS only. | INVALID_ARGUMENT or hang
 * TG-H-13  V  Buffers, program, out_dims, timing and host pointers of a submission stay until it completes. | undefined
 * TG-H-14  V  PULL devices are waited on until everything is reported. | hang
 * TG-H-15  V  An unknown incompat bit means the object is not used, and the host says so. | undefined
 * TG-H-16  V  Range flags are READ, WRITE or both; unmap repeats map's range. | INVALID_ARGUMENT
 * TG-H-17  V  No mapping overlaps what a pending submission writes. | undefined
 * TG-H-18  V  Alignments of arg_info are met; the host copies when its memory does not. | INVALID_ARGUMENT
 * TG-H-19  V  Arguments of a submission do not overlap an output unless aliased. | undefined
 * TG-H-20  V  Nodes are in topological order; every value has one producer. | INVALID_ARGUMENT
 * TG-H-21  V  Graph outputs are distinct, and none is an input or a constant. | INVALID_ARGUMENT
 * TG-H-22  V  Nodes have the newest since-version the host can upgrade to, or the one the plugin asked for. | answered NO
 * TG-H-23  V  Attributes equal to their default are absent; attributes are ordered by name. | answered NO
 * TG-H-24  V  Functions are inlined; the output dtype is the authority for Cast. | answered NO
 * TG-H-25  V  Every value of a compiled graph has a rank and dims or symbols. | INVALID_ARGUMENT
 * TG-H-26  V  Indices, counts, ranks and byte counts of a graph are checked before a plugin sees it. | undefined
 * TG-H-27  V  After cutting out a subgraph the host asks again. | DECLINED
 * TG-H-28  V  Fork is not used after the first device_info. | undefined
 * TG-H-29  V  Does not touch reserved members: they are zero. | TOO_NEW
 * TG-H-30  V  Retries without the new field on TOO_NEW; never treats it as UNSUPPORTED. | silent fallback
 * TG-H-31  V  Ranges mapped at one time do not overlap unless all are READ. | undefined
 * TG-H-32  V  No submission waits for a point that only a later submission of its engine signals. | hang
 */

#endif /* TENGEN_TENGEN_H */
