// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Protos;

namespace Tengen.Interop.Onnx.Graphs;

/// <summary>
/// Replaces every call of a model-local function by the function's nodes, and sets every node's version to the opset its surroundings
/// import. Inner names get the call's number in front. Source: ONNX IR, "Functions".
/// </summary>
internal sealed class FunctionInliner(ModelProto model, int limit, string file)
{
    private readonly Dictionary<(string Domain, string Name, string Overload), FunctionProto> _functions = [];
    private readonly HashSet<FunctionProto> _open = [];
    private int _calls;
    private int _nodes;

    public void Run()
    {
        foreach (var function in model.Functions)
            if (!_functions.TryAdd((function.Domain, function.Name, function.Overload), function))
                throw Fail(function.Offset, function.Path, $"function '{function.Domain}.{function.Name}' is defined twice");
        Inline(model.Graph!, model.Opsets);
    }

    private void Inline(GraphProto graph, Dictionary<string, int> opsets)
    {
        var result = new List<NodeProto>(graph.Nodes.Count);
        foreach (var node in graph.Nodes)
            Emit(node, opsets, result);
        graph.Nodes = result;
    }

    private void Emit(NodeProto node, Dictionary<string, int> opsets, List<NodeProto> into)
    {
        if (_functions.TryGetValue((node.Domain, node.Op, node.Overload), out var function))
        {
            Call(node, function, into);
            return;
        }
        if (++_nodes > limit)
            throw Fail(node.Offset, node.Path, $"the graph has more than {limit} nodes once functions are inlined");
        if (node.Attributes.Find(attribute => attribute.Reference.Length > 0) is { } reference)
            throw Fail(node.Offset, node.Path, $"attribute '{reference.Name}' refers to '{reference.Reference}' outside a function");
        node.Version = opsets.TryGetValue(node.Domain, out var version) ? version : throw Fail(node.Offset, node.Path, $"the model imports no opset of domain '{node.Domain}'");
        foreach (var nested in node.Attributes.SelectMany(attribute => attribute.Graphs ?? []))
            Inline(nested, opsets);
        into.Add(node);
    }

    private void Call(NodeProto call, FunctionProto function, List<NodeProto> into)
    {
        if (!_open.Add(function))
            throw Fail(call.Offset, call.Path, $"function '{function.Name}' calls itself");
        if (call.Inputs.Count > function.Inputs.Count || call.Outputs.Count > function.Outputs.Count)
            throw Fail(call.Offset, call.Path, $"function '{function.Name}' has {function.Inputs.Count} inputs and {function.Outputs.Count} outputs, the call {call.Inputs.Count} and {call.Outputs.Count}");
        if (++_calls > limit)
            throw Fail(call.Offset, call.Path, $"more than {limit} calls of functions");
        var body = new FunctionBody(call, function, _calls);
        foreach (var node in function.Nodes)
        {
            if (_nodes > limit)
                throw Fail(call.Offset, call.Path, $"the graph has more than {limit} nodes once functions are inlined");
            Emit(body.Copy(node), function.Opsets, into);
        }
        foreach (var (source, target) in body.Forwarded())
            Emit(new NodeProto { Path = call.Path, Offset = call.Offset, Op = "Identity", Inputs = [source], Outputs = [target] }, function.Opsets, into);
        _open.Remove(function);
    }

    private OnnxException Fail(long offset, string path, string reason) => new(file, offset, path, reason);
}
