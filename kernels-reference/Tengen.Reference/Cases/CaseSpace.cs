// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Reference.Cases;

/// <summary>
/// What an operator is tested over. The first parameter list meets every data set in every type, and, where the operator computes, the
/// tolerance-free properties; each further one meets two data sets in the first type and one in one other type, by turns. Exhaustive lists meet every value of every 16-bit floating-point type, dense ones points of all magnitudes in every wider one, particular ones a data set of their own.
/// </summary>
/// <param name="Types">Dtypes of the main input, the most used first.</param>
/// <param name="Parameters">Parameter lists as they stand in ids: <c>m=3,k=64,n=5</c>; extents of several axes are joined by <c>x</c>.</param>
/// <param name="Data">Data sets for floating-point types; integer types always take full-range integers.</param>
public sealed record CaseSpace(ImmutableArray<DType> Types, ImmutableArray<string> Parameters, ImmutableArray<DataSet> Data)
{
    private const int ExhaustibleBits = 16;

    /// <summary>Parameter lists whose main input has as many elements as a 16-bit type has values.</summary>
    public ImmutableArray<string> Exhaustive { get; init; } = [];

    /// <summary>Parameter lists in which a function meets points of all magnitudes, in the types too wide for <see cref="Exhaustive"/>.</summary>
    public ImmutableArray<string> Dense { get; init; } = [];

    /// <summary>Parameter lists that meet one data set, which the others do not or only by turns, in every floating-point type.</summary>
    public ImmutableArray<(string Parameters, DataSet Data)> Particular { get; init; } = [];

    /// <summary>The cases in a fixed order, without duplicates.</summary>
    public IEnumerable<Case> Of(string op) => All(op).Distinct();

    private IEnumerable<Case> All(string op)
    {
        for (var p = 0; p < Parameters.Length; p++)
            for (var t = 0; t < Types.Length; t++)
                foreach (var data in DataFor(p, t))
                    yield return new Case(op, Types[t], Parameters[p], data);
        foreach (var parameters in Exhaustive)
            foreach (var type in Types.Where(type => type.IsFloat && type.Bits == ExhaustibleBits))
                yield return new Case(op, type, parameters, Every.Name);
        foreach (var parameters in Dense)
            foreach (var type in Types.Where(type => type.IsFloat && type.Bits > ExhaustibleBits))
                yield return new Case(op, type, parameters, DataSets.Dense.Name);
        foreach (var (parameters, data) in Particular)
            foreach (var type in Types.Where(type => type.IsFloat))
                yield return new Case(op, type, parameters, data.Name);
    }

    /// <summary>Leaves out what the data sets leave out because the specification is silent about it.</summary>
    private DataSet Every => Data.Contains(DataSets.Specials) ? EveryValue.All : Data.Contains(DataSets.Limits) ? EveryValue.Numbers : EveryValue.Finite;

    /// <summary>
    /// True when the first parameter list makes outputs that are plain sums of three or more elements, or of their products with ones: by
    /// them the declared numerics are probed.
    /// </summary>
    public bool ProbesSums { get; init; }

    private IEnumerable<DataSet> Properties => Data == DataSets.Moves ? [] : ProbesSums ? [DataSets.Properties, DataSets.Numerics] : [DataSets.Properties];

    private IEnumerable<string> DataFor(int parameters, int type)
    {
        var turn = Data[(parameters + type) % Data.Length].Name;
        if (parameters > 0 && type > 0 && type != 1 + parameters % (Types.Length - 1))
            return [];
        if (!Types[type].IsFloat)
            return [Case.Integers];
        return parameters == 0 ? Data.Concat(Properties).Select(set => set.Name) : type == 0 ? [Data[0].Name, turn] : [turn];
    }
}
