// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Interop.OnnxRuntime.Native;
using OrtGraphHandle = Tengen.Interop.OnnxRuntime.Native.OrtGraph;
using unsafe OrtCount = delegate* unmanaged[Cdecl]<void*, nuint*, Tengen.Interop.OnnxRuntime.Native.OrtStatus*>;
using unsafe OrtFill = delegate* unmanaged[Cdecl]<void*, void**, nuint, Tengen.Interop.OnnxRuntime.Native.OrtStatus*>;

namespace Tengen.Interop.OnnxRuntime.Graphs;

/// <summary>A graph of ONNX Runtime in the project's terms.</summary>
/// <param name="Graph">As written; constants are ONNX Runtime's memory, lent during the callback.</param>
/// <param name="Nodes">For each node its OrtNode.</param>
/// <param name="Offered">For each node whether a device may be offered it: not one with bodies, whose inside this graph does not show.</param>
internal sealed record ReadGraph(Graph.Graph Graph, ImmutableArray<nint> Nodes, ImmutableArray<bool> Offered);

/// <summary>Reads OrtGraph. Names are the identity of values; indices differ from callback to callback.</summary>
internal static unsafe class OrtGraphReader
{
    /// <summary>The domain of a node that stays with ONNX Runtime: only what it reads and makes is told.</summary>
    private const string Kept = "ai.onnxruntime.kept";

    public static ReadGraph Read(OrtGraphHandle* graph)
    {
        byte* name;
        Ort.Check(Ort.Api->Graph_GetName(graph, &name));
        var builder = new GraphBuilder(Ort.Text(name) is { Length: > 0 } given ? given : "graph");
        var values = new ValueTable(builder);
        foreach (var input in Ort.Items(graph, (OrtCount)Ort.Api->Graph_GetNumInputs, (OrtFill)Ort.Api->Graph_GetInputs))
            values.AddInput((OrtValueInfo*)input);
        foreach (var constant in Ort.Items(graph, (OrtCount)Ort.Api->Graph_GetNumInitializers, (OrtFill)Ort.Api->Graph_GetInitializers))
            values.AddConstant((OrtValueInfo*)constant);
        var nodes = Ort.Items(graph, (OrtCount)Ort.Api->Graph_GetNumNodes, (OrtFill)Ort.Api->Graph_GetNodes);
        var offered = ImmutableArray.CreateBuilder<bool>(nodes.Length);
        foreach (var node in nodes)
        {
            var read = Read((OrtNode*)node, values);
            builder.Node(read);
            offered.Add(read.Domain != Kept);
        }
        foreach (var output in Ort.Items(graph, (OrtCount)Ort.Api->Graph_GetNumOutputs, (OrtFill)Ort.Api->Graph_GetOutputs))
            builder.Output(values.Operand((OrtValueInfo*)output));
        return new ReadGraph(builder.Build(), [.. nodes], offered.MoveToImmutable());
    }

    private static Node Read(OrtNode* node, ValueTable values)
    {
        byte* op;
        byte* domain;
        byte* name;
        int version;
        nuint bodies;
        Ort.Check(Ort.Api->Node_GetOperatorType(node, &op));
        Ort.Check(Ort.Api->Node_GetDomain(node, &domain));
        Ort.Check(Ort.Api->Node_GetName(node, &name));
        Ort.Check(Ort.Api->Node_GetSinceVersion(node, &version));
        Ort.Check(Ort.Api->Node_GetNumSubgraphs(node, &bodies));
        var inputs = Values(node, (OrtCount)Ort.Api->Node_GetNumInputs, (OrtFill)Ort.Api->Node_GetInputs, values.Operand);
        var implicits = Values(node, (OrtCount)Ort.Api->Node_GetNumImplicitInputs, (OrtFill)Ort.Api->Node_GetImplicitInputs, values.Operand);
        var outputs = Values(node, (OrtCount)Ort.Api->Node_GetNumOutputs, (OrtFill)Ort.Api->Node_GetOutputs, values.Result);
        var attributes = Ort.Items(node, (OrtCount)Ort.Api->Node_GetNumAttributes, (OrtFill)Ort.Api->Node_GetAttributes)
            .Select(attribute => AttributeReader.Read((OrtOpAttr*)attribute)).ToList();
        var space = Ort.Text(domain) is "ai.onnx" ? "" : Ort.Text(domain);
        if (bodies > 0 || attributes.Contains(null))
            return new Node(Kept, Ort.Text(op), Math.Max(version, 0), [.. inputs, .. implicits], outputs, AttributeList.Empty, Ort.Text(name));
        return new Node(space, Ort.Text(op), Math.Max(version, 0), inputs, outputs, new AttributeList(attributes!), Ort.Text(name));
    }

    private delegate int Number(OrtValueInfo* info);

    private static ImmutableArray<int> Values(OrtNode* node, OrtCount count, OrtFill fill, Number number)
    {
        var infos = Ort.Items(node, count, fill);
        var values = ImmutableArray.CreateBuilder<int>(infos.Length);
        foreach (var info in infos)
            values.Add(number((OrtValueInfo*)info));
        while (values.Count > 0 && values[^1] == Node.Absent)
            values.RemoveAt(values.Count - 1);
        return values.ToImmutable();
    }
}
