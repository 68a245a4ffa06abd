// SPDX-License-Identifier: Apache-2.0
// Bootstrap mirror of tengen.h until the generator lands; the generator's output replaces this file: delete it then.
#nullable enable
#pragma warning disable
using System.Runtime.CompilerServices;
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
namespace Tengen.Abi;

public struct tg_device { }

public struct tg_buffer { }

public struct tg_program { }

public struct tg_timeline { }

public unsafe struct tg_error
{
    public uint size;
    public uint text_capacity;
    public byte* text;
    public byte* rule;
    public long vendor_code;
    public uint rule_capacity;
    public uint reserved;
}

public unsafe struct tg_options
{
    public byte** keys;
    public byte** values;
    public uint count;
    public uint reserved;
}

public unsafe struct tg_completion
{
    public uint size;
    public int status;
    public byte* text;
    public byte* rule;
    public ulong ticket;
}

public unsafe struct tg_host
{
    public uint size;
    public uint abi;
    public void* ctx;
    public delegate* unmanaged[Cdecl]<tg_host*, uint, byte*, void> log;
    public delegate* unmanaged[Cdecl]<tg_host*, void*, tg_completion*, void> complete;
    public delegate* unmanaged[Cdecl]<tg_host*, byte*, void*> extension;
}

public unsafe struct tg_probe
{
    public uint size;
    public uint index;
    public tg_host* host;
    public byte* target;
    public tg_options options;
}

public unsafe struct tg_queue_info
{
    public uint flags;
    public uint engine;
    public uint max_pending;
    public uint priorities;
}

public unsafe struct tg_format_info
{
    public byte* name;
    public byte* note;
    public uint min_version;
    public uint max_version;
}

public unsafe struct tg_memory_info
{
    public byte* name;
    public byte* note;
    public ulong bytes;
    public uint flags;
    public uint reserved;
}

public unsafe struct tg_device_info
{
    public uint size;
    public uint flags;
    public byte* name;
    public byte* vendor;
    public byte* driver;
    public byte* location;
    public byte* fingerprint;
    public byte* sheet;
    public tg_queue_info* queues;
    public tg_format_info* formats;
    public tg_memory_info* memories;
    public byte* note;
    public byte_array16 uuid;
    public ulong incompat;
    public ulong memory_bytes;
    public ulong max_buffer_bytes;
    public ulong max_argument_bytes;
    public ulong max_map_bytes;
    public uint queue_count;
    public uint queue_stride;
    public uint format_count;
    public uint format_stride;
    public uint memory_count;
    public uint memory_stride;
    public uint buffer_alignment;
    public uint offset_alignment;
    public uint map_alignment;
    public uint import_alignment;
    public uint import_kinds;
    public uint export_kinds;
    public uint arg_kinds;
    public uint max_opens;
    public uint kind;
    public uint vendor_id;
    public uint device_id;
    public uint reserved;
}

public unsafe struct tg_open_queue
{
    public void* ctx;
    public byte* name;
    public uint info;
    public uint priority;
}

public unsafe struct tg_open
{
    public uint size;
    public uint index;
    public tg_host* host;
    public tg_open_queue* queues;
    public tg_options options;
    public uint queue_count;
    public uint queue_stride;
}

public unsafe struct tg_opened
{
    public uint size;
    public uint queue_count;
    public tg_device* device;
    public byte* note;
}

public unsafe struct tg_release
{
    public uint size;
    public uint flags;
}

public unsafe struct tg_buffer_desc
{
    public uint size;
    public uint flags;
    public byte* memory;
    public byte* label;
    public ulong bytes;
    public uint alignment;
    public uint export_kinds;
}

public unsafe struct tg_buffer_info
{
    public uint size;
    public uint flags;
    public tg_buffer* buffer;
    public void* host;
    public ulong address;
    public ulong bytes;
}

public unsafe struct tg_range
{
    public uint size;
    public uint flags;
    public ulong offset;
    public ulong bytes;
}

public unsafe struct tg_import
{
    public uint size;
    public uint kind;
    public ulong handle;
    public ulong offset;
    public ulong bytes;
    public uint flags;
    public uint reserved;
}

public unsafe struct tg_export
{
    public uint size;
    public uint kind;
}

public unsafe struct tg_exported
{
    public uint size;
    public uint kind;
    public ulong handle;
    public ulong offset;
    public ulong bytes;
}

