// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

public static partial class Oracle
{
    /// <summary>
    /// The sign that each floating-point output element has in every legal implementation, by <see cref="ZeroSign"/>; what the kernel moves
    /// or reads keeps the sign it has. Whether a zero is -0 or +0 can be told by it.
    /// </summary>
    /// <param name="call">The node and its inputs.</param>
    /// <returns>By output, then by flat element: -1, 1, or 0 where no sign is fixed. Null for outputs that are absent or have no -0.</returns>
    public static ImmutableArray<int[]?> SignsOf(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var pass = new RawPass<ZeroSign>(call.OutputCount, parallel: true);
        call.Kernel.Run(new KernelContext<ZeroSign>(call, pass));
        return [.. Enumerable.Range(0, call.OutputCount).Select(output =>
            Formats.Find(call.OutputTypes[output]) is not { HasNegativeZero: true } ? null
            : pass.Results[output] is { } numbers ? Array.ConvertAll(numbers, number => number.Sign)
            : pass.Tensors[output] is { } moved ? Array.ConvertAll(Decoded.Reals(moved), value => double.IsNegative(value) ? -1 : 1)
            : null)];
    }
}
