// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Reduction;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>A function from a line of numbers to a line.</summary>
internal unsafe interface ILineFunction<T> where T : unmanaged
{
    /// <param name="x">May be <paramref name="y"/>.</param>
    /// <param name="y">As many as <paramref name="x"/>.</param>
    /// <param name="count">At least 1.</param>
    void Invoke(T* x, T* y, int count);
}

/// <summary>Applies a function to lines along one axis; lines whose elements are apart are gathered into scratch. One item is a run of lines.</summary>
internal unsafe struct LineMap<T, TFunction> : IParallelBody where T : unmanaged where TFunction : struct, ILineFunction<T>
{
    public T* Input;
    public T* Output;
    public Lines Lines;
    public TFunction Function;

    /// <summary>A line for each worker; only for an inner extent above 1.</summary>
    public T* Scratch;

    public readonly int Items => Lines.Count == 0 ? 0 : (LineCount + LinesPerItem - 1) / LinesPerItem;

    private readonly int LineCount => checked(Lines.Outer * Lines.Inner);

    private readonly int LinesPerItem => Math.Max(1, 4096 / Math.Max(1, Lines.Count));

    public readonly void Run(int item, int worker)
    {
        var end = Math.Min(LineCount, (item + 1) * LinesPerItem);
        for (var row = item * LinesPerItem; row < end; row++)
        {
            var origin = (nint)(row / Lines.Inner) * Lines.Count * Lines.Inner + row % Lines.Inner;
            if (Lines.Inner == 1)
            {
                Function.Invoke(Input + origin, Output + origin, Lines.Count);
                continue;
            }
            var line = Scratch + (nint)worker * Lines.Count;
            for (nint i = 0; i < Lines.Count; i++)
                line[i] = Input[origin + i * Lines.Inner];
            Function.Invoke(line, line, Lines.Count);
            for (nint i = 0; i < Lines.Count; i++)
                Output[origin + i * Lines.Inner] = line[i];
        }
    }
}
