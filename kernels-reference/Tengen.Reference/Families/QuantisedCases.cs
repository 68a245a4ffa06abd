// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Reference.Families;

/// <summary>Inputs that quantised products share in their cases.</summary>
internal static class QuantisedCases
{
    /// <summary>Powers of two, so that no rounding of a scale decides which way a tie goes.</summary>
    private static readonly DataSet Scales = new("scale", static (counter, index, _, _) => Math.ScaleB(1, (int)counter.Integer((ulong)index, -4, -1)), false);

    private static readonly DataSet OutputScales = new("output scale", static (counter, index, _, _) => Math.ScaleB(1, (int)counter.Integer((ulong)index, 1, 5)), false);

    public static void Tensor(CaseBuilder builder, string name, DType type, params ReadOnlySpan<long> dims) =>
        builder.Integers(name, type, (long)Types.Smallest(type), (long)Types.Largest(type), dims);

    public static void Scale(CaseBuilder builder, string name, bool ofOutput, params ReadOnlySpan<long> dims) =>
        builder.Drawn(name, DType.Float32, ofOutput ? OutputScales : Scales, dims);

    public static void Zero(CaseBuilder builder, string name, DType type, params ReadOnlySpan<long> dims) =>
        builder.Integers(name, type, type.IsSigned ? -20 : 100, type.IsSigned ? 20 : 140, dims);

    /// <summary>The dtype that a parameter names, by default that of the case.</summary>
    public static DType Type(CaseBuilder builder, string parameter) => DTypeNames.TryParse(builder.Text(parameter, builder.Type.ToString()), out var type)
        ? type
        : throw new FormatException($"no dtype is called '{builder.Text(parameter, "")}'");
}
