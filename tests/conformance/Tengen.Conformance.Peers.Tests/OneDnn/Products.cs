// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Products of matrices, of numbers and of integers with zero points (the matmul primitive).</summary>
internal static unsafe class Products
{
    public static bool Try(Engine engine, Call call)
    {
        switch (call.Node.Op)
        {
            case "MatMul":
                Multiply(engine, call[0], call[1], call.Output, null);
                return true;
            case "Gemm":
                Gemm(engine, call);
                return true;
            case "MatMulInteger" when Point(call, 2) is { } left && Point(call, 3) is { } right:
                using (var attributes = new Attributes().ZeroAt(Role.Source, left).ZeroAt(Role.Weights, right))
                    Multiply(engine, call[0], call[1], call.Output, attributes);
                return true;
            case "QLinearMatMul" when Point(call, 2) is { } left && Point(call, 5) is { } right && Point(call, 7) is { } zero && Enumerable.All([1, 4, 6], i => call[i].Count == 1):
                var scale = (float)((double)Real(call, 1) * Real(call, 4) / Real(call, 6));
                using (var attributes = new Attributes().Scaled([scale], 0).ZeroAt(Role.Source, left).ZeroAt(Role.Weights, right).ZeroAt(Role.Destination, zero))
                    Multiply(engine, call[0], call[3], call.Output, attributes);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The only entry of a zero point, 0 where it is left out; null where there are several.</summary>
    public static int? Point(Call call, int input) =>
        !call.Has(input) ? 0 : call[input].Count != 1 ? null : call[input].Type == DType.Int8 ? call[input].AsSpan<sbyte>()[0] : call[input].AsSpan<byte>()[0];

    private static float Real(Call call, int input) => call[input].AsSpan<float>()[0];

    /// <summary>alpha A' B' + beta C: what C adds is laid into the destination before.</summary>
    private static void Gemm(Engine engine, Call call)
    {
        using var attributes = new Attributes().Scaled([call.With.Float("alpha", 1)], 0);
        if (call.Has(2))
        {
            Spread(call[2], call.Output);
            attributes.Accumulating(call.With.Float("beta", 1));
        }
        Layout left = Matrix(call[0], call.With.Int("transA", 0) != 0), right = Matrix(call[1], call.With.Int("transB", 0) != 0), to = Layout.Of(call.Output);
        Multiply(engine, new Operand(Role.Source, call[0], left), new Operand(Role.Weights, call[1], right), new Operand(Role.Destination, call.Output, to), attributes);
    }

    private static Layout Matrix(Tensor tensor, bool transposed) => transposed
        ? Layout.Of(tensor.Type, [tensor.Dims[1], tensor.Dims[0]], [1, Math.Max(1, tensor.Dims[1])])
        : Layout.Of(tensor);

    private static void Spread(Tensor from, Tensor to)
    {
        var size = from.Count == 0 ? 0 : (int)(from.Bytes / from.Count);
        long[] dims = [.. Enumerable.Repeat(1L, 2 - from.Rank), .. from.Dims];
        for (var i = 0; i < to.Count; i++)
        {
            var (row, column) = (i / to.Dims[1], i % to.Dims[1]);
            var at = (int)((dims[0] == 1 ? 0 : row) * dims[1] + (dims[1] == 1 ? 0 : column));
            from.AsBytes().Slice(at * size, size).CopyTo(to.AsBytes()[(i * size)..]);
        }
    }

    private static void Multiply(Engine engine, Tensor left, Tensor right, Tensor output, Attributes? attributes)
    {
        long[] a = left.Rank == 1 ? [1, .. left.Dims] : [.. left.Dims];
        long[] b = right.Rank == 1 ? [.. right.Dims, 1] : [.. right.Dims];
        long[] c = [.. output.Dims];
        if (left.Rank == 1)
            c = [.. c[..^(right.Rank == 1 ? 0 : 1)], 1, .. c[^(right.Rank == 1 ? 0 : 1)..]];
        if (right.Rank == 1)
            c = [.. c, 1];
        Multiply(engine, Operand(Role.Source, left, a, c.Length), Operand(Role.Weights, right, b, c.Length), Operand(Role.Destination, output, c, c.Length), attributes);
    }

    private static Operand Operand(Role role, Tensor tensor, long[] dims, int rank) => new(role, tensor, Layout.Of(tensor, [.. Enumerable.Repeat(1L, rank - dims.Length), .. dims]));

    private static void Multiply(Engine engine, Operand left, Operand right, Operand to, Attributes? attributes) =>
        engine.Run(operation => Native.dnnl_matmul_desc_init(operation, left.Layout, right.Layout, default, to.Layout), attributes, left, right, to);
}
