// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Globalization;
using Tengen.Graph;

namespace Tengen.Plugin;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// How many inputs and outputs an operator of ONNX has, from its version on: facts that hold on every device. Of an operator or a version that
/// the table does not know, nothing is said.
/// </summary>
/// <param name="LeastInputs">The first so many are there.</param>
/// <param name="MostInputs">-1 = any number.</param>
/// <param name="LeastOutputs">Those that the operator always has; a graph may leave out those that nobody reads.</param>
/// <param name="MostOutputs">-1 = any number.</param>
internal sealed partial record OperatorArity(int LeastInputs, int MostInputs, int LeastOutputs, int MostOutputs)
{
    private static readonly FrozenDictionary<string, (int Since, OperatorArity Arity)[]> ByName = Read();

    /// <summary>A refusal that names the node, the operator, what is given and what is allowed; null when the node may be.</summary>
    public static Support? Refusal(Graph graph, Node node)
    {
        if (Find(node) is not { } arity)
            return null;
        for (var i = 0; i < arity.LeastInputs; i++)
            if (!node.HasInput(i))
                return Refuse(node, $"has no input {i}, {node.Inputs.Length} inputs are given; {Range(arity.LeastInputs, arity.MostInputs)} are allowed, the first {arity.LeastInputs} needed");
        if (arity.MostInputs >= 0 && node.Inputs.Length > arity.MostInputs)
            return Refuse(node, $"has {node.Inputs.Length} inputs; {Range(arity.LeastInputs, arity.MostInputs)} are allowed");
        if (arity.MostOutputs >= 0 && node.Outputs.Length > arity.MostOutputs)
            return Refuse(node, $"has {node.Outputs.Length} outputs; {Range(arity.LeastOutputs, arity.MostOutputs)} are allowed");
        if (arity.MostOutputs != 0 && node.Outputs.All(output => output == Node.Absent))
            return Refuse(node, $"has no output; {Range(arity.LeastOutputs, arity.MostOutputs)} are allowed");
        return ExtentRules.Refusal(graph, node);
    }

    private static OperatorArity? Find(Node node) => node.Domain is "" or "ai.onnx" && ByName.TryGetValue(node.Op, out var versions)
        ? versions.LastOrDefault(version => version.Since <= node.Version).Arity
        : null;

    private static Support Refuse(Node node, string text) => Support.No(Why.Shape, $"op:{node.Op}.arity: node {node} {text}");

    private static string Range(int least, int most) => most < 0 ? $"{least} or more" : least == most ? $"{least}" : $"{least} to {most}";

    private static FrozenDictionary<string, (int Since, OperatorArity Arity)[]> Read() => Table.Split('\n')
        .SelectMany(line => line.Split(':') is [var counts, var names] ? names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (Name: name.Split('-')[0], Since: int.Parse(name.Split('-')[1], CultureInfo.InvariantCulture), Arity: Parse(counts))) : [])
        .GroupBy(row => row.Name)
        .ToFrozenDictionary(rows => rows.Key, rows => rows.Select(row => (row.Since, row.Arity)).OrderBy(row => row.Since).ToArray());

    private static OperatorArity Parse(string counts)
    {
        int[] numbers = [.. counts.Split(' ').SelectMany(range => range.Split("..")).Select(number => number == "*" ? -1 : int.Parse(number, CultureInfo.InvariantCulture))];
        return new OperatorArity(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
