// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>What a device declares of itself (<c>TG_DEVICE_*</c>).</summary>
[Flags]
public enum DeviceFlags : uint
{
    None = 0,
    Async = Tg.TG_DEVICE_ASYNC,
    Waits = Tg.TG_DEVICE_WAITS,
    Pull = Tg.TG_DEVICE_PULL,
    Serial = Tg.TG_DEVICE_SERIAL,
    Strides = Tg.TG_DEVICE_STRIDES,
    CompileOnly = Tg.TG_DEVICE_COMPILE_ONLY,
    Simulated = Tg.TG_DEVICE_SIMULATED,
    Symbols = Tg.TG_DEVICE_SYMBOLS,
}

/// <summary>What a device is (<c>TG_KIND_*</c>). An unknown number reads as <see cref="Other"/>.</summary>
public enum DeviceKind : uint
{
    Other = Tg.TG_KIND_OTHER,
    Cpu = Tg.TG_KIND_CPU,
    Gpu = Tg.TG_KIND_GPU,
    Npu = Tg.TG_KIND_NPU,
    Fpga = Tg.TG_KIND_FPGA,
}
