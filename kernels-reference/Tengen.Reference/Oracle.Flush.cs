// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

public static partial class Oracle
{
    /// <summary>
    /// Where subnormal inputs may be read as zero (<see cref="NumericFlags.FlushInputs"/>), an infinite result may be what zeros in their places
    /// give, too: infinity times a subnormal number is infinity, infinity times zero is NaN. No bound on an error covers that.
    /// </summary>
    private static void AllowFlushed(Call call, Tolerance[]?[] tolerances)
    {
        if ((Arithmetic.Flags & NumericFlags.FlushInputs) == 0 || !tolerances.Any(output => output?.Any(tolerance => double.IsInfinity(tolerance.Reference)) == true))
            return;
        Tensor?[] inputs = [.. Enumerable.Range(0, call.InputCount).Select(input => call.HasInput(input) ? Flushed(call.Input(input)) : null)];
        var flushed = Raw<DoubleDouble>(new Call(call.Kernel, call.Node, inputs, call.OutputTypes), static number => number.ToReal()).Unrounded;
        for (var output = 0; output < tolerances.Length; output++)
            for (var element = 0; element < (tolerances[output]?.Length ?? 0); element++)
            {
                ref var tolerance = ref tolerances[output]![element];
                var (own, other) = (tolerance.Reference, flushed[output]![element].Hi);
                if (double.IsInfinity(own) && !other.Equals(own))
                    tolerance = tolerance.Or(tolerance with { Legal = Interval.Exact(own).Or(Interval.Exact(other)) });
            }
    }

    private static Tensor Flushed(Tensor tensor)
    {
        if (!tensor.Type.IsFloat)
            return tensor;
        var flushed = new Tensor(tensor.Type, tensor.Dims.AsSpan());
        for (var i = 0L; i < tensor.Count; i++)
            if (Math.Abs(Element.Real(tensor, i)) < Arithmetic.Intermediate.SmallestNormal)
                Element.SetReal(flushed, i, Math.CopySign(0, Element.Real(tensor, i)));
            else
                Element.Copy(tensor, i, flushed, i);
        return flushed;
    }
}
