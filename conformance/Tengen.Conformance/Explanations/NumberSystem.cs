// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Explanations;

/// <summary>A column of the matrix of number systems.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Gives">What the system is for.</param>
/// <param name="Cell">What a cell counts.</param>
/// <param name="Measure">The cell of one call, by running it.</param>
internal sealed record NumberSystem(string Name, string Gives, string Cell, Func<Call, string> Measure)
{
    public static IReadOnlyList<NumberSystem> All { get; } =
    [
        new("Double", "fast references of large networks", "numbers made", static call => Made(Oracle.Numbers<Reference.Numbers.Double>(call))),
        new("DoubleDouble", "the reference", "numbers made", static call => Made(Oracle.Numbers<DoubleDouble>(call))),
        new("ErrBound", "forward bounds, and the tolerance of one step", "numbers with a finite bound", static call => Share(Oracle.Numbers<ErrBound>(call), number => double.IsFinite(number.Error))),
        new("Interval", "all that may happen: Inf, NaN, subnormal numbers, branches", "numbers without Inf and NaN among what may happen", static call => Share(Oracle.Numbers<Interval>(call), number => !number.MayBeNaN && double.IsFinite(number.Low) && double.IsFinite(number.High))),
        new("Tape", "tolerances", "elements with a rigorous bound; the rest have twice the first-order one", Rigorous),
        new("Sim", "legal twins and planted bugs", "elements of a plain twin within the tolerance", Within),
        new("Count", "floating-point operations", "operations", static call => Text(Oracle.Operations(call))),
        new("Steps", "from what a tolerance arises", "roundings on the longest chain", static call => Text(Oracle.Numbers<Steps>(call).Max(numbers => numbers?.Max(number => number.Roundings)) ?? 0)),
        new("Taint", "what an output may depend on (gate.local)", "numbers that the first element of the first floating-point input reaches", Reached),
    ];

    private static string Rigorous(Call call)
    {
        var tolerances = Tolerances(call).ToList();
        return Share(tolerances.Count(item => !item.Tolerance.IsFirstOrder), tolerances.Count);
    }

    private static string Within(Call call)
    {
        var twin = Oracle.Simulate(call, new Simulation { Intermediate = call.Inside, Accumulator = call.Inside });
        var tolerances = Tolerances(call).ToList();
        return Share(tolerances.Count(item => ElementJudge.HardRatio(item.Tolerance, Formats.Of(twin[item.Output]!.Type), Element.Real(twin[item.Output]!, item.Element)) <= 1), tolerances.Count);
    }

    private static string Reached(Call call)
    {
        var input = Enumerable.Range(0, call.InputCount).First(input => call.HasInput(input) && call.Input(input) is { Type.IsFloat: true, Count: > 0 });
        return Share(Oracle.Reach(call, [new InputElement(input, 0)]), number => number != Taint.None);
    }

    private static IEnumerable<(int Output, int Element, Tolerance Tolerance)> Tolerances(Call call) =>
        from item in Oracle.Expect(call, Numerics.Default).Index()
        where item.Item is { IsExact: false }
        from element in Enumerable.Range(0, (int)item.Item.Reference.Count)
        select (item.Index, element, item.Item[element]);

    private static string Made<T>(IReadOnlyList<T[]?> numbers) => Text(numbers.Sum(output => output?.Length ?? 0));

    private static string Share<T>(IReadOnlyList<T[]?> numbers, Func<T, bool> holds) =>
        Share(numbers.Sum(output => output?.Count(holds) ?? 0), numbers.Sum(output => output?.Length ?? 0));

    private static string Share(int part, int whole) => part == whole ? Text(whole) : $"{Text(part)} of {Text(whole)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