public unsafe struct tg_value
{
    public byte* name;
    public long* dims;
    public void* data;
    public byte* digest;
    public byte* file;
    public byte* layout;
    public ulong bytes;
    public ulong file_offset;
    public uint dtype;
    public int rank;
    public uint flags;
    public uint reserved;
}

public unsafe struct tg_string
{
    public byte* data;
    public void* reserved;
    public ulong bytes;
}

public unsafe struct tg_attribute
{
    public byte* name;
    public void* data;
    public ulong count;
    public uint type;
    public uint stride;
}

public unsafe struct tg_node
{
    public byte* domain;
    public byte* op;
    public byte* name;
    public uint* inputs;
    public uint* outputs;
    public tg_attribute* attributes;
    public uint version;
    public uint flags;
    public uint input_count;
    public uint output_count;
    public uint attribute_count;
    public uint attribute_stride;
}

public unsafe struct tg_symbol
{
    public byte* name;
    public byte* expression;
    public long min;
    public long max;
    public long multiple;
    public long likely;
}

public unsafe struct tg_alias
{
    public uint input;
    public uint output;
}

public unsafe struct tg_capture
{
    public uint outer;
    public uint inner;
}

public unsafe struct tg_graph
{
    public uint size;
    public uint flags;
    public byte* name;
    public tg_value* values;
    public tg_node* nodes;
    public uint* inputs;
    public uint* outputs;
    public tg_symbol* symbols;
    public tg_alias* aliases;
    public tg_capture* captures;
    public uint value_count;
    public uint value_stride;
    public uint node_count;
    public uint node_stride;
    public uint input_count;
    public uint output_count;
    public uint symbol_count;
    public uint symbol_stride;
    public uint alias_count;
    public uint alias_stride;
    public uint capture_count;
    public uint capture_stride;
}

public unsafe struct tg_support
{
    public uint verdict;
    public uint why;
    public uint group;
    public uint version;
    public ulong cost_ns;
    public ulong resident_bytes;
}

public unsafe struct tg_query
{
    public uint size;
    public uint flags;
    public tg_graph* graph;
    public tg_support* support;
    public delegate* unmanaged[Cdecl]<void*, uint, byte*, void> explain;
    public void* explain_ctx;
    public tg_options options;
    public uint support_stride;
    public uint reserved;
}

public unsafe struct tg_program_desc
{
    public uint size;
    public uint flags;
    public tg_graph** graphs;
    public void* bytes;
    public byte* format;
    public tg_value* weights;
    public tg_options options;
    public ulong byte_count;
    public uint graph_count;
    public uint weight_count;
    public uint weight_stride;
    public uint format_version;
}

public unsafe struct tg_arg_info
{
    public byte* name;
    public long* dims;
    public byte* layout;
    public byte* memory;
    public ulong bytes;
    public uint dtype;
    public int rank;
    public uint role;
    public uint flags;
    public uint alignment;
    public uint buffer_flags;
    public uint alias;
    public uint reserved;
}

public unsafe struct tg_numerics
{
    public byte* op;
    public byte* forms;
    public ulong incompat;
    public ulong function_floor;
    public uint dtype;
    public uint accumulator;
    public uint intermediate;
    public uint demotion;
    public uint rounding;
    public uint summation;
    public uint truncation_block;
    public uint function_milliulp;
    public uint flags;
    public uint determinism;
}

public unsafe struct tg_program_query
{
    public uint size;
    public uint entry;
}

public unsafe struct tg_program_info
{
    public uint size;
    public uint flags;
    public byte* name;
    public byte* report;
    public tg_arg_info* args;
    public tg_numerics* numerics;
    public tg_symbol* symbols;
    public byte* note;
    public ulong incompat;
    public ulong resident_bytes;
    public uint entry_count;
    public uint max_concurrency;
    public uint arg_count;
    public uint arg_stride;
    public uint numerics_count;
    public uint numerics_stride;
    public uint symbol_count;
    public uint symbol_stride;
    public uint input_count;
    public uint output_count;
}

public unsafe struct tg_shape
{
    public long* dims;
    public void* data;
    public uint rank;
    public uint reserved;
}

public unsafe struct tg_infer
{
    public uint size;
    public uint entry;
    public tg_shape* inputs;
    public long* dims;
    public uint* ranks;
    public ulong* bytes;
    public uint input_count;
    public uint input_stride;
    public uint arg_count;
    public uint reserved;
}

