// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Tengen.Conformance.Execution;
using Tengen.Graph;

namespace Tengen.Conformance.Evidence;

/// <summary>The identity of what a subject is asked.</summary>
internal static class Question
{
    /// <summary>SHA-256, lower-case hex, over the nodes' operators, the values' dtypes and dims, and the bytes of inputs and constants.</summary>
    public static string Digest(Graph.Graph graph, IReadOnlyList<Tensor> inputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var node in graph.Nodes)
            Add(hash, $"{node.Domain}/{node.Op}/{node.Version}({string.Join(',', node.Inputs)})({string.Join(',', node.Outputs)})");
        foreach (var value in graph.Values)
        {
            Add(hash, $"{value.Type}{value.Shape}");
            if (value.Constant is { } constant)
                hash.AppendData(constant.AsBytes());
        }
        foreach (var input in inputs)
        {
            Add(hash, input.ToString());
            hash.AppendData(input.AsBytes());
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of a question that another queue computes <paramref name="others"/> beside.</summary>
    public static string Digest(Graph.Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others) => Digest(graph, [.. inputs, .. others]);

    /// <summary>Of a question that is asked elsewhere.</summary>
    public static string Digest(Graph.Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others, Place place) => $"{Digest(graph, inputs, others)}@{(int)place}";

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}
