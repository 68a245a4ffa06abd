// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Protos;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Graphs;

/// <summary>
/// Replaces every call of a model-local function by the function's nodes, and sets every node's version to the opset that the model or
/// function in which it is written imports. Inner names get the call's number in front. Source: ONNX IR, "Functions".
/// </summary>
internal sealed class FunctionInliner(ModelProto model, GraphBudget budget, string file)
{
    private readonly Dictionary<(string Domain, string Name, string Overload), FunctionProto> _functions = [];
    private readonly HashSet<FunctionProto> _open = [];
    private readonly FreshNames _fresh = new(budget);
    private int _calls;

    public void Run()
    {
        foreach (var function in model.Functions)
            if (!_functions.TryAdd((function.Domain, function.Name, function.Overload), function))
                throw Fail(function.Offset, function.Path, $"function '{function.Domain}.{function.Name}' is defined twice");
        if (model.Functions.Count > 0)
            _fresh.Avoid(model.Graph!);
        Inline(model.Graph!, model.Opsets);
    }

    private void Inline(GraphProto graph, Dictionary<string, int> opsets)
    {
        if (graph.Cost is { } known)
        {
            budget.Again(known, graph);
            return;
        }
        graph.Cost = budget.Inside(graph.Offset, graph.Path, () =>
        {
            budget.Names(graph.Inputs.Count + graph.Outputs.Count + graph.ValueInfos.Count + graph.Initializers.Count, graph.Offset, graph.Path);
            var result = new List<NodeProto>(graph.Nodes.Count);
            var forwarded = new ForwardedOutputs(file);
            foreach (var node in graph.Nodes)
                Emit(node, opsets, result, forwarded);
            graph.Nodes = result;
            forwarded.RemoveFrom(graph);
        });
    }

    private void Emit(NodeProto node, Dictionary<string, int> opsets, List<NodeProto> into, ForwardedOutputs forwarded)
    {
        if (node.Attributes.Find(attribute => attribute.Reference.Length > 0) is { } reference)
            throw Fail(node.Offset, node.Path, $"attribute '{reference.Name}' refers to '{reference.Reference}' outside a function");
        foreach (var nested in node.Attributes.SelectMany(attribute => attribute.Graphs ?? []))
            Inline(nested, opsets);
        if (_functions.TryGetValue((node.Domain, node.Op, node.Overload), out var function))
        {
            budget.Inside(node.Offset, node.Path, () => Call(node, function, into, forwarded));
            return;
        }
        budget.Node(node);
        node.Version = opsets.TryGetValue(node.Domain, out var version) ? version : throw Fail(node.Offset, node.Path, $"the model imports no opset of domain '{node.Domain}'");
        into.Add(node);
    }

    private void Call(NodeProto call, FunctionProto function, List<NodeProto> into, ForwardedOutputs forwarded)
    {
        if (!_open.Add(function))
            throw Fail(call.Offset, call.Path, $"function '{function.Name}' calls itself");
        if (call.Inputs.Count > function.Inputs.Count || call.Outputs.Count > function.Outputs.Count)
            throw Fail(call.Offset, call.Path, $"function '{function.Name}' has {function.Inputs.Count} inputs and {function.Outputs.Count} outputs, the call {call.Inputs.Count} and {call.Outputs.Count}");
        if (function.Defaults.Find(attribute => attribute.Value is null) is { } unsupported)
            throw Fail(function.Offset, function.Path, $"the default of attribute '{unsupported.Name}' is a graph or a reference, which is not supported; pass it at every call");
        budget.Call(call, function);
        var body = new FunctionBody(call, function, ++_calls, _fresh, budget);
        foreach (var node in function.Nodes)
            Emit(body.Copy(node), function.Opsets, into, forwarded);
        foreach (var (source, target) in body.Forwarded())
            if (source.Length == 0)
                forwarded.Omit(target);
            else
                Forward(source, target, call, function, into, forwarded);
        _open.Remove(function);
    }

    private void Forward(string source, string target, NodeProto call, FunctionProto function, List<NodeProto> into, ForwardedOutputs forwarded)
    {
        var identity = new NodeProto { Path = call.Path, Offset = call.Offset, Op = "Identity", Inputs = [source], Outputs = [target] };
        Emit(identity, function.Opsets.ContainsKey("") ? function.Opsets : model.Opsets, into, forwarded);
        forwarded.Add(identity);
    }

    private OnnxException Fail(long offset, FieldPath path, string reason) => new(file, offset, path, reason);
}
