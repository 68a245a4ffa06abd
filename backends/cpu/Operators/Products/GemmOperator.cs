// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
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

    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
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
            AddScaling(builder, output, output, rows * columns, alpha);
        if (addend < 0 || asBias)
            return;
        if (beta != 1)
        {
            var scaled = builder.Temporary(builder.Count(node.Inputs[2]) * sizeof(float));
            AddScaling(builder, addend, scaled, (int)builder.Count(node.Inputs[2]), beta);
            addend = scaled;
        }
        var broadcast = new Broadcast(dims.AsSpan(), builder.Dims(node.Inputs[2]).AsSpan(), dims.AsSpan());
        BinaryOperator.Add<float, AddFunction<float>>(builder, broadcast, output, addend, output);
    }

    protected override Support? CheckMore(Graph graph, Node node) => SameType(graph, node);

    private static bool IsRow(ImmutableArray<long> dims, int columns) =>
        dims.Length is 1 or 2 && dims[^1] == columns && (dims.Length == 1 || dims[0] == 1);

    private static void AddScaling(PlanBuilder builder, int from, int to, int count, float factor)
    {
        var scale = (float*)builder.Constants.Allocate(sizeof(float));
        *scale = factor;
        var slot = builder.Own(scale, sizeof(float));
        BinaryOperator.Add<float, MulFunction<float>>(builder, new Broadcast([count], [1], [count]), from, slot, to);
    }
}
