// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Output 0 as input 0 resampled along its axes, in the node's mode. Source: ONNX Resize-19.</summary>
internal static class Resampling
{
    /// <param name="context">The node.</param>
    /// <param name="axes">One per axis.</param>
    /// <param name="reciprocal">Coordinates are multiplied by the rounded reciprocal of the scale.</param>
    public static void Run<T>(KernelContext<T> context, ResizeAxis[] axes, bool reciprocal) where T : unmanaged, INumber<T>
    {
        var (dims, output, outside) = (context.InputDims(0), context.OutputDims(0), context.Attributes.Float("extrapolation_value", 0));
        bool IsOutside(int[] at) => at.Index().Any(item => axes[item.Index].IsOutside(item.Item));
        if (context.Attributes.String("mode", "nearest") == "nearest")
        {
            var (from, to) = (context.Input(0), context.Plain(0));
            for (var i = 0; i < to.Count; i++)
                if (Grid.At(i, output) is var at && IsOutside(at))
                    Element.SetReal(to, i, outside);
                else
                    Element.Copy(from, Grid.Position([.. at.Select((position, axis) => axes[axis].Nearest(position))], dims), to, i);
            return;
        }
        if (!context.OutputType(0).IsFloat)
            throw new GraphException($"op:{context.Node.Op}.type", $"{context.Node}: the specification does not say how interpolated integers round");
        var x = context.Numbers(0);
        var taps = axes.Select(axis => Enumerable.Range(0, axis.Output).Select(position => axis.Taps<T>(position, reciprocal)).ToArray()).ToArray();
        context.Each(0, i => Grid.At(i, output) is var at && IsOutside(at)
            ? T.Exact(outside)
            : Interpolated([.. at.Select((position, axis) => taps[axis][position])], where => x[Grid.Position(where, dims)]));
    }

    /// <summary>The sum over all combinations of taps of the product of their weights times the element there.</summary>
    public static T Interpolated<T>((int[] Elements, T[] Weights)[] taps, Func<int[], T> element) where T : unmanaged, INumber<T>
    {
        int[] counts = [.. taps.Select(axis => axis.Elements.Length)];
        var (values, weights) = (new T[Grid.Count(counts)], new T[Grid.Count(counts)]);
        for (var k = 0; k < values.Length; k++)
        {
            var at = Grid.At(k, counts);
            values[k] = element([.. at.Select((tap, axis) => taps[axis].Elements[tap])]);
            weights[k] = at.Select((tap, axis) => taps[axis].Weights[tap]).Aggregate(static (product, weight) => product * weight);
        }
        return T.Dot(new Strided<T>(weights), new Strided<T>(values), T.Exact(0));
    }
}
