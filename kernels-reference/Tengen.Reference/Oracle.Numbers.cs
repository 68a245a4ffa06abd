// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

public static partial class Oracle
{
    /// <summary>
    /// What the kernel leaves in the number system <typeparamref name="T"/>, before anything is rounded to a dtype; bounds are those of
    /// default numerics. One caller at a time is served.
    /// </summary>
    /// <param name="call">The node and its inputs.</param>
    /// <param name="form">A permitted form, or null for the plain kernel.</param>
    /// <returns>By output, then by flat element; null where the kernel writes elements exactly, computes nothing or leaves the output out.</returns>
    public static ImmutableArray<T[]?> Numbers<T>(Call call, string? form = null) where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (Statics)
        {
            Arithmetic.Declare(Numerics.Default, call.Inside, call.IsNarrowed);
            TapeRecorder.Reset();
            var pass = new RawPass<T>(call.OutputCount, parallel: false);
            call.Kernel.Run(new KernelContext<T>(call, pass), form);
            return [.. pass.Results];
        }
    }
}
