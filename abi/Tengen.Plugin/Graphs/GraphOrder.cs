// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>Topological order and single producers (TG-H-20, TG-H-21). A value that nobody produces is a constant, or the graph is refused.</summary>
internal static class GraphOrder
{
    /// <returns>The values, with constants of zero elements completed: those need no data.</returns>
    public static ImmutableArray<Value> Check(
        ImmutableArray<Value> values, ImmutableArray<Node> nodes, ImmutableArray<int> inputs, ImmutableArray<int> outputs,
        ImmutableArray<Capture> captures, bool isBody)
    {
        var known = new bool[values.Length];
        for (var i = 0; i < values.Length; i++)
            known[i] = values[i].IsConstant;
        foreach (var input in inputs)
            Produce(known, input, "graph input");
        foreach (var capture in captures)
            Produce(known, capture.Inner, "capture");
        var produced = nodes.SelectMany(node => node.Outputs).ToHashSet();
        var completed = values.ToBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            if (known[i] || produced.Contains(i) || !values[i].Shape.IsStatic || !values[i].Shape.Dims.Contains(0))
                continue;
            completed[i] = values[i] with { Constant = ValueReader.Empty(values[i].Type, values[i].Shape) };
            known[i] = true;
        }
        for (var n = 0; n < nodes.Length; n++)
        {
            foreach (var input in nodes[n].Inputs)
                if (input != Node.Absent && !known[input])
                    throw GraphReader.Broken("TG-H-20", $"node {n} ({nodes[n]}) reads value {input}, which nothing before it produces");
            foreach (var output in nodes[n].Outputs)
                if (output != Node.Absent)
                    Produce(known, output, $"node {n} ({nodes[n]})");
        }
        CheckOutputs(completed, known, inputs, outputs, isBody);
        return completed.MoveToImmutable();
    }

    private static void CheckOutputs(ImmutableArray<Value>.Builder values, bool[] known, ImmutableArray<int> inputs, ImmutableArray<int> outputs, bool isBody)
    {
        var seen = new HashSet<int>(inputs);
        foreach (var output in outputs)
            if (!known[output] || (!isBody && (values[output].IsConstant || !seen.Add(output))))
                throw GraphReader.Broken("TG-H-21", $"graph output {output} is produced by nothing, is an input or a constant, or occurs twice");
    }

    private static void Produce(bool[] known, int value, string producer)
    {
        if (known[value])
            throw GraphReader.Broken("TG-H-20", $"value {value} has two producers; the second is {producer}");
        known[value] = true;
    }
}
