// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph.Canonical;

/// <summary>The integer and bool tensors of rank 0 and 1 that shapes are made from, as numbers.</summary>
internal static class SmallTensor
{
    public const int MostElements = 1024;
    private const long MostExact = 1 << 24;

    public static bool Is(Tensor tensor) => tensor.Rank <= 1 && tensor.Count <= MostElements && IsType(tensor.Type);

    public static bool IsType(DType type) => type == DType.Int64 || type == DType.Int32 || type == DType.Bool;

    public static long[] Elements(Tensor tensor) =>
        tensor.Type == DType.Int64 ? tensor.AsSpan<long>().ToArray()
        : tensor.Type == DType.Int32 ? [.. tensor.AsSpan<int>().ToArray().Select(element => (long)element)]
        : [.. tensor.AsBytes().ToArray().Select(element => element != 0 ? 1L : 0)];

    /// <summary>A tensor of these elements, each cut to the type as a cast does.</summary>
    /// <param name="type">int64, int32 or bool.</param>
    /// <param name="rank">0 with one element, or 1.</param>
    /// <param name="elements">At most <see cref="MostElements"/>.</param>
    public static Tensor Of(DType type, int rank, ReadOnlySpan<long> elements)
    {
        ReadOnlySpan<long> dims = rank == 0 ? [] : [elements.Length];
        var tensor = new Tensor(type, dims);
        for (var i = 0; i < elements.Length; i++)
            if (type == DType.Int64)
                tensor.AsSpan<long>()[i] = elements[i];
            else if (type == DType.Int32)
                tensor.AsSpan<int>()[i] = unchecked((int)elements[i]);
            else
                tensor.AsBytes()[i] = elements[i] != 0 ? (byte)1 : (byte)0;
        return tensor;
    }

    /// <summary>The elements as fp32 or fp64 where that is exact in both, otherwise null.</summary>
    public static Tensor? Real(DType type, Tensor tensor)
    {
        var elements = Elements(tensor);
        if (elements.Any(element => element is < -MostExact or > MostExact))
            return null;
        var real = new Tensor(type, tensor.Dims.AsSpan());
        for (var i = 0; i < elements.Length; i++)
            if (type == DType.Float32)
                real.AsSpan<float>()[i] = elements[i];
            else
                real.AsSpan<double>()[i] = elements[i];
        return real;
    }

    /// <summary>Applies <paramref name="step"/> to the operands' elements with broadcasting; null where they do not broadcast.</summary>
    public static Tensor? Map(DType type, ReadOnlySpan<Tensor> operands, Func<long[], long> step)
    {
        var (rank, count) = (0, 1);
        var columns = new long[operands.Length][];
        for (var i = 0; i < operands.Length; i++)
        {
            columns[i] = Elements(operands[i]);
            rank = Math.Max(rank, operands[i].Rank);
            if (columns[i].Length != 1 && count != 1 && columns[i].Length != count)
                return null;
            count = columns[i].Length == 1 ? count : columns[i].Length;
        }
        var results = new long[count];
        var row = new long[columns.Length];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < row.Length; j++)
                row[j] = columns[j][columns[j].Length == 1 ? 0 : i];
            results[i] = step(row);
        }
        return Of(type, rank, results);
    }
}
