// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>An ONNX operator: what of it is taken, and how it becomes steps. Stateless.</summary>
internal abstract class Operator(string name, int since, int until)
{
    public string Name { get; } = name;

    /// <summary>Attributes that are read; any other means no.</summary>
    protected virtual ImmutableArray<string> Attributes => [];

    /// <summary>Types of input 0 that are taken.</summary>
    protected abstract ImmutableArray<DType> Types { get; }

    /// <summary>A run finds the extents of output 0 where the graph leaves them open.</summary>
    public virtual bool FindsExtents => false;

    /// <summary>Says whether the node is taken; pure.</summary>
    public Support Check(Graph graph, Node node)
    {
        if (node.Version < since || node.Version > until)
            return Support.NoVersion(until, $"{Name} is taken from version {since} to {until}, not {node.Version}");
        foreach (var attribute in node.Attributes)
            if (!Attributes.Contains(attribute.Name))
                return Support.No(Why.Attribute, $"{Name} is not taken with attribute {attribute}");
        var type = node.HasInput(0) ? graph.Values[node.Inputs[0]].Type : graph.Values[node.Outputs[0]].Type;
        if (!Types.Contains(type))
            return Support.No(Why.DType, $"{Name} of {type} is not taken; {string.Join(", ", Types)} are");
        foreach (var index in node.Inputs.Concat(node.Outputs).Where(index => index != Node.Absent))
        {
            var shape = graph.Values[index].Shape;
            if (!shape.HasRank)
                return Support.No(Why.Shape, $"{graph.Values[index]} has unknown rank");
            if (!shape.IsStatic)
                return Support.IfStatic($"{graph.Values[index]} has symbolic dims");
            if (Shape.CountOf(shape.Dims.AsSpan()) > int.MaxValue)
                return Support.No(Why.Size, $"{graph.Values[index]} has more than {int.MaxValue} elements");
        }
        return CheckMore(graph, node) ?? Support.Yes;
    }

    /// <summary>Adds the steps of a node that <see cref="Check"/> took.</summary>
    public abstract void Build(PlanBuilder builder, Node node);

    /// <summary>Further limits, with every shape static; null = none is broken.</summary>
    protected virtual Support? CheckMore(Graph graph, Node node) => null;

    protected static int Axis(Node node, int whenAbsent, int rank)
    {
        var axis = (int)node.Attributes.Int("axis", whenAbsent);
        return axis < 0 ? axis + rank : axis;
    }

    /// <summary>Product of a run of dims.</summary>
    protected static int Product(ImmutableArray<long> dims, int from, int to) => checked((int)Shape.CountOf(dims.AsSpan()[from..to]));

    protected static Support? SameType(Graph graph, Node node)
    {
        var type = graph.Values[node.Inputs[0]].Type;
        foreach (var input in node.Inputs.Where(input => input != Node.Absent))
            if (graph.Values[input].Type != type)
                return Support.No(Why.DType, $"{node} mixes {type} and {graph.Values[input].Type}");
        return null;
    }
}
