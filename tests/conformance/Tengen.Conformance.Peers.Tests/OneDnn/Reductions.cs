// SPDX-License-Identifier: Apache-2.0

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Reductions over axes.</summary>
internal static unsafe class Reductions
{
    private static readonly Dictionary<string, (Algorithm Algorithm, float Power)> Algorithms = new(StringComparer.Ordinal)
    {
        ["ReduceL1"] = (Algorithm.ReducePowerSum, 1),
        ["ReduceL2"] = (Algorithm.ReduceNorm, 2),
        ["ReduceMax"] = (Algorithm.ReduceMaximum, 0),
        ["ReduceMean"] = (Algorithm.ReduceMean, 0),
        ["ReduceMin"] = (Algorithm.ReduceMinimum, 0),
        ["ReduceProd"] = (Algorithm.ReduceProduct, 0),
        ["ReduceSum"] = (Algorithm.ReduceSum, 0),
        ["ReduceSumSquare"] = (Algorithm.ReducePowerSum, 2),
    };

    public static bool Try(Engine engine, Call call)
    {
        if (!Algorithms.TryGetValue(call.Node.Op, out var reduction))
            return false;
        var kept = Kept(call);
        if (kept.SequenceEqual(call[0].Dims))
            return false;
        Layout from = Layout.Of(call[0]), to = Layout.Of(call.Output, kept);
        engine.Run(operation => Native.dnnl_reduction_desc_init(operation, reduction.Algorithm, from, to, reduction.Power, 0), null,
            new Operand(Role.Source, call[0], from), new Operand(Role.Destination, call.Output, to));
        return true;
    }

    /// <summary>Extents of the result with the reduced axes kept as ones.</summary>
    private static long[] Kept(Call call)
    {
        long[] dims = [.. call[0].Dims];
        long[] axes = call.Has(1) ? call[1].AsSpan<long>().ToArray() : [];
        if (axes.Length == 0 && call.With.Int("noop_with_empty_axes", 0) == 0)
            axes = [.. Enumerable.Range(0, dims.Length).Select(axis => (long)axis)];
        foreach (var axis in axes)
            dims[axis < 0 ? axis + dims.Length : axis] = 1;
        return dims;
    }
}
