// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Einstein summation. Source: ONNX Einsum-12; numpy.einsum.</summary>
internal sealed class Einsum : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [DType.Float32, DType.Float16, DType.Float64, .. Types.Integers];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "Einsum",
        Versions = [12],
        Inputs = [new("Inputs", Supported, "T", Variadic: true)],
        Outputs = [new("Output", Supported, "T")],
        Attributes = [new("equation", AttributeType.String, Required: true)],
        Infer = Infer,
        Summary = "The sum over every label that the result does not carry of the products of the operands' elements; an ellipsis stands for axes that broadcast. Products and sums run in any " +
            "order; integers wrap. ONNX Einsum-12.",
    };

    private static void Infer(ShapeContext context)
    {
        var shapes = Enumerable.Range(0, context.Node.Inputs.Length).Select(context.InputShape).ToArray();
        if (shapes.Any(shape => !shape.HasRank))
        {
            context.SetOutput(0, context.InputType(0), Shape.Unknown);
            return;
        }
        try
        {
            var equation = EinsumEquation.Parse(context.Attributes.String("equation", ""), [.. shapes.Select(shape => shape.Rank)]);
            var extents = Extents(equation, [.. shapes.Select(shape => shape.Dims.ToArray())]);
            context.SetOutput(0, context.InputType(0), new Shape([.. equation.Result.Select(label => extents[label])]));
        }
        catch (Exception error) when (error is FormatException or KeyNotFoundException)
        {
            throw context.Error("equation", error.Message);
        }
    }

    /// <summary>The extent of every label; one of 1 gives way where an ellipsis broadcasts, a symbol to a number.</summary>
    private static Dictionary<char, long> Extents(EinsumEquation equation, long[][] dims)
    {
        var extents = new Dictionary<char, long>();
        for (var i = 0; i < dims.Length; i++)
            foreach (var (axis, label) in equation.Operands[i].Index())
                if (!extents.TryGetValue(label, out var known) || Shape.IsSymbol(known) || (known == 1 && EinsumEquation.IsOfEllipsis(label)))
                    extents[label] = dims[i][axis];
                else if (known != dims[i][axis] && !Shape.IsSymbol(dims[i][axis]) && (dims[i][axis] != 1 || !EinsumEquation.IsOfEllipsis(label)))
                    throw new FormatException($"label '{label}' stands for extents {known} and {dims[i][axis]}");
        return extents;
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var dims = Enumerable.Range(0, context.InputCount).Select(context.InputDims).ToArray();
        var equation = EinsumEquation.Parse(context.Attributes.String("equation", ""), [.. dims.Select(list => list.Length)]);
        var extents = Extents(equation, [.. dims.Select(list => list.Select(dim => (long)dim).ToArray())]);
        int[] summed = [.. equation.Summed.Select(label => (int)extents[label])];
        var (output, terms, labels) = (context.OutputDims(0), Grid.Count(summed), equation.Result + equation.Summed);
        var steps = dims.Select((list, i) => labels.Select(label => Step(list, equation.Operands[i], label)).ToArray()).ToArray();
        int Position(int operand, int[] at) => at.Zip(steps[operand], static (coordinate, step) => coordinate * step).Sum();
        if (context.OutputType(0).IsFloat)
        {
            var numbers = Enumerable.Range(0, dims.Length).Select(context.Numbers).ToArray();
            context.Each(0, element =>
            {
                var at = Grid.At(element, output);
                var (left, right) = (new T[terms], new T[terms]);
                for (var k = 0; k < terms; k++)
                {
                    int[] all = [.. at, .. Grid.At(k, summed)];
                    left[k] = Enumerable.Range(1, Math.Max(0, dims.Length - 2)).Aggregate(numbers[0][Position(0, all)], (product, i) => product * numbers[i][Position(i, all)]);
                    right[k] = dims.Length == 1 ? T.Exact(1) : numbers[^1][Position(dims.Length - 1, all)];
                }
                return dims.Length == 1 ? T.Sum(new Strided<T>(left)) : T.Dot(new Strided<T>(left), new Strided<T>(right), T.Exact(0));
            });
            return;
        }
        var (integers, result) = (Enumerable.Range(0, dims.Length).Select(context.Integers).ToArray(), context.Plain(0));
        for (var element = 0; element < result.Count; element++)
        {
            var at = Grid.At(element, output);
            Element.SetInteger(result, element, Enumerable.Range(0, terms).Select(k => Enumerable.Range(0, dims.Length)
                .Aggregate(Int128.One, (product, i) => (Int128)(ulong)unchecked(product * integers[i][Position(i, [.. at, .. Grid.At(k, summed)])])))
                .Aggregate(Int128.Zero, static (sum, product) => unchecked(sum + product)));
        }
    }

    /// <summary>How far apart two neighbours along a label lie in an operand: the sum over the axes that carry it.</summary>
    private static int Step(int[] dims, string term, char label) =>
        term.Index().Where(item => item.Item == label && dims[item.Index] != 1).Sum(item => Grid.Count(dims.AsSpan()[(item.Index + 1)..]));

    public static CaseSpace Cases { get; } = new(Supported,
        ["eq=ij.jk-ik,a=5x17,b=17x7", "eq=bij.bjk-bik,a=2x3x31,b=2x31x5", "eq=ii-i,a=7x7", "eq=ij-j,a=5x64", "eq=bhid.bhjd-bhij,a=1x2x5x16,b=1x2x7x16", "eq=i.j,a=5,b=3", "eq=ij.jk-ik,a=2x0,b=0x3", "eq=i.i-,a=1031,b=1031"],
        DataSets.Sums)
    {
        ProbesSums = true,
    };

    /// <summary>A full stop in <c>eq</c> stands for a comma, a dash for the arrow.</summary>
    public static void Build(CaseBuilder builder)
    {
        foreach (var name in (ReadOnlySpan<string>)["a", "b"])
            if (builder.Has(name))
                builder.Input(name.ToUpperInvariant(), builder.Ints(name));
        builder.Attribute(NodeAttribute.String("equation", builder.Text("eq", "").Replace(".", ",", StringComparison.Ordinal).Replace("-", "->", StringComparison.Ordinal)));
    }
}