public unsafe struct tg_save
{
    public uint size;
    public uint flags;
    public delegate* unmanaged[Cdecl]<void*, void*, ulong, int> write;
    public void* write_ctx;
}

public unsafe struct tg_blob
{
    public uint size;
    public uint index;
    public void* bytes;
    public byte* format;
    public tg_options options;
    public ulong byte_count;
}

public unsafe struct tg_arg
{
    public tg_buffer* buffer;
    public long* dims;
    public long* strides;
    public long* out_dims;
    public ulong offset;
    public ulong bytes;
    public uint rank;
    public uint kind;
}

public unsafe struct tg_sync
{
    public tg_timeline* timeline;
    public void* reserved;
    public ulong value;
    public uint queue;
    public uint flags;
}

public unsafe struct tg_timing
{
    public uint size;
    public uint flags;
    public ulong start_ns;
    public ulong end_ns;
}

public unsafe struct tg_execute
{
    public uint size;
    public uint flags;
    public tg_program* program;
    public tg_arg* args;
    public tg_sync* waits;
    public tg_sync* signals;
    public tg_timing* timing;
    public tg_options* options;
    public ulong ticket;
    public uint queue;
    public uint entry;
    public uint arg_count;
    public uint arg_stride;
    public uint wait_count;
    public uint wait_stride;
    public uint signal_count;
    public uint signal_stride;
}

public unsafe struct tg_copy
{
    public uint size;
    public uint flags;
    public tg_buffer* source;
    public void* host_source;
    public tg_buffer* destination;
    public void* host_destination;
    public tg_sync* waits;
    public tg_sync* signals;
    public tg_timing* timing;
    public tg_device* peer;
    public ulong source_offset;
    public ulong destination_offset;
    public ulong bytes;
    public ulong ticket;
    public uint queue;
    public uint reserved;
    public uint wait_count;
    public uint wait_stride;
    public uint signal_count;
    public uint signal_stride;
}

public unsafe struct tg_ticket
{
    public uint size;
    public uint queue;
    public ulong ticket;
    public ulong timeout_ns;
}

public unsafe struct tg_stats_query
{
    public uint size;
    public uint flags;
}

public unsafe struct tg_stats
{
    public uint size;
    public uint flags;
    public ulong buffer_bytes;
    public ulong program_bytes;
    public ulong free_bytes;
    public ulong submissions;
    public ulong device_ns;
    public ulong host_ns;
    public uint buffers;
    public uint programs;
}

public unsafe struct tg_set
{
    public uint size;
    public uint flags;
    public tg_options options;
}

public unsafe struct tg_extension_query
{
    public uint size;
    public uint flags;
    public byte* name;
    public void* reserved;
}

public unsafe struct tg_api
{
    public uint size;
    public uint abi;
    public delegate* unmanaged[Cdecl]<tg_probe*, tg_device_info*, tg_error*, int> device_info;
    public delegate* unmanaged[Cdecl]<tg_open*, tg_opened*, tg_error*, int> device_open;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_release*, tg_error*, int> device_close;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_buffer_desc*, tg_buffer_info*, tg_error*, int> buffer_alloc;
    public delegate* unmanaged[Cdecl]<tg_buffer*, tg_release*, tg_error*, int> buffer_free;
    public delegate* unmanaged[Cdecl]<tg_buffer*, tg_range*, void**, tg_error*, int> buffer_map;
    public delegate* unmanaged[Cdecl]<tg_buffer*, tg_range*, tg_error*, int> buffer_unmap;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_query*, tg_error*, int> graph_query;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_program_desc*, tg_program**, tg_error*, int> program_create;
    public delegate* unmanaged[Cdecl]<tg_program*, tg_release*, tg_error*, int> program_destroy;
    public delegate* unmanaged[Cdecl]<tg_program*, tg_program_query*, tg_program_info*, tg_error*, int> program_info;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_execute*, tg_error*, int> execute;
    public delegate* unmanaged[Cdecl]<tg_program*, tg_infer*, tg_error*, int> program_infer;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_copy*, tg_error*, int> copy;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_ticket*, tg_error*, int> wait;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_ticket*, tg_error*, int> cancel;
    public delegate* unmanaged[Cdecl]<tg_program*, tg_save*, tg_error*, int> program_save;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_import*, tg_buffer_info*, tg_error*, int> buffer_import;
    public delegate* unmanaged[Cdecl]<tg_buffer*, tg_export*, tg_exported*, tg_error*, int> buffer_export;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_stats_query*, tg_stats*, tg_error*, int> device_stats;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_set*, tg_error*, int> device_set;
    public delegate* unmanaged[Cdecl]<tg_blob*, uint*, tg_error*, int> blob_check;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_extension_query*, void**, tg_error*, int> extension;
    public byte* name;
}

