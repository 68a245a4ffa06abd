// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>How a device behaves (<c>TG_DEVICE_*</c>).</summary>
[Flags]
public enum DeviceFlags
{
    None = 0,

    /// <summary><see cref="Device.Submit"/> may answer <see cref="Submitted.Pending"/> (tier T1). Without it every submission is blocking (T0).</summary>
    Async = (int)Tg.TG_DEVICE_ASYNC,

    /// <summary><see cref="Submission.Waits"/> are honoured.</summary>
    Waits = (int)Tg.TG_DEVICE_WAITS,

    /// <summary>Completions are reported only inside plugin calls: the host keeps calling wait.</summary>
    Pull = (int)Tg.TG_DEVICE_PULL,

    /// <summary>The host makes one call at a time.</summary>
    Serial = (int)Tg.TG_DEVICE_SERIAL,

    /// <summary>Some arguments take strides.</summary>
    Strides = (int)Tg.TG_DEVICE_STRIDES,

    CompileOnly = (int)Tg.TG_DEVICE_COMPILE_ONLY,

    /// <summary>No hardware: speed means nothing.</summary>
    Simulated = (int)Tg.TG_DEVICE_SIMULATED,

    /// <summary>Claims graphs with symbolic dims; <see cref="Offers.Infer"/> is then required. Without it the kit answers such nodes IF_STATIC.</summary>
    Symbols = (int)Tg.TG_DEVICE_SYMBOLS,
}

/// <summary><c>TG_KIND_*</c></summary>
public enum DeviceKind
{
    Other = 0,
    Cpu = 1,
    Gpu = 2,
    Npu = 3,
    Fpga = 4,
}

/// <summary><c>TG_QUEUE_*</c></summary>
[Flags]
public enum QueueFlags
{
    None = 0,
    Execute = (int)Tg.TG_QUEUE_EXECUTE,
    Copy = (int)Tg.TG_QUEUE_COPY,

    /// <summary>Timings are filled; the kit does it unless the backend sets its own.</summary>
    Timestamps = (int)Tg.TG_QUEUE_TIMESTAMPS,

    Waits = (int)Tg.TG_QUEUE_WAITS,
    Protected = (int)Tg.TG_QUEUE_PROTECTED,
}

/// <summary><c>TG_MEMORY_MAPPABLE</c> and following</summary>
[Flags]
public enum MemoryFlags
{
    None = 0,
    Mappable = (int)Tg.TG_MEMORY_MAPPABLE,

    /// <summary>Mapping costs no copy and no cache maintenance.</summary>
    Coherent = (int)Tg.TG_MEMORY_COHERENT,
}

/// <summary>Sets of <c>TG_MEMORY_FD</c> and following, as bits.</summary>
[Flags]
public enum MemoryKinds
{
    None = 0,
    FileDescriptor = 1 << (int)Tg.TG_MEMORY_FD,
    HostPointer = 1 << (int)Tg.TG_MEMORY_HOST,
    DmaBuf = 1 << (int)Tg.TG_MEMORY_DMA_BUF,
    Win32 = 1 << (int)Tg.TG_MEMORY_WIN32,
}

/// <summary>Sets of <c>TG_ARG_*</c> kinds that need a declaration, as bits.</summary>
[Flags]
public enum ArgumentKinds
{
    None = 0,
    Address = 1 << (int)Tg.TG_ARG_ADDRESS,
    Host = 1 << (int)Tg.TG_ARG_HOST,
    Immediate = 1 << (int)Tg.TG_ARG_IMMEDIATE,
}
