// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
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
    /// <param name="flushesInputs">Subnormal inputs may be read as zeros: they fix no sign.</param>
    /// <returns>By output, then by flat element: -1, 1, or 0 where no sign is fixed. Null for outputs that are absent or have no -0.</returns>
    public static ImmutableArray<int[]?> SignsOf(Call call, bool flushesInputs)
    {
        ArgumentNullException.ThrowIfNull(call);
        var pass = new SignPass(call.OutputCount, flushesInputs);
        call.Kernel.Run(new KernelContext<ZeroSign>(call, pass));
        return [.. Enumerable.Range(0, call.OutputCount).Select(output =>
            Formats.Find(call.OutputTypes[output]) is not { HasNegativeZero: true } ? null
            : pass.Results[output] is { } numbers ? Array.ConvertAll(numbers, number => number.Sign)
            : pass.Tensors[output] is { } moved ? Array.ConvertAll(Decoded.Reals(moved), value => double.IsNegative(value) ? -1 : 1)
            : null)];
    }

    private sealed class SignPass(int outputs, bool flushesInputs) : RawPass<ZeroSign>(outputs, parallel: true)
    {
        public override ZeroSign[] Enter(int input, double[] values, DType type) =>
            Array.ConvertAll(values, value => flushesInputs && Math.Abs(value) < Formats.Of(type).SmallestNormal && value != 0 ? ZeroSign.Exact(value) : ZeroSign.Input(value, type));
    }
}
