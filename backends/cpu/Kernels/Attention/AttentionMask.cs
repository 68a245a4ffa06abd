// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Attention;

/// <summary>A mask broadcast to batch, head, query and key: bools say who takes part, numbers are added. Both null where there is none.</summary>
internal unsafe struct AttentionMask<T> where T : unmanaged
{
    public byte* Allowed;
    public T* Numbers;

    /// <summary>Elements from one batch, head and query to the next; 0 where it is broadcast.</summary>
    public nint BatchStep, HeadStep, QueryStep;

    /// <summary>Keys that it names; those behind are masked.</summary>
    public int Keys;

    public readonly bool IsPresent => Allowed != null || Numbers != null;

    public readonly nint Row(int batch, int head, int query) => batch * BatchStep + head * HeadStep + query * QueryStep;
}
