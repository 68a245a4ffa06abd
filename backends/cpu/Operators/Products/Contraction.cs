// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>Two terms of an Einsum as products of matrices: labels of both that stay are batches, of both that go are the depth.</summary>
internal sealed class Contraction
{
    public required EinsumTerm Left { get; init; }

    public required EinsumTerm Right { get; init; }

    public required int[] Batch { get; init; }

    public required int[] Rows { get; init; }

    public required int[] Columns { get; init; }

    public required int[] Depth { get; init; }

    /// <summary>Labels of the dense result with their extents.</summary>
    public IEnumerable<EinsumAxis> Result => Left.Pick(Batch).Concat(Left.Pick(Rows)).Concat(Right.Pick(Columns));

    public int Count => EinsumTerm.Size(Left.Pick(Batch));

    /// <summary>First elements of both matrices of each product.</summary>
    public (nint Left, nint Right)[] Origins
    {
        get
        {
            (nint Left, nint Right)[] origins = [(0, 0)];
            foreach (var (a, b) in Left.Pick(Batch).Zip(Right.Pick(Batch)))
                origins = [.. origins.SelectMany(at => Enumerable.Range(0, a.Extent).Select(i => (at.Left + i * a.Step, at.Right + i * b.Step)))];
            return origins;
        }
    }

    /// <param name="keep">Labels that the output or a later operand has.</param>
    /// <param name="output">Labels in the order that is best for the result.</param>
    public static Contraction Of(EinsumTerm a, EinsumTerm b, IReadOnlySet<int> keep, int[] output)
    {
        var last = output.LastOrDefault(label => a.Labels.Contains(label) != b.Labels.Contains(label));
        var (left, right) = a.Labels.Contains(last) ? (b, a) : (a, b);
        var both = left.Labels.Intersect(right.Labels).ToArray();
        int Place(int label) => Array.IndexOf(output, label);
        return new Contraction
        {
            Left = left,
            Right = right,
            Batch = [.. both.Where(keep.Contains).OrderBy(Place)],
            Rows = [.. left.Labels.Except(both).OrderBy(Place)],
            Columns = [.. right.Labels.Except(both).OrderBy(Place)],
            Depth = [.. both.Where(label => !keep.Contains(label))],
        };
    }
}
