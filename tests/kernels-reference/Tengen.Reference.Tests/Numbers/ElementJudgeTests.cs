// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Tests.Numbers;

/// <summary>The statistical ratio is at most 1 wherever the error before storage is within 6 sigma + sys: storing is no error of the device.</summary>
public sealed class ElementJudgeTests
{
    /// <summary>References on both sides of powers of two: an error carries a number across, to where storing rounds twice as coarsely.</summary>
    [Fact]
    public void Storing_is_charged_where_the_computed_number_lies()
    {
        var format = Formats.Float32;
        var (most, worst) = (3.9, 0.0);
        for (var step = 1; step <= 64; step++)
            foreach (var exponent in new[] { -1, 0, 5 })
                for (var part = 0; part < 64; part++)
                {
                    var one = Math.ScaleB(1, exponent);
                    var reference = one - (step - 32 + part / 64.0) * format.Ulp(one) / 8;
                    var allowed = most * format.Ulp(reference);
                    var tolerance = new Tolerance(reference, allowed, allowed, 0, allowed);
                    foreach (var error in new[] { -allowed, allowed })
                        worst = Math.Max(worst, ElementJudge.StatisticalRatio(tolerance, format, format.Round(reference + error)));
                }
        Assert.InRange(worst, 0.98, 1);
    }
}
