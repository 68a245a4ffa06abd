// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>alpha A B + beta C with either matrix transposed and C broadcast.</summary>
internal sealed unsafe class GemmOperator() : Operator("Gemm", 7, 13)
{
    protected override ImmutableArray<string> Attributes => ["alpha", "beta", "transA", "transB"];

    protected override ImmutableArray<DType> Types => [.. TypeSets.Float, .. NumberSteps.Types];

    public override void Build(PlanBuilder builder, Node node)
    {
        var type = builder.Type(node.Inputs[0]);
        if (TypeSets.IsFloat(type))
            BuildFloat(builder, node);
        else
            ElementTypes.Number(type, new NumberCase(builder, node));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var isInteger = graph.Values[node.Inputs[0]].Type.IsInteger;
        foreach (var name in (string[])["alpha", "beta"])
            if (isInteger && node.Attributes.Float(name, 1) is var factor && factor != MathF.Truncate(factor))
                return Support.No(Why.Attribute, $"Gemm of integers takes whole factors, not {node.Attributes[name]}");
        return SameType(graph, node);
    }

    private static void BuildFloat(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Outputs[0]);
        var (rows, columns) = ((int)dims[0], (int)dims[1]);
        var (transA, transB) = (node.Attributes.Int("transA", 0) != 0, node.Attributes.Int("transB", 0) != 0);
        var depth = (int)builder.Dims(node.Inputs[0])[transA ? 0 : 1];
        var (alpha, beta) = (node.Attributes.Float("alpha", 1), node.Attributes.Float("beta", 1));
        var path = KernelPaths.Choose(rows, columns);
        var blocking = KernelPaths.Block(path, rows, columns, depth);
        var left = LeftPanels.Pack(builder, node.Inputs[0], blocking, true, transA ? 1 : depth, transA ? rows : 1);
        var right = LeftPanels.Pack(builder, node.Inputs[1], blocking, false, transB ? depth : 1, transB ? 1 : columns);
        var addend = builder.OptionalFloat(node, 2);
        var output = builder.FloatResult(node.Outputs[0]);
        var asBias = addend >= 0 && alpha == 1 && beta == 1 && columns > 0 && IsRow(builder.Dims(node.Inputs[2]), columns);
        builder.Add([left, right, asBias ? addend : -1], [output], MatrixProduct<PackedPanels>.ScratchBytes(blocking, builder.Pool.Width), (in frame) =>
        {
            var product = new MatrixProduct<PackedPanels>
            {
                Path = path,
                Blocking = blocking,
                Batches = 1,
                Groups = 1,
                Left = frame.Floats(left),
                Right = new PackedPanels(frame.Floats(right)),
                Product = frame.Floats(output),
                Stride = columns,
                Epilogue = new Epilogue { ColumnBias = asBias ? frame.Floats(addend) : null },
                Scratch = (float*)frame.Scratch,
            };
            product.Run(frame.Pool);
        });
        if (alpha != 1)
            AddScaling(builder, output, output, (long)rows * columns, alpha);
        if (addend < 0 || asBias)
            return;
        if (beta != 1)
        {
            var scaled = builder.Temporary(builder.Count(node.Inputs[2]) * sizeof(float));
            AddScaling(builder, addend, scaled, builder.Count(node.Inputs[2]), beta);
            addend = scaled;
        }
        var broadcast = new Broadcast(dims.AsSpan(), builder.Dims(node.Inputs[2]).AsSpan(), dims.AsSpan());
        Binary.Add<float, AddFunction>(builder, broadcast, output, addend, output);
    }

    private static void BuildNumber<T>(PlanBuilder builder, Node node) where T : unmanaged, INumber<T>
    {
        var dims = builder.Dims(node.Outputs[0]);
        var (rows, columns) = ((int)dims[0], (int)dims[1]);
        var (transA, transB) = (node.Attributes.Int("transA", 0) != 0, node.Attributes.Int("transB", 0) != 0);
        var depth = (int)builder.Dims(node.Inputs[0])[transA ? 0 : 1];
        var (alpha, beta) = (T.CreateTruncating(node.Attributes.Float("alpha", 1)), T.CreateTruncating(node.Attributes.Float("beta", 1)));
        var (a, b, c) = (builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.SlotOf(node.Outputs[0]));
        var addend = node.HasInput(2) ? builder.SlotOf(node.Inputs[2]) : -1;
        var broadcast = new Broadcast(dims.AsSpan(), addend < 0 ? [] : builder.Dims(node.Inputs[2]).AsSpan(), dims.AsSpan());
        builder.Add([a, b, addend], [c], NumberProduct<T, StridedPanels<T>>.ScratchBytes(depth, builder.Pool.Width), (in frame) =>
        {
            var y = frame.At<T>(c);
            NumberSteps.Multiply(frame, frame.At<T>(a), transA ? 1 : depth, transA ? rows : 1, frame.At<T>(b), transB ? 1 : columns, transB ? depth : 1, y, rows, columns, depth);
            for (nint row = 0; row < broadcast.Rows; row++, y += broadcast.Inner)
            {
                var from = addend < 0 ? null : frame.At<T>(addend) + broadcast.Origin((int)row).Right;
                for (nint i = 0; i < broadcast.Inner; i++)
                    y[i] = from == null ? unchecked(alpha * y[i]) : unchecked(alpha * y[i] + beta * from[i * broadcast.RightStep]);
            }
        });
    }

    private static bool IsRow(ImmutableArray<long> dims, int columns) =>
        dims.Length is 1 or 2 && dims[^1] == columns && (dims.Length == 1 || dims[0] == 1);

    private static void AddScaling(PlanBuilder builder, int from, int to, long count, float factor)
    {
        var scale = (float*)builder.Constants.Allocate(sizeof(float));
        *scale = factor;
        var slot = builder.Own(scale, sizeof(float));
        Binary.Add<float, MulFunction>(builder, new Broadcast([count], [1], [count]), from, slot, to);
    }

    private readonly struct NumberCase(PlanBuilder builder, Node node) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => BuildNumber<T>(builder, node);
    }
}
