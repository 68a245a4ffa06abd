// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>A labelled dim of a term in memory.</summary>
/// <param name="Extent">At least 0, never 1: such a dim needs no label.</param>
/// <param name="Step">Elements from one index to the next.</param>
internal readonly record struct EinsumAxis(int Label, int Extent, nint Step);

/// <summary>An operand or an intermediate product: elements in a slot, each label once; a label that it lacks is broadcast.</summary>
internal sealed record EinsumTerm(int Slot, EinsumAxis[] Axes)
{
    public IEnumerable<int> Labels => Axes.Select(axis => axis.Label);

    /// <summary>An operand: a repeated label walks a diagonal.</summary>
    public static EinsumTerm Of(int slot, ReadOnlySpan<int> labels, ReadOnlySpan<long> dims)
    {
        var axes = new List<EinsumAxis>();
        nint step = 1;
        for (var i = labels.Length - 1; i >= 0; i--)
        {
            var (label, extent) = (labels[i], (int)dims[i]);
            var known = axes.FindIndex(axis => axis.Label == label);
            if (known >= 0)
                axes[known] = axes[known] with { Step = axes[known].Step + step };
            else if (extent != 1)
                axes.Insert(0, new EinsumAxis(label, extent, step));
            step *= extent;
        }
        return new EinsumTerm(slot, [.. axes]);
    }

    /// <summary>Dense elements with these dims.</summary>
    public static EinsumTerm Dense(int slot, IEnumerable<EinsumAxis> axes)
    {
        var dense = axes.ToArray();
        nint step = 1;
        for (var i = dense.Length - 1; i >= 0; i--)
        {
            dense[i] = dense[i] with { Step = step };
            step *= dense[i].Extent;
        }
        return new EinsumTerm(slot, dense);
    }

    /// <summary>The axes of these labels, in their order; those it lacks are left out.</summary>
    public EinsumAxis[] Pick(IEnumerable<int> labels) => [.. labels.SelectMany(label => Axes.Where(axis => axis.Label == label))];

    public static int Size(IEnumerable<EinsumAxis> axes) => axes.Aggregate(1, (product, axis) => checked(product * axis.Extent));

    /// <summary>The one step that walks all these axes in turn; null when there is none.</summary>
    public static nint? Merged(EinsumAxis[] axes)
    {
        for (var i = 0; i + 1 < axes.Length; i++)
            if (axes[i].Step != axes[i + 1].Step * axes[i + 1].Extent)
                return null;
        return axes.Length == 0 ? 0 : axes[^1].Step;
    }
}
