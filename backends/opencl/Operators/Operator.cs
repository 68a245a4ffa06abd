// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>An ONNX operator: what of it is taken on which device, and which launches it becomes. Stateless.</summary>
/// <param name="name">Of the operator.</param>
/// <param name="since">First version taken.</param>
/// <param name="until">Last version taken.</param>
/// <param name="types">Types of input 0 (of output 0 where there is none) that are taken, device permitting.</param>
/// <param name="attributes">Attributes that are read; any other means no.</param>
internal abstract class Operator(string name, int since, int until, ImmutableArray<DType> types, params ImmutableArray<string> attributes)
{
    public string Name { get; } = name;

    /// <summary>Says whether the node is taken; pure.</summary>
    public Support Check(Graph graph, Node node, Traits device)
    {
        if (node.Version < since || node.Version > until)
            return Support.NoVersion(until, $"op:{Name}.version: versions {since} to {until} are taken, not {node.Version}");
        foreach (var attribute in node.Attributes)
            if (!attributes.Contains(attribute.Name))
                return Support.No(Why.Attribute, $"op:{Name}.{attribute.Name}: {attribute} is not read by this device; {(attributes.IsEmpty ? "no attribute is" : string.Join(", ", attributes) + " are")}");
        if (Enumerable.Range(0, LeastInputs).Any(input => !node.HasInput(input)) || !node.HasOutput(0))
            return Support.No(Why.Shape, $"op:{Name}.arity: {LeastInputs} inputs and output 0 are needed");
        foreach (var index in node.Inputs.Concat(node.Outputs).Where(index => index != Node.Absent))
            if (CheckValue(graph.Values[index], device) is { } refusal)
                return refusal;
        var type = graph.Values[node.HasInput(0) ? node.Inputs[0] : node.Outputs[0]].Type;
        if (!types.Contains(type))
            return Support.No(Why.DType, $"op:{Name}.dtype: {type} is not taken; {string.Join(", ", types)} are");
        if (Divides && type != DType.Float64 && type.IsFloat && !device.HasCorrectDivide)
            return Support.No(Why.DType, $"op:{Name}.rounding: {Name} of {type} divides, and this device does not divide fp32 with correct rounding");
        return CheckMore(graph, node) ?? Support.Yes;
    }

    /// <summary>Adds the launches of a node that <see cref="Check"/> took.</summary>
    public abstract void Build(PlanBuilder plan, Node node);

    /// <summary>Inputs that must be there.</summary>
    protected virtual int LeastInputs => 1;

    /// <summary>True when results hold a quotient, which must be rounded correctly.</summary>
    protected virtual bool Divides => false;

    /// <summary>Further limits, with every shape static; null = none is broken.</summary>
    protected virtual Support? CheckMore(Graph graph, Node node) => null;

    /// <summary>No when inputs from <paramref name="first"/> to <paramref name="last"/> differ in type from input 0.</summary>
    protected Support? SameType(Graph graph, Node node, int first = 1, int last = int.MaxValue)
    {
        var type = graph.Values[node.Inputs[0]].Type;
        for (var i = first; i < node.Inputs.Length && i <= last; i++)
            if (node.HasInput(i) && graph.Values[node.Inputs[i]].Type != type)
                return Support.No(Why.DType, $"op:{Name}.dtype: input {i} is {graph.Values[node.Inputs[i]].Type} where input 0 is {type}");
        return null;
    }

    /// <summary>The attribute <c>axis</c>, counted from the front.</summary>
    protected static int Axis(Node node, int whenAbsent, int rank)
    {
        var axis = (int)node.Attributes.Int("axis", whenAbsent);
        return axis < 0 ? axis + rank : axis;
    }

    private Support? CheckValue(Value value, Traits device)
    {
        if (!value.Shape.HasRank)
            return Support.No(Why.Shape, $"op:{Name}.rank: {value} has unknown rank; infer shapes first");
        if (value.Type == DType.Float64 && !device.HasDouble)
            return Support.No(Why.DType, $"op:{Name}.dtype: {value} needs cl_khr_fp64, which this device lacks");
        if (!value.Shape.IsStatic)
            return Support.IfStatic($"op:{Name}.static: {value} has symbolic dims; plans are made for numbers");
        if (!IsIndexable(value.Shape.Dims))
            return Support.No(Why.Size, $"op:{Name}.size: {value} has more than {int.MaxValue} elements, which 32-bit indices do not reach");
        return null;
    }

    private static bool IsIndexable(ImmutableArray<long> dims)
    {
        UInt128 count = 1;
        foreach (var dim in dims)
            if ((count *= (UInt128)Math.Max(dim, 1)) > int.MaxValue)
                return false;
        return true;
    }
}
