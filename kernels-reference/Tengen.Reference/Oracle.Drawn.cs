// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

public static partial class Oracle
{
    /// <summary>
    /// <see cref="Expect"/> for drawn elements alone, where computing them all takes too long: the kernel is run for these and for no others.
    /// One caller at a time is served.
    /// </summary>
    /// <param name="call">The node and its inputs.</param>
    /// <param name="numerics">The arithmetic declared for the operator at this dtype.</param>
    /// <param name="share">Share of each output's elements that is drawn.</param>
    /// <param name="least">Elements that are drawn at least, where there are as many.</param>
    /// <param name="counter">Draws them.</param>
    /// <returns>One per output, null where the node leaves the output out.</returns>
    public static ImmutableArray<DrawnExpectation?> ExpectDrawn(Call call, Numerics numerics, double share, int least, Counter counter)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(numerics);
        var elements = Enumerable.Range(0, call.OutputCount).Select(output => Drawn(call, output, share, least, counter.Stream(output))).ToArray();
        var references = new DrawnPass<DoubleDouble>(elements, static number => number.ToReal());
        call.Kernel.Run(new KernelContext<DoubleDouble>(call, references));
        var unrounded = references.Values.Select((values, output) => values is not null && IsToleranced(call.OutputTypes[output]) ? values : null).ToArray();
        lock (Statics)
        {
            Arithmetic.Declare(numerics, call.Inside, call.IsNarrowed);
            var tolerances = new Tolerance[call.OutputCount][];
            foreach (var form in (IEnumerable<string?>)[null, .. numerics.Forms.Where(form => call.Kernel.Forms.Contains(form))])
            {
                TapeRecorder.Reset();
                var tape = new TapePass(unrounded, elements);
                call.Kernel.Run(new KernelContext<Tape>(call, tape), form);
                for (var output = 0; output < tolerances.Length; output++)
                    if (tape.Tolerances[output] is { } taped)
                        tolerances[output] = Merge(tolerances[output], taped);
            }
            return [.. elements.Select((drawn, output) => call.Node.HasOutput(output) ? new DrawnExpectation(drawn, tolerances[output], references.Tensors[output] ?? call.NewOutput(output)) : null)];
        }
    }

    private static int[] Drawn(Call call, int output, double share, int least, Counter counter)
    {
        var count = Shape.CountOf(call.OutputDims[output].AsSpan());
        var wanted = Math.Min(count, Math.Max(least, (long)Math.Ceiling(count * share)));
        return [.. Enumerable.Range(0, (int)wanted).Select(i => (int)counter.Integer((ulong)i, 0, count - 1)).Distinct().Order()];
    }
}
