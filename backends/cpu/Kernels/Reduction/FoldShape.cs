// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Reduction;

/// <summary>
/// Which elements of a dense tensor are folded into which output. Neighbouring dims that are both kept or both folded are one. The last dim
/// is either folded, a <see cref="Run"/> of contiguous elements, or kept, as <see cref="Columns"/> that are folded side by side.
/// </summary>
internal sealed class FoldShape
{
    private readonly List<(int Extent, nint Step)> _kept = [];
    private readonly List<(int Extent, nint Step)> _folded = [];

    /// <param name="isFolded">One a dim.</param>
    public FoldShape(ReadOnlySpan<long> dims, ReadOnlySpan<bool> isFolded)
    {
        nint step = 1;
        var wasFolded = false;
        for (var i = dims.Length - 1; i >= 0; i--)
        {
            if (dims[i] == 1)
                continue;
            var list = isFolded[i] ? _folded : _kept;
            if (_kept.Count + _folded.Count > 0 && wasFolded == isFolded[i])
                list[^1] = (checked(list[^1].Extent * (int)dims[i]), list[^1].Step);
            else
                list.Add((checked((int)dims[i]), step));
            wasFolded = isFolded[i];
            step *= (nint)dims[i];
        }
        Columns = TakeInner(_kept);
        Run = Columns == 1 ? TakeInner(_folded) : 1;
        Rows = Product(_kept);
        Runs = Product(_folded);
    }

    /// <summary>Outputs that lie side by side in the input too.</summary>
    public int Columns { get; }

    /// <summary>Groups of <see cref="Columns"/> outputs.</summary>
    public int Rows { get; }

    /// <summary>Contiguous elements of one output; 1 when there are several columns.</summary>
    public int Run { get; }

    /// <summary>Runs of one output.</summary>
    public int Runs { get; }

    /// <summary>Elements of one output.</summary>
    public long Count => (long)Run * Runs;

    /// <summary>First element of a row of outputs.</summary>
    public nint Origin(int row) => At(_kept, row);

    /// <summary>First element of a run relative to its origin.</summary>
    public nint Offset(int run) => At(_folded, run);

    private static nint At(List<(int Extent, nint Step)> dims, int index)
    {
        nint at = 0;
        foreach (var (extent, step) in dims)
        {
            at += index % extent * step;
            index /= extent;
        }
        return at;
    }

    private static int TakeInner(List<(int Extent, nint Step)> dims)
    {
        if (dims.Count == 0 || dims[0].Step != 1)
            return 1;
        var extent = dims[0].Extent;
        dims.RemoveAt(0);
        return extent;
    }

    private static int Product(List<(int Extent, nint Step)> dims) => dims.Aggregate(1, (product, dim) => checked(product * dim.Extent));
}
