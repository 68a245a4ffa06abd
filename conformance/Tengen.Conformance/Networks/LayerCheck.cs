// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Graph;
using Tengen.Reference;

namespace Tengen.Conformance.Networks;

/// <summary>
/// Holds every layer of a network against the oracle. A layer is judged from the values that the backend itself computed for its inputs, so
/// that one wrong layer is named and does not blame those behind it. Large layers get the full tolerance on a drawn sample of elements and a
/// rigorous forward bound on all.
/// </summary>
public static class LayerCheck
{
    /// <summary>Elements of each output with a full tolerance.</summary>
    public const int Sample = 200;

    /// <param name="network">What ran.</param>
    /// <param name="layered">The result of <see cref="Network.Layered"/>.</param>
    /// <param name="each">Called after each layer.</param>
    public static void Run(Network network, NetworkResult layered, Action<LayerResult> each)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layered);
        ArgumentNullException.ThrowIfNull(each);
        var graph = network.Graph;
        var values = graph.Values.Select(value => value.Constant).ToArray();
        foreach (var (index, tensor) in graph.Inputs.Zip(network.Inputs))
            values[index] = tensor;
        foreach (var (index, tensor) in network.Layered().Outputs.Zip(layered.Outputs))
            values[index] = tensor;
        foreach (var node in graph.Nodes)
            each(Judge(node, values, layered.Numerics[node]));
    }

    private static LayerResult Judge(Node node, Tensor?[] values, Numerics numerics)
    {
        var call = Oracle.Prepare(node, [.. node.Inputs.Select(index => index == Node.Absent ? null : values[index])], [.. node.Outputs.Select(index => index == Node.Absent ? default : values[index]!.Type)]);
        var expectations = Oracle.Expect(call, numerics, Sample);
        var worst = 0.0;
        long elements = 0;
        for (var i = 0; i < expectations.Length; i++)
        {
            if (expectations[i] is not { } expectation)
                continue;
            var computed = values[node.Outputs[i]]!;
            var judgement = new OutputJudge(expectation, randomLowBits: false).Judge(i, computed);
            elements += computed.Count;
            if (!judgement.Holds)
                return new LayerResult(node, judgement.ErrOverBound, elements, judgement.Text);
            worst = Math.Max(worst, judgement.ErrOverBound);
        }
        return new LayerResult(node, worst, elements, null);
    }
}

/// <summary>A judged layer.</summary>
/// <param name="Node">The layer.</param>
/// <param name="ErrOverBound">Largest |error| over its bound; at most 1 is accepted.</param>
/// <param name="Elements">Elements judged.</param>
/// <param name="Failure">What did not hold, or null.</param>
public sealed record LayerResult(Node Node, double ErrOverBound, long Elements, string? Failure);
