// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Protos;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Graphs;

/// <summary>Keeps the graphs of one model within its limits. Everything is charged before it is allocated.</summary>
internal sealed class GraphBudget(OnnxLimits limits, string file)
{
    private const int LettersOfName = 64;
    private int _nodes;
    private int _calls;
    private long _names;
    private int _depth;
    private int _deepest;

    public void Node(NodeProto node) => Charge(1, node.Inputs.Count + node.Outputs.Count + node.Attributes.Count, node.Offset, node.Path);

    public void Call(NodeProto call, FunctionProto function)
    {
        if (++_calls > limits.Nodes)
            throw new OnnxException(file, call.Offset, call.Path, $"more than {limits.Nodes} calls of functions");
        var letters = call.Name.Length + function.Name.Length;
        Charge(0, 1 + (letters / LettersOfName) + function.Inputs.Count + call.Outputs.Count + call.Attributes.Count + function.Defaults.Count, call.Offset, call.Path);
    }

    /// <summary>A graph that was charged before and is used once more.</summary>
    public void Again(GraphCost cost, GraphProto graph)
    {
        Descend(cost.Height, graph.Offset, graph.Path);
        _depth -= cost.Height;
        Charge(cost.Nodes, cost.Names, graph.Offset, graph.Path);
    }

    public void Names(long count, long offset, FieldPath path) => Charge(0, count, offset, path);

    /// <summary>A name of so many letters is about to be made.</summary>
    public void Made(int letters, long offset, FieldPath path) => Charge(0, 1 + (letters / LettersOfName), offset, path);

    /// <summary>Charges what <paramref name="resolve"/> does inside a graph or call, one level deeper.</summary>
    public GraphCost Inside(long offset, FieldPath path, Action resolve)
    {
        var (nodes, names, deepest) = (_nodes, _names, _deepest);
        var depth = _depth;
        _deepest = depth;
        Descend(1, offset, path);
        resolve();
        _depth = depth;
        var height = _deepest - depth;
        _deepest = Math.Max(_deepest, deepest);
        return new GraphCost(_nodes - nodes, _names - names, height);
    }

    private void Descend(int levels, long offset, FieldPath path)
    {
        if (levels > limits.Nesting - _depth)
            throw new OnnxException(file, offset, path, $"calls of functions and nested graphs are more than {limits.Nesting} levels deep");
        _depth += levels;
        _deepest = Math.Max(_deepest, _depth);
    }

    private void Charge(int nodes, long names, long offset, FieldPath path)
    {
        if (nodes > limits.Nodes - _nodes)
            throw new OnnxException(file, offset, path, $"the graph has more than {limits.Nodes} nodes once functions are inlined");
        if (names > limits.Names - _names)
            throw new OnnxException(file, offset, path, $"the graph has more than {limits.Names} names once functions are inlined");
        _nodes += nodes;
        _names += names;
    }
}