public unsafe struct tg_timeline_desc
{
    public uint size;
    public uint export_kinds;
    public ulong initial;
    public ulong handle;
    public uint kind;
    public uint reserved;
}

public unsafe struct tg_timeline_point
{
    public uint size;
    public uint flags;
    public ulong value;
    public ulong timeout_ns;
}

public unsafe struct tg_timeline_api
{
    public uint size;
    public uint abi;
    public delegate* unmanaged[Cdecl]<tg_device*, uint, tg_timeline**, tg_error*, int> queue_timeline;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_timeline_desc*, tg_timeline**, tg_error*, int> create;
    public delegate* unmanaged[Cdecl]<tg_timeline*, tg_release*, tg_error*, int> destroy;
    public delegate* unmanaged[Cdecl]<tg_timeline*, ulong*, tg_error*, int> query;
    public delegate* unmanaged[Cdecl]<tg_timeline*, tg_timeline_point*, tg_error*, int> wait;
    public delegate* unmanaged[Cdecl]<tg_timeline*, tg_timeline_point*, tg_error*, int> signal;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_timeline_desc*, tg_timeline**, tg_error*, int> import;
    public delegate* unmanaged[Cdecl]<tg_timeline*, tg_export*, tg_exported*, tg_error*, int> export_;
}

public unsafe struct tg_span
{
    public ulong start_ns;
    public ulong end_ns;
    public uint node;
    public uint reserved;
}

public unsafe struct tg_profile_query
{
    public uint size;
    public uint queue;
    public tg_span* spans;
    public uint* span_count;
    public ulong ticket;
    public uint span_capacity;
    public uint span_stride;
}

public unsafe struct tg_profile_api
{
    public uint size;
    public uint abi;
    public delegate* unmanaged[Cdecl]<tg_device*, uint, uint, tg_error*, int> enable;
    public delegate* unmanaged[Cdecl]<tg_device*, tg_profile_query*, tg_error*, int> read;
}

[InlineArray(16)]
public struct byte_array16 { private byte _first; }

