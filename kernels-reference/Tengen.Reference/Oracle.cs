// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

/// <summary>
/// The reference: what operators must compute. Floating-point results are rounded once to their dtype, integers are exact. Pure and
/// thread-safe; a call uses all processors.
/// </summary>
public static partial class Oracle
{
    /// <summary>One node made ready, with the tensors of its inputs (null where the node leaves one out).</summary>
    /// <param name="node">In canonical form.</param>
    /// <param name="inputs">Not changed, not kept after the results are.</param>
    /// <param name="declared">Dtypes that the graph declares for the outputs; may be shorter.</param>
    /// <exception cref="GraphException">No such operator, or its shape rule refuses the node.</exception>
    public static Call Prepare(Node node, IReadOnlyList<Tensor?> inputs, params ImmutableArray<DType> declared)
    {
        ArgumentNullException.ThrowIfNull(node);
        var kernel = OperatorSet.Kernels.Find(node.Domain, node.Op)
            ?? throw new GraphException("op.unknown", $"{node}: the oracle has no operator of this name");
        if (node.Version != kernel.Contract.Version)
            throw new GraphException("op.version", $"{node}: the oracle computes the canonical form, version {kernel.Contract.Version}");
        return new Call(kernel, node, inputs, declared);
    }

    /// <summary>The outputs of one node in order, null where the node leaves one out.</summary>
    /// <param name="call">The node and its inputs.</param>
    /// <param name="fast">Computes in double instead of double-double: ten times faster, its own error about 2^-53 per step.</param>
    public static ImmutableArray<Tensor?> Evaluate(Call call, bool fast = false)
    {
        ArgumentNullException.ThrowIfNull(call);
        return fast ? Run<Numbers.Double>(call, static number => number.Value, null) : Run<DoubleDouble>(call, static number => number.Hi, null);
    }

    /// <summary>Evaluates a graph node by node, in double.</summary>
    /// <param name="graph">In canonical form, every operator known.</param>
    /// <param name="inputs">One tensor per graph input.</param>
    /// <param name="each">Called after each node with its call and its outputs, on the calling thread; tensors stay valid.</param>
    /// <returns>One tensor per graph output.</returns>
    /// <exception cref="GraphException">An operator is not known, or refuses its inputs.</exception>
    public static ImmutableArray<Tensor> Evaluate(Graph.Graph graph, IReadOnlyList<Tensor> inputs, Action<Call, ImmutableArray<Tensor?>>? each = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count != graph.Inputs.Length)
            throw new ArgumentException($"{graph} has {graph.Inputs.Length} inputs, {inputs.Count} tensors were given");
        var lifetimes = new Lifetimes(graph);
        for (var i = 0; i < inputs.Count; i++)
            lifetimes[graph.Inputs[i]] = inputs[i];
        for (var n = 0; n < graph.Nodes.Length; n++)
        {
            var node = graph.Nodes[n];
            var call = Prepare(node, [.. node.Inputs.Select(lifetimes.Find)], [.. node.Outputs.Select(graph.TypeOf)]);
            var outputs = Evaluate(call, fast: true);
            each?.Invoke(call, outputs);
            for (var i = 0; i < outputs.Length; i++)
                if (outputs[i] is { } tensor)
                    lifetimes[node.Outputs[i]] = tensor;
            lifetimes.Release(n);
        }
        return [.. graph.Outputs.Select(output => lifetimes.Find(output)!)];
    }

    private static ImmutableArray<Tensor?> Run<T>(Call call, Func<T, double> value, string? form) where T : unmanaged, INumber<T>
    {
        var pass = new ValuePass<T>(call.OutputCount, value);
        call.Kernel.Run(new KernelContext<T>(call, pass), form);
        for (var i = 0; i < call.OutputCount; i++)
            if (call.Node.HasOutput(i))
                pass.Outputs[i] ??= call.NewOutput(i);
        return [.. pass.Outputs];
    }

    private static DType TypeOf(this Graph.Graph graph, int value) => value == Node.Absent ? DType.Opaque : graph.Values[value].Type;
}
