// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host;
using Tengen.Reference;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Contract;

using Graph = Tengen.Graph.Graph;

/// <summary>A graph of one node that the device claims, with its inputs: for cases that need some operator, not a certain one.</summary>
internal sealed unsafe class ClaimedGraph
{
    private static readonly DType[] Types = [DType.Float32, DType.Float16, DType.BFloat16, DType.Int8, DType.UInt8, DType.Int32, DType.Int64, DType.Float64];
    private static readonly (string Op, int Arity)[] Square = [("Add", 2), ("Mul", 2), ("Relu", 1), ("MatMul", 2), ("Sub", 2), ("Neg", 1), ("Abs", 1), ("Sigmoid", 1), ("Tanh", 1), ("Identity", 1)];

    private readonly bool _takesAny;

    private ClaimedGraph(Graph graph, ImmutableArray<Tensor> inputs, bool takesAny) => (Single, Inputs, _takesAny) = (graph, inputs, takesAny);

    /// <summary>One node; every input of the graph is one of its inputs.</summary>
    public Graph Single { get; }

    /// <summary>Tensors for the inputs, in order.</summary>
    public ImmutableArray<Tensor> Inputs { get; }

    /// <summary>
    /// Numbers for an input, others for every salt: few bits, so that sums of products are exact in any order, and in f32 too many for a narrower format; null where only
    /// <see cref="Inputs"/> will do.
    /// </summary>
    public byte[]? Values(int input, int salt)
    {
        if (!_takesAny)
            return null;
        var type = Inputs[input].Type;
        var elements = new byte[Inputs[input].Bytes];
        for (var i = 0; i < elements.Length; i += type.Bits / 8)
        {
            var number = (i / (type.Bits / 8) + 7 * salt + 3 * input) % 5;
            var top = type.Bits / 8 - 1;
            elements[type.IsFloat ? i + top : i] = (byte)(type.IsFloat ? 0x3C + number : number);
            if (type == DType.Float32 && input == 0)
                elements[i + top - 1] = (byte)(i / 4 % 16 << 3);
        }
        return elements;
    }

    /// <summary>The first candidate that the device claims; it is looked for once.</summary>
    /// <exception cref="NotOffered">It claims none.</exception>
    public static ClaimedGraph Of(RawDevice device) => device.Target.Claimed ??= Candidates().FirstOrDefault(candidate => IsClaimed(device, candidate.Single))
        ?? throw new NotOffered("query.Op", "the device claims none of the graphs with which these cases work: an operator with fixed inputs and one output, of any dtype");

    /// <summary>The same graph in another form.</summary>
    /// <exception cref="NotOffered">It has none, or the device does not claim that.</exception>
    public Graph As(GraphForm form, RawDevice device)
    {
        var graph = form switch { GraphForm.Chain => Chain(), GraphForm.Constant => Constant(), _ => Single };
        return graph is not null && IsClaimed(device, graph) ? graph
            : throw new NotOffered("query.Context", $"the device claims {Single.Nodes[0]} alone, and not {(form == GraphForm.Chain ? "two of them, one after the other" : "with a constant as its last input")}");
    }

    private Graph? Chain()
    {
        var node = Single.Nodes[0];
        Value first = Single.Values[node.Inputs[0]], made = Single.Values[node.Outputs[0]];
        if (first.Type != made.Type || !first.Shape.Dims.SequenceEqual(made.Shape.Dims))
            return null;
        var last = Single.Values.Length;
        return Single with
        {
            Values = [.. Single.Values, made with { Name = "last" }],
            Nodes = [node, node with { Inputs = [node.Outputs[0], .. node.Inputs.Skip(1)], Outputs = [last] }],
            Outputs = [last],
        };
    }

    private Graph? Constant()
    {
        if (Single.Inputs.Length < 2 || Single.Values.Any(value => value.IsConstant))
            return null;
        var input = Single.Inputs[^1];
        return Single with { Values = Single.Values.SetItem(input, Single.Values[input] with { Constant = Inputs[^1] }), Inputs = Single.Inputs[..^1] };
    }

    private static bool IsClaimed(RawDevice device, Graph graph)
    {
        using var native = new NativeGraph(graph);
        return RawQuery.Ask(device, native.Pointer).IsClaimed;
    }

    private static IEnumerable<ClaimedGraph> Candidates()
    {
        foreach (var (op, arity) in Square)
            foreach (var type in Types)
                yield return Elementwise(op, arity, type);
        foreach (var item in CaseSource.All.DistinctBy(item => (item.Op, item.Type)))
            if (OperatorSet.Kernels.Find("", item.Op) is { Contract: { ShapeInputs.IsEmpty: true, Outputs.Length: 1 } contract } && !contract.Inputs.Any(input => input.Variadic)
                && item.Materialise() is { Graph.Inputs.Length: > 0 } instance && instance.Graph.IsStatic)
                yield return new ClaimedGraph(instance.Graph, instance.Inputs, takesAny: false);
    }

    private static ClaimedGraph Elementwise(string op, int arity, DType type)
    {
        const int Side = 8;
        var builder = new GraphBuilder("claimed");
        var shape = new Shape(Side, Side);
        int[] inputs = [.. Enumerable.Range(0, arity).Select(i => builder.Input($"in{i}", type, shape))];
        var made = builder.Value("out", type, shape);
        builder.Node(op, OperatorSet.Kernels.Find("", op)!.Contract.Version, inputs, [made]);
        builder.Output(made);
        return new ClaimedGraph(builder.Build(), [.. inputs.Select(_ => new Tensor(type, shape.Dims, Storage.Allocate(type.BytesFor(Side * Side))))], takesAny: true);
    }
}

/// <summary>Forms of <see cref="ClaimedGraph"/>.</summary>
internal enum GraphForm
{
    /// <summary>One node.</summary>
    Single,

    /// <summary>The node twice: the second reads what the first makes.</summary>
    Chain,

    /// <summary>One node, whose last input is a constant.</summary>
    Constant,
}
