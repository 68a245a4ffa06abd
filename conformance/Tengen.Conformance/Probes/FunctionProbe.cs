// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Probes;

/// <summary>
/// Measures the error of a function over the points of a case whose data are <see cref="DataSets.Dense"/>, and holds it against the declared
/// one: at every point within so many ulp of the rounded value, or within the floor. The error of storing the result is not the function's.
/// </summary>
internal static class FunctionProbe
{
    private const double DefaultUlp = 4;

    /// <summary>What is declared of the function beside what its worst point shows.</summary>
    /// <param name="instance">A case of an operator that is one function.</param>
    /// <param name="got">What was computed.</param>
    /// <param name="numerics">What is declared.</param>
    public static ProbedNumeric Measure(CaseInstance instance, Tensor got, Numerics numerics)
    {
        var inside = numerics.Intermediate.IsOpaque ? instance.Call.Inside : Formats.Of(numerics.Intermediate);
        var ulp = numerics.FunctionUlp > 0 ? numerics.FunctionUlp : DefaultUlp;
        var floor = numerics.FunctionFloor > 0 ? numerics.FunctionFloor : inside.Ulp(1);
        var (storage, exact) = (Formats.Of(got.Type), Oracle.Numbers<DoubleDouble>(instance.Call)[0]!);
        double worst = 0, beyond = 0, at = 0;
        for (var i = 0; i < exact.Length; i++)
        {
            var (want, value) = (exact[i].ToReal(), Element.Real(got, i));
            if (!(Math.Abs(want.Hi) < storage.Largest / 2) || Math.Abs(want.Hi) < storage.SmallestNormal)
                continue;
            var unit = inside.Ulp(inside.Round(want));
            var allowed = Math.Max(ulp * unit, floor);
            var error = double.IsFinite(value) ? Math.Max(0, Math.Abs(value - want.Hi - want.Lo) - storage.Ulp(value) / 2) : double.PositiveInfinity;
            worst = Math.Max(worst, error / unit);
            if (error > allowed && error / unit > beyond)
                (beyond, at) = (error / unit, Element.Real(instance.Inputs[0], i));
        }
        var declared = $"{Text(ulp)} ulp or {floor.ToString("G3", CultureInfo.InvariantCulture)}";
        return beyond > 0
            ? new("functions", declared, $"{Text(beyond)} ulp at {at.ToString("R", CultureInfo.InvariantCulture)}", ProbeFinding.OverClaimed, $"function_milliulp {Math.Ceiling(1000 * beyond).ToString("F0", CultureInfo.InvariantCulture)}")
            : new("functions", declared, $"{Text(worst)} ulp", worst <= ulp / 2 ? ProbeFinding.UnderClaimed : ProbeFinding.Holds);
    }

    private static string Text(double ulp) => ulp.ToString("0.###", CultureInfo.InvariantCulture);
}