public static class Tg
{
    public const int TG_MAJOR = 1;
    public const int TG_MINOR = 0;
    public const uint TG_ABI = (uint)((TG_MAJOR << 16) | TG_MINOR);
    public const int TG_MAX_RANK = 16;
    public const int TG_MAX_SIZE = 4096;
    public const uint TG_NONE = 0xFFFFFFFFu;
    public const ulong TG_FOREVER = 0xFFFFFFFFFFFFFFFFUL;
    public const int TG_OK = 0;
    public const int TG_PENDING = 1;
    public const int TG_CLASS_CALLER = 1;
    public const int TG_CLASS_DECLINED = 2;
    public const int TG_CLASS_RESOURCE = 3;
    public const int TG_CLASS_RETRY = 4;
    public const int TG_CLASS_SUBMISSION = 5;
    public const int TG_CLASS_DEVICE = 6;
    public const int TG_CLASS_INTERNAL = 7;
    public const int TG_INVALID_ARGUMENT = -((1 << 8) | 1);
    public const int TG_TOO_NEW = -((1 << 8) | 2);
    public const int TG_NOT_FOUND = -((1 << 8) | 3);
    public const int TG_WRONG_STATE = -((1 << 8) | 4);
    public const int TG_UNSUPPORTED = -((2 << 8) | 1);
    public const int TG_INCOMPATIBLE = -((2 << 8) | 2);
    public const int TG_OUT_OF_MEMORY = -((3 << 8) | 1);
    public const int TG_LIMIT_REACHED = -((3 << 8) | 2);
    public const int TG_BUSY = -((4 << 8) | 1);
    public const int TG_EXECUTION_FAILED = -((5 << 8) | 1);
    public const int TG_CANCELLED = -((5 << 8) | 2);
    public const int TG_DEVICE_LOST = -((6 << 8) | 1);
    public const int TG_INTERNAL = -((7 << 8) | 1);
    public const uint TG_OPAQUE = 0u;
    public const uint TG_BOOL = 6u | (8u << 8) | (1u << 16);
    public const uint TG_I2 = 0u | (2u << 8) | (1u << 16);
    public const uint TG_I4 = 0u | (4u << 8) | (1u << 16);
    public const uint TG_I8 = 0u | (8u << 8) | (1u << 16);
    public const uint TG_I16 = 0u | (16u << 8) | (1u << 16);
    public const uint TG_I32 = 0u | (32u << 8) | (1u << 16);
    public const uint TG_I64 = 0u | (64u << 8) | (1u << 16);
    public const uint TG_U2 = 1u | (2u << 8) | (1u << 16);
    public const uint TG_U4 = 1u | (4u << 8) | (1u << 16);
    public const uint TG_U8 = 1u | (8u << 8) | (1u << 16);
    public const uint TG_U16 = 1u | (16u << 8) | (1u << 16);
    public const uint TG_U32 = 1u | (32u << 8) | (1u << 16);
    public const uint TG_U64 = 1u | (64u << 8) | (1u << 16);
    public const uint TG_F16 = 2u | (16u << 8) | (1u << 16);
    public const uint TG_F32 = 2u | (32u << 8) | (1u << 16);
    public const uint TG_F64 = 2u | (64u << 8) | (1u << 16);
    public const uint TG_BF16 = 4u | (16u << 8) | (1u << 16);
    public const uint TG_C64 = 5u | (64u << 8) | (1u << 16);
    public const uint TG_C128 = 5u | (128u << 8) | (1u << 16);
    public const uint TG_F8E4M3FN = 10u | (8u << 8) | (1u << 16);
    public const uint TG_F8E4M3FNUZ = 11u | (8u << 8) | (1u << 16);
    public const uint TG_F8E5M2 = 12u | (8u << 8) | (1u << 16);
    public const uint TG_F8E5M2FNUZ = 13u | (8u << 8) | (1u << 16);
    public const uint TG_F8E8M0 = 14u | (8u << 8) | (1u << 16);
    public const uint TG_F4E2M1 = 17u | (4u << 8) | (1u << 16);
    public const uint TG_TF32 = 2u | (19u << 8) | (1u << 16);
    public const uint TG_CODE_BLOCK = 0x80u;
    public const uint TG_LOG_ERROR = 1u;
    public const uint TG_LOG_WARNING = 2u;
    public const uint TG_LOG_INFO = 3u;
    public const uint TG_LOG_DEBUG = 4u;
    public const uint TG_LOG_TRACE = 5u;
    public const uint TG_KIND_OTHER = 0u;
    public const uint TG_KIND_CPU = 1u;
    public const uint TG_KIND_GPU = 2u;
    public const uint TG_KIND_NPU = 3u;
    public const uint TG_KIND_FPGA = 4u;
    public const uint TG_DEVICE_ASYNC = (1u << 0);
    public const uint TG_DEVICE_WAITS = (1u << 1);
    public const uint TG_DEVICE_PULL = (1u << 2);
    public const uint TG_DEVICE_SERIAL = (1u << 3);
    public const uint TG_DEVICE_STRIDES = (1u << 4);
    public const uint TG_DEVICE_COMPILE_ONLY = (1u << 5);
    public const uint TG_DEVICE_SIMULATED = (1u << 6);
    public const uint TG_DEVICE_SYMBOLS = (1u << 7);
    public const uint TG_ARG_BUFFER = 0u;
    public const uint TG_ARG_ADDRESS = 1u;
    public const uint TG_ARG_HOST = 2u;
    public const uint TG_ARG_IMMEDIATE = 3u;
    public const uint TG_ARG_ABSENT = 4u;
    public const uint TG_MEMORY_FD = 1u;
    public const uint TG_MEMORY_HOST = 2u;
    public const uint TG_MEMORY_DMA_BUF = 3u;
    public const uint TG_MEMORY_WIN32 = 4u;
    public const uint TG_QUEUE_EXECUTE = (1u << 0);
    public const uint TG_QUEUE_COPY = (1u << 1);
    public const uint TG_QUEUE_TIMESTAMPS = (1u << 2);
    public const uint TG_QUEUE_WAITS = (1u << 3);
    public const uint TG_QUEUE_PROTECTED = (1u << 4);
    public const uint TG_MEMORY_MAPPABLE = (1u << 0);
    public const uint TG_MEMORY_COHERENT = (1u << 1);
    public const uint TG_BUFFER_HOST_VISIBLE = (1u << 0);
    public const uint TG_BUFFER_ADDRESSABLE = (1u << 1);
    public const uint TG_BUFFER_PROTECTED = (1u << 2);
    public const uint TG_MAP_READ = (1u << 0);
    public const uint TG_MAP_WRITE = (1u << 1);
    public const uint TG_MAP_DISCARD = (1u << 2);
    public const uint TG_VALUE_PERSISTENT = (1u << 0);
    public const uint TG_ATTR_FLOAT = 1u;
    public const uint TG_ATTR_INT = 2u;
    public const uint TG_ATTR_STRING = 3u;
    public const uint TG_ATTR_TENSOR = 4u;
    public const uint TG_ATTR_GRAPH = 5u;
    public const uint TG_ATTR_FLOATS = 6u;
    public const uint TG_ATTR_INTS = 7u;
    public const uint TG_ATTR_STRINGS = 8u;
    public const uint TG_ATTR_TENSORS = 9u;
    public const uint TG_ATTR_GRAPHS = 10u;
    public const uint TG_NO = 0u;
    public const uint TG_YES = 1u;
    public const uint TG_SLOW = 2u;
    public const uint TG_IF_STATIC = 3u;
    public const uint TG_IF_CONSTANT = 4u;
    public const uint TG_WHY_NONE = 0u;
    public const uint TG_WHY_OP = 1u;
    public const uint TG_WHY_VERSION = 2u;
    public const uint TG_WHY_DTYPE = 3u;
    public const uint TG_WHY_ATTRIBUTE = 4u;
    public const uint TG_WHY_SHAPE = 5u;
    public const uint TG_WHY_SIZE = 6u;
    public const uint TG_WHY_LAYOUT = 7u;
    public const uint TG_WHY_MEMORY = 8u;
    public const uint TG_WHY_CONTEXT = 9u;
    public const uint TG_ROLE_INPUT = 1u;
    public const uint TG_ROLE_OUTPUT = 2u;
    public const uint TG_ROLE_SCRATCH = 3u;
    public const uint TG_ARGINFO_HOST_VALUE = (1u << 0);
    public const uint TG_ARGINFO_DATA_DEPENDENT = (1u << 1);
    public const uint TG_ARGINFO_TAKES_STRIDES = (1u << 2);
    public const uint TG_ARGINFO_OPTIONAL = (1u << 3);
    public const uint TG_ARGINFO_MAY_ALIAS = (1u << 4);
    public const uint TG_ROUND_NEAREST_EVEN = 0u;
    public const uint TG_ROUND_TOWARD_ZERO = 1u;
    public const uint TG_ROUND_NEAREST_AWAY = 2u;
    public const uint TG_ROUND_STOCHASTIC = 3u;
    public const uint TG_SUM_ANY = 0u;
    public const uint TG_SUM_SEQUENTIAL = 1u;
    public const uint TG_SUM_PAIRWISE = 2u;
    public const uint TG_SUM_BLOCKED = 3u;
    public const uint TG_SUM_EXACT = 4u;
    public const uint TG_NUMERIC_FLUSH_INPUTS = (1u << 0);
    public const uint TG_NUMERIC_FLUSH_OUTPUTS = (1u << 1);
    public const uint TG_NUMERIC_SATURATES = (1u << 2);
    public const uint TG_NUMERIC_NAN_UNDEFINED = (1u << 3);
    public const uint TG_NUMERIC_NORMWISE = (1u << 4);
    public const uint TG_NUMERIC_ZERO_SIGN_LOST = (1u << 5);
    public const uint TG_BLOB_UNUSABLE = 0u;
    public const uint TG_BLOB_OPTIMAL = 1u;
    public const uint TG_BLOB_RECOMPILE = 2u;
    public static ReadOnlySpan<byte> TG_EXTENSION_TIMELINE => "tg.timeline/1"u8;
    public static ReadOnlySpan<byte> TG_EXTENSION_PROFILE => "tg.profile/1"u8;
}
